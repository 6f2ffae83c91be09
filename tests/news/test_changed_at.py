"""Item.changed_at, by which a cached answer is known to be old: whatever an item or its tags do moves it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import Max
from pytest_django import DjangoAssertNumQueries
from pytest_httpserver import HTTPServer

from news.ingest import SourceFacts, claim_now, manners, parse_next, run_batch
from news.models import Company, Feed, Item, Tag
from news.subscriptions import save_feed
from news.tagging import add_record_tags, decide, tag_items
from tests.news.publishing import cited, feed_at, rss, serve
from timeline.queries.edition import edition

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)


@pytest.fixture
def tag() -> Tag:
    """The rules' word on an item."""
    heron = Company.objects.create(slug="heron", name="Heron AI", kind=Company.Kind.COMPANY)
    cited(SourceFacts(url="https://press.example/1", title="Heron AI opens an office"))
    tag_items()
    return Tag.objects.get(company=heron)


def read(server: HTTPServer, title: str) -> None:
    feed = feed_at(server)
    serve(server, rss(("one", title)))
    run_batch(claim_now([feed.pk]), manners())
    parse_next()


def say(tag: Tag, **facts: str) -> None:
    """A person says something else of the feed that brought the item."""
    feed = Feed.objects.get(items=tag.item_id)
    for name, value in facts.items():
        setattr(feed, name, value)
    save_feed(feed, is_moved=False)


def latest() -> datetime | None:
    instant: datetime | None = Item.objects.aggregate(latest=Max("changed_at"))["latest"]
    return instant


def test_a_title_that_changes_moves_the_edition(publisher: HTTPServer) -> None:
    states = [edition().state]
    for title in ("Otter 3 is out", "Otter 3 is out today"):
        read(publisher, title)
        states.append(edition().state)
    read(publisher, "Otter 3 is out today")

    assert len(set(states)) == 3
    assert edition().state == states[-1]


@pytest.mark.parametrize(
    "happen",
    [
        lambda tag: decide(tag, Tag.Decision.REMOVE, by="ada", at=NOW),
        lambda tag: decide(tag, None, by="ada", at=NOW),
        lambda tag: cited(SourceFacts(url="https://press.example/2")),
        lambda tag: add_record_tags(companies={tag.item_id: [tag.company_id]}, products={}),
        lambda tag: Item.objects.update(tagged_at=None) and tag_items(),
        lambda tag: say(tag, name="The Heron"),
        lambda tag: say(tag, scope=Feed.Scope.GENERAL),
        lambda tag: say(tag, kind=Feed.Kind.NEWSLETTER),
    ],
    ids=[
        "a decision",
        "a decision taken back",
        "a cited page",
        "a citation",
        "another tagging",
        "another name of the feed",
        "another scope of the feed",
        "another kind of the feed",
    ],
)
def test_what_happens_to_items_and_tags_moves_the_edition(tag: Tag, happen: Callable[[Tag], object]) -> None:
    before, state = latest(), edition().state
    happen(tag)
    after = latest()

    assert before is not None
    assert after is not None
    assert (after > before, edition().state == state) == (True, False)


def test_a_change_that_is_seen_after_a_later_one_moves_the_edition(tag: Tag) -> None:
    other = cited(SourceFacts(url="https://press.example/2"))
    Item.objects.filter(pk=other.pk).update(changed_at=NOW)
    Item.objects.filter(pk=tag.item_id).update(changed_at=NOW + timedelta(seconds=2))
    state = edition().state
    Item.objects.filter(pk=other.pk).update(changed_at=NOW + timedelta(seconds=1))

    assert latest() == NOW + timedelta(seconds=2)
    assert edition().state != state


def test_an_item_that_is_taken_out_moves_the_edition(tag: Tag) -> None:
    cited(SourceFacts(url="https://press.example/2"))
    Item.objects.update(changed_at=NOW)
    state = edition().state
    Item.objects.get(pk=tag.item_id).delete()

    assert edition().state != state


def test_the_edition_is_one_query(tag: Tag, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        edition()
