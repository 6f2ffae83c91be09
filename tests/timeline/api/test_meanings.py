"""What answers mean is answered too: every enumeration, and the rules by which it is counted."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.timeline.api.asking import Asker
from timeline.ledger import Fate
from timeline.windows import RULES

DOCUMENT = Path(__file__).resolve().parents[3] / "openapi.yaml"


@pytest.fixture(scope="module")
def declared() -> dict[str, Any]:
    """The enumerations of the checked-in document by name."""
    schemas = yaml.safe_load(DOCUMENT.read_text(encoding="utf-8"))["components"]["schemas"]
    return {name: set(schema["enum"]) for name, schema in schemas.items() if "enum" in schema}


def test_every_declared_enumeration_is_explained_with_the_same_values(
    ask: Asker, declared: dict[str, Any]
) -> None:
    data = {each["name"]: {term["value"] for term in each["values"]} for each in ask("enumerations").data}
    assert len(declared) > 20
    assert data == declared


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
