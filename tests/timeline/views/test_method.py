"""How it is counted is printed from the rules; corrections show what stood before and since."""

from dataclasses import replace
from html import escape

import pytest
from django.test import Client

from tests.timeline.views.reading import part_of, words_of
from timeline.curation import Act, correct
from timeline.documents import COMMITMENT, COMPANY
from timeline.models import Deliverable
from timeline.windows import RULES, RULESET
from timeline.windows.constants import COMING_DAYS

pytestmark = pytest.mark.django_db


def test_every_rule_is_printed_with_its_words_and_constants(visitor: Client) -> None:
    page = visitor.get("/method/").content.decode()
    for rule in RULES:
        assert all(escape(text) in page for text in (*rule.examples, rule.earliest, *rule.constants)), rule.id
    assert f"Rule set {RULESET}" in page


def test_the_constants_on_the_page_are_those_the_reader_uses(visitor: Client) -> None:
    text = words_of(visitor.get("/method/"))
    assert all(f"{days} days" in text for days in COMING_DAYS.values())


def test_a_correction_shows_both_values_and_why(visitor: Client, promised: Deliverable, act: Act) -> None:
    correct(replace(act, reason="misread"), COMMITMENT, "phone-api-1", values={"speaker": "Ann Example"})
    row = part_of(visitor.get("/corrections/"), "tbody")
    assert 'href="/d/phone-api/"' in row
    assert "speaker:" in row
    assert "nothing" in row
    assert "Ann Example" in row
    assert "the source was misread" in row


def test_corrections_of_later_days_and_private_ones_are_not_told(
    visitor: Client, promised: Deliverable, act: Act
) -> None:
    why = replace(act, reason="typo")
    correct(why, COMPANY, "acme", values={"name": "Acme Labs"})
    correct(replace(why, public=False), COMPANY, "acme", values={"country": "FR"})
    assert "Acme Labs" in words_of(visitor.get("/corrections/"))
    assert "FR" not in words_of(visitor.get("/corrections/"))
    assert "Nothing has been corrected" in words_of(visitor.get("/corrections/?as_of=2026-11-01"))
