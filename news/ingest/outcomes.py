"""What an answer or a parsed document does to its feed's row: state, errors, next check and why."""

import random
from datetime import datetime, timedelta

from news.models import Feed, Fetch, NextCheck
from news.scheduling import (
    OUTAGE_PAUSE_S,
    WEEK_S,
    Plan,
    after_skips,
    jittered,
    paced,
    plan_failure,
    plan_success,
)

GONE_ANSWERS, GONE_AFTER = 3, timedelta(hours=48)
FEED_FIELDS = [
    "state",
    "consecutive_errors",
    "next_check_at",
    "next_check_reason",
    "last_checked_at",
    "last_ok_at",
    "last_unconditional_at",
    "last_error_code",
    "last_error_text",
    "permanent_redirect_url",
    "permanent_redirect_count",
    "permanent_redirect_since",
    "suggested_url",
    "etag",
    "last_modified",
]


def note_success(feed: Feed, *, now: datetime, wish_s: int | None) -> None:
    """The feed is well: errors forgotten, asked again after its interval, or as late as it wishes."""
    wish = max(wish_s or 0, feed.document_wish_s or 0)
    _follow(feed, plan_success(interval_s=_interval(feed), chance=random.random(), wish_s=wish), now=now)
    _wait_out_skips(feed)
    feed.last_ok_at = now
    feed.last_error_code = feed.last_error_text = feed.suggested_url = ""


def _wait_out_skips(feed: Feed) -> None:
    planned = feed.next_check_at
    feed.next_check_at = after_skips(planned, hours=feed.skip_hours, days=feed.skip_days)
    if feed.next_check_at != planned:
        feed.next_check_reason = NextCheck.SKIPPED


def note_failure(
    feed: Feed, code: str, text: str, *, now: datetime, retry_after_s: float | None = None
) -> Plan:
    """The feed failed once more: named, and asked again with more patience."""
    plan = plan_failure(
        code,
        interval_s=_interval(feed),
        errors=feed.consecutive_errors + 1,
        chance=random.random(),
        retry_after_s=retry_after_s,
    )
    _follow(feed, plan, now=now)
    feed.last_error_code, feed.last_error_text = code, text[:500]
    if code == "http_410" and _is_gone(feed, now):
        feed.state, feed.next_check_reason = Feed.State.GONE, NextCheck.GONE
        feed.next_check_at = now + timedelta(seconds=WEEK_S)
    return plan


def note_outage(feed: Feed, code: str, text: str, *, now: datetime) -> None:
    """Nearly no host could be reached: the fault is ours and counts against nobody."""
    feed.last_checked_at = now
    feed.last_error_code, feed.last_error_text = code, text[:500]
    feed.next_check_reason = NextCheck.OUTAGE
    feed.next_check_at = now + timedelta(seconds=jittered(OUTAGE_PAUSE_S, random.random()))


def note_spooled(feed: Feed, *, now: datetime) -> None:
    """A document came; whether the feed is well is known once it is parsed."""
    feed.last_checked_at = now
    feed.next_check_reason = NextCheck.UNREAD
    feed.next_check_at = now + timedelta(seconds=jittered(_interval(feed), random.random()))


def _interval(feed: Feed) -> int:
    return paced(feed.interval_s, shortest_s=feed.shortest_s, longest_s=feed.longest_s)


def _follow(feed: Feed, plan: Plan, *, now: datetime) -> None:
    feed.state, feed.consecutive_errors = plan.state, plan.consecutive_errors
    feed.last_checked_at = now
    feed.next_check_at = now + timedelta(seconds=plan.next_check_in_s)
    feed.next_check_reason = plan.reason


def _is_gone(feed: Feed, now: datetime) -> bool:
    """Whether nothing but "gone" was answered for two days, three times at least, this answer included."""
    since = feed.last_ok_at or datetime.min.replace(tzinfo=now.tzinfo)
    answers = Fetch.objects.filter(feed=feed, http_status=410, started_at__gt=since).order_by(
        "started_at", "id"
    )
    first = answers.first()
    return first is not None and answers.count() + 1 >= GONE_ANSWERS and now - first.started_at >= GONE_AFTER
