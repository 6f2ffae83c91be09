"""The plan that follows from one answer: how long the feed and its host are left in peace, and why."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import pairwise
from statistics import median

MINUTE, HOUR, DAY = 60, 3_600, 86_400
FIRST_INTERVAL_S = HOUR
SHORTEST_S, LONGEST_S = 15 * MINUTE, DAY
REFUSED_LONGEST_S = 2 * DAY
WEEK_S = 7 * DAY
JITTER = 0.1
DOUBLINGS = 6
RETRY_SHORTEST_S, RETRY_LONGEST_S = MINUTE, DAY
OUTAGE_HOSTS, OUTAGE_SHARE = 10, 0.8
OUTAGE_PAUSE_S = 15 * MINUTE
HOST_BLOCK_S = 15 * MINUTE
# Failures of the way there, of the address itself, and of a server that does not want to.
NETWORK_ERRORS = frozenset({"dns", "connect", "timeout"})
ADDRESS_ERRORS = frozenset({"bad_address", "refused_port", "private_address"})
REFUSALS = ("http_403", "http_404", "http_410", "bot_protection")
RECENT_ITEMS = 10
# Failures after which a feed is asked once a week, with the state they leave it in and the reason.
WEEKLY = {"quarantined": ("backing_off", "quarantined"), "http_401": ("paused", "login")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What follows from one answer: the feed's state, its next check and why, how long its host rests."""

    state: str
    consecutive_errors: int
    next_check_in_s: float
    reason: str
    host_block_s: float = 0.0


def plan_success(*, interval_s: int, chance: float, wish_s: int | None = None) -> Plan:
    """The plan after a good answer; `chance` is a random number from 0 up to 1.

    The publisher's wish is the least that the feed is left in peace.
    """
    wait, reason = jittered(interval_s, chance), "interval"
    if wish_s and wish_s > wait:
        wait, reason = wish_s * (1 + JITTER * chance), "publisher"
    return Plan(state="ok", consecutive_errors=0, next_check_in_s=wait, reason=reason)


def plan_failure(
    code: str,
    *,
    interval_s: int,
    errors: int,
    retry_after_s: float | None,
    chance: float,
) -> Plan:
    """The plan after the `errors`-th failure in a row; nothing is given up, the longest pause is a week."""
    if code in WEEKLY:
        state, reason = WEEKLY[code]
        return Plan(state=state, consecutive_errors=errors, next_check_in_s=WEEK_S, reason=reason)
    wait = jittered(_patience(code, interval_s, errors), chance)
    is_asked = retry_after_s is not None and retry_after_s > wait
    is_refused = code in REFUSALS or code in ADDRESS_ERRORS
    return Plan(
        state="backing_off",
        consecutive_errors=errors,
        next_check_in_s=max(wait, retry_after_s or 0.0),
        reason="retry_after" if is_asked else "refused" if is_refused else "patience",
        host_block_s=(retry_after_s or HOST_BLOCK_S) if code == "http_429" else 0.0,
    )


def _patience(code: str, interval_s: int, errors: int) -> float:
    if code in ADDRESS_ERRORS:
        return LONGEST_S
    longest = REFUSED_LONGEST_S if code in REFUSALS else LONGEST_S
    return float(min(interval_s * 2 ** min(errors, DOUBLINGS), longest))


def paced(interval_s: int, *, shortest_s: int | None, longest_s: int | None) -> int:
    """The interval within the bounds that a person set; null is no bound."""
    longest = interval_s if longest_s is None else min(interval_s, longest_s)
    return longest if shortest_s is None else max(longest, shortest_s)


def jittered(seconds: float, chance: float) -> float:
    """The time moved by at most a tenth, so that feeds that began together part."""
    return seconds * (1 - JITTER + 2 * JITTER * chance)


def interval_from(instants: Sequence[datetime]) -> int:
    """Half the median gap between the ten newest of these instants, within 15 minutes and a day."""
    newest = sorted(instants, reverse=True)[:RECENT_ITEMS]
    gaps = [(later - earlier).total_seconds() for later, earlier in pairwise(newest)]
    if not gaps:
        return FIRST_INTERVAL_S
    return round(min(max(median(gaps) / 2, SHORTEST_S), LONGEST_S))


def retry_after_s(value: str, *, now: datetime) -> float | None:
    """What a Retry-After header asks for, within a minute and a day; null where it is not readable."""
    seconds = _asked_seconds(value.strip(), now)
    return None if seconds is None else min(max(seconds, RETRY_SHORTEST_S), RETRY_LONGEST_S)


def _asked_seconds(value: str, now: datetime) -> float | None:
    if re.fullmatch(r"[0-9]{1,12}", value):
        return float(value)
    try:
        asked = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    return ((asked if asked.tzinfo else asked.replace(tzinfo=UTC)) - now).total_seconds()


def is_outage(*, hosts: int, unreachable: int) -> bool:
    """Whether so many of the hosts asked could not be reached that the fault is more likely on this side."""
    return hosts >= OUTAGE_HOSTS and unreachable > hosts * OUTAGE_SHARE
