"""A name of which nothing is told: its page answers, and nothing leads there until an item speaks of it."""

import re
from urllib.parse import urlsplit

import pytest
from django.test import Client

from news.models import Company, Product
from tests.timeline.acme import (
    company_document,
    deliverable_document,
    item_of,
    product_document,
    said,
    source,
)
from tests.timeline.views.reading import words_of
from timeline.curation import Act, add, state
from timeline.documents import COMPANY, DELIVERABLE, PRODUCT

UNTOLD = ("/c/workshop/", "/c/bell/", "/p/ember/", "/p/chime/")


@pytest.fixture(autouse=True)
def names(db: None, act: Act) -> None:
    """Acme and its family Fire with a promise; of its unit, its model and all of Bell only the names."""
    add(act, COMPANY, company_document())
    add(act, COMPANY, company_document("workshop", kind="unit", parent="acme"))
    add(act, COMPANY, company_document("bell"))
    add(act, PRODUCT, product_document("fire", kind="family"))
    add(act, PRODUCT, product_document("ember", kind="model", family="fire"))
    add(act, PRODUCT, product_document("chime", company="bell", kind="model"))
    add(act, DELIVERABLE, deliverable_document("fire-api", "fire"))
    state(act, "fire-api", said(), [source()])


def speak_of_all() -> None:
    """One item about each."""
    for company in Company.objects.exclude(slug="acme"):
        item_of({"machine": "accepted", "company": company}, name=company.slug)
    for product in Product.objects.exclude(slug="fire"):
        item_of({"machine": "accepted", "product": product}, name=product.slug)


def mapped(visitor: Client) -> set[str]:
    """The paths that the site map names."""
    parts = [visitor.get(f"/sitemap-{name}.xml").content.decode() for name in ("company", "product")]
    return {urlsplit(each).path for part in parts for each in re.findall(r"<loc>(.*?)</loc>", part)}


def linked(visitor: Client) -> set[str]:
    """The pages of names to which the pages of lists and of what is above them link."""
    pages = ("/", "/c/", "/models/", "/news/", "/timeline/", "/ledger/", "/c/acme/", "/p/fire/")
    return {
        each
        for page in pages
        for each in re.findall(r'href="(/[cp]/[a-z-]+/)"', visitor.get(page).content.decode())
    }


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/c/bell/", "Companies Bell Bell Company Nothing is recorded yet"),
        ("/p/chime/", "Companies Chime Chime Model by Bell Nothing is recorded yet"),
    ],
)
def test_its_page_says_so_and_asks_not_to_be_indexed(visitor: Client, address: str, words: str) -> None:
    response = visitor.get(address)
    assert response.status_code == 200
    assert words in words_of(response)
    assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_neither_the_site_map_nor_a_list_nor_a_page_above_leads_there(visitor: Client) -> None:
    assert mapped(visitor) == {"/c/acme/", "/p/fire/"}
    assert linked(visitor) & {*UNTOLD} == set()


def test_an_item_about_it_brings_it_onto_map_and_pages(visitor: Client) -> None:
    speak_of_all()
    assert mapped(visitor) == {"/c/acme/", "/p/fire/", *UNTOLD}
    assert linked(visitor) >= {*UNTOLD}


@pytest.mark.parametrize("address", UNTOLD)
def test_an_item_about_it_makes_its_page_one_to_be_indexed(visitor: Client, address: str) -> None:
    speak_of_all()
    response = visitor.get(address)
    assert "noindex" not in response.content.decode()
    assert f"A {address.split('/')[2]} of the day" in words_of(response)


def test_a_product_that_only_the_news_know_is_not_said_to_be_unshipped(visitor: Client) -> None:
    speak_of_all()
    assert "First shipped" not in words_of(visitor.get("/p/chime/"))
    assert "First shipped not yet" in words_of(visitor.get("/p/fire/"))
