"""news.ingest.identifying and storing: what makes an entry the same, what is kept of it, what comes back."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_httpserver import HTTPServer

from news.ingest import remove_items, restore_items
from news.models import Item, Revision
from news.queries import listed_items
from tests.news.documents import atom
from tests.news.publishing import feed_at, read, rss, serve

pytestmark = pytest.mark.django_db
ONE, TWO = ("one", "Otter 3 is out"), ("two", "Heron opens an office")


def dated(*entries: tuple[str, str, str]) -> str:
    """An RSS document without guids, of (link, title, day of November)."""
    items = "".join(
        f"<item><link>{link}</link><title>{title}</title>"
        f"<pubDate>{day} Nov 2026 09:00:00 GMT</pubDate></item>"
        for link, title, day in entries
    )
    return f"<rss version='2.0'><channel><title>Papers</title>{items}</channel></rss>"


def test_a_title_that_changes_is_kept_with_the_text_that_stood_under_it(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    for title in ("Otter 3 is out", "Otter 3 is out today", "Otter 3 is out"):
        serve(
            publisher, rss(("one", title)).replace("</item>", "<description>It swims.</description></item>")
        )
        read(feed)
    item = Item.objects.get()

    assert (item.title, item.revision) == ("Otter 3 is out", 3)
    assert list(item.revisions.order_by("revision").values_list("revision", "title", "summary")) == [
        (1, "Otter 3 is out", "It swims."),
        (2, "Otter 3 is out today", "It swims."),
    ]


def test_a_text_that_changes_alone_leaves_no_title_behind(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    for text in ("It swims.", "It swims fast."):
        serve(publisher, rss(ONE).replace("</item>", f"<description>{text}</description></item>"))
        read(feed)

    assert (Item.objects.get().revision, Revision.objects.count()) == (2, 0)


def test_a_text_that_changes_at_every_reading_is_taken_fifty_times(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    serve(publisher, rss(ONE))
    read(feed)
    Item.objects.update(revision=50)
    serve(publisher, rss(ONE).replace("</item>", "<description>7 readers</description></item>"))
    counted = read(feed).items_changed
    serve(publisher, rss(("one", "Otter 3 is withdrawn")))
    retitled = read(feed).items_changed

    assert (counted, retitled, Item.objects.get().title) == (0, 1, "Otter 3 is withdrawn")


def test_an_item_is_known_by_its_newest_guid(publisher: HTTPServer) -> None:
    """Another guid for the same page is followed, so that another title is a revision even then."""
    feed = feed_at(publisher)
    guids = ("https://heron.example/one", "k-2", "k-2")
    for guid, title in zip(guids, ("Otter 3 is out", "Otter 3 is out", "The lab cancels it"), strict=True):
        document = rss(("one", title)).replace("<guid>https://heron.example/one", f"<guid>{guid}")
        serve(publisher, document)
        read(feed)

    assert list(Item.objects.values_list("title", "revision")) == [("The lab cancels it", 2)]


def test_addresses_that_all_change_at_each_reading_make_no_second_item(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    for token in ("a1", "b2", "c3"):
        entries = [
            (f"https://papers.example/view?v={token}{place}", f"On otters, {place}", "2")
            for place in range(3)
        ]
        serve(publisher, dated(*entries))
        attempt = read(feed)

    assert (Item.objects.count(), attempt.items_new, attempt.items_changed) == (3, 0, 0)
    assert set(Item.objects.values_list("url", flat=True)) == {
        f"https://papers.example/view?v=a1{place}" for place in range(3)
    }


def test_new_papers_between_changing_addresses_are_new(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    serve(
        publisher,
        dated(("https://p.example/?v=1", "On otters", "2"), ("https://p.example/?v=2", "On herons", "2")),
    )
    read(feed)
    serve(
        publisher,
        dated(("https://p.example/?v=3", "On terns", "3"), ("https://p.example/?v=4", "On otters", "2")),
    )

    assert (read(feed).items_new, Item.objects.count()) == (1, 3)


def test_the_same_titles_on_other_days_are_other_items(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    for day in ("2", "3"):
        serve(publisher, dated((f"https://p.example/{day}", "The week in otters", day)))
        read(feed)

    assert Item.objects.count() == 2


def test_an_entry_that_its_feed_takes_back_is_marked_and_stays(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    entry = "<id>urn:1</id><title>Otter 3 is out</title>"
    deleted = '<at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="urn:1" when="x"/>'
    served = atom(entry)
    taken_back = served.replace(f"<entry>{entry}</entry>", deleted)
    states = []
    for document in (served, taken_back, taken_back + " ", served):
        serve(publisher, document)
        read(feed)
        states.append(Item.objects.get().withdrawn_at is not None)

    assert states == [False, True, True, False]


def test_an_item_that_a_person_removed_does_not_come_back(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    serve(publisher, rss(ONE, TWO))
    read(feed)
    one = Item.objects.get(title=ONE[1])
    removed = remove_items([one.pk], by="ada", at=timezone.now())
    for document in (
        rss(ONE, TWO),
        rss(("one", "Otter 3 is out, again"), TWO),
        rss(ONE, TWO).replace("<guid>https://heron.example/one", "<guid>k-2"),
    ):
        serve(publisher, document)
        read(feed)

    assert (removed, [item.title for item in listed_items()]) == (1, [TWO[1]])
    assert list(Item.objects.filter(pk=one.pk).values_list("title", "revision", "removed_by")) == [
        (ONE[1], 1, "ada")
    ]
    assert (restore_items([one.pk]), listed_items().count()) == (1, 2)


def test_the_database_wants_to_know_who_removed_an_item(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    serve(publisher, rss(ONE))
    read(feed)

    with pytest.raises(IntegrityError, match="item_removed_by_somebody"), transaction.atomic():
        Item.objects.update(removed_at=datetime(2026, 11, 3, tzinfo=UTC))


@pytest.mark.parametrize(
    ("title", "host", "is_flagged"),
    [
        ("Cheap pills daily", "pills.example", True),
        ("Heron news", "pills.example", False),
        ("Cheap pills daily", "heron.example", False),
    ],
    ids=["title and host", "host alone", "title alone"],
)
def test_a_feed_that_turns_into_another_publication_is_flagged(
    publisher: HTTPServer, title: str, host: str, is_flagged: bool
) -> None:
    feed = feed_at(publisher)
    serve(publisher, rss(ONE, TWO))
    read(feed)
    serve(publisher, rss(("three", "Ten offers"), title=title).replace("heron.example", host))
    read(feed)

    assert (feed.turned_at is not None, Item.objects.count()) == (is_flagged, 3)
