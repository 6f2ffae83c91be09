"""What every outlet says of a suggestion: the sentence that speaks for it, and the words that were read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from news.matching import joined_text
from timeline.models import Passage, Suggestion
from timeline.queries.stories import outlet_of

AROUND = 420
AROUND_WORDS = 120
CUT = " … "
Span = tuple[int, int]


class Piece(NamedTuple):
    """A part of a text: whether it is of the sentence, and whether it is one of the words that were read."""

    text: str
    is_marked: bool
    is_read: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """One outlet's report. is_kept: its sentence stands there still, as it was when it was read."""

    outlet: str
    url: str
    at: datetime | None
    title: list[Piece]
    text: list[Piece]
    is_copy: bool = False
    is_claim: bool = True
    is_kept: bool = True


def excerpts_of(suggestion: Suggestion) -> list[Excerpt]:
    """Every outlet's report, the lead's first; and the page that a program gave."""
    own = [_own_page(suggestion)] if suggestion.page else []
    return [*(_excerpt(passage, suggestion) for passage in suggestion.passages.all()), *own]


def _own_page(suggestion: Suggestion) -> Excerpt:
    return Excerpt(
        outlet=suggestion.publisher,
        url=suggestion.page,
        at=None,
        title=[Piece(suggestion.page_title or suggestion.page, False, False)],
        text=_whole(suggestion.passage, suggestion) if suggestion.passage else [],
    )


def _excerpt(passage: Passage, suggestion: Suggestion) -> Excerpt:
    item = passage.item
    joined = joined_text(item.title, item.summary)
    sentence = (passage.start, passage.end)
    is_kept = joined[slice(*sentence)] == passage.text
    read = _places(joined, suggestion) if is_kept else []
    inside = sentence if is_kept else (0, 0)
    body = (len(joined) - len(item.summary), len(joined))
    return Excerpt(
        outlet=outlet_of(item),
        url=item.url,
        at=item.listed_at,
        title=_pieces(joined, (0, len(item.title)), inside, read),
        text=_shortened(joined, body, inside, read) if is_kept else _whole(passage.text, suggestion),
        is_copy=passage.is_copy,
        is_claim=passage.is_claim,
        is_kept=is_kept,
    )


def _whole(text: str, suggestion: Suggestion) -> list[Piece]:
    """All of a text as the sentence."""
    whole = (0, len(text))
    return _pieces(text, whole, whole, _places(text, suggestion))


def _places(text: str, suggestion: Suggestion) -> list[Span]:
    """Where the words that were read stand first: the new date, the old one, and what told of the event."""
    folded, places = text.lower(), []
    for words in (suggestion.words, suggestion.previous_words, suggestion.cue):
        start = folded.find(words.lower()) if words else -1
        if start >= 0:
            places.append((start, start + len(words)))
    return places


def _shortened(text: str, body: Span, sentence: Span, read: list[Span]) -> list[Piece]:
    """What of the body stands around the sentence and the words that were read, with a sign for each gap."""
    cut, here, pieces = Piece(CUT, False, False), body[0], list[Piece]()
    for begin, end in _shown(body, sentence, read):
        pieces += [*[cut] * (begin > here), *_pieces(text, (begin, end), sentence, read)]
        here = end
    return [*pieces, *[cut] * (here < body[1])]


def _shown(body: Span, sentence: Span, read: Iterable[Span]) -> list[Span]:
    """The parts of the body to show, in order; its beginning where the sentence stands elsewhere."""
    start, stop = sentence if _holds(body, sentence[0]) else (body[0], body[0])
    wanted = [(start - AROUND, stop + AROUND)]
    wanted += [(a - AROUND_WORDS, b + AROUND_WORDS) for a, b in read if _holds(body, a)]
    parts: list[Span] = []
    for begin, end in sorted((max(body[0], a), min(body[1], b)) for a, b in wanted):
        if parts and begin <= parts[-1][1]:
            parts[-1] = (parts[-1][0], max(end, parts[-1][1]))
        elif begin < end:
            parts.append((begin, end))
    return parts


def _pieces(text: str, shown: Span, sentence: Span, read: Iterable[Span]) -> list[Piece]:
    begin, end = shown
    spans = [sentence, *read]
    edges = sorted({begin, end, *(edge for span in spans for edge in span if begin < edge < end)})
    return [
        Piece(text[a:b], _holds(sentence, a), any(_holds(span, a) for span in spans[1:]))
        for a, b in pairwise(edges)
    ]


def _holds(span: Span, place: int) -> bool:
    return span[0] <= place < span[1]
