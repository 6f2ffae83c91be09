"""What it takes to tell which names to show, and to load them: the shipped names beside 100,000 items."""

from collections.abc import Callable, Iterator
from itertools import cycle, islice
from statistics import median

import pytest
from django.db import connection

from news.models import Company, Feed, Item, Product, Tag
from tests.bench.seed_news import seed_news
from tests.bench.test_figures import RUNS, seconds
from tests.conftest import NOW
from timeline.curation import Act
from timeline.queries.addressed import found_companies, found_products, told_companies
from timeline.seeding import load_catalogue

ITEMS = 100_000
PRODUCTS_EACH = 3
WORDS = (Tag.Machine.ACCEPTED, Tag.Machine.ACCEPTED, Tag.Machine.REFUSED)
# So many names no item is about; of as many, items have only mentions that were refused.
SILENT = 50


def milliseconds(work: Callable[[], object]) -> float:
    return round(median(seconds(work) for _ in range(2 * RUNS + 1)) * 1000, 1)


def product_tags(products: list[Product]) -> Iterator[Tag]:
    """Of every read item three products, of which the rules refuse the third; fifty are always refused."""
    numbers = Item.objects.exclude(feed__kind=Feed.Kind.RECORD).order_by("id").values_list("id", flat=True)
    named = cycle(range(len(products) - SILENT))
    for number in numbers:
        for place, which in enumerate(islice(named, PRODUCTS_EACH)):
            machine = WORDS[place] if which >= SILENT else Tag.Machine.REFUSED
            yield Tag(item_id=number, product=products[which], machine=machine)


@pytest.mark.django_db
def test_names_are_loaded(report: Callable[..., None]) -> None:
    act = Act(actor="shipped record", at=NOW)
    first = seconds(lambda: load_catalogue(act))
    again = median(seconds(lambda: load_catalogue(act)) for _ in range(RUNS))
    names = Company.objects.count() + Product.objects.count()
    report("load of the shipped record", names=names, seconds=round(first, 1), ceiling=20)
    report("the same again", names=names, seconds=round(again, 1), ceiling=5)


@pytest.mark.django_db
def test_names_told_of_are_found(report: Callable[..., None]) -> None:
    load_catalogue(Act(actor="shipped record", at=NOW))
    companies, products = list(Company.objects.order_by("pk")), list(Product.objects.order_by("pk"))
    seed_news(ITEMS, companies[:-SILENT], last_day=NOW.date())
    Tag.objects.bulk_create(product_tags(products), batch_size=5_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    report(
        "names told of",
        items=ITEMS,
        tags=Tag.objects.count(),
        companies=f"{found_companies().count()} of {len(companies)}",
        products=f"{found_products().count()} of {len(products)}",
        ms_companies=milliseconds(lambda: list(found_companies())),
        ms_products=milliseconds(lambda: list(found_products())),
        ms_of_one_company=milliseconds(lambda: told_companies([companies[0].pk])),
        ceiling_ms=50,
    )
