"""The words of the API with what they mean: every enumeration of its document, and how it is counted."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from django.utils.module_loading import import_string
from drf_spectacular.settings import spectacular_settings

from news.wording import FEED_STANDINGS
from timeline.api.parameters import PURPOSES
from timeline.api.shapes import Shape
from timeline.ledger import COLOURS, ENOUGH_TO_RANK, FATE_GROUPS, Fate
from timeline.windows import RULES, RULESET
from timeline.wording import terms as words
from timeline.wording.fates import FATE_CONDITIONS

WORDS: Mapping[str, Mapping[str, Any]] = {
    "Audience": words.AUDIENCES,
    "Channel": words.CHANNELS,
    "CompanyKind": words.COMPANY_KINDS,
    "Effect": words.EFFECTS,
    "EventKind": words.EVENT_KINDS,
    "EvidenceRole": words.EVIDENCE_ROLES,
    "Fate": words.LOOKS,
    "FateGroup": words.FATE_GROUPS,
    "Precision": words.PRECISIONS,
    "ProductKind": words.PRODUCT_KINDS,
    "RightKind": words.RIGHT_KINDS,
    "Stage": words.STAGES,
    "Voice": words.VOICES,
}


def enumerations() -> list[Shape]:
    """Every enumeration that the OpenAPI document names, by name, and those of parameters alone."""
    named = sorted(spectacular_settings.ENUM_NAME_OVERRIDES.items())
    return [*(_enumeration(name, _found(path)) for name, path in named), _standings()]


def method() -> Shape:
    """The rules themselves."""
    return {
        "ruleset": RULESET,
        "rules": [
            {
                "id": rule.id,
                "examples": rule.examples,
                "earliest": rule.earliest,
                "latest": rule.latest,
                "precisions": rule.precisions,
                "constants": rule.constants,
            }
            for rule in RULES
        ],
        "fates": [_fate(fate) for fate in Fate],
        "enough_to_rank": ENOUGH_TO_RANK,
    }


def _found(path: str) -> type[Enum]:
    """An enumeration by its dotted path; one that belongs to a table stands inside its class."""
    outer, _, name = path.rpartition(".")
    try:
        found: type[Enum] = import_string(path)
    except ImportError:
        found = getattr(import_string(outer), name)
    return found


def _enumeration(name: str, terms: type[Enum]) -> Shape:
    texts = WORDS.get(name, {})
    return {
        "name": name,
        "meaning": (terms.__doc__ or "").strip(),
        "values": [{"value": term.value, "word": _word(term, texts)} for term in terms],
    }


def _standings() -> Shape:
    return {
        "name": "standing",
        "meaning": PURPOSES["standing"],
        "values": [{"value": each.key, "word": each.title} for each in FEED_STANDINGS],
    }


def _word(term: Enum, texts: Mapping[str, Any]) -> str:
    """As the pages say it, else the value without underscores."""
    text = texts.get(term.value)
    return str(getattr(text, "word", text) or term.value.replace("_", " "))


def _fate(fate: Fate) -> Shape:
    return {
        "fate": fate,
        "word": words.LOOKS[fate].word,
        "colour": COLOURS[fate],
        "groups": [group for group, fates in FATE_GROUPS.items() if fate in fates],
        "condition": FATE_CONDITIONS[fate],
    }
