"""From the tokens of one period to the period: months, quarters, halves, seasons, years and their parts."""

from datetime import date

from timeline.terms import Precision
from timeline.windows.constants import (
    END_OF_MONTH,
    END_OF_YEAR,
    MONTH_PARTS,
    SEASONS,
    YEAR_PARTS,
    DaysOfMonth,
    MonthsOfYear,
)
from timeline.windows.kinds import Kind
from timeline.windows.named import Named
from timeline.windows.parts import Parts
from timeline.windows.spans import (
    MONTHS_A_HALF,
    MONTHS_A_QUARTER,
    MONTHS_A_YEAR,
    Cycle,
    Span,
    Spans,
    block_number,
    block_spans,
    day_number,
    fiscal_month,
    fiscal_year_number,
    month_number,
    months_span,
    week_number,
    week_span,
    year_number,
    year_span,
)
from timeline.windows.vocabulary import PARTS, SEASON_NAMES

_EARLY = PARTS.index("early")


def build_period(parts: Parts) -> Named | None:
    """A whole period: month, season, quarter, half, week or year."""
    if parts.has(Kind.MONTH):
        return build_month(parts)
    if parts.has(Kind.SEASON):
        return build_season(parts)
    if parts.has(Kind.QUARTER, Kind.QUARTERUNIT):
        return build_quarter(parts)
    if parts.has(Kind.HALF, Kind.HALFUNIT, Kind.SHORTHALF):
        return build_half(parts)
    if parts.has(Kind.WEEKUNIT):
        return build_week(parts)
    if parts.has(Kind.MONTHUNIT):
        return Named("month", Precision.MONTH, month_number, months_span, **parts.of_unit())
    return build_year(parts)


def build_month(parts: Parts) -> Named:
    """A month by its name."""
    month = parts.value(Kind.MONTH)
    return Named("month", Precision.MONTH, year_number, _month_spans(month), **parts.of_year())


def build_iso_month(parts: Parts) -> Named:
    """A month written in figures, with its year."""
    return Named("month", Precision.MONTH, month_number, months_span, at=parts.value(Kind.ISOMONTH))


def build_season(parts: Parts) -> Named:
    """A season; the winter of a year is the one that begins in it."""
    spans = _season_spans(SEASON_NAMES[parts.value(Kind.SEASON)])
    return Named("season", Precision.SEASON, year_number, spans, **parts.of_year())


def build_quarter(parts: Parts) -> Named | None:
    """Number 4 for "the last quarter of"."""
    number = parts.value(Kind.QUARTER) or parts.value(Kind.NTH) or (4 if parts.has(Kind.LAST) else 0)
    return _build_block(parts, MONTHS_A_QUARTER, number, Named("quarter", Precision.QUARTER, *_blank(parts)))


def build_half(parts: Parts) -> Named | None:
    """None for a half that no year has."""
    number = parts.value(Kind.HALF) or parts.value(Kind.SHORTHALF) or parts.value(Kind.NTH)
    return _build_block(parts, MONTHS_A_HALF, number, Named("half", Precision.HALF, *_blank(parts)))


def build_week(parts: Parts) -> Named:
    """Said on a Sunday, "this week" goes on to the coming one."""
    if parts.has(Kind.NEXT, Kind.COMING):
        return Named("week", Precision.WEEK, week_number, week_span, shift=1, drifts=True)
    return Named("this-week", Precision.WEEK, day_number, _running_week, shift=0, drifts=True)


def build_year(parts: Parts) -> Named:
    """A year, fiscal where the words say so."""
    return Named("year", Precision.YEAR, *_blank(parts), **parts.of_year())


def build_part(parts: Parts) -> Named | None:
    """A part of a month or a year; there is no rule for parts of other periods."""
    whole = build_period(parts)
    chosen = [PARTS[part] for part in parts.values(Kind.PART)] or [PARTS[_EARLY]]
    if whole is None or (whole.precision == Precision.YEAR and parts.fiscal):
        return None
    if whole.precision == Precision.MONTH:
        days = DaysOfMonth(MONTH_PARTS[chosen[0]].first, MONTH_PARTS[chosen[-1]].last)
        return _narrowed(whole, "month-part", _days_of_month(whole.spans, days))
    if whole.precision == Precision.YEAR:
        months = MonthsOfYear(YEAR_PARTS[chosen[0]].first, YEAR_PARTS[chosen[-1]].last)
        return _narrowed(whole, "year-part", _months_of_year(whole.spans, months))
    return None


def build_end(parts: Parts) -> Named | None:
    """The end of a month or year is a part of it; the end of another period only serves for a deadline."""
    whole = build_period(parts)
    if whole is None:
        return None
    if whole.precision == Precision.MONTH:
        return _narrowed(whole, "month-end", _days_of_month(whole.spans, END_OF_MONTH))
    if whole.precision == Precision.YEAR and not parts.fiscal:
        return _narrowed(whole, "year-end", _months_of_year(whole.spans, END_OF_YEAR))
    return whole._replace(precision=None)


def _blank(parts: Parts) -> tuple[Cycle, Spans]:
    """Years as the words mean them: the calendar's, or the company's fiscal ones."""
    if not parts.fiscal or parts.start_month == 1:
        return year_number, year_span
    start = parts.start_month
    return fiscal_year_number(start), lambda year: months_span(fiscal_month(year, start), MONTHS_A_YEAR)


def _build_block(parts: Parts, months: int, number: int, yearly: Named) -> Named | None:
    """A numbered block of a year; without a number the running or the coming block."""
    start = parts.start_month if parts.fiscal else 1
    if not number:
        cycle, spans = block_number(months, start), block_spans(months, start)
        return yearly._replace(cycle=cycle, spans=spans, **parts.of_unit())
    if number * months > MONTHS_A_YEAR:
        return None
    spans = _block_spans(start, (number - 1) * months, months)
    return yearly._replace(spans=spans, **parts.of_year())


def _block_spans(start_month: int, offset: int, months: int) -> Spans:
    return lambda year: months_span(fiscal_month(year, start_month) + offset, months)


def _narrowed(whole: Named, rule: str, spans: Spans) -> Named:
    return whole._replace(rule=rule, precision=Precision.PART, spans=spans)


def _month_spans(month: int) -> Spans:
    return lambda year: months_span(year * MONTHS_A_YEAR + month - 1)


def _season_spans(name: str) -> Spans:
    first, last = SEASONS[name]
    ends_later = int(last < first)
    return lambda year: Span(date(year, *first), date(year + ends_later, *last))


def _running_week(day: int) -> Span:
    said, next_day = date.fromordinal(day), date.fromordinal(day + 1)
    return Span(week_span(week_number(said)).first, week_span(week_number(next_day)).last)


def _days_of_month(spans: Spans, part: DaysOfMonth) -> Spans:
    def of_month(number: int) -> Span | None:
        month = spans(number)
        if month is None:
            return None
        last = month.first.replace(day=part.last) if part.last else month.last
        return Span(month.first.replace(day=part.first), last)

    return of_month


def _months_of_year(spans: Spans, part: MonthsOfYear) -> Spans:
    def of_year(number: int) -> Span | None:
        year = spans(number)
        if year is None:
            return None
        return months_span(month_number(year.first) + part.first - 1, part.last - part.first + 1)

    return of_year
