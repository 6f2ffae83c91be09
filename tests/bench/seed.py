"""A record of any size, the same for the same seed: made for measuring, written past curation."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from django.db import connection

from news.models import Company, Product
from timeline.models import Commitment, Deliverable, Event, Evidence, Outcome

FIRST_DAY = date(2023, 1, 1)
DAYS = 1400
BATCH = 2000


def seed_record(deliverables: int, *, commitments_each: int = 5, seed: int = 7) -> None:
    """Fill the record's tables; every second deliverable arrives."""
    chance = random.Random(seed)
    companies = Company.objects.bulk_create(
        Company(slug=f"company-{number}", name=f"Company {number}", kind="company") for number in range(40)
    )
    products = Product.objects.bulk_create(
        Product(
            slug=f"product-{number}", name=f"Product {number}", company=companies[number % 40], kind="model"
        )
        for number in range(max(40, deliverables // 4))
    )
    things = Deliverable.objects.bulk_create(
        (_deliverable(number, products[number % len(products)], chance) for number in range(deliverables)),
        batch_size=BATCH,
    )
    promises = Commitment.objects.bulk_create(
        (each for thing in things for each in _commitments(thing, commitments_each, chance)), batch_size=BATCH
    )
    events = Event.objects.bulk_create((_event(thing, chance) for thing in things[::2]), batch_size=BATCH)
    Outcome.objects.bulk_create(
        (
            Outcome(event=event, deliverable=thing, effect="delivered")
            for event, thing in zip(events, things[::2], strict=True)
        ),
        batch_size=BATCH,
    )
    Evidence.objects.bulk_create(
        (*_evidence("commitment", promises), *_evidence("event", events)), batch_size=BATCH
    )
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ANALYZE")


def _deliverable(number: int, product: Product, chance: random.Random) -> Deliverable:
    return Deliverable(
        slug=f"deliverable-{number}",
        name=f"Deliverable {number}",
        product=product,
        channel=chance.choice(("api", "app", "weights")),
        last_verified_on=FIRST_DAY + timedelta(days=chance.randrange(DAYS))
        if chance.random() < 0.3
        else None,
    )


def _commitments(thing: Deliverable, number: int, chance: random.Random) -> Iterator[Commitment]:
    said = FIRST_DAY + timedelta(days=chance.randrange(DAYS - 300))
    for each in range(number):
        said += timedelta(days=chance.randrange(10, 60))
        begin = said + timedelta(days=chance.randrange(5, 120))
        yield Commitment(
            slug=f"{thing.slug}-{each + 1}",
            deliverable=thing,
            basis="official" if chance.random() < 0.7 else "reported",
            voice="press_release",
            words="in the named weeks",
            said_earliest=said,
            said_latest=said,
            earliest=begin,
            latest=begin + timedelta(days=chance.choice((0, 6, 29, 90))),
            precision="range",
        )


def _event(thing: Deliverable, chance: random.Random) -> Event:
    day = FIRST_DAY + timedelta(days=chance.randrange(200, DAYS))
    return Event(
        slug=f"{thing.slug}-arrives",
        kind="launch",
        title=f"{thing.name} arrives",
        earliest=day,
        latest=day,
        precision="day",
        basis="official",
    )


def _evidence(parent: str, rows: list[Commitment] | list[Event]) -> Iterator[Evidence]:
    for row in rows:
        day = getattr(row, "said_latest", None) or row.latest
        yield Evidence(
            **{parent: row},
            url=f"https://daily.example/{row.slug}",
            title=row.slug,
            published_earliest=day,
            published_latest=day,
            role="states",
        )
