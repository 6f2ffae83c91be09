"""A company's on-time record in words."""

from timeline.ledger.records import ENOUGH_TO_RANK, Record, Tally
from timeline.wording.days import counted

TOO_FEW = "too few to rank"


def share_text(tally: Tally) -> str:
    """Under a record: the share kept with its likely range, or why there is none."""
    if not tally.n:
        return "none resolved yet"
    if tally.n < ENOUGH_TO_RANK:
        return TOO_FEW
    return f"{round(100 * tally.kept / tally.n)}%, likely range {interval_text(tally)}"


def interval_text(tally: Tally) -> str:
    """The likely range of the share kept: 33 to 83%; or why there is none."""
    if tally.n < ENOUGH_TO_RANK:
        return TOO_FEW
    low, high = round(100 * (tally.wilson_low or 0)), round(100 * (tally.wilson_high or 0))
    return f"{low} to {high}%"


def slip_text(days: float | None) -> str:
    """A median of days late: +9 d; a dash where nothing was late."""
    return "–" if days is None else f"+{_short(days)} d"


def notice_text(days: float | None) -> str:
    """A median of the days by which a change was told before the old date, or after it."""
    if days is None:
        return "–"
    if days == 0:
        return "on the day"
    return f"{_short(abs(days))} d {'before' if days > 0 else 'after'}"


def apart(record: Record) -> list[tuple[str, str]]:
    """What is counted apart from kept and broken: how many, and of what; without what there is none of."""
    age = record.median_vague_age_days
    without_date = "promised without a date" + (
        f", median age {_short(age)} {'day' if age == 1 else 'days'}" if age is not None else ""
    )
    cells = (
        (record.open, "still open"),
        (record.unverified, "ran out, not checked since"),
        (record.indeterminate, "came about then, day not known"),
        (record.partly, "came in part, in time"),
        (record.vague, without_date),
        (record.reported_only, "only reported by others"),
        (record.goals, "goal" if record.goals == 1 else "goals"),
    )
    return [(f"{number:,}", words) for number, words in cells if number]


def resolved_text(record: Record) -> str:
    """Under a company's name: how much of its record is settled."""
    return f"{counted(record.first.n, 'first date')} resolved, {record.open:,} open"


def _short(days: float) -> str:
    return f"{days:,.1f}".removesuffix(".0")
