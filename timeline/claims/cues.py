"""The cue lists, compiled once, and the cues that a text holds."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from timeline.claims.phrases import WHEN_WORDS, compile_phrase
from timeline.terms import EventKind
from timeline.yamlfile import load_yaml

CUES_FILE = Path(__file__).parents[1] / "data" / "cues.yaml"
WORD = re.compile(r"[$€£¥₹]?[^\W_]+(?:['.][^\W_]+)*")
_NOT_WORDS = frozenset({"not", "never", "cannot"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Cues of one pattern. Without a kind they speak against any event; `is_act` marks verbs of an act."""

    name: str
    kind: EventKind | None
    weight: float
    at: str
    is_act: bool


class Found(NamedTuple):
    """A cue in a text, [start, end)."""

    group: Group
    start: int
    end: int


class _Cue(NamedTuple):
    group: Group
    pattern: re.Pattern[str]


class Bucket(NamedTuple):
    """The cues that one word can begin, and one pattern that tells quickly whether any of them is there."""

    any_of: re.Pattern[str]
    cues: tuple[_Cue, ...]


CueIndex = Mapping[str, Bucket]


@cache
def cue_index() -> CueIndex:
    """All cues by the words they can begin with. Raises FileFault or ValueError for a bad file."""
    content = load_yaml(CUES_FILE)
    index: dict[str, list[_Cue]] = defaultdict(list)
    for row in [*content["groups"], *content["against"]]:
        group = _group(row)
        for cue in row["cues"].split(","):
            phrase = compile_phrase(cue, irregular=content["verbs"])
            for word in phrase.first_words:
                index[word].append(_Cue(group, phrase.pattern))
    return {word: _bucket(cues) for word, cues in index.items()}


def find_cues(lower: str, start: int, end: int) -> Iterator[Found]:
    """The cues that begin in that part of a text in lower case, in its order."""
    for word in WORD.finditer(lower, start, end):
        buckets = _buckets_of(word.group())
        # most words of a text begin no cue
        if not buckets or (lower.startswith("-", word.start() - 1) and word.start() > start):
            continue
        for bucket in buckets:
            if bucket.any_of.match(lower, word.start(), end):
                yield from _found_in(bucket, lower, word.start(), end)


def _found_in(bucket: Bucket, lower: str, start: int, end: int) -> Iterator[Found]:
    for cue in bucket.cues:
        match = cue.pattern.match(lower, start, end)
        if match:
            yield Found(cue.group, start, match.end())


def _bucket(cues: list[_Cue]) -> Bucket:
    return Bucket(re.compile("|".join(cue.pattern.pattern for cue in cues)), tuple(cues))


@lru_cache(maxsize=8192)
def _buckets_of(word: str) -> tuple[Bucket, ...]:
    index = cue_index()
    return tuple(index[key] for key in _keys(word) if key in index)


def _keys(word: str) -> tuple[str, ...]:
    """The word, and the class it belongs to."""
    if word in _NOT_WORDS or word.endswith("n't"):
        return (word, "<not>")
    if word in WHEN_WORDS:
        return (word, "<when>")
    if word[0].isdigit() or word[0] in "$€£¥₹":
        return (word, "<money>", "<share>")
    return (word,)


def _group(row: Mapping[str, Any]) -> Group:
    return Group(
        name=row["name"],
        kind=EventKind(row["kind"]) if "kind" in row else None,
        weight=float(row["weight"]),
        at=row.get("at", ""),
        is_act=row.get("verb") == "yes",
    )
