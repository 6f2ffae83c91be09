"""Which of an entry's dates to believe."""

import calendar
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)
AHEAD = timedelta(hours=1)


def instant_of(fields: Sequence[int] | None) -> datetime | None:
    """The instant of feedparser's nine UTC fields; null where there is none."""
    try:
        return datetime.fromtimestamp(calendar.timegm(tuple(fields)), UTC) if fields else None
    except (OverflowError, ValueError, OSError, TypeError):
        return None


def instant_of_text(text: str) -> datetime | None:
    """The instant of an ISO 8601 text; without a zone it is taken as UTC."""
    try:
        instant = datetime.fromisoformat(text.strip())
        return instant.astimezone(UTC) if instant.tzinfo else instant.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def instant_of_mail(text: str) -> datetime | None:
    """The instant of a date as in mails; without a zone it is taken as UTC, which feedparser does not."""
    try:
        instant = parsedate_to_datetime(text)
        return instant.astimezone(UTC) if instant.tzinfo else instant.replace(tzinfo=UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def believable(instant: datetime | None, *, now: datetime) -> datetime | None:
    """The instant, or null where it lies before 1995 or more than an hour ahead."""
    return instant if instant and EARLIEST <= instant <= now + AHEAD else None
