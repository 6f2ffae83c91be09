"""What is told of a company or product: by the record, by an item, by what belongs to it, by no name."""

from dataclasses import replace
from typing import Any

import pytest

from news.models import Company, Product
from tests.timeline.acme import company_document, deliverable_document, item_of, product_document
from timeline.curation import Act, add
from timeline.documents import COMPANY, DELIVERABLE, PRODUCT
from timeline.models import Event, EventParty, Evidence
from timeline.queries.addressed import found_companies, found_products, told_companies, told_products

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def names(db: None, act: Act) -> None:
    """Acme with a unit and a lab inside the unit, its subsidiary Bell, and products of each; nothing told."""
    quiet = replace(act, reason="names")
    add(quiet, COMPANY, company_document())
    add(quiet, COMPANY, company_document("workshop", kind="unit", parent="acme"))
    add(quiet, COMPANY, company_document("bench", kind="lab", parent="workshop"))
    add(quiet, COMPANY, company_document("bell", parent="acme"))
    add(quiet, PRODUCT, product_document("fire", kind="family"))
    add(quiet, PRODUCT, product_document("ember", kind="family", family="fire"))
    add(quiet, PRODUCT, product_document("ember-2", kind="model", family="ember"))
    add(quiet, PRODUCT, product_document("vice", company="bench"))
    add(quiet, PRODUCT, product_document("chime", company="bell"))


def found() -> tuple[list[str], list[str]]:
    """The companies and products found, by slug, in order."""
    companies, products = found_companies(), found_products()
    return [each.slug for each in companies], [each.slug for each in products]


def target(slug: str) -> dict[str, Any]:
    company = Company.objects.filter(slug=slug).first()
    return {"company": company} if company else {"product": Product.objects.get(slug=slug)}


def took_part(slug: str) -> None:
    event = Event.objects.create(
        slug=f"{slug}-funded",
        kind="funding",
        title="Money",
        earliest="2026-03-02",
        latest="2026-03-02",
        precision="day",
        basis="official",
    )
    EventParty.objects.create(event=event, role="subject", **target(slug))
    Evidence.objects.create(event=event, url=f"https://daily.example/{slug}", role="states")


def test_nothing_is_found_by_its_name_alone() -> None:
    assert found() == ([], [])


def test_a_deliverable_tells_of_its_product_the_families_above_and_the_company(act: Act) -> None:
    add(act, DELIVERABLE, deliverable_document("ember-2-api", "ember-2"))
    assert found() == (["acme"], ["ember", "ember-2", "fire"])


def test_a_family_tells_nothing_of_its_members(act: Act) -> None:
    add(act, DELIVERABLE, deliverable_document("fire-api", "fire"))
    assert found() == (["acme"], ["fire"])


TOLD = {
    "vice": (["acme", "bench", "workshop"], ["vice"]),
    "chime": (["bell"], ["chime"]),
    "ember": (["acme"], ["ember", "fire"]),
    "bench": (["acme", "bench", "workshop"], []),
    "workshop": (["acme", "workshop"], []),
    "bell": (["bell"], []),
    "acme": (["acme"], []),
}


@pytest.mark.parametrize(("slug", "expected"), TOLD.items(), ids=TOLD)
def test_a_part_in_an_event_tells_of_a_name_and_of_what_it_belongs_to(slug: str, expected: Any) -> None:
    took_part(slug)
    assert found() == expected


@pytest.mark.parametrize(("slug", "expected"), TOLD.items(), ids=TOLD)
def test_an_item_tells_as_an_event_does(slug: str, expected: Any) -> None:
    item_of({"machine": "accepted", **target(slug)})
    assert found() == expected


@pytest.mark.parametrize(
    ("machine", "decision", "holds"),
    [
        pytest.param("accepted", None, True, id="the rules' word"),
        pytest.param("suggested", None, False, id="suggested"),
        pytest.param("refused", None, False, id="refused"),
        pytest.param("accepted", "remove", False, id="taken away by a curator"),
        pytest.param("refused", "add", True, id="given by a curator against the rules"),
        pytest.param(None, "add", True, id="given by a curator alone"),
    ],
)
def test_only_a_tag_that_holds_tells(machine: str | None, decision: str | None, holds: bool) -> None:
    tag = {"machine": machine, "decision": decision}
    item_of({**tag, **target("ember-2")})
    item_of({**tag, **target("bench")}, name="letter")
    every = (["acme", "bench", "workshop"], ["ember", "ember-2", "fire"])
    assert found() == (every if holds else ([], []))


def test_a_name_of_which_two_things_are_told_is_found_once() -> None:
    took_part("ember")
    item_of({"machine": "accepted", **target("ember")})
    assert found() == (["acme"], ["ember", "fire"])


def test_of_some_names_those_told_of_are_picked_out() -> None:
    took_part("vice")
    companies = {each.pk: each.slug for each in Company.objects.exclude(slug="workshop")}
    products = {each.pk: each.slug for each in Product.objects.all()}
    assert {companies[pk] for pk in told_companies(companies)} == {"acme", "bench"}
    assert {products[pk] for pk in told_products(products)} == {"vice"}
