"""Days and spans of days as a reader writes them."""

from datetime import date

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MINUS = "−"


def day_text(day: date) -> str:
    """9 Jul 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def long_day(day: date) -> str:
    """9 July 2026."""
    return f"{day.day} {day:%B %Y}"


def short_day(day: date, *, today: date) -> str:
    """9 Jul in the year of today, 9 Jul 2025 in another one."""
    return f"{day.day} {MONTHS[day.month - 1]}" if day.year == today.year else day_text(day)


def span_text(earliest: date, latest: date) -> str:
    """1–30 Jun 2026; 24 Jun–7 Jul 2026; 12 Dec 2025–3 Jan 2026; a single day as itself."""
    if earliest == latest:
        return day_text(earliest)
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return f"{earliest.day}–{day_text(latest)}"
    if earliest.year == latest.year:
        return f"{earliest.day} {MONTHS[earliest.month - 1]}–{day_text(latest)}"
    return f"{day_text(earliest)}–{day_text(latest)}"


def signed_days(days: int) -> str:
    """+92 d, −214 d with a true minus, 0 d."""
    sign = "+" if days > 0 else MINUS if days < 0 else ""
    return f"{sign}{abs(days)} d"


def counted(number: int, one: str, many: str | None = None) -> str:
    """1 promise, 2 promises."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
