"""news.ingest after deaths, delays and outages: nothing is lost, nothing doubled, nobody blamed."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone
from pytest_httpserver import HTTPServer

from news.ingest import claim_due, claim_now, manners, parse_next, run_batch, sweep
from news.models import Feed, Fetch, Host, Item
from tests.news.publishing import due_feed, feed_at, read, rss, serve

pytestmark = pytest.mark.django_db
ONE = ("one", "Otter 3 is out")


def test_a_worker_whose_lease_was_lost_writes_nothing(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    serve(publisher, status=500)
    late = claim_now([feed.pk])
    claim_now([feed.pk])
    before = Feed.objects.values().get()
    run_batch(late, manners())

    assert Feed.objects.values().get() == before
    assert Fetch.objects.get(pk=late[0].fetch_id).outcome == "lost"


def test_a_parser_that_comes_back_late_writes_nothing(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    attempt = Fetch.objects.create(
        feed=feed,
        outcome=Fetch.Outcome.CHANGED,
        body=zlib.compress(rss(ONE).encode()),
        parse_attempts=1,
        parse_lease_until=timezone.now() + timedelta(minutes=1),
    )

    assert (parse_next(), Item.objects.count()) == (False, 0)
    Fetch.objects.filter(pk=attempt.pk).update(parse_lease_until=timezone.now() - timedelta(seconds=1))
    assert (parse_next(), Item.objects.count()) == (True, 1)


def test_documents_of_a_feed_are_parsed_in_the_order_they_came(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    for minutes, title in ((9, "Otter 3 is out"), (5, "Otter 3 is out today")):
        Fetch.objects.create(
            feed=feed,
            outcome=Fetch.Outcome.CHANGED,
            started_at=timezone.now() - timedelta(minutes=minutes),
            body=zlib.compress(rss(("one", title)).encode()),
        )
    parse_next()
    first = Item.objects.get().title
    parse_next()

    assert (first, Item.objects.get().title) == ("Otter 3 is out", "Otter 3 is out today")


def test_the_sweep_frees_feeds_of_dead_workers(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    (claim,) = claim_due()
    Feed.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    sweep()
    feed.refresh_from_db()

    assert (feed.lease_token, feed.lease_until, Fetch.objects.get(pk=claim.fetch_id).outcome) == (
        None,
        None,
        "lost",
    )


def test_a_feed_that_is_lost_three_times_in_a_row_waits_a_week(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    for _ in range(3):
        claim_now([feed.pk])
        Feed.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
        sweep()
    feed.refresh_from_db()

    assert (feed.last_error_code, (feed.next_check_at - timezone.now()).days) == ("quarantined", 6)


def test_a_document_that_kills_three_parsers_is_given_up(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    attempt = Fetch.objects.create(
        feed=feed,
        outcome=Fetch.Outcome.CHANGED,
        body=zlib.compress(b"<rss/>"),
        parse_attempts=3,
        parse_lease_until=timezone.now() - timedelta(seconds=1),
    )
    parsed = parse_next()
    sweep()
    attempt.refresh_from_db()
    feed.refresh_from_db()

    assert (parsed, attempt.outcome, attempt.error_code, attempt.body) == (
        False,
        "failed",
        "quarantined",
        None,
    )
    assert (feed.last_error_code, (feed.next_check_at - timezone.now()).days) == ("quarantined", 6)


def test_thirty_attempts_a_feed_are_kept_and_none_that_waits(publisher: HTTPServer) -> None:
    feed, other = feed_at(publisher, "/a"), feed_at(publisher, "/b")
    began = timezone.now()
    for minutes in range(40):
        Fetch.objects.create(
            feed=feed, outcome=Fetch.Outcome.UNCHANGED, started_at=began - timedelta(minutes=minutes)
        )
    Fetch.objects.create(feed=other, outcome=Fetch.Outcome.UNCHANGED)
    Fetch.objects.create(
        feed=feed, outcome=Fetch.Outcome.CHANGED, body=b"x", started_at=began - timedelta(days=9)
    )
    sweep()

    assert (Fetch.objects.filter(feed=feed).count(), Fetch.objects.filter(feed=other).count()) == (31, 1)


def test_a_feed_whose_host_is_not_known_is_read_after_the_sweep(publisher: HTTPServer) -> None:
    feed_at(publisher)
    Host.objects.all().delete()
    before = claim_due()
    sweep()

    assert (before, len(claim_due())) == ([], 1)


def test_an_outage_of_ours_is_counted_against_nobody(publisher: HTTPServer) -> None:
    feeds = [due_feed(f"http://no-such-name-{place}.invalid/") for place in range(12)]
    run_batch(claim_due(), manners())
    rows = Feed.objects.filter(pk__in=[feed.pk for feed in feeds])

    assert set(rows.values_list("state", "consecutive_errors", "last_error_code")) == {("ok", 0, "dns")}
    assert {fetch.outcome for fetch in Fetch.objects.all()} == {"failed"}


def test_an_outage_is_judged_over_the_batches_of_a_minute(publisher: HTTPServer) -> None:
    for place in range(12):
        due_feed(f"http://no-such-name-{place}.invalid/")
    for _ in range(2):
        run_batch(claim_due(limit=10), manners())

    assert {fetch.outcome for fetch in Fetch.objects.all()} == {"failed"}
    assert set(Feed.objects.values_list("state", "consecutive_errors", "last_error_code")) == {
        ("ok", 0, "dns")
    }


def test_a_host_that_is_away_alone_is_blamed_whatever_was_away_an_hour_ago(publisher: HTTPServer) -> None:
    for place in range(10):
        due_feed(f"http://no-such-name-{place}.invalid/")
    run_batch(claim_due(), manners())
    Fetch.objects.update(started_at=timezone.now() - timedelta(hours=1))
    away = due_feed("http://no-such-name-at-all.invalid/")
    run_batch(claim_now([away.pk]), manners())
    away.refresh_from_db()

    assert (away.state, away.consecutive_errors, away.last_error_code) == ("backing_off", 1, "dns")


def test_the_host_of_a_dead_worker_has_rested_before_its_feeds_are_freed(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    claim_due()
    rest = Host.objects.get().next_allowed_at
    feed.refresh_from_db()

    assert rest is not None
    assert feed.lease_until is not None
    assert rest < feed.lease_until


DISK_FULL = """
    CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full';
    END $$;
"""


@contextmanager
def full_disk(trigger: str) -> Iterator[None]:
    """A database that has no room for what the trigger names."""
    with connection.cursor() as cursor:
        cursor.execute(DISK_FULL)
        cursor.execute(f"CREATE TRIGGER no_room {trigger} FOR EACH ROW EXECUTE FUNCTION no_room()")
        yield
        cursor.execute("DROP FUNCTION no_room CASCADE")


def test_a_document_that_the_database_has_no_room_for_is_read_once_it_has(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    attempt = Fetch.objects.create(
        feed=feed, outcome=Fetch.Outcome.CHANGED, body=zlib.compress(rss(ONE).encode())
    )
    with full_disk("BEFORE INSERT ON news_item"):
        for _ in range(4):
            Fetch.objects.update(parse_lease_until=None)
            with pytest.raises(OperationalError, match="could not extend file"):
                parse_next()
        sweep()
    attempt.refresh_from_db()
    Fetch.objects.update(parse_lease_until=None)

    assert (attempt.parse_attempts, parse_next(), Item.objects.count()) == (0, True, 1)


def test_answers_that_the_database_has_no_room_for_are_held_against_no_feed(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    serve(publisher, rss(ONE))
    with full_disk("BEFORE UPDATE OF body ON news_fetch"):
        for _ in range(4):
            with pytest.raises(OperationalError, match="could not extend file"):
                run_batch(claim_now([feed.pk]), manners())
            Feed.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
            sweep()
    feed.refresh_from_db()

    assert (feed.state, feed.consecutive_errors, feed.last_error_code) == ("ok", 0, "")
    assert {fetch.error_code for fetch in Fetch.objects.all()} == {"database"}
    assert read(feed).outcome == "changed"
