"""Writes the answers of a batch down, for those feeds only whose lease is still held."""

import hashlib
import zlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from django.db import DatabaseError, InterfaceError, transaction

from news.fetching import FetchAnswer, FetchOutcome
from news.ingest.claims import Claim
from news.ingest.moving import note_move
from news.ingest.outcomes import FEED_FIELDS, note_failure, note_outage, note_spooled, note_success
from news.ingest.rounds import UNAVAILABLE_FEEDS, Asked
from news.ingest.updating import update_rows
from news.models import Feed, Fetch, Host
from news.queries import database_now
from news.scheduling import HOST_BLOCK_S, header_wish_s, retry_after_s

TRUNCATED = "truncated"
UNAVAILABLE = "http_503"
UNAVAILABLE_WITHIN = timedelta(hours=1)
FETCH_FIELDS = [
    "duration_ms",
    "http_status",
    "outcome",
    "bytes",
    "body",
    "content_type",
    "final_url",
    "moved_to",
    "wish_s",
    "next_check_reason",
    "etag",
    "last_modified",
    "error_code",
    "error_text",
]


def finish(asked: Sequence[Asked], *, spacing_s: float, outage: bool = False) -> None:
    """End these attempts in one transaction; what belongs to a lost lease is left alone.

    With `outage`, failures count against nobody. Hosts rest for the spacing, or as long as they asked for.
    """
    if not asked:
        return
    with transaction.atomic():
        held, now = _held_feeds(asked), database_now()
        mine = [each for each in asked if each.claim.feed_id in held]
        _release(each.claim for each in mine if each.answer is None)
        Host.objects.filter(host_key__in={each.claim.host_key for each in mine}).update(
            next_allowed_at=now + timedelta(seconds=spacing_s)
        )
        ended = [
            _end(held[each.claim.feed_id], each.claim, each.answer, now=now, outage=outage)
            for each in mine
            if each.answer is not None
        ]
        update_rows(ended, FETCH_FIELDS, where_null="outcome")
        _store_feeds([held[fetch.feed_id] for fetch in ended])
        _rest_unavailable_hosts(mine, now=now)


def end_unwritten(claims: Sequence[Claim]) -> None:
    """End attempts whose answers the database could not take, against nobody, where it can write that down.

    The feeds are asked again once their lease is over.
    """
    running = Fetch.objects.filter(id__in=[claim.fetch_id for claim in claims], outcome=None)
    with suppress(DatabaseError, InterfaceError):
        running.update(
            outcome=Fetch.Outcome.FAILED,
            error_code="database",
            error_text="the database could not take the answer",
        )


def _held_feeds(asked: Sequence[Asked]) -> dict[int, Feed]:
    """The feeds whose lease token is still the claim's, locked."""
    tokens = {each.claim.feed_id: each.claim.lease_token for each in asked}
    feeds = Feed.objects.select_for_update().filter(id__in=list(tokens)).order_by("id")
    return {feed.pk: feed for feed in feeds if feed.lease_token == tokens[feed.pk]}


def _release(claims: Iterable[Claim]) -> None:
    """Give back feeds whose turn did not come, as if they had not been claimed."""
    given_back = list(claims)
    Fetch.objects.filter(id__in=[claim.fetch_id for claim in given_back], outcome=None).delete()
    Feed.objects.filter(id__in=[claim.feed_id for claim in given_back]).update(
        lease_token=None, lease_until=None
    )


def _store_feeds(feeds: Sequence[Feed]) -> None:
    for feed in feeds:
        feed.lease_token = feed.lease_until = None
    update_rows(feeds, [*FEED_FIELDS, "lease_token", "lease_until"])


def _end(feed: Feed, claim: Claim, answer: FetchAnswer, *, now: datetime, outage: bool) -> Fetch:
    """The ended attempt; the feed's row is changed beside it, and not yet stored."""
    fetch = _fetch_of(claim, answer, now=now)
    if answer.status == 200 and not claim.etag and not claim.last_modified:
        feed.last_unconditional_at = now
    if answer.outcome == FetchOutcome.FAILED:
        _end_failed(feed, answer, now=now, outage=outage)
        fetch.outcome = Fetch.Outcome.FAILED
    elif answer.outcome == FetchOutcome.NOT_MODIFIED:
        _end_as_known(feed, fetch, now=now)
        fetch.outcome = Fetch.Outcome.NOT_MODIFIED
    elif answer.whole and hashlib.sha256(answer.body).digest() == claim.body_sha256:
        _end_as_known(feed, fetch, now=now)
        feed.etag, feed.last_modified = fetch.etag, fetch.last_modified
        fetch.outcome = Fetch.Outcome.UNCHANGED
    else:
        note_spooled(feed, now=now)
        fetch.outcome, fetch.body = Fetch.Outcome.CHANGED, zlib.compress(answer.body, 1)
    fetch.next_check_reason = feed.next_check_reason
    return fetch


def _end_as_known(feed: Feed, fetch: Fetch, *, now: datetime) -> None:
    """The feed is as it was when it was parsed last."""
    note_success(feed, now=now, wish_s=fetch.wish_s)
    note_move(feed, fetch.moved_to, now=now)


def _fetch_of(claim: Claim, answer: FetchAnswer, *, now: datetime) -> Fetch:
    return Fetch(
        pk=claim.fetch_id,
        feed_id=claim.feed_id,
        duration_ms=answer.duration_ms,
        http_status=answer.status,
        bytes=len(answer.body),
        content_type=_header(answer, "content-type", 200),
        final_url=answer.final_url,
        moved_to=answer.moved_to,
        wish_s=header_wish_s(answer.headers, now=now),
        etag=_header(answer, "etag", 500),
        last_modified=_header(answer, "last-modified", 100),
        error_code=answer.error_code or ("" if answer.whole else TRUNCATED),
        error_text=answer.error_text[:500] or ("" if answer.whole else "the connection broke off"),
    )


def _header(answer: FetchAnswer, name: str, limit: int) -> str:
    """A header's value; one that is too long to be given back whole counts as none."""
    value = answer.headers.get(name, "").replace("\0", "")
    return value if len(value) <= limit else ""


def _end_failed(feed: Feed, answer: FetchAnswer, *, now: datetime, outage: bool) -> None:
    code, text = answer.error_code, answer.error_text
    if outage:
        note_outage(feed, code, text, now=now)
        return
    retry = retry_after_s(answer.headers.get("retry-after", ""), now=now)
    plan = note_failure(feed, code, text, now=now, retry_after_s=retry)
    if plan.host_block_s:
        _rest_host(feed.host_key, text, until=now + timedelta(seconds=plan.host_block_s))


def _rest_host(host_key: str, reason: str, *, until: datetime) -> None:
    """Leave a host in peace until then; a longer peace that it asked for stands."""
    hosts = Host.objects.filter(host_key=host_key).exclude(blocked_until__gte=until)
    hosts.update(blocked_until=until, reason=reason[:200])


def _rest_unavailable_hosts(asked: Iterable[Asked], *, now: datetime) -> None:
    """A host that is unavailable for three of its feeds is so for all of them."""
    unavailable = {
        each.claim.host_key: each.answer
        for each in asked
        if each.answer is not None and each.answer.error_code == UNAVAILABLE
    }
    for host_key, answer in sorted(unavailable.items()):
        recent = now - UNAVAILABLE_WITHIN
        feeds = Feed.objects.filter(
            host_key=host_key, last_error_code=UNAVAILABLE, last_checked_at__gte=recent
        )
        if feeds.count() >= UNAVAILABLE_FEEDS:
            pause = retry_after_s(answer.headers.get("retry-after", ""), now=now) or HOST_BLOCK_S
            _rest_host(host_key, answer.error_text, until=now + timedelta(seconds=pause))
