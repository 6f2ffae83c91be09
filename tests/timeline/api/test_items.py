"""News items in the API: an excerpt, its outlet, what it is about, and no hour that nobody knows."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from news.models import Company, Feed, Item, Product, Tag
from news.tagging import tag_items
from tests.conftest import NOW
from tests.timeline.api.asking import Asker
from timeline.queries import few

MORNING = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)


@pytest.fixture
def feed(db: None) -> Feed:
    """A feed that does not exist."""
    return Feed.objects.create(
        url="https://daily.example/feed", name="The Daily Example", host_key="daily.example"
    )


def make_item(feed: Feed, number: int, **values: Any) -> Item:
    """An item of the feed, published in the morning."""
    given = {"published_at": MORNING, "listed_at": MORNING, "date_source": "published"} | values
    return Item.objects.create(
        feed=feed,
        uid=bytes([number]) * 32,
        url=f"https://daily.example/{number}",
        canonical_url_hash=bytes([number]) * 32,
        content_hash=bytes([number]) * 32,
        first_seen_at=NOW,
        **{"title": f"Story {number}"} | given,
    )


def test_an_item_is_told_whole(ask: Asker, feed: Feed, acme: str) -> None:
    item = make_item(feed, 1, summary="Acme   opens its phone.", author="Ada")
    Tag.objects.create(item=item, company=Company.objects.get(slug="acme"), machine="accepted")
    Tag.objects.create(item=item, product=Product.objects.get(slug="phone"), machine="suggested")
    assert ask("items").data == [
        {
            "id": item.pk,
            "title": "Story 1",
            "url": "https://daily.example/1",
            "outlet": "The Daily Example",
            "author": "Ada",
            "published_on": "2026-11-21",
            "published_at": "2026-11-21T08:30:00Z",
            "first_seen_at": "2026-11-22T12:00:00Z",
            "excerpt": "Acme opens its phone.",
            "companies": ["acme"],
            "products": [],
            "story": None,
        }
    ]


def test_a_long_text_is_cut_at_a_word(ask: Asker, feed: Feed) -> None:
    make_item(feed, 1, summary="phones " * 100)
    excerpt = ask("items").data[0]["excerpt"]
    assert excerpt == "phones " * 38 + "phones…"
    assert len(excerpt) <= 280


def test_items_stand_newest_first_and_those_without_a_day_last(ask: Asker, feed: Feed) -> None:
    undated = make_item(feed, 1, published_at=None, listed_at=None, date_source="none")
    older = make_item(feed, 2, listed_at=MORNING - timedelta(hours=1))
    newer = make_item(feed, 3)
    assert [row["id"] for row in ask("items").data] == [newer.pk, older.pk, undated.pk]
    assert [row["id"] for row in ask("items?sort=published").data] == [older.pk, newer.pk, undated.pk]


@pytest.mark.parametrize("sort", ["published", "-published"])
def test_paging_passes_from_dated_to_undated_items_and_back(ask: Asker, feed: Feed, sort: str) -> None:
    for number in range(3):
        make_item(feed, number)
        make_item(feed, 10 + number, published_at=None, listed_at=None)
    pages = [ask(f"items?limit=2&sort={sort}")]
    while where := pages[-1].body["page"]["next"]:
        pages.append(ask(where))
    forward = [row["id"] for page in pages for row in page.data]
    back = [pages[-1]]
    while where := back[-1].body["page"]["previous"]:
        back.append(ask(where))
    assert len(set(forward)) == len(forward) == 6
    assert [row["id"] for page in reversed(back) for row in page.data] == forward


def test_an_item_is_known_from_its_day_and_without_one_from_when_it_was_seen(ask: Asker, feed: Feed) -> None:
    make_item(feed, 1)
    make_item(feed, 2, published_at=None, listed_at=None)
    assert [row["title"] for row in ask("items?as_of=2026-11-22").data] == ["Story 1", "Story 2"]
    assert [row["title"] for row in ask("items?as_of=2026-11-21").data] == ["Story 1"]
    assert ask("items?as_of=2026-11-20").data == []


def test_those_whom_few_items_are_about_are_found_as_those_of_many(
    ask: Asker, feed: Feed, acme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    company, phone = Company.objects.get(slug="acme"), Product.objects.get(slug="phone")
    for number in range(9):
        item = make_item(feed, number, listed_at=MORNING - timedelta(hours=number))
        if number % 2:
            Tag.objects.create(item=item, company=company, machine="accepted")
        if number % 3 == 0:
            Tag.objects.create(item=item, product=phone, machine="accepted")
    found = []
    for most in (2_000, 3, 0):
        monkeypatch.setattr(few, "MOST", most)
        found.append([row["title"] for row in ask("items?company=acme&product=phone&q=story").data])
    assert found == [["Story 3"]] * 3


def test_so_many_items_that_nobody_counts_them_have_no_total(
    ask: Asker, feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        make_item(feed, number)
    assert ask("items?include=total").body["page"]["total"] == 4
    monkeypatch.setattr("timeline.api.views.items.MOST", 3)
    assert ask("items?include=total").body["page"]["total"] is None


def test_of_an_earlier_day_dated_and_undated_items_come_as_one_list(ask: Asker, feed: Feed) -> None:
    for number in range(3):
        make_item(feed, number, listed_at=MORNING - timedelta(days=2, hours=number))
        seen = MORNING - timedelta(days=2)
        item = make_item(feed, 10 + number, published_at=None, listed_at=None)
        Item.objects.filter(pk=item.pk).update(first_seen_at=seen)
        make_item(feed, 20 + number)
    pages = [ask("items?limit=2&as_of=2026-11-20")]
    while where := pages[-1].body["page"]["next"]:
        pages.append(ask(where))
    shown = [row["title"] for page in pages for row in page.data]
    assert shown == [f"Story {number}" for number in (0, 1, 2, 12, 11, 10)]


def test_tagging_an_item_changes_the_tag_of_the_answer(ask: Asker, feed: Feed) -> None:
    make_item(feed, 1)
    before = ask("items").headers["ETag"]
    assert tag_items() == 1
    assert ask("items").headers["ETag"] != before
