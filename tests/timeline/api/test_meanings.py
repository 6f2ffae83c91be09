"""What answers mean is answered too: every enumeration, and the rules by which it is counted."""

from typing import Any

import pytest

from tests.timeline.api.asking import Asker
from tests.timeline.api.declared import declared
from timeline.ledger import Fate
from timeline.windows import RULES

# What these take is about the form of an answer, not about what is in it.
OF_ANSWERS = {"sort", "fields", "include", "format", "overdue", "group"}


@pytest.fixture(scope="module")
def enumerations() -> dict[str, Any]:
    """The enumerations of the checked-in document by name."""
    schemas = declared()["components"]["schemas"]
    named = {name: set(schema["enum"]) for name, schema in schemas.items() if "enum" in schema}
    return named | {
        parameter["name"]: values
        for methods in declared()["paths"].values()
        for parameter in methods.get("get", {}).get("parameters", ())
        if parameter["name"] not in OF_ANSWERS and (values := _values(parameter))
        if not any(values <= each for each in named.values())
    }


def _values(parameter: dict[str, Any]) -> set[str]:
    schema = parameter["schema"]
    return set(schema.get("items", schema).get("enum", ()))


def test_every_declared_enumeration_is_explained_with_the_same_values(
    ask: Asker, enumerations: dict[str, Any]
) -> None:
    data = {each["name"]: {term["value"] for term in each["values"]} for each in ask("enumerations").data}
    assert len(enumerations) > 20
    assert data == enumerations


def test_every_value_has_a_word_and_every_enumeration_a_meaning(ask: Asker) -> None:
    for each in ask("enumerations").data:
        assert each["meaning"]
        assert all(term["word"] for term in each["values"])


def test_values_are_said_as_the_pages_say_them(ask: Asker) -> None:
    words = {
        each["name"]: {term["value"]: term["word"] for term in each["values"]}
        for each in ask("enumerations").data
    }
    assert words["Fate"]["delivered_on_time"] == "Shipped in time"
    assert words["Channel"]["weights"] == "Open weights"
    assert words["Action"]["withdraw_date"] == "withdraw date"


def test_the_method_is_that_of_the_rules(ask: Asker) -> None:
    data = ask("method").data
    assert [rule["id"] for rule in data["rules"]] == [rule.id for rule in RULES]
    assert [fate["fate"] for fate in data["fates"]] == [fate.value for fate in Fate]
    late = next(fate for fate in data["fates"] if fate["fate"] == "delivered_late")
    assert late == {
        "fate": "delivered_late",
        "word": "Shipped late",
        "colour": "slip",
        "groups": ["shipped", "late"],
        "condition": "It arrived after the last day of the first dated promise.",
    }
    assert data["enough_to_rank"] == 10


@pytest.mark.parametrize("address", ["enumerations", "method"])
def test_meanings_take_no_parameters(ask: Asker, address: str) -> None:
    assert ask(f"{address}?as_of=2026-01-01").status == 400
