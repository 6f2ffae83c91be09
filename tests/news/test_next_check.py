"""news.ingest: when a feed is asked again, why, and how long its host is left in peace."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_httpserver import HTTPServer

from news.ingest import claim_due, claim_now, manners, run_batch
from news.models import Feed, Fetch, Host
from news.subscriptions import make_due
from tests.news.publishing import due_feed, feed_at, read, rss, serve

pytestmark = pytest.mark.django_db
ONE = ("one", "Otter 3 is out")


def hours_to_wait(feed: Feed) -> float:
    return (feed.next_check_at - timezone.now()).total_seconds() / 3_600


def channel(inside: str) -> str:
    return rss(ONE).replace("<channel>", f"<channel>{inside}")


@pytest.mark.parametrize(
    ("body", "headers", "reason", "hours"),
    [
        (rss(ONE), {}, "interval", (0.9, 1.1)),
        (rss(ONE), {"Cache-Control": "max-age=21600"}, "publisher", (6, 6.6)),
        (channel("<ttl>300</ttl>"), {}, "publisher", (5, 5.5)),
        (channel("<ttl>soon</ttl>"), {"Expires": "0"}, "interval", (0.9, 1.1)),
        ("<html></html>", {}, "patience", (1.8, 2.2)),
    ],
    ids=["its own pace", "the answer's wish", "the document's wish", "absurd wishes", "after a failure"],
)
def test_feed_and_attempt_say_why_the_next_one_comes_when_it_does(
    publisher: HTTPServer, body: str, headers: dict[str, str], reason: str, hours: tuple[float, float]
) -> None:
    feed = feed_at(publisher)
    serve(publisher, body, **{name.replace("-", "_"): value for name, value in headers.items()})
    attempt = read(feed)

    assert (feed.next_check_reason, attempt.next_check_reason) == (reason, reason)
    assert hours[0] - 0.01 <= hours_to_wait(feed) <= hours[1]


@pytest.mark.parametrize("status", [200, 304], ids=["unchanged", "not modified"])
def test_the_documents_wish_holds_while_it_does_not_change(publisher: HTTPServer, status: int) -> None:
    feed = feed_at(publisher)
    body = channel("<ttl>300</ttl>")
    serve(publisher, body, ETag='"1"')
    read(feed)
    serve(publisher, body if status == 200 else "", status=status)
    attempt = read(feed)

    assert (attempt.outcome, attempt.next_check_reason) == (
        "unchanged" if status == 200 else "not_modified",
        "publisher",
    )
    assert 4.99 <= hours_to_wait(feed) <= 5.5


def test_hours_that_a_publisher_skips_are_waited_out(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    kept = (timezone.now() + timedelta(hours=9)).hour
    hours = "".join(f"<hour>{hour}</hour>" for hour in range(24) if hour != kept)
    serve(publisher, channel(f"<skipHours>{hours}</skipHours>"))
    read(feed)

    assert (feed.next_check_at.hour, feed.next_check_at.minute, feed.next_check_reason) == (
        kept,
        0,
        "skipped",
    )


def test_a_person_bounds_how_often_a_feed_is_read(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    Feed.objects.update(shortest_s=36_000)
    serve(publisher, rss(ONE))
    read(feed)

    assert 8.99 <= hours_to_wait(feed) <= 11


def test_a_document_that_waits_to_be_read_is_the_reason_meanwhile(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    serve(publisher, rss(ONE))
    run_batch(claim_now([feed.pk]), manners())

    assert Feed.objects.get().next_check_reason == "unread"


def test_a_person_who_asks_is_the_reason(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    before = feed.next_check_reason
    make_due([feed.pk])
    feed.refresh_from_db()

    assert (before, feed.next_check_reason) == ("first", "by_hand")


@pytest.mark.parametrize("status", [429, 503], ids=["too many requests", "unavailable"])
def test_a_host_that_wants_no_more_is_asked_no_more(publisher: HTTPServer, status: int) -> None:
    """Its other feeds keep their turn, for when it is to be asked again."""
    feeds = [feed_at(publisher, f"/{place}") for place in range(6)]
    for feed in feeds:
        publisher.expect_request(f"/{feed.url.rpartition('/')[2]}").respond_with_data(
            status=status, headers={"Retry-After": "7200"}
        )
    run_batch(claim_due(), manners())
    asked = 1 if status == 429 else 3
    host = Host.objects.get(host_key=feeds[0].host_key)

    assert (len(publisher.log), Fetch.objects.count()) == (asked, asked)
    assert 7_100 < (host.blocked_until - timezone.now()).total_seconds() <= 7_200
    assert Feed.objects.filter(lease_token=None, consecutive_errors=0).count() == 6 - asked
    assert claim_due() == []


def test_one_unavailable_feed_leaves_its_host_alone(publisher: HTTPServer) -> None:
    feeds = [feed_at(publisher, path) for path in ("/a", "/b", "/good")]
    for path in ("/a", "/b"):
        publisher.expect_request(path).respond_with_data(status=503)
    publisher.expect_request("/good").respond_with_data(rss(ONE))
    run_batch(claim_due(), manners())

    assert Host.objects.get(host_key=feeds[0].host_key).blocked_until is None


def test_a_host_rests_as_long_as_the_longest_that_it_asked_for(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    long = timezone.now() + timedelta(hours=9)
    Host.objects.update(blocked_until=long)
    serve(publisher, status=429, Retry_After="60")
    read(feed)

    assert Host.objects.get(host_key=feed.host_key).blocked_until == long


def test_feeds_of_one_platform_wait_for_each_other() -> None:
    due_feed("https://heron.substack.com/feed")
    due_feed("https://otter.substack.com/feed")
    claims = claim_due(limit=1)

    assert (len(claims), claim_due()) == (1, [])
