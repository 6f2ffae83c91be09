"""Which names anything is told of, and the counts of feeds, are kept, and follow what is committed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from aitracker.web.selection import Selection
from news.models import Company, Feed, Item, Product, Tag
from tests.conftest import NOW
from tests.timeline.acme import company_document, deliverable_document, product_document
from tests.timeline.reports import feed_of, report
from timeline.curation import Act, add
from timeline.documents import COMPANY, DELIVERABLE, PRODUCT
from timeline.queries.addressed import found_companies, found_products, told_companies, told_products
from timeline.queries.sources import sources

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def names(act: Act) -> None:
    """Two companies with a product each, of which nothing is told."""
    for company in ("acme", "bell"):
        add(act, COMPANY, company_document(company))
        add(act, PRODUCT, product_document(f"{company}-phone", company))


def found() -> tuple[list[str], list[str]]:
    companies, products = Company.objects.in_bulk(), Product.objects.in_bulk()
    assert {*found_companies()} == {companies[pk] for pk in told_companies(companies)}
    assert {*found_products()} == {products[pk] for pk in told_products(products)}
    return [each.slug for each in found_companies()], [each.slug for each in found_products()]


def about_bell() -> None:
    item = report("Bell ships")
    Tag.objects.create(item=item, company=Company.objects.get(slug="bell"), machine="accepted")
    Item.objects.filter(pk=item.pk).update(changed_at=NOW)


def counted() -> list[Any]:
    return [getattr(feed, "item_count") for feed in sources(Selection(as_of=NOW.date()), now=NOW)]  # noqa: B009


def test_names_are_found_once_a_change_or_an_item_tells_of_them(act: Act) -> None:
    assert found() == ([], [])
    add(act, DELIVERABLE, deliverable_document("phone-api", "acme-phone"))
    assert found() == (["acme"], ["acme-phone"])
    about_bell()
    assert found() == (["acme", "bell"], ["acme-phone"])


def test_what_is_not_committed_is_seen_inside_its_transaction_alone(act: Act) -> None:
    with transaction.atomic():
        add(act, DELIVERABLE, deliverable_document("phone-api", "acme-phone"))
        assert found() == (["acme"], ["acme-phone"])
        transaction.set_rollback(True)
    assert found() == ([], [])


@pytest.mark.parametrize(
    ("change", "counts"),
    [
        pytest.param(lambda: report("Acme ships"), [2], id="an item"),
        pytest.param(lambda: feed_of("forum"), [0, 1], id="a feed"),
        pytest.param(lambda: Feed.objects.update(kind=Feed.Kind.RECORD), [], id="another kind"),
    ],
)
def test_feeds_are_counted_anew_after_every_change(change: Callable[[], object], counts: list[int]) -> None:
    report("Bell ships")
    assert counted() == [1]
    change()
    assert counted() == counts
