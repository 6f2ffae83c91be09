"""A short passage of a text around the places that matter, cut between words."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from news.matching import joined_text

LONGEST = 160
AROUND = 60
CUT = "…"
Span = tuple[int, int]


class Piece(NamedTuple):
    """A part of a passage, and whether it is what matters."""

    text: str
    is_marked: bool


def passage(title: str, text: str, spans: Iterable[Sequence[int]]) -> tuple[Piece, ...]:
    """The title or the part of the text that holds the first span, every span inside it marked.

    Spans are [start, end) in `joined_text`. Those beyond the text, which may have changed since, are left
    out; without any there is no passage. At most about LONGEST characters, or the span where it is longer.
    """
    joined = joined_text(title, text)
    places = _apart(spans, within=len(joined))
    if not places:
        return ()
    begin, end = (0, len(title)) if places[0][0] < len(title) else (len(joined) - len(text), len(joined))
    first, last = _window(joined, places[0], begin, end)
    inside = [(start, stop) for start, stop in places if first <= start and stop <= last]
    pieces = _pieces(joined, inside, first, last)
    before, after = [Piece(CUT, False)] * (first > begin), [Piece(CUT, False)] * (last < end)
    return (*before, *pieces, *after)


def names_in(title: str, text: str, spans: Iterable[Sequence[int]]) -> tuple[str, ...]:
    """What stands at the spans, each wording once, in the order of the text."""
    joined = joined_text(title, text)
    return tuple(dict.fromkeys(joined[start:end] for start, end in _apart(spans, within=len(joined))))


def _apart(spans: Iterable[Sequence[int]], *, within: int) -> list[Span]:
    """The spans inside the text in order, without those that overlap one before."""
    places: list[Span] = []
    for start, end in sorted((span[0], span[1]) for span in spans):
        if start < end <= within and (not places or start >= places[-1][1]):
            places.append((start, end))
    return places


def _window(joined: str, place: Span, begin: int, end: int) -> Span:
    """All between begin and end where that is short, else what stands around the place."""
    if end - begin <= LONGEST:
        return begin, end
    first, last = max(begin, place[0] - AROUND), min(end, place[1] + AROUND)
    while first > begin and first < place[0] and not joined[first - 1].isspace():
        first += 1
    while last < end and last > place[1] and not joined[last].isspace():
        last -= 1
    return first, last


def _pieces(joined: str, places: Iterable[Span], first: int, last: int) -> list[Piece]:
    pieces, here = [], first
    for start, end in places:
        pieces += [Piece(joined[here:start], False), Piece(joined[start:end], True)]
        here = end
    return [piece for piece in (*pieces, Piece(joined[here:last], False)) if piece.text]
