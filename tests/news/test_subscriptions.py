"""news.subscriptions: adding feeds leaves alone what stands."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_httpserver import HTTPServer

from news.ingest import claim_now, manners, parse_next, run_batch
from news.models import Feed, Fetch, Host, Item
from news.subscriptions import (
    AddressError,
    FeedFacts,
    add_feed,
    checked_address,
    load_feeds,
    make_due,
    save_feed,
)
from tests.news.publishing import feed_at, rss


@pytest.mark.django_db
def test_a_feed_is_added_once_in_whatever_spelling() -> None:
    feed, is_added = add_feed(FeedFacts(url="https://heron.example/rss", name="Heron"))
    again, is_added_again = add_feed(FeedFacts(url="http://HERON.example/rss?utm_source=x", name="Other"))

    assert (is_added, is_added_again, again.pk, again.name) == (True, False, feed.pk, "Heron")
    assert (feed.host_key, Host.objects.filter(host_key="heron.example").exists()) == ("heron.example", True)
    assert feed.next_check_at <= timezone.now()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "heron.example/rss",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://",
        "http://[broken",
        "http://heron.example:0/",
        "http://heron.example:99999/",
        "http://user:secret@heron.example/",
        "https://heron.example/a b",
        "https://heron.example/a\nb",
        "https://heron.example/\u202efeed",
        "https://heron.example/" + "x" * 2_048,
    ],
)
def test_what_cannot_be_a_feeds_address_is_refused(url: str) -> None:
    with pytest.raises(AddressError):
        checked_address(url)


@pytest.mark.django_db
def test_the_shipped_feeds_are_loaded_once_and_stay_as_a_person_left_them() -> None:
    added, standing = load_feeds()
    changed = Feed.objects.order_by("id")[0]
    Feed.objects.filter(pk=changed.pk).update(name="Mine", enabled=False)
    again = load_feeds()
    changed.refresh_from_db()

    assert (added > 200, standing, again) == (True, 0, (0, added))
    assert (changed.name, changed.enabled) == ("Mine", False)


@pytest.mark.django_db
def test_the_first_readings_of_the_shipped_feeds_are_spread_over_an_hour() -> None:
    began = timezone.now()
    added, _ = load_feeds()
    due = list(Feed.objects.order_by("next_check_at").values_list("next_check_at", flat=True))

    assert len(set(due)) == added
    assert due[0] - began < timedelta(minutes=1)
    assert timedelta(minutes=58) < due[-1] - began < timedelta(minutes=61)


@pytest.mark.django_db
def test_a_feed_that_moved_is_due_at_its_new_host_and_asked_for_everything() -> None:
    feed, _ = add_feed(FeedFacts(url="https://heron.example/rss"))
    feed.url, feed.etag, feed.body_sha256 = "https://news.heron.example/rss", '"1"', b"x" * 32
    feed.next_check_at = timezone.now() + timedelta(hours=1)
    save_feed(feed, is_moved=True)
    feed.refresh_from_db()

    assert (feed.host_key, feed.etag, feed.body_sha256 is None, feed.next_check_at <= timezone.now()) == (
        "news.heron.example",
        "",
        True,
        True,
    )
    assert Host.objects.filter(host_key="news.heron.example").exists()


@pytest.mark.django_db
def test_an_answer_of_the_former_address_is_not_written_under_another_one(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    publisher.expect_request("/feed").respond_with_data(rss(("one", "Otter is out")), headers={"ETag": '"1"'})
    late = claim_now([feed.pk])
    moved = Feed.objects.get()
    moved.url = publisher.url_for("/other")
    save_feed(moved, is_moved=True)
    before = Feed.objects.values().get()
    run_batch(late, manners())

    assert (Feed.objects.values().get(), before["lease_token"], before["lease_until"]) == (before, None, None)
    assert Fetch.objects.values_list("outcome", "error_code", "body").get() == ("lost", "lost", None)


@pytest.mark.django_db
def test_a_document_of_the_former_address_is_dropped_unread(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    publisher.expect_request("/feed").respond_with_data(rss(("one", "Otter is out")))
    run_batch(claim_now([feed.pk]), manners())
    moved = Feed.objects.get()
    moved.url = publisher.url_for("/other")
    save_feed(moved, is_moved=True)

    assert (parse_next(), Item.objects.count()) == (False, 0)
    assert Fetch.objects.values_list("outcome", "error_code", "error_text", "body").get() == (
        "lost",
        "moved",
        "the feed moved before its document was read",
        None,
    )
    assert len(claim_now([feed.pk])) == 1


@pytest.mark.django_db
def test_what_a_worker_noted_meanwhile_outlives_a_persons_form(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    form = Feed.objects.get()
    publisher.expect_request("/feed").respond_with_data(rss(("one", "Otter is out")), headers={"ETag": '"1"'})
    run_batch(claim_now([feed.pk]), manners())
    parse_next()
    noted = Feed.objects.values().get()
    form.name = "The Heron"
    save_feed(form, is_moved=False)

    assert Feed.objects.values().get() == noted | {"name": "The Heron", "homepage": ""}


@pytest.mark.django_db
def test_a_feed_can_be_made_due_unless_it_is_switched_off() -> None:
    feed, _ = add_feed(FeedFacts(url="https://heron.example/rss"))
    off, _ = add_feed(FeedFacts(url="https://press.example/rss"))
    later = timezone.now() + timedelta(hours=1)
    Feed.objects.update(next_check_at=later)
    Feed.objects.filter(pk=off.pk).update(enabled=False)

    assert make_due([feed.pk, off.pk]) == 1
    assert Feed.objects.get(pk=off.pk).next_check_at == later
