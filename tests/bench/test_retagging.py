"""Prints how long the tags of 100,000 items take to follow one edit of one name, as a curator makes it."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from news import retagging
from news.models import Company, Product, Retagging
from news.tagging import tag_items
from tests.bench.seed_texts import seed_names, seed_texts
from timeline.curation import Act, correct
from timeline.curation.kernel import current
from timeline.documents import PRODUCT

ITEMS, NAMES, PRODUCTS = 100_000, 2_000, 300


@pytest.mark.django_db
def test_one_name_is_edited(report: Callable[..., None], act: Act) -> None:
    names = seed()
    for use, name in (("most used", names[0]), ("often used", names[9]), ("seldom used", names[-1])):
        edit(act, name)
        dry_seconds, _ = timed(retagging.try_pending)
        seconds, processor_seconds = timed(finish)
        state = Retagging.objects.get()
        report(
            "one edit of a name",
            name=use,
            items=ITEMS,
            names=NAMES,
            items_reached=state.reached,
            items_changed=state.changed,
            tags_removed=state.removed,
            seconds=round(seconds, 2),
            seconds_of_the_processor=round(processor_seconds, 2),
            seconds_dry_run=round(dry_seconds, 2),
            floor=60,
            aim=5,
        )


def seed() -> list[str]:
    owner = Company.objects.create(slug="heron", name="Heron AI", kind=Company.Kind.COMPANY)
    products = Product.objects.bulk_create(
        Product(slug=f"thing-{number}", name=f"Thing {number}", company=owner, kind=Product.Kind.APP)
        for number in range(PRODUCTS)
    )
    names = seed_names(NAMES, [product.pk for product in products])
    # Before there are items, so that the names that tag them are those that they follow.
    finish()
    seed_texts(ITEMS, names)
    while tag_items(limit=1_000):
        continue
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return names


def edit(act: Act, name: str) -> None:
    """Let the name count no longer beside a word that most texts have."""
    slug = Product.objects.get(aliases__text=name).slug
    aliases: list[dict[str, Any]] = current(PRODUCT, slug)["aliases"]
    edited = [
        each | {"tier": "weak", "context": ["heron"]} if each["text"] == name else each for each in aliases
    ]
    correct(Act(actor=act.actor, at=act.at, reason="misread"), PRODUCT, slug, values={"aliases": edited})


def finish() -> None:
    while retagging.take_step(wait=True):
        continue


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """How long it takes, and how long this process works, which a busy machine leaves as it is."""
    start, start_of_work = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - start, time.process_time() - start_of_work
