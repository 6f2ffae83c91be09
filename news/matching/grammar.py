"""The grammar of names as data: hyphens, versions, variants, short forms, shared names, general words."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple

from news.matching.folding import folded_key

NOTHING = re.compile(r"(?!)")


class Subject(NamedTuple):
    """What the data calls a company or product: its kind and slug."""

    kind: Literal["company", "product"]
    slug: str


class Part(NamedTuple):
    """One part of a version; one without identity is read and does not enter the name."""

    pattern: re.Pattern[str]
    has_identity: bool


class Variant(NamedTuple):
    """A word of a name: whether it needs a version before it, may be written small, enters the name.

    A stage enters it only behind a hyphen: o1-preview is a model, the GPT-5.6 preview is GPT-5.6.
    """

    needs_version: bool
    may_be_small: bool
    has_identity: bool
    is_stage: bool


class ShortForm(NamedTuple):
    """A name too short to stand alone, read from its head on; the prefix completes it."""

    product: str
    heads: tuple[str, ...]
    pattern: re.Pattern[str]
    prefix: str
    needs: tuple[str, ...]
    refuse: tuple[str, ...]
    is_told_by_models: bool = False


class SharedRule(NamedTuple):
    """One owner of a shared name: the words that speak for it, and the days it counts."""

    subject: Subject
    words: tuple[str, ...]
    valid_from: date
    valid_to: date


class SharedName(NamedTuple):
    """One word that several go by."""

    default: str
    rules: tuple[SharedRule, ...]
    refuse: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """How names are read; `source` is the data it was made of, for the digest."""

    suffixes: frozenset[str] = frozenset()
    prefixes: frozenset[str] = frozenset()
    parts: tuple[Part, ...] = ()
    part_starts: re.Pattern[str] = NOTHING
    not_a_version: re.Pattern[str] = NOTHING
    variants: Mapping[str, Variant]
    variant_words: re.Pattern[str] = NOTHING
    short_forms: tuple[ShortForm, ...] = ()
    shared_names: Mapping[str, SharedName]
    strong_words: tuple[str, ...] = ()
    plain_words: tuple[str, ...] = ()
    general_words: frozenset[str] = frozenset()
    written_words: tuple[str, ...] = ()
    ordinary_words: frozenset[str] = frozenset()
    counted_words: frozenset[str] = frozenset()
    general_apps: frozenset[str] = frozenset()
    grounds: frozenset[str] = frozenset()
    confidence: Mapping[str, float]
    hosts_of_everybody: frozenset[str] = frozenset()
    hosts_of: Mapping[str, str]
    moves: Mapping[Subject, tuple[tuple[date, str], ...]]
    source: str = ""


def build_grammar(data: Mapping[str, Any]) -> Grammar:
    """The grammar of the file's sections; every scalar is a string. Raises KeyError, ValueError, re.error."""
    variants, alone = _variants(data.get("variants", {})), data.get("variants", {}).get("alone", ())
    version = data.get("version", {})
    strong, plain = _words(data, "strong"), _words(data, "plain")
    return Grammar(
        suffixes=frozenset(data.get("hyphens", {}).get("suffixes", ())),
        prefixes=frozenset(data.get("hyphens", {}).get("prefixes", ())),
        parts=tuple(_part(row, alone) for row in version.get("parts", ())),
        part_starts=_any_of(row["pattern"] for row in version.get("parts", ())),
        not_a_version=_any_of(version.get("not_a_version", ())),
        variants=variants,
        variant_words=_any_of((re.escape(words) for words in variants), flags=re.IGNORECASE),
        short_forms=tuple(_short_form(row) for row in data.get("short_forms", ())),
        shared_names={folded_key(row["text"]): _shared_name(row) for row in data.get("shared_names", ())},
        strong_words=strong,
        plain_words=plain,
        general_words=frozenset((*strong, *plain)),
        written_words=tuple(word for words in data.get("general_words", {}).values() for word in words),
        ordinary_words=frozenset(map(folded_key, data.get("ordinary_words", ()))),
        counted_words=frozenset(map(folded_key, data.get("counted_words", ()))),
        general_apps=frozenset(data.get("general_apps", ())),
        grounds=frozenset(data.get("grounds", ())),
        confidence={rule: float(value) for rule, value in data.get("confidence", {}).items()},
        hosts_of_everybody=frozenset(data.get("hosts_of_everybody", ())),
        hosts_of=dict(data.get("hosts_of", {})),
        moves={_subject(row): _moves(row) for row in data.get("moves", ())},
        source=repr(data) if data else "",
    )


def _words(data: Mapping[str, Any], kind: str) -> tuple[str, ...]:
    return tuple(map(folded_key, data.get("general_words", {}).get(kind, ())))


def _any_of(patterns: Iterable[str], *, flags: int = 0) -> re.Pattern[str]:
    """One pattern for all, the longest first, so that a long word is not cut to a short one."""
    ordered = sorted(patterns, key=lambda pattern: (-len(pattern), pattern))
    return re.compile("|".join(ordered), flags) if ordered else NOTHING


def _part(row: Mapping[str, str], capital_words: Iterable[str]) -> Part:
    """A part ends where no letter or digit follows, but a variant may: Gemini3.1Pro."""
    attached = "|".join(map(re.escape, capital_words)) or "(?!)"
    ends = f"(?:(?={attached})|(?![A-Za-z0-9_%]|[.,][0-9]))"
    return Part(re.compile(f"(?:{row['pattern']}){ends}"), row.get("identity") != "false")


def _variants(lists: Mapping[str, Iterable[str]]) -> dict[str, Variant]:
    small = {word.lower() for word in lists.get("lower_case", ())}
    return {
        words.lower(): Variant(name != "alone", words.lower() in small, name != "read_only", name == "stages")
        for name in ("read_only", "stages", "after_version", "alone")
        for words in lists.get(name, ())
    }


def _short_form(row: Mapping[str, Any]) -> ShortForm:
    return ShortForm(
        row["product"],
        tuple(row["heads"]),
        re.compile(row["pattern"]),
        row.get("prefix", ""),
        tuple(row.get("needs", ())),
        tuple(row.get("refuse", ())),
        row.get("beside_a_model") == "true",
    )


def _shared_name(row: Mapping[str, Any]) -> SharedName:
    rules = tuple(_shared_rule(rule) for rule in row["rules"])
    return SharedName(row.get("default", ""), rules, tuple(row.get("refuse", ())))


def _shared_rule(row: Mapping[str, Any]) -> SharedRule:
    return SharedRule(
        _subject(row),
        tuple(row["words"]),
        date.fromisoformat(row["valid_from"]) if "valid_from" in row else date.min,
        date.fromisoformat(row["valid_to"]) if "valid_to" in row else date.max,
    )


def _subject(row: Mapping[str, Any]) -> Subject:
    if "product" in row:
        return Subject("product", row["product"])
    return Subject("company", row["company"])


def _moves(row: Mapping[str, Any]) -> tuple[tuple[date, str], ...]:
    """The days from which another company is behind it, oldest first; without an owner it stands alone."""
    return tuple(sorted((date.fromisoformat(move["from"]), move.get("owner", "")) for move in row["owners"]))
