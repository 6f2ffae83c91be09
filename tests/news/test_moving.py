"""news.ingest.moving: feeds that say they have moved for good are followed once they surely have."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_httpserver import HTTPServer

from news.ingest import adopt_move
from news.models import Feed, Host
from news.subscriptions import FeedFacts, add_feed, add_feeds
from tests.news.publishing import feed_at, read, rss

pytestmark = pytest.mark.django_db
ONE, TWO = ("one", "Otter 3 is out"), ("two", "Heron opens an office")


def moved_feed(publisher: HTTPServer, *, status: int = 301, body: str = "") -> Feed:
    """A feed that was read at /feed and now redirects to /new."""
    publisher.expect_oneshot_request("/feed").respond_with_data(rss(ONE))
    feed = feed_at(publisher)
    read(feed)
    publisher.expect_request("/feed").respond_with_data(status=status, headers={"Location": "/new"})
    publisher.expect_request("/new").respond_with_data(body or rss(ONE, TWO))
    return feed


def read_for_days(feed: Feed, *, times: int, days: int) -> None:
    """Read so many times, the last one so many days after the first."""
    for _ in range(times - 1):
        read(feed)
    since = timezone.now() - timedelta(days=days)
    Feed.objects.filter(pk=feed.pk, permanent_redirect_count__gt=0).update(permanent_redirect_since=since)
    read(feed)


@pytest.mark.parametrize("status", [301, 308])
def test_five_same_answers_over_three_days_move_a_feed(publisher: HTTPServer, status: int) -> None:
    feed = moved_feed(publisher, status=status)
    former = feed.url
    read_for_days(feed, times=5, days=3)

    assert (feed.url, feed.former_urls, feed.permanent_redirect_url, feed.permanent_redirect_count) == (
        publisher.url_for("/new"),
        [former],
        "",
        0,
    )
    assert Host.objects.filter(host_key=feed.host_key).exists()
    assert read(feed).outcome == "unchanged"


@pytest.mark.parametrize(
    ("times", "days", "count"),
    [(4, 30, 4), (9, 2, 9)],
    ids=["too few answers", "too few days"],
)
def test_a_feed_that_may_have_moved_is_counted(
    publisher: HTTPServer, times: int, days: int, count: int
) -> None:
    feed = moved_feed(publisher)
    read_for_days(feed, times=times, days=days)

    assert (feed.url, feed.permanent_redirect_url, feed.permanent_redirect_count) == (
        publisher.url_for("/feed"),
        publisher.url_for("/new"),
        count,
    )


@pytest.mark.parametrize(
    ("status", "body"),
    [(302, ""), (301, rss(("other", "Buy otters here")))],
    ids=["not for good", "to a feed of other entries"],
)
def test_no_number_of_redirects_moves_a_feed(publisher: HTTPServer, status: int, body: str) -> None:
    feed = moved_feed(publisher, status=status, body=body)
    read_for_days(feed, times=1, days=9)

    assert (feed.url, feed.permanent_redirect_count) == (publisher.url_for("/feed"), 0)


def test_an_answer_without_a_redirect_takes_the_move_back(publisher: HTTPServer) -> None:
    feed = moved_feed(publisher)
    read(feed)
    counted = feed.permanent_redirect_count
    publisher.clear()
    publisher.expect_request("/feed").respond_with_data(rss(ONE))
    read(feed)

    assert (counted, feed.permanent_redirect_url, feed.permanent_redirect_since) == (1, "", None)


def test_a_feed_does_not_move_to_where_another_is_read(publisher: HTTPServer) -> None:
    feed = moved_feed(publisher)
    feed_at(publisher, "/new")
    read_for_days(feed, times=6, days=9)

    assert (feed.url, feed.permanent_redirect_url) == (publisher.url_for("/feed"), publisher.url_for("/new"))
    assert adopt_move(feed) is False


def test_a_person_may_follow_a_move_at_once(publisher: HTTPServer) -> None:
    feed = moved_feed(publisher)
    read(feed)

    assert adopt_move(feed) is True
    assert Feed.objects.values_list("url", flat=True).get() == publisher.url_for("/new")


def test_a_former_address_is_no_new_feed(publisher: HTTPServer) -> None:
    feed = moved_feed(publisher)
    read(feed)
    former = feed.url
    adopt_move(feed)

    assert (add_feed(FeedFacts(url=former)), add_feeds([FeedFacts(url=former)])) == ((feed, False), 0)
