"""news.queries: which items are listed, in which order, under which filters."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import pytest
from django.utils import timezone

from news.models import Company, Feed, Item, Product, Tag
from news.queries import (
    about_companies,
    about_products,
    feeds_with_health,
    holding_text,
    listed_items,
    published_between,
)

pytestmark = pytest.mark.django_db
DAY = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def press() -> Feed:
    return Feed.objects.create(url="https://press.example/rss", name="The Press", host_key="press.example")


@pytest.fixture
def wire() -> Feed:
    return Feed.objects.create(
        url="https://wire.example/rss", name="The Wire", host_key="wire.example", scope=Feed.Scope.GENERAL
    )


@pytest.fixture
def heron() -> Company:
    return Company.objects.create(slug="heron", name="Heron AI", kind=Company.Kind.COMPANY)


def item(feed: Feed, title: str, listed_at: datetime | None = DAY, **fields: object) -> Item:
    key = sha256(title.encode()).digest()
    return Item.objects.create(
        feed=feed,
        uid=key,
        url=f"https://press.example/{title}",
        canonical_url_hash=key,
        content_hash=key,
        title=title,
        listed_at=listed_at,
        **fields,
    )


def titles(items: object) -> list[str]:
    return [item.title for item in items]  # type: ignore[attr-defined]


def test_items_come_newest_first_and_those_without_a_day_last(press: Feed) -> None:
    for title, listed_at in (("b", DAY), ("old", DAY - timedelta(days=1)), ("no day", None), ("c", DAY)):
        item(press, title, listed_at)

    assert titles(listed_items()) == ["c", "b", "old", "no day"]


def test_a_general_feed_shows_only_what_is_about_something(wire: Feed, heron: Company) -> None:
    for title, tag in (
        ("accepted", {"machine": "accepted"}),
        ("suggested", {"machine": "suggested"}),
        ("refused", {"machine": "refused"}),
        ("removed", {"machine": "accepted", "decision": "remove"}),
        ("added", {"machine": "refused", "decision": "add"}),
        ("untagged", None),
    ):
        story = item(wire, title)
        if tag is not None:
            Tag.objects.create(item=story, company=heron, **tag)

    assert titles(listed_items()) == ["added", "accepted"]


def test_a_feed_on_ai_shows_everything(press: Feed) -> None:
    item(press, "untagged")

    assert titles(listed_items()) == ["untagged"]


def test_items_are_found_by_what_they_are_about(press: Feed, heron: Company) -> None:
    otter = Product.objects.create(slug="otter", name="Otter", company=heron, kind=Product.Kind.FAMILY)
    for title, tag in (("on heron", {"company": heron}), ("on otter", {"product": otter})):
        Tag.objects.create(item=item(press, title), machine="accepted", **tag)
    Tag.objects.create(item=item(press, "no more"), machine="accepted", decision="remove", company=heron)

    assert (
        titles(about_companies(listed_items(), [heron.pk])),
        titles(about_products(listed_items(), [otter.pk])),
    ) == (["on heron"], ["on otter"])


@pytest.mark.parametrize(
    ("earliest", "latest", "found"),
    [
        (None, None, ["third", "second", "first"]),
        (date(2026, 10, 2), None, ["third", "second"]),
        (None, date(2026, 10, 2), ["second", "first"]),
        (date(2026, 10, 2), date(2026, 10, 2), ["second"]),
        (date(2026, 10, 3), date(2026, 10, 2), []),
    ],
    ids=["open", "from a day on", "to the end of a day", "one day", "reversed"],
)
def test_a_period_counts_whole_days(
    press: Feed, earliest: date | None, latest: date | None, found: list[str]
) -> None:
    item(press, "first", datetime(2026, 10, 1, 23, 59, 59, tzinfo=UTC))
    item(press, "second", datetime(2026, 10, 2, 23, 59, 59, tzinfo=UTC))
    item(press, "third", datetime(2026, 10, 3, 0, 0, tzinfo=UTC))

    assert titles(published_between(listed_items(), earliest=earliest, latest=latest)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("otter", ["Otter is out"]),
        ("OUT otter", ["Otter is out"]),
        ("river", ["Otter is out"]),
        ("gazette", ["Otter is out"]),
        ("otter heron", []),
        ("otters", ["Otter is out"]),
        ("ott", []),
        ("the otter", ["Otter is out"]),
        ("the", ["Otter is out"]),
        ("otter-river", ["Otter is out"]),
        ("otter %", ["Otter is out"]),
        ("%", []),
        ("otter's \\ '", ["Otter is out"]),
        ("heron' | 'otter", []),
        ("otter:*", ["Otter is out"]),
        ("100%", []),
        ("\0otter", ["Otter is out"]),
        ("", ["Otter is out"]),
    ],
)
def test_every_word_asked_for_must_be_there(press: Feed, text: str, found: list[str]) -> None:
    item(press, "Otter is out", summary="By the river.", outlet="Gazette")

    assert titles(holding_text(listed_items(), text)) == found


def test_feeds_come_by_name_with_the_count_of_their_items(press: Feed, wire: Feed) -> None:
    Feed.objects.create(url="record:", name="A record", kind=Feed.Kind.RECORD, enabled=False)
    now = timezone.now()
    item(press, "old", first_seen_at=now - timedelta(days=8))
    item(press, "new", first_seen_at=now - timedelta(days=6))

    counted = [(feed.name, feed.item_count, feed.new_item_count) for feed in feeds_with_health(now=now)]  # type: ignore[attr-defined]

    assert counted == [("The Press", 2, 1), ("The Wire", 0, 0)]
