"""Where a name may begin and end, and what may hang on to it."""

import re

BEFORE = re.compile(r"[A-Za-z0-9_/@#.\-]")
WORD = re.compile(r"[A-Za-z0-9_]")
FILE_OR_SITE = re.compile(r"\.(?:md|ai|com|dev|io|org|net|json|py)\b", re.IGNORECASE)
FURTHER_DIGITS = re.compile(r"[.,]\d")
HYPHENATED = re.compile(r"-([A-Za-z0-9]+)")
VERSION = re.compile(r"[ -]?[vV]?\d+(?:\.\d+)*[a-z]{0,2}(?![A-Za-z0-9])")
# Meta-owned is Meta; meta-analysis is not.
KEEPS_NAME = frozenset(
    "affiliated backed based branded built class compatible controlled designed developed developer driven"
    " enabled exclusive funded generated hosted inspired killer led level like linked made maker native only"
    " operated owned parent powered ready rival style supported trained written".split()
)


def is_apart(text: str, start: int, end: int) -> bool:
    """Whether the name at this place of a folded text stands by itself; other scripts are no bar."""
    if start and _is_latin(text[start]) and BEFORE.match(text[start - 1]):
        return False
    return not _is_latin(text[end - 1]) or _ends_apart(text, end)


def _ends_apart(text: str, end: int) -> bool:
    if text.startswith("s", end) and not WORD.match(text[end + 1 : end + 2]):
        return text[end - 1].isupper() or text[end - 1].isdigit()
    if WORD.match(text[end : end + 1]) or FILE_OR_SITE.match(text, end):
        return False
    if text[end - 1].isdigit() and FURTHER_DIGITS.match(text, end):
        return False
    suffix = HYPHENATED.match(text, end)
    return suffix is None or suffix[1].lower() in KEEPS_NAME


def _is_latin(letter: str) -> bool:
    return letter < "\u0250"


def version_end(text: str, end: int) -> int | None:
    """The end of the version number that follows a name, or null where none follows."""
    version = VERSION.match(text, end)
    return version.end() if version else None
