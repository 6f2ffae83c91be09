"""A text as the rules read it: title and lead, plain marks, lower case, its sentences with their places."""

import re
from dataclasses import dataclass
from functools import cached_property

from news.matching import fold, joined_text
from news.matching.folding import lowered
from timeline.claims.claim import Span

# What is read of a text; news says what happened at its beginning.
LONGEST_TITLE = 400
LONGEST_LEAD = 700
LONGEST_READ = 6_000
_WHETHER = re.compile(r"[\"']?(?:is|are|was|were|will|would|can|could|should|does|do|did|has|have|had)\b")
_SENTENCE_END = re.compile(r"[.!?…][\"')\]]{0,2}\s+(?=[\"'(\[]?[^\Wa-z_])|\n+|\s\|\s")
_ABBREVIATED = re.compile(
    r"\b(?:[A-Z]|[A-Z]\.[A-Z]|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|inc|corp|co|ltd|vs|mr|mrs|ms|dr"
    r"|sen|rep|gov|gen|st|no|approx)\.$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Passage:
    """`plain` and `lower` are as long as the joined text, so that every place is the same in all of them."""

    plain: str
    lower: str
    title_end: int

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The places of the sentences read, in order; the title's are its own."""
        title = _sentences(self.plain, 0, self.title_end)
        return (*title, *_sentences(self.plain, self.title_end, len(self.plain)))

    @property
    def lead(self) -> Span:
        """Where the first words after the title stand."""
        return self.title_end, min(len(self.plain), self.title_end + LONGEST_LEAD)

    @property
    def is_question(self) -> bool:
        """Whether the title asks."""
        return self.plain[: self.title_end].rstrip(" \"'").endswith("?")

    @property
    def asks_whether(self) -> bool:
        """Whether the title asks for a yes or a no, which says that nobody knows."""
        return self.is_question and _WHETHER.match(self.lower) is not None

    def sentence_at(self, place: int) -> Span:
        """The sentence that holds this place."""
        return next((span for span in self.sentences if span[0] <= place < span[1]), (0, len(self.plain)))


def read_passage(title: str, text: str) -> Passage:
    """Only the beginning of a text beyond LONGEST_READ is read, of a title that beyond LONGEST_TITLE."""
    whole = joined_text(title, text)
    end = min(len(title), LONGEST_TITLE)
    plain = _keep_lines(whole[:LONGEST_READ])
    return Passage(plain=plain, lower=lowered(plain), title_end=end)


def _keep_lines(text: str) -> str:
    """The folded text with its line feeds, which end sentences."""
    return "\n".join(fold(line) for line in text.split("\n"))


def _sentences(plain: str, start: int, end: int) -> list[Span]:
    spans: list[Span] = []
    for match in _SENTENCE_END.finditer(plain, start, end):
        near = max(start, match.start() - 8)
        if match.group()[0] == "." and _ABBREVIATED.search(plain, near, match.start() + 1):
            continue
        spans.append(_trimmed(plain, start, match.end()))
        start = match.end()
    spans.append(_trimmed(plain, start, end))
    return [span for span in spans if span[0] < span[1]]


def _trimmed(plain: str, start: int, end: int) -> Span:
    text = plain[start:end]
    return start + len(text) - len(text.lstrip()), start + len(text.rstrip())
