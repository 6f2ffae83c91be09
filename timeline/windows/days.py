"""From the tokens of a day, a run of days or the week of a day to the period."""

from timeline.terms import Precision
from timeline.windows.kinds import Kind
from timeline.windows.named import Named, Pick
from timeline.windows.parts import Parts
from timeline.windows.spans import (
    Span,
    Spans,
    day_number,
    day_span,
    month_day,
    week_number,
    week_span,
    year_number,
)


def build_date(parts: Parts) -> Named:
    """A day written in full, in figures."""
    return Named("day", Precision.DAY, day_number, day_span, at=parts.value(Kind.DATE))


def build_month_day(parts: Parts) -> Named:
    """A weekday beside the day is kept and has to agree with it."""
    weekday = parts.values(Kind.WEEKDAY, Kind.SHORTDAY)
    days = parts.values(Kind.NUMBER, Kind.ORDINAL)
    precision = Precision.DAY if len(days) == 1 else Precision.RANGE
    spans = _days_of_year(parts.value(Kind.MONTH), days[0], days[-1])
    named = Named(precision.value, precision, year_number, spans, **parts.of_year())
    return named._replace(weekday=weekday[0]) if weekday else named


def build_relative_day(parts: Parts) -> Named:
    """Today, this evening, tomorrow."""
    shift = parts.value(Kind.RELATIVEDAY)
    return Named("day", Precision.DAY, day_number, day_span, shift=shift, drifts=True)


def build_weekday(parts: Parts) -> Named:
    """The first one not over. "Next Thursday" is read only where that is also the one of the next week."""
    spans = _weekday_spans(parts.value(Kind.WEEKDAY))
    pick = Pick.NEXT if parts.has(Kind.NEXT) else None
    return Named("day", Precision.DAY, week_number, spans, pick=pick, drifts=True)


def build_week_of(parts: Parts) -> Named:
    """Monday to Sunday around the day named; a weekday beside that day says nothing more."""
    day = build_date(parts) if parts.has(Kind.DATE) else build_month_day(parts)
    return day._replace(rule="week", precision=Precision.WEEK, spans=_weeks_of(day.spans), weekday=None)


def _days_of_year(month: int, first: int, last: int) -> Spans:
    def of_year(year: int) -> Span | None:
        start, end = month_day(year, month, first), month_day(year, month, last)
        return Span(start, end) if start and end and start <= end else None

    return of_year


def _weekday_spans(weekday: int) -> Spans:
    return lambda week: day_span(week * 7 + weekday + 1)


def _weeks_of(days: Spans) -> Spans:
    def of_day(number: int) -> Span | None:
        day = days(number)
        return week_span(week_number(day.first)) if day else None

    return of_day
