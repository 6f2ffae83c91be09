"""One spelling for marks that look alike, one to one, and a reading without the marks nobody sees."""

import re
from dataclasses import dataclass

APOSTROPHES = "\u2018\u2019\u02bc\uff07"
QUOTES = "\u201c\u201d\u201e\u00ab\u00bb"
# The em dash stays what it is: it parts words and joins none.
HYPHENS = "\u2010\u2011\u2012\u2013\u2212\uff0d"
SPACES = "\t\n\r\u00a0\u2007\u2009\u202f\u3000"
DOTS_IN_NAMES = "\u00b7\u30fb"
WIDE = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
FOLDS = str.maketrans(
    WIDE
    | dict.fromkeys(map(chr, range(0xD800, 0xE000)), "\ufffd")
    | dict.fromkeys(APOSTROPHES, "'")
    | dict.fromkeys(QUOTES, '"')
    | dict.fromkeys(HYPHENS + DOTS_IN_NAMES, "-")
    | dict.fromkeys(SPACES, " ")
)
# Soft hyphens, zero-width marks, marks of direction, variation selectors, tags.
UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as names are looked for in it: folded, without unseen marks; `lower` is as long as `folded`."""

    folded: str
    lower: str
    places: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text as it was given."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end - 1] + 1


def read(text: str) -> Reading:
    """The reading of a text; an offset in it leads back to the text by `span`."""
    folded = fold(text)
    if folded.isascii() or not UNSEEN.search(folded):
        return Reading(folded, lowered(folded))
    places = tuple(place for place, letter in enumerate(folded) if not UNSEEN.match(letter))
    seen = "".join(folded[place] for place in places)
    return Reading(seen, lowered(seen), places)


def fold(text: str) -> str:
    """The text with quotes, dashes, spaces and wide letters made plain; as long as before, case kept."""
    return text.translate(FOLDS)


def lowered(text: str) -> str:
    """The text in lower case, as long as before: the few letters whose lower case is longer stay."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def folded_key(text: str) -> str:
    """The form in which an alias is looked up and compared: folded, lower case, single spaces."""
    return lowered(" ".join(fold(text).split()))
