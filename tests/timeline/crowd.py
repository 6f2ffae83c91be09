"""One company with as many deliverables as wanted, written past curation: for what must be cut short."""

from datetime import date, timedelta

from django.db import connection

from news.models import Company, Product
from timeline.models import Commitment, Deliverable, Event, Evidence, Outcome

BEGIN = date(2026, 1, 1)
BATCH = 2000
EACH = 4


def crowd(number: int) -> None:
    """Company Crowd with the family Swarm: three of four promised for a month, every second one came late."""
    company = Company.objects.create(slug="crowd", name="Crowd", kind="company")
    family = Product.objects.create(slug="swarm", name="Swarm", company=company, kind="family")
    products = Product.objects.bulk_create(
        Product(slug=f"bee-{each}", name=f"Bee {each}", company=company, kind="model", family=family)
        for each in range(-(-number // EACH))
    )
    things = Deliverable.objects.bulk_create(
        (
            Deliverable(
                slug=f"bee-{each}-api",
                name=f"Bee {each // EACH}: API {each}",
                product=products[each // EACH],
                channel="api",
            )
            for each in range(number)
        ),
        batch_size=BATCH,
    )
    promised = [thing for each, thing in enumerate(things) if each % EACH]
    promises = Commitment.objects.bulk_create(map(_promise, promised), batch_size=BATCH)
    events = Event.objects.bulk_create(map(_event, things[::2]), batch_size=BATCH)
    pairs = zip(events, things[::2], strict=True)
    Outcome.objects.bulk_create(
        (Outcome(event=event, deliverable=thing, effect="delivered") for event, thing in pairs),
        batch_size=BATCH,
    )
    Evidence.objects.bulk_create(
        [
            *(Evidence(commitment=each, url=_url(each.slug), role="states") for each in promises),
            *(Evidence(event=each, url=_url(each.slug), role="states") for each in events),
        ],
        batch_size=BATCH,
    )
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _url(slug: str) -> str:
    return f"https://daily.example/{slug}"


def _promise(thing: Deliverable) -> Commitment:
    said = BEGIN + timedelta(days=thing.pk % 150)
    return Commitment(
        slug=f"{thing.slug}-1",
        deliverable=thing,
        basis="official",
        voice="press_release",
        words='"in the coming weeks"',
        said_earliest=said,
        said_latest=said,
        earliest=said,
        latest=said + timedelta(days=56),
        precision="relative",
    )


def _event(thing: Deliverable) -> Event:
    day = BEGIN + timedelta(days=220 + thing.pk % 90)
    return Event(
        slug=f"{thing.slug}-arrives",
        kind="launch",
        title=f"{thing.name} arrives",
        earliest=day,
        latest=day,
        precision="day",
        basis="official",
    )
