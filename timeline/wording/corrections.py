"""Corrections in words: why, which field, and its values."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from timeline.ledger.labels import day_words
from timeline.terms import CorrectionReason

REASONS: Mapping[str, str] = MappingProxyType(
    {
        CorrectionReason.TYPO: "a slip of the pen",
        CorrectionReason.MISREAD: "the source was misread",
        CorrectionReason.WRONG_RULE: "the words were read by the wrong rule",
        CorrectionReason.SOURCE_CORRECTED: "the source was corrected, or a better one was found",
        CorrectionReason.DUPLICATE: "it stood twice",
        CorrectionReason.SCOPE: "it was about something else",
    }
)
FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "earliest": "first day",
        "latest": "last day",
        "strict_latest": "last day, read strictly",
        "said_earliest": "said from",
        "said_latest": "said until",
        "first_reported_on": "first reported",
        "last_verified_on": "last checked",
        "retro_disclosed": "disclosed afterwards",
        "relative_to": "tied to",
        "excluded_regions": "regions left out",
        "verified": "confirmed",
        "basis": "known from",
        "headline": "shown first",
        "aliases": "names",
        "evidence": "sources",
        "outcomes": "what it did",
        "parties": "who took part",
    }
)


def field_words(field: str) -> str:
    """The name of a field as a reader would say it."""
    return FIELDS.get(field, field.replace("_", " "))


def value_words(value: Any) -> str:
    """A value of a document as a reader would write it."""
    if value is None or value in ("", []):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(str(each).replace("_", " ") for each in value)
    return _day_or_text(str(value))


def _day_or_text(text: str) -> str:
    try:
        return day_words(date.fromisoformat(text)) if len(text) == 10 else text.replace("_", " ")
    except ValueError:
        return text
