"""The words for what an event is about, where no product is tagged: the noun phrase beside its cue."""

import re

from timeline.claims.claim import Span
from timeline.claims.cues import Found

MOST_WORDS = 8
_WORD = re.compile(r"[^\s,;:.!?()\"“”]+(?:\.[^\s,;:.!?()\"“”]+)*")
_SKIPPED = frozenset(
    (
        "the a an its their his her our your this that these those up down out off back over of on for to"
        " from access support"
    ).split()
)
_STOPS = frozenset(
    (
        "to for in on at by with from after before until till as and but or because due amid over that which"
        " who when while will would could can may might is are was were has have had be been again into next"
        " indefinitely further this later early late mid instead despite says said following through under"
        " against about than"
    ).split()
)


def noun_after(plain: str, found: Found, sentence: Span) -> str:
    """The phrase after the cue within its sentence, without its article; empty where none follows."""
    words: list[str] = []
    start = end = found.end
    for match in _WORD.finditer(plain, found.end, sentence[1]):
        word = match.group().lower()
        if plain[end : match.start()].strip(" \"“'"):
            break
        if not words and word in _SKIPPED:
            end = match.end()
            continue
        if word in _STOPS or word.endswith("n't") or len(words) == MOST_WORDS:
            break
        start = match.start() if not words else start
        words.append(word)
        end = match.end()
    return plain[start:end].strip(" -'\"") if words else ""
