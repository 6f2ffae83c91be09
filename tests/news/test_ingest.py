"""news.ingest: from a claim to stored items, and what bad days leave behind."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_httpserver import HTTPServer

from news.ingest import claim_now, manners, parse_next, run_batch
from news.models import Feed, Fetch, Host, Item
from tests.news.publishing import due_feed, feed_at, read, rss, serve

pytestmark = pytest.mark.django_db
ONE, TWO = ("one", "Otter 3 is out"), ("two", "Heron opens an office")


def counts(attempt: Fetch) -> tuple[str | None, int | None, int | None, int | None]:
    return attempt.outcome, attempt.items_seen, attempt.items_new, attempt.items_changed


def test_a_first_reading_stores_every_entry_and_the_next_one_nothing(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    serve(publisher, rss(ONE, TWO))
    first = read(feed)
    serve(publisher, rss(TWO, ONE))
    second = read(feed)

    assert (counts(first), counts(second)) == (("changed", 2, 2, 0), ("changed", 2, 0, 0))
    assert (first.body, first.parsed_at is not None) == (None, True)


def test_an_item_holds_what_the_entry_said(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    serve(publisher, rss(ONE))
    read(feed)
    item = Item.objects.get()

    assert (item.feed, item.title, item.url, item.outlet, item.revision, item.tagged_at) == (
        feed,
        "Otter 3 is out",
        "https://heron.example/one",
        "Heron news",
        1,
        None,
    )
    assert (item.published_at, item.listed_at) == (None, item.first_seen_at)


def test_a_feed_without_a_name_takes_its_own_title(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    serve(publisher, rss(ONE, title="Letters from the Heron"))
    read(feed)

    assert feed.name == "Letters from the Heron"


def test_a_changed_title_is_a_revision_to_be_tagged_again(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    serve(publisher, rss(ONE, TWO))
    read(feed)
    Item.objects.update(tagged_at=timezone.now(), clustered_at=timezone.now())
    serve(publisher, rss(("one", "Otter 3 is out today"), TWO))
    attempt = read(feed)

    assert counts(attempt) == ("changed", 2, 0, 1)
    assert list(
        Item.objects.order_by("url").values_list("title", "revision", "tagged_at", "clustered_at")
    ) == [
        ("Otter 3 is out today", 2, None, None),
        (
            "Heron opens an office",
            1,
            *Item.objects.filter(url__endswith="two").values_list("tagged_at", "clustered_at")[0],
        ),
    ]


def test_another_guid_for_the_same_page_makes_no_second_item(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    serve(publisher, rss(ONE))
    read(feed)
    serve(publisher, rss(ONE).replace("<guid>https://heron.example/one", "<guid>https://heron.example/?p=1"))
    read(feed)

    assert Item.objects.count() == 1


def test_another_version_on_the_same_page_is_another_item(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    serve(publisher, rss(("log", "Otter 2.1.80")))
    read(feed)
    serve(publisher, rss(("log", "Otter 2.1.81")).replace("<guid>", "<guid>new-"))
    read(feed)

    assert set(Item.objects.values_list("title", flat=True)) == {"Otter 2.1.80", "Otter 2.1.81"}


def test_an_empty_document_takes_no_item_away(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    serve(publisher, rss(ONE))
    read(feed)
    serve(publisher, rss())
    attempt = read(feed)

    assert (counts(attempt), Item.objects.count(), feed.state) == (("changed", 0, 0, 0), 1, "ok")


def test_validators_are_kept_of_a_document_that_parsed_and_sent_back(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    serve(publisher, rss(ONE), ETag='"1"', Last_Modified="Mon, 02 Nov 2026 09:00:00 GMT")
    read(feed)
    serve(publisher, status=304)
    attempt = read(feed)
    sent = publisher.log[-1][0].headers

    assert (attempt.outcome, sent["If-None-Match"], sent["If-Modified-Since"]) == (
        "not_modified",
        '"1"',
        "Mon, 02 Nov 2026 09:00:00 GMT",
    )


def test_the_same_bytes_under_another_etag_are_not_parsed_again(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    serve(publisher, rss(ONE), ETag='"1"')
    read(feed)
    serve(publisher, rss(ONE), ETag='"2"')
    attempt = read(feed)

    assert (attempt.outcome, attempt.body, feed.etag) == ("unchanged", None, '"2"')


def test_other_bytes_under_the_same_etag_are_read(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    serve(publisher, rss(ONE), ETag='"1"')
    read(feed)
    serve(publisher, rss(ONE, TWO), ETag='"1"')

    assert counts(read(feed)) == ("changed", 2, 1, 0)


@pytest.mark.parametrize(
    ("body", "code", "text"),
    [
        ("<!doctype html><title>Just a moment</title>", "web_page", "got a web page, not a feed"),
        ("/etc/passwd", "not_a_feed", "the document is not a feed"),
        ("", "empty", "the answer was empty"),
    ],
)
def test_a_document_that_is_no_feed_is_an_error_of_that_feed(
    publisher: HTTPServer, body: str, code: str, text: str
) -> None:
    feed = feed_at(publisher)
    serve(publisher, rss(ONE), ETag='"good"')
    read(feed)
    serve(publisher, body, ETag='"bad"')
    attempt = read(feed)

    assert (attempt.outcome, attempt.error_code, attempt.error_text, attempt.body) == (
        "failed",
        code,
        text,
        None,
    )
    assert (feed.state, feed.consecutive_errors, feed.last_error_code, feed.last_error_text, feed.etag) == (
        "backing_off",
        1,
        code,
        text,
        '"good"',
    )
    assert Item.objects.count() == 1


def test_a_good_answer_ends_a_run_of_errors(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    serve(publisher, status=500)
    read(feed)
    read(feed)
    failing = (feed.state, feed.consecutive_errors, feed.last_error_code)
    serve(publisher, rss(ONE))
    read(feed)

    assert failing == ("backing_off", 2, "http_500")
    assert (feed.state, feed.consecutive_errors, feed.last_error_code) == ("ok", 0, "")


def test_too_many_requests_rest_the_host_for_as_long_as_it_asks(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    serve(publisher, status=429, Retry_After="7200")
    read(feed)
    host = Host.objects.get(host_key=feed.host_key)

    assert host.blocked_until is not None
    assert 7_100 < (host.blocked_until - datetime.now(UTC)).total_seconds() <= 7_200
    assert feed.next_check_at >= host.blocked_until


def test_unavailable_rests_the_feed_and_not_its_host(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    serve(publisher, status=503, Retry_After="36000")
    read(feed)

    assert 35_900 < (feed.next_check_at - datetime.now(UTC)).total_seconds() <= 36_000
    assert Host.objects.get(host_key=feed.host_key).blocked_until is None


@pytest.mark.parametrize(
    ("ages", "state"),
    [((50, 20), "gone"), ((50,), "backing_off"), ((20, 10), "backing_off")],
    ids=["three times in two days", "twice", "three times in a day"],
)
def test_a_feed_is_gone_when_it_says_so_for_two_days(
    publisher: HTTPServer, ages: tuple[int, ...], state: str
) -> None:
    feed = feed_at(publisher)
    for hours in ages:
        began = timezone.now() - timedelta(hours=hours)
        Fetch.objects.create(feed=feed, http_status=410, outcome=Fetch.Outcome.FAILED, started_at=began)
    serve(publisher, status=410)
    read(feed)

    assert feed.state == state


def test_a_truncated_document_is_read_as_far_as_it_came_and_asked_for_again(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    body = rss(ONE, TWO)
    serve(publisher, body[: body.index("Heron opens")], ETag='"1"')
    attempt = read(feed)

    assert (counts(attempt), feed.etag, feed.body_sha256) == (("changed", 1, 1, 0), "", None)


def test_one_bad_feed_of_a_batch_leaves_the_others_alone(publisher: HTTPServer) -> None:
    publisher.expect_request("/good").respond_with_data(rss(ONE))
    publisher.expect_request("/page").respond_with_data("<html></html>")
    feeds = [feed_at(publisher, path) for path in ("/page", "/good", "/missing")]
    private = due_feed("http://10.0.0.1/")
    run_batch(claim_now([private.pk, *(feed.pk for feed in feeds)]), manners())
    while parse_next():
        continue

    codes = dict(Feed.objects.values_list("url", "last_error_code"))
    assert codes == {
        private.url: "private_address",
        feeds[0].url: "web_page",
        feeds[1].url: "",
        feeds[2].url: "http_500",
    }
    assert Item.objects.count() == 1


def test_a_large_document_of_known_entries_costs_few_queries(
    publisher: HTTPServer, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    feed = feed_at(publisher)
    entries = [(f"n{place}", f"Otter {place} is out") for place in range(800)]
    serve(publisher, rss(*entries))
    read(feed)
    serve(publisher, rss(("fresh", "Heron opens an office"), *entries))
    claims = claim_now([feed.pk])
    run_batch(claims, manners())
    with django_assert_max_num_queries(20):
        parse_next()

    assert (Item.objects.count(), Fetch.objects.get(pk=claims[0].fetch_id).items_new) == (801, 1)
