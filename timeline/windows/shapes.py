"""What each form of a phrase means: a function for each shape, from its periods and the frame to a window."""

from collections.abc import Callable
from datetime import date, timedelta

from timeline.terms import Precision
from timeline.windows.constants import COMING_DAYS, COMING_YEAR_DAYS
from timeline.windows.forms import Form, Shape
from timeline.windows.frames import Frame
from timeline.windows.named import Named
from timeline.windows.spans import DAY, Span, later, moved_on
from timeline.windows.window import Window

Reader = Callable[[Form, Frame], Window | None]


def _plain(form: Form, frame: Frame) -> Window | None:
    return _as_named(form.periods[0], frame, rule=form.periods[0].rule)


def _until(form: Form, frame: Frame) -> Window | None:
    return _as_named(form.periods[0], frame, rule="until")


def _after(form: Form, frame: Frame) -> Window | None:
    """Of an ending: it is over after that day. After a longer period no day is named."""
    return _until(form, frame) if form.periods[0].precision == Precision.DAY else None


def _as_named(named: Named, frame: Frame, *, rule: str) -> Window | None:
    span = frame.span(named)
    if span is None or named.precision is None:
        return None
    return frame.window(span, precision=named.precision, rule=rule)


def _floor(form: Form, frame: Frame) -> Window | None:
    span = frame.span(form.periods[0])
    return None if span is None or form.periods[0].precision is None else frame.open_end(span.first)


def _by_end(form: Form, frame: Frame) -> Window | None:
    span = frame.span(form.periods[0])
    return None if span is None else frame.deadline(span.last, rule="by-end")


def _by(form: Form, frame: Frame) -> Window | None:
    """Of a longer period its end counts, the charitable reading; strictly the day before it begins."""
    span = frame.span(form.periods[0])
    if span is None:
        return None
    if form.periods[0].precision == Precision.DAY:
        return frame.deadline(span.last, rule="by-day")
    return frame.deadline(span.last, rule="by-period", strict_latest=span.first - DAY)


def _before(form: Form, frame: Frame) -> Window | None:
    span = frame.span(form.periods[0])
    return None if span is None else frame.deadline(span.first - DAY, rule="before")


def _range(form: Form, frame: Frame) -> Window | None:
    return _from_to(form, frame, precision=Precision.RANGE)


def _either(form: Form, frame: Frame) -> Window | None:
    """Of two parts, or of a part and a whole period, it is as vague as a part."""
    parts = Precision.PART in (named.precision for named in form.periods)
    return _from_to(form, frame, precision=Precision.PART if parts else Precision.RANGE)


def _from_to(form: Form, frame: Frame, *, precision: Precision) -> Window | None:
    first, last = form.periods
    if first.precision is None or last.precision is None:
        return None
    ends = _ends(first, last, frame)
    if ends is None or ends.first > ends.last:
        return None
    return frame.window(ends, precision=precision, rule="range")


def _ends(first: Named, last: Named, frame: Frame) -> Span | None:
    """A missing year is that of the other end; where both lack it, the range is the first one not over.

    Of weekdays the first end is the next one: "Monday to Wednesday" said on a Tuesday is next week's.
    """
    if last.floats and (first.drifts or not first.floats):
        start = frame.span(first)
        end = None if start is None else last.on(start.first)
    else:
        end = frame.span(last)
        start = _start(first, end, frame)
    return None if start is None or end is None else Span(start.first, end.last)


def _start(first: Named, end: Span | None, frame: Frame) -> Span | None:
    if end is None:
        return None
    return first.last_before(end.last) if first.floats else frame.span(first)


def _coming_year(form: Form, frame: Frame) -> Window | None:
    """Two fair readings, a year to the day and the following calendar year: the later counts."""
    if frame.said_latest is None:
        return None
    strict = frame.said_latest + timedelta(days=COMING_YEAR_DAYS)
    last = max(strict, date(frame.said_latest.year + 1, 12, 31))
    return frame.ahead(last, rule="coming-year", strict_latest=strict)


def _relative(form: Form, frame: Frame) -> Window | None:
    if frame.said_latest is None or form.amount is None:
        return None
    number, unit = form.amount
    if number is not None:
        return frame.ahead(later(frame.said_latest, number, unit), rule="within")
    days = COMING_DAYS.get(unit)
    return None if days is None else frame.ahead(frame.said_latest + timedelta(days=days), rule="coming")


def _moved(form: Form, frame: Frame) -> Window | None:
    """The old window moved on. A length without a number moves nothing: how far is not said."""
    old, amount = frame.previous, form.amount
    if old is None or amount is None or amount.number is None or old.earliest is None:
        return None
    first = moved_on(old.earliest, amount.number, amount.unit)
    if old.precision == Precision.FLOOR:
        return frame.open_end(first)
    if old.latest is None:
        return None
    strict = moved_on(old.strict_latest, amount.number, amount.unit) if old.strict_latest else None
    span = Span(first, moved_on(old.latest, amount.number, amount.unit))
    return frame.window(span, precision=old.precision, rule="moved", strict_latest=strict)


READERS: dict[Shape, Reader] = {
    Shape.FLOOR: _floor,
    Shape.BY_END: _by_end,
    Shape.BY: _by,
    Shape.BEFORE: _before,
    Shape.UNTIL: _until,
    Shape.AFTER: _after,
    Shape.EITHER: _either,
    Shape.RANGE: _range,
    Shape.COMING_YEAR: _coming_year,
    Shape.MOVED: _moved,
    Shape.RELATIVE: _relative,
    Shape.PLAIN: _plain,
}
