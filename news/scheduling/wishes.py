"""How long publishers ask to be left in peace: in headers of their answers, and in their documents."""

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from news.scheduling.plans import DAY, HOUR, LONGEST_S, MINUTE, WEEK_S

PERIODS = {"hourly": HOUR, "daily": DAY, "weekly": 7 * DAY, "monthly": 30 * DAY, "yearly": 365 * DAY}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?([0-9]{1,10})\"?(?:$|[,\s])")
UNCACHED = re.compile(r"\bno-(?:cache|store)\b")
NUMBER = re.compile(r"[0-9]{1,10}")
HOURS_IN_A_WEEK = 7 * 24


def header_wish_s(headers: Mapping[str, str], *, now: datetime) -> int | None:
    """What the headers (names in lower case) ask for: max-age less Age, or Expires; null where nothing."""
    caching = headers.get("cache-control", "").lower()
    if UNCACHED.search(caching):
        return None
    said = MAX_AGE.search(caching)
    fresh = int(said[1]) - _number(headers.get("age", "")) if said else _until(headers, now)
    return _believed(fresh)


def _until(headers: Mapping[str, str], now: datetime) -> float:
    """The seconds from the server's own clock, or else ours, to Expires; 0 where that is unreadable."""
    expires, date = (_instant(headers.get(name, "")) for name in ("expires", "date"))
    return (expires - (date or now)).total_seconds() if expires else 0.0


def _instant(text: str) -> datetime | None:
    try:
        instant = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def document_wish_s(*, ttl: str, period: str, frequency: str) -> int | None:
    """What a document asks for: RSS's ttl in minutes, or the syndication module's period and frequency."""
    minutes = _believed(_number(ttl) * MINUTE)
    every = PERIODS.get(period.strip().lower(), 0) / max(_number(frequency), 1)
    return max(minutes or 0, _believed(every) or 0) or None


def _number(text: str) -> int:
    """The whole number that the text is, 0 where it is none."""
    return int(text) if NUMBER.fullmatch(text := text.strip()) else 0


def _believed(seconds: float) -> int | None:
    """A day at most; null for nothing, and for more than a week, which nobody means."""
    return round(min(seconds, LONGEST_S)) if 0 < seconds <= WEEK_S else None


def skipped_hours(words: Iterable[str]) -> list[int]:
    """Hours of the day (UTC) of RSS's skipHours; 24 is midnight, as some write."""
    hours = {int(word) % 24 for word in words if NUMBER.fullmatch(word.strip()) and int(word) <= 24}
    return sorted(hours)


def skipped_days(words: Iterable[str]) -> list[int]:
    """Days of RSS's skipDays, Monday as 0."""
    return sorted({WEEKDAYS.index(day) for word in words if (day := word.strip().lower()) in WEEKDAYS})


def after_skips(instant: datetime, *, hours: Collection[int], days: Collection[int]) -> datetime:
    """The instant, or the first full hour after it (UTC) that is not skipped; as it is where all are."""
    moved = instant
    for _ in range(HOURS_IN_A_WEEK):
        at = moved.astimezone(UTC)
        if at.hour not in hours and at.weekday() not in days:
            return moved
        moved = at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return instant
