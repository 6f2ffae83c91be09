"""news.subscriptions: adding feeds leaves alone what stands."""

from datetime import timedelta

import pytest
from django.utils import timezone

from news.models import Feed, Host
from news.opml import Outline
from news.subscriptions import (
    AddressError,
    FeedFacts,
    add_feed,
    checked_address,
    import_outlines,
    load_feeds,
    make_due,
    save_feed,
)


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
def test_a_list_is_added_whole_or_not_at_all() -> None:
    outlines = [Outline(url="https://heron.example/rss"), Outline(url="file:///etc/passwd")]

    with pytest.raises(AddressError, match="file:///etc/passwd"):
        import_outlines(outlines)
    assert Feed.objects.count() == 0
    assert (import_outlines(outlines[:1]), import_outlines(outlines[:1])) == (1, 0)


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
def test_a_feed_can_be_made_due_unless_it_is_switched_off() -> None:
    feed, _ = add_feed(FeedFacts(url="https://heron.example/rss"))
    off, _ = add_feed(FeedFacts(url="https://press.example/rss"))
    later = timezone.now() + timedelta(hours=1)
    Feed.objects.update(next_check_at=later)
    Feed.objects.filter(pk=off.pk).update(enabled=False)

    assert make_due([feed.pk, off.pk]) == 1
    assert Feed.objects.get(pk=off.pk).next_check_at == later
