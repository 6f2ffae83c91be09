"""Lists of names hold those of which anything is told; every name is answered by itself."""

import pytest

from news.models import Company, Product
from tests.timeline.acme import company_document, deliverable_document, item_of, product_document
from tests.timeline.api.asking import Asker
from timeline.curation import Act, add
from timeline.documents import COMPANY, DELIVERABLE, PRODUCT


@pytest.fixture(autouse=True)
def names(db: None, act: Act) -> None:
    """Acme and its family Fire with a deliverable; of its unit, its model and all of Bell only the names."""
    add(act, COMPANY, company_document())
    add(act, COMPANY, company_document("workshop", kind="unit", parent="acme"))
    add(act, COMPANY, company_document("bell"))
    add(act, PRODUCT, product_document("fire", kind="family"))
    add(act, PRODUCT, product_document("ember", kind="model", family="fire"))
    add(act, PRODUCT, product_document("chime", company="bell"))
    add(act, DELIVERABLE, deliverable_document("fire-api", "fire"))


LISTS = {
    "companies": (["acme"], ["acme", "bell", "workshop"]),
    "companies?company=bell": ([], ["bell"]),
    "companies?q=o": ([], ["workshop"]),
    "products": (["fire"], ["chime", "ember", "fire"]),
    "products?product=fire": (["fire"], ["ember", "fire"]),
    "products?company=bell": ([], ["chime"]),
    "models": (["fire"], ["ember", "fire"]),
}


@pytest.mark.parametrize(("address", "slugs"), LISTS.items(), ids=LISTS)
def test_a_list_holds_a_name_once_an_item_speaks_of_it(
    ask: Asker, address: str, slugs: tuple[list[str], list[str]]
) -> None:
    before = ask(address).slugs
    item_of({"machine": "accepted", "company": Company.objects.get(slug="bell")}, name="bell")
    item_of({"machine": "accepted", "company": Company.objects.get(slug="workshop")}, name="workshop")
    item_of({"machine": "accepted", "product": Product.objects.get(slug="ember")}, name="ember")
    item_of({"machine": "accepted", "product": Product.objects.get(slug="chime")}, name="chime")
    assert (before, ask(address).slugs) == slugs


def test_a_total_counts_what_the_list_holds(ask: Asker) -> None:
    assert ask("companies?include=total").body["page"]["total"] == 1


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("companies/bell", "Bell"),
        ("companies/workshop", "Workshop"),
        ("products/chime", "Chime"),
        ("products/ember", "Ember"),
        ("models/ember", "Ember"),
    ],
)
def test_every_name_is_answered_by_itself(ask: Asker, address: str, name: str) -> None:
    assert ask(address).data["name"] == name


def test_what_is_no_model_is_none_by_itself_either(ask: Asker) -> None:
    assert ask("models/chime").status == 404


def test_a_company_names_the_units_of_which_anything_is_told(ask: Asker) -> None:
    before = ask("companies/acme").data["units"]
    item_of({"machine": "accepted", "company": Company.objects.get(slug="workshop")})
    assert (before, ask("companies/acme").data["units"]) == ([], ["workshop"])
