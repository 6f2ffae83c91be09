"""Models by company, newest first."""

import re

import pytest
from django.test import Client

from tests.timeline.acme import company_document, deliverable_document, product_document, said, source
from tests.timeline.views.reading import part_of, words_of
from timeline.curation import Act, add, state
from timeline.documents import COMPANY, DELIVERABLE, PRODUCT


@pytest.fixture
def model(db: None, act: Act) -> str:
    """Acme's model Ember of the family Fire, promised for June; gives its deliverable."""
    add(act, COMPANY, company_document())
    add(act, PRODUCT, product_document("fire", kind="family"))
    add(act, PRODUCT, product_document("ember", kind="model", family="fire"))
    add(act, DELIVERABLE, deliverable_document("ember-api", "ember", name="Ember: API"))
    state(act, "ember-api", said(), [source()])
    return "ember-api"


def test_a_model_stands_with_its_family_its_date_and_its_parts(visitor: Client, model: str) -> None:
    response = visitor.get("/models/")
    assert "Acme Ember Fire 1–30 Jun 2026 Not checked API" in words_of(response)
    table = part_of(response, "table")
    assert all(f'href="{each}"' in table for each in ("/c/acme/", "/p/ember/", "/p/fire/", "/d/ember-api/"))


def test_only_what_was_public_on_the_day_is_listed(visitor: Client, model: str) -> None:
    response = visitor.get("/models/?as_of=2026-03-01")
    assert "Nothing is recorded yet" in words_of(response)
    assert 'href="/p/ember/?as_of=2026-03-02"' in visitor.get("/models/?as_of=2026-03-02").content.decode()


def test_a_product_of_another_kind_is_no_model(visitor: Client, model: str, act: Act) -> None:
    add(act, PRODUCT, product_document("phone", kind="device"))
    add(act, DELIVERABLE, deliverable_document())
    state(act, "phone-api", said(), [source()])
    assert "Phone" not in words_of(visitor.get("/models/"))


def test_what_was_added_since_is_marked(visitor: Client, model: str) -> None:
    assert "added since 1 March 2026" in words_of(visitor.get("/models/?since=2026-03-01"))
    assert "added since" not in words_of(visitor.get("/models/?since=2026-03-02"))


@pytest.mark.usefixtures("shipped")
def test_within_a_company_the_newest_comes_first(visitor: Client) -> None:
    page = part_of(visitor.get("/models/?company=mistral"), "table")
    launched = re.findall(r'<td><time datetime="([0-9-]+)"', page)
    assert launched == sorted(launched, reverse=True) != []


@pytest.mark.usefixtures("shipped")
def test_a_filter_without_models_offers_the_way_back(visitor: Client) -> None:
    response = visitor.get("/models/?company=european-union")
    assert "No model fits this filter" in words_of(response)
    assert 'href="/models/"' in part_of(response, "main")
