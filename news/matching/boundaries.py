"""Where a name may begin and end, and what may hang on to it."""

import re
from collections.abc import Collection
from typing import NamedTuple

# From here on come scripts written without spaces: beside them a Latin name stands by itself.
UNSPACED_FROM = "\u0e00"
LETTERS = r"[0-9A-Za-z\u00c0-\u0dff]+"
JOINED_BEFORE = "@#.\\"
FILE_OR_SITE = re.compile(r"\.(?:md|ai|com|dev|io|org|net|json|py)\b", re.IGNORECASE)
FURTHER_DIGITS = re.compile(r"[.,]\d")
HYPHENATED = re.compile(f"-({LETTERS})")
LAST_WORD = re.compile(f"{LETTERS}$")
JOINTS = "-/"
LONGEST_PREFIX = 8


class Edges(NamedTuple):
    """A name that stands apart; a side on which it hangs by a joint to what must itself be a name."""

    hangs_left: bool = False
    hangs_right: bool = False


def edges(
    text: str, start: int, end: int, *, prefixes: Collection[str], suffixes: Collection[str]
) -> Edges | None:
    """How the name at this place of a folded text stands, or null where it is part of something else."""
    hangs_left = _hangs_left(text, start, prefixes)
    if hangs_left is None or not ends_apart(text, end):
        return None
    suffix = HYPHENATED.match(text, end) if text.startswith("-", end) else None
    return Edges(hangs_left, suffix is not None and suffix[1].lower() not in suffixes)


def _hangs_left(text: str, start: int, prefixes: Collection[str]) -> bool | None:
    """Whether something is joined to the name from the left; null where that takes the name away."""
    if not start or not is_spaced(text[start]):
        return False
    before = text[start - 1]
    if before in JOINTS:
        return _is_joint(text, start - 1, prefixes)
    return None if is_word(before) or before in JOINED_BEFORE else False


def _is_joint(text: str, joint: int, prefixes: Collection[str]) -> bool | None:
    if joint and text[joint - 1] in "/:.":
        return None
    word = LAST_WORD.search(text[max(joint - LONGEST_PREFIX, 0) : joint])
    if word is None:
        is_dash = text[joint] == "-" and (joint == 0 or text[joint - 1].isspace())
        return False if is_dash else None
    return not (text[joint] == "-" and word[0].lower() in prefixes)


def ends_apart(text: str, end: int) -> bool:
    """Whether nothing goes on after the name but a plural or a possessive; other scripts are no bar."""
    if not is_spaced(text[end - 1]):
        return True
    if text.startswith("s", end) and not is_word(text[end + 1 : end + 2]):
        return text[end - 1].isupper() or text[end - 1].isdigit()
    after = text[end : end + 1]
    if is_word(after) or (after == "." and FILE_OR_SITE.match(text, end)):
        return False
    return not (text[end - 1].isdigit() and FURTHER_DIGITS.match(text, end))


def is_word(letter: str) -> bool:
    """Whether the letter is part of a word of a script with spaces, accents too; no letter is none."""
    return (letter.isalnum() or letter == "_" or "\u0300" <= letter <= "\u036f") and letter < UNSPACED_FROM


def is_spaced(letter: str) -> bool:
    """Whether the letter is of a script that puts spaces between words."""
    return letter < UNSPACED_FROM
