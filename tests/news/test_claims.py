"""news.ingest.claims: which feeds are taken, and what a lease protects."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from news.ingest import claim_due, claim_now
from news.models import Feed, Fetch
from tests.news.publishing import due_feed, rest_host

NOW = datetime.now(UTC)
LATER, EARLIER = NOW + timedelta(hours=1), NOW - timedelta(hours=1)


def claimed() -> list[str]:
    return [claim.url for claim in claim_due()]


@pytest.mark.django_db
def test_due_feeds_are_claimed_the_longest_waiting_first() -> None:
    due_feed("https://a.example/", minutes_ago=1)
    due_feed("https://b.example/", minutes_ago=9)

    assert claimed() == ["https://b.example/", "https://a.example/"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [
        {"enabled": False},
        {"next_check_at": LATER},
        {"lease_until": LATER},
    ],
    ids=["switched off", "not due", "held by another"],
)
def test_a_feed_is_not_claimed_when_it_is(fields: dict[str, object]) -> None:
    feed = due_feed("https://a.example/")
    Feed.objects.filter(pk=feed.pk).update(**fields)

    assert claimed() == []


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["next_allowed_at", "blocked_until"])
def test_a_feed_waits_while_its_host_rests(field: str) -> None:
    due_feed("https://a.example/")
    rest_host("a.example", **{field: LATER})
    first = claimed()
    rest_host("a.example", **{field: EARLIER})

    assert (first, claimed()) == ([], ["https://a.example/"])


@pytest.mark.django_db
@pytest.mark.parametrize("state", Feed.State.values)
def test_no_state_keeps_a_due_feed_from_being_asked_for_ever(state: str) -> None:
    feed = due_feed("https://a.example/")
    Feed.objects.filter(pk=feed.pk).update(state=state)

    assert claimed() == ["https://a.example/"]


@pytest.mark.django_db
def test_a_host_has_at_most_ten_feeds_in_a_claim_and_none_in_the_next() -> None:
    for place in range(12):
        due_feed(f"https://a.example/{place}", minutes_ago=60 - place)

    assert (claimed(), claimed()) == ([f"https://a.example/{place}" for place in range(10)], [])


@pytest.mark.django_db
def test_a_feed_whose_document_waits_to_be_parsed_is_not_asked_again() -> None:
    feed = due_feed("https://a.example/")
    Fetch.objects.create(feed=feed, outcome=Fetch.Outcome.CHANGED, body=b"x")

    assert claimed() == []


@pytest.mark.django_db
def test_only_the_named_feeds_are_claimed() -> None:
    named = due_feed("https://a.example/")
    due_feed("https://b.example/")

    assert [claim.url for claim in claim_due(feed_ids=[named.pk])] == ["https://a.example/"]


@pytest.mark.django_db
def test_a_claim_is_a_lease_of_three_minutes_and_a_running_attempt() -> None:
    feed = due_feed("https://a.example/")
    (claim,) = claim_due()
    feed.refresh_from_db()
    attempt = Fetch.objects.get()

    assert feed.lease_until is not None
    assert (
        feed.lease_token,
        170 < (feed.lease_until - datetime.now(UTC)).total_seconds() <= 180,
        attempt.pk,
        attempt.outcome,
    ) == (claim.lease_token, True, claim.fetch_id, None)


@pytest.mark.django_db
def test_the_attempt_behind_a_lease_that_ran_out_ends_as_lost() -> None:
    feed = due_feed("https://a.example/")
    (first,) = claim_due()
    Feed.objects.filter(pk=feed.pk).update(lease_until=EARLIER)
    rest_host("a.example", next_allowed_at=None)
    (second,) = claim_due()

    assert dict(Fetch.objects.values_list("id", "outcome")) == {
        first.fetch_id: Fetch.Outcome.LOST,
        second.fetch_id: None,
    }


@pytest.mark.django_db
def test_a_forced_claim_minds_neither_schedule_nor_host_nor_lease() -> None:
    feed = due_feed("https://a.example/")
    (first,) = claim_due()
    Feed.objects.filter(pk=feed.pk).update(next_check_at=LATER)
    rest_host("a.example", blocked_until=LATER)
    (second,) = claim_now([feed.pk])
    feed.refresh_from_db()

    assert (feed.lease_token, Fetch.objects.get(pk=first.fetch_id).outcome) == (second.lease_token, "lost")


@pytest.mark.django_db
def test_a_forced_claim_leaves_a_feed_alone_that_is_switched_off() -> None:
    feed = due_feed("https://a.example/")
    Feed.objects.filter(pk=feed.pk).update(enabled=False)

    assert claim_now([feed.pk]) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("hours_ago", "etag"),
    [(21, '"1"'), (27, ""), (None, "")],
    ids=["with validators", "without them once a day", "without them at first"],
)
def test_feeds_are_asked_conditionally(hours_ago: int | None, etag: str) -> None:
    feed = due_feed("https://a.example/")
    last = None if hours_ago is None else NOW - timedelta(hours=hours_ago)
    Feed.objects.filter(pk=feed.pk).update(etag='"1"', last_unconditional_at=last)
    (claim,) = claim_due()

    assert claim.etag == etag


@pytest.mark.django_db(transaction=True)
def test_workers_that_claim_at_once_share_neither_feed_nor_host() -> None:
    for place in range(40):
        due_feed(f"https://h{place % 20}.example/{place}")
    claims: list[list[str]] = []
    start = threading.Barrier(4)

    def work() -> None:
        start.wait()
        try:
            claims.append([claim.host_key for claim in claim_due(limit=10)])
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    hosts = [set(each) for each in claims]
    assert sum(len(each) for each in hosts) == len(set().union(*hosts))
    assert Fetch.objects.values("feed").distinct().count() == Fetch.objects.count()
