"""The small language the cue lists are written in, and how a cue becomes a pattern over lower-case text."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from timeline.claims.verbs import forms_of

_APART = r"[\s\"'(),-]{1,4}"
# A gap's words are bounded in number and length, and blanks never belong to one: no text makes it slow.
_GAP = r"(?:\s{1,4}[^\s;:!?]{1,40}(?<![.])){0,5}?"
# A word ends there, and is no part of another: not "closed" of "closed-loop".
_END = r"(?!-?[^\W_])"
_OTHERS = "..."
_MONTHS = "january february march april may june july august september october november december".split()
_SEASONS = "spring summer fall autumn winter".split()
WHEN_WORDS = frozenset(
    [*_MONTHS, *(name[:3] for name in _MONTHS), "sept", *_SEASONS]
    + "q1 q2 q3 q4 h1 h2 early mid late next".split()
    + [str(year) for year in range(2015, 2100)]
)
CLASSES = {
    "<money>": r"(?:[$€£¥₹]\s?\d[\d.,]*(?:[\s-]?(?:k|m|b|t|mn|bn|tn|million|billion|trillion)\b)?\+?"
    r"|\d[\d.,]*\s(?:million|billion|trillion)(?:\s(?:dollars|euros|pounds|yuan|yen))?)",
    "<share>": r"\d[\d.,]*\s?(?:%|percent\b|per\scent\b|pct\b)",
    "<when>": rf"(?:{'|'.join(sorted(WHEN_WORDS, key=len, reverse=True))})\b",
    "<doing>": r"[a-z]{3,20}ing\b",
    "<not>": r"(?:not|never|cannot|[a-z]{2,8}n't)\b",
}


class Phrase(NamedTuple):
    """A cue as a pattern, and the words (or class names) that it can begin with."""

    pattern: re.Pattern[str]
    first_words: tuple[str, ...]


def compile_phrase(cue: str, *, irregular: Mapping[str, str]) -> Phrase:
    """From a cue as curators write it; raises ValueError for one that names no word at all."""
    tokens = cue.lower().removesuffix(_OTHERS).split()
    if all(token == _OTHERS or _is_optional(token) for token in tokens):
        raise ValueError(f"a cue without a word: {cue!r}")
    firsts: list[str] = []
    for token in tokens:
        firsts += _first_words(token, irregular)
        if not _is_optional(token):
            break
    pattern = "".join(_parts(tokens, irregular))
    return Phrase(re.compile(pattern + _END), tuple(dict.fromkeys(firsts)))


def _parts(tokens: list[str], irregular: Mapping[str, str]) -> Iterator[str]:
    """The tokens as patterns; what lies between two belongs to the second, so that it may be missing."""
    first = next(place for place, token in enumerate(tokens) if not _is_optional(token))
    for place, token in enumerate(tokens):
        words = _alternatives(token.strip("()"), irregular)
        if token == _OTHERS:
            yield _GAP
        elif _is_optional(token):
            yield f"(?:{_APART}{words})?" if place > first else f"(?:{words}{_APART})?"
        else:
            yield words if place <= first else _APART + words


def _is_optional(token: str) -> bool:
    return token.startswith("(") and token.endswith(")")


def _alternatives(token: str, irregular: Mapping[str, str]) -> str:
    return f"(?:{'|'.join(_spelling(word) for word in _words_of(token, irregular))})"


def _spelling(word: str) -> str:
    return CLASSES.get(word) or _APART.join(re.escape(part) for part in word.split("-")) + r"(?![^\W_])"


def _words_of(token: str, irregular: Mapping[str, str]) -> Iterator[str]:
    for word in token.split("/"):
        if word.startswith("~"):
            yield from forms_of(word[1:], irregular=irregular)
        else:
            yield word


def _first_words(token: str, irregular: Mapping[str, str]) -> list[str]:
    inner = token[1:-1] if _is_optional(token) else token
    return [word.split("-")[0] if word not in CLASSES else word for word in _words_of(inner, irregular)]
