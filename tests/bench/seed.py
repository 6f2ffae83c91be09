"""A record of any size, the same for the same seed: made for measuring, written past curation.

Of twenty deliverables one is launched without a promise and one is promised twice as often as the others.
Half of all arrive, a few are cancelled, the rest are open, overdue or unchecked. Dates move, mostly later.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import chain

from django.db import connection, transaction

from news.models import Company, Product
from tests.bench.seed_history import seed_history
from tests.bench.seed_news import seed_news
from timeline.models import Commitment, Deliverable, Event, EventParty, Evidence, Outcome

FIRST_DAY = date(2023, 1, 1)
DAYS = 1400
LAST_DAY = FIRST_DAY + timedelta(days=DAYS)
BATCH = 2000
UNPROMISED, OFTEN_MOVED, OF = 7, 8, 20
RESTRUCTURINGS = 3
CHANNELS = ("api", "app", "weights", "feature", "device")
# Days that a window lasts, its precision and the words for it.
WINDOWS = (
    (0, "day", "on that very day"),
    (6, "week", "in that week"),
    (29, "month", "this month"),
    (90, "quarter", "this quarter"),
    (180, "half", "in the second half"),
)


@transaction.atomic
def seed_record(
    deliverables: int,
    *,
    commitments_each: int = 5,
    companies: int = 40,
    items: int | None = None,
    seed: int = 7,
) -> None:
    """Fill the record's tables, the history and the news: by default as many items as deliverables."""
    chance = random.Random(seed)
    owners = _companies(companies)
    products = _products(owners, deliverables)
    things = _deliverables(deliverables, products, chance)
    promises = Commitment.objects.bulk_create(
        chain.from_iterable(
            _commitments(thing, _number(place, commitments_each), chance)
            for place, thing in enumerate(things)
        ),
        batch_size=BATCH,
    )
    ends = _ends(things, promises, chance)
    events = Event.objects.bulk_create((event for event, _ in ends), batch_size=BATCH)
    Outcome.objects.bulk_create((outcome for _, outcome in ends), batch_size=BATCH)
    reorganised = _restructurings(owners, chance)
    Evidence.objects.bulk_create(
        (*_evidence("commitment", promises), *_evidence("event", [*events, *reorganised])), batch_size=BATCH
    )
    seed_news(items or deliverables, owners, products, last_day=LAST_DAY)
    seed_history(things)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ANALYZE")


def _companies(number: int) -> list[Company]:
    return Company.objects.bulk_create(
        Company(slug=f"company-{each}", name=f"Company {each}", kind="company") for each in range(number)
    )


def _products(owners: Sequence[Company], deliverables: int) -> list[Product]:
    return Product.objects.bulk_create(
        Product(
            slug=f"product-{each}", name=f"Product {each}", company=owners[each % len(owners)], kind="model"
        )
        for each in range(max(len(owners), deliverables // 4))
    )


def _deliverables(number: int, products: Sequence[Product], chance: random.Random) -> list[Deliverable]:
    return Deliverable.objects.bulk_create(
        (
            Deliverable(
                slug=f"deliverable-{each}",
                name=f"Deliverable {each}",
                product=products[each % len(products)],
                channel=chance.choice(CHANNELS),
                last_verified_on=FIRST_DAY + timedelta(days=chance.randrange(DAYS))
                if chance.random() < 0.5
                else None,
            )
            for each in range(number)
        ),
        batch_size=BATCH,
    )


def _number(place: int, usual: int) -> int:
    return {UNPROMISED: 0, OFTEN_MOVED: 2 * usual}.get(place % OF, usual)


def _commitments(thing: Deliverable, number: int, chance: random.Random) -> Iterator[Commitment]:
    said = FIRST_DAY + timedelta(days=chance.randrange(DAYS - 200))
    begin = said + timedelta(days=chance.randrange(10, 200))
    for each in range(number):
        length, precision, words = chance.choice(WINDOWS)
        vague = chance.random() < 0.1
        yield Commitment(
            slug=f"{thing.slug}-{each + 1}",
            deliverable=thing,
            basis="official" if chance.random() < 0.7 else "reported",
            voice="press_release",
            words="soon" if vague else words,
            said_earliest=said,
            said_latest=said,
            earliest=max(said, begin),
            latest=None if vague else max(said, begin) + timedelta(days=length),
            precision="vague" if vague else precision,
        )
        said += timedelta(days=chance.randrange(5, 60))
        begin += timedelta(days=chance.randrange(-20, 90))


def _ends(
    things: Sequence[Deliverable], promises: Sequence[Commitment], chance: random.Random
) -> list[tuple[Event, Outcome]]:
    """What became of those that ended: around their last window, or on any day where none was promised."""
    last = {each.deliverable_id: each.latest or each.said_latest for each in promises}
    found = []
    for place, thing in enumerate(things):
        day = last.get(thing.pk) or FIRST_DAY + timedelta(days=chance.randrange(DAYS))
        day = min(LAST_DAY, day + timedelta(days=chance.randrange(-20, 60)))
        kind, effect = ("launch", "delivered") if chance.random() < 0.95 else ("cancellation", "cancelled")
        if place % 2 or place % OF == UNPROMISED:
            event = _event(f"{thing.slug}-ends", kind, f"What became of {thing.name}", day)
            found.append((event, Outcome(event=event, deliverable=thing, effect=effect)))
    return found


def _restructurings(owners: Sequence[Company], chance: random.Random) -> list[Event]:
    named = [
        (owner, _event(f"{owner.slug}-reorganises-{each}", "restructuring", f"{owner.name} reorganises", day))
        for owner in owners
        for each in range(RESTRUCTURINGS)
        for day in [FIRST_DAY + timedelta(days=chance.randrange(DAYS))]
    ]
    events = Event.objects.bulk_create(event for _, event in named)
    EventParty.objects.bulk_create(
        EventParty(event=event, company=owner, role="subject") for owner, event in named
    )
    return events


def _event(slug: str, kind: str, title: str, day: date) -> Event:
    return Event(
        slug=slug,
        kind=kind,
        title=title,
        earliest=day,
        latest=day,
        precision="day",
        basis="official",
        restructuring_kind="leadership" if kind == "restructuring" else "",
    )


def _evidence(parent: str, rows: Sequence[Commitment] | Sequence[Event]) -> Iterator[Evidence]:
    for row in rows:
        day = getattr(row, "said_latest", None) or row.latest
        yield Evidence(
            **{parent: row},
            url=f"https://daily.example/{row.slug}",
            title=row.slug.replace("-", " "),
            publisher="The Daily Example",
            published_earliest=day,
            published_latest=day,
            role="states",
        )
