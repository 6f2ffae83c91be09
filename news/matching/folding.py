"""One spelling for marks that look alike, one to one, so that offsets stay true."""

APOSTROPHES = "\u2018\u2019\u02bc\uff07"
QUOTES = "\u201c\u201d\u201e\u00ab\u00bb"
HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2212\uff0d"
SPACES = "\t\n\r\u00a0\u2007\u2009\u202f\u3000"
DOTS_IN_NAMES = "\u00b7\u30fb"
FOLDS = str.maketrans(
    dict.fromkeys(APOSTROPHES, "'")
    | dict.fromkeys(QUOTES, '"')
    | dict.fromkeys(HYPHENS + DOTS_IN_NAMES, "-")
    | dict.fromkeys(SPACES, " ")
)


def fold(text: str) -> str:
    """The text with quotes, dashes and spaces in their plain form; as long as before, case kept."""
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
