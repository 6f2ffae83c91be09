"""What follows a family: version, variants, sizes; and the identity of a whole name."""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from news.matching.boundaries import is_word
from news.matching.folding import folded_key
from news.matching.grammar import Grammar

MOST_PARTS = 6
NEXT_IN_ROW = re.compile(r"(?: and |, | & |/| \+ | to | or )(?:the )?")
NEXT_VERSION = re.compile(r"\d{1,2}\.\d{1,2}(?![\w.%]|-bit| ?(?:x|times|percent|million|billion)\b)")
TOKENS = re.compile(r"\d+x\d+b?|[a-z]*\d+(?:\.\d+)*[a-z]*|[^\W\d_]+|\+", re.IGNORECASE)
# A space, a hyphen, a bracket; nothing where a capital follows a digit: Gemini3.1Pro, FLUX.1 [dev].
VARIANT_JOINT = re.compile(r" \[| |-|_|(?<=\d)(?=[A-Z])")
JOINED_WORD = re.compile(r"-([A-Z][A-Za-z0-9]{1,30})(?![A-Za-z0-9_-])")
# A version is said once: the small number that stands apart after "Gemini 3 Pro" is a note's.
FOOTNOTE = re.compile(r"\d{1,2}(?![\w.%])")
JOINED = ("-", ".", "_")
POSSESSIVE = re.compile(r"'s\b")
# Words beside a name that tell what sort of thing it is.
SORTS = frozenset({"app", "apps", "model", "models"})
COMPANY_SORTS = frozenset({"ai"})
LETTERS_AND_NUMBER = re.compile(r"([a-z]{3,})(\d.*)")
ZEROS = re.compile(r"(?<=\d)(?:\.0)+$")
SIZE = re.compile(r"a?\d+(?:\.\d+)?[bt]|\d+k|\d{2,}m")
YEAR_MONTH = re.compile(r"2[3-9]\.(?:0[1-9]|1[0-2])")


class Tail(NamedTuple):
    """What was read after a name: its end, the text that enters the name, whether a version is in it."""

    end: int
    written: str = ""
    has_version: bool = False


def read_tail(
    text: str, at: int, *, grammar: Grammar, takes_any_word: bool = False, is_numbered: bool = False
) -> Tail:
    """The version and variants that follow a name which ends at this place of a folded text.

    A name that takes any word goes on with every capitalised one behind a hyphen: LongCat-AudioDiT. One that
    is numbered has its version in itself.
    """
    tail = Tail(at)
    for _ in range(MOST_PARTS):
        may_be_note = is_numbered or tail.has_version
        longer = _with_part(text, tail, grammar, may_be_note=may_be_note) or _with_variant(
            text, tail, grammar, takes_any_word=takes_any_word
        )
        if longer is None and takes_any_word:
            longer = _with_word(text, tail, grammar)
        if longer is None:
            break
        tail = longer
    return tail


def _with_part(text: str, tail: Tail, grammar: Grammar, *, may_be_note: bool = False) -> Tail | None:
    start = _after_separator(text, tail.end)
    letter = text[start : start + 1]
    if not grammar.part_starts.match(text, start) or is_count(text, start, grammar=grammar):
        return None
    if start == tail.end and not _goes_on(text[start - 1], letter):
        return None
    if may_be_note and text[start - 1] == " " and FOOTNOTE.match(text, start):
        return None
    for pattern, has_identity in grammar.parts:
        if found := pattern.match(text, start):
            written = tail.written + (text[tail.end : found.end()] if has_identity else "")
            return Tail(found.end(), written, tail.has_version or has_identity)
    return None


def is_count(text: str, at: int, *, grammar: Grammar) -> bool:
    """Whether the number at this place counts something; one that is joined to the name counts nothing."""
    return text[at - 1 : at] not in JOINED and grammar.not_a_version.match(text, at) is not None


def _goes_on(before: str, letter: str) -> bool:
    """Whether a version may follow without anything between: Qwen3, DINOv2, DeepSeekV4."""
    if before.isdigit():
        return False
    return letter.isdigit() or letter == "v" or (letter.isupper() and before.islower())


def _after_separator(text: str, at: int) -> int:
    separator = text[at : at + 1]
    if separator == ".":
        return at if text[at - 1].isdigit() else at + 1
    return at + 1 if separator in ("-", " ", "_") else at


def _with_variant(text: str, tail: Tail, grammar: Grammar, *, takes_any_word: bool = False) -> Tail | None:
    joint = VARIANT_JOINT.match(text, tail.end)
    found = grammar.variant_words.match(text, joint.end()) if joint else None
    if joint is None or found is None or is_word(text[found.end() : found.end() + 1]):
        return None
    variant, is_joined = grammar.variants[found[0].lower()], joint[0] not in ("", " ")
    is_written_so = found[0][0].isupper() or is_joined or (variant.may_be_small and tail.has_version)
    may_follow = tail.has_version or is_joined or takes_any_word or not variant.needs_version
    if not (is_written_so and may_follow):
        return None
    enters = variant.has_identity and (is_joined or not variant.is_stage)
    if joint[0] == " [" and not text.startswith("]", found.end()):
        return None
    written = tail.written + ((joint[0] or " ") + found[0] if enters else "")
    return Tail(found.end() + (joint[0] == " ["), written.replace("[", ""), tail.has_version)


def _with_word(text: str, tail: Tail, grammar: Grammar) -> Tail | None:
    found = JOINED_WORD.match(text, tail.end)
    if found is None or found[1].lower() in grammar.suffixes:
        return None
    return Tail(found.end(), tail.written + found[0], tail.has_version)


def in_row(text: str, tail: Tail, *, start: int, grammar: Grammar) -> Iterator[tuple[str, int]]:
    """The names that share the head before `tail`: "4 Scout and Maverick" yields " Maverick" and its end.

    `start` is where the tail begins. Yields the tail as it would be written and the place where it ends.
    """
    head, end = _head(text, start, grammar), tail.end
    for _ in range(MOST_PARTS if head else 0):
        joint = NEXT_IN_ROW.match(text, end)
        if joint is None:
            return
        if number := NEXT_VERSION.match(text, joint.end()):
            end = number.end()
            yield " " + number[0], end
            continue
        found = grammar.variant_words.match(text, joint.end())
        if found is None or not _may_share(text, found, head, grammar):
            return
        end = found.end()
        yield head + " " + found[0], end


def _head(text: str, start: int, grammar: Grammar) -> str:
    """The version alone, without what follows it."""
    version = _with_part(text, Tail(start), grammar)
    return version.written if version else ""


def _may_share(text: str, found: re.Match[str], head: str, grammar: Grammar) -> bool:
    variant = grammar.variants[found[0].lower()]
    ends = not is_word(text[found.end() : found.end() + 1])
    return ends and bool(head) and variant.has_identity and (found[0][0].isupper() or variant.may_be_small)


def identity(name: str, *, owner_words: Collection[str] = ()) -> frozenset[str]:
    """The tokens that make a model the one it is: no size, no owner before it, `x.0` as `x`, any order."""
    plain = POSSESSIVE.sub("", folded_key(name))
    tokens = [token for raw in TOKENS.findall(plain) for token in _parted(raw)]
    while len(tokens) > 1 and tokens[0] in owner_words:
        tokens.pop(0)
    sorted_out = [token for token in tokens if not SIZE.fullmatch(token) and token not in SORTS]
    told = [token for token in sorted_out if token not in COMPANY_SORTS]
    return frozenset(told or sorted_out or tokens)


def _parted(token: str) -> Iterator[str]:
    """Qwen3 is Qwen and 3; V3 and 4o stay."""
    parted = LETTERS_AND_NUMBER.fullmatch(token)
    yield from (_plain(part) for part in (parted.groups() if parted else (token,)))


def _plain(token: str) -> str:
    if YEAR_MONTH.fullmatch(token):
        return token.replace(".", "")
    return ZEROS.sub("", token)
