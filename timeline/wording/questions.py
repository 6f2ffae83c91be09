"""What the desk asks, in words: the question, how a window was read, and what it would move."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from timeline.ledger.facts import Promise
from timeline.ledger.moves import Move
from timeline.terms import Precision, Question
from timeline.windows import RULES, Window, display
from timeline.wording.days import counted, long_day, signed_days
from timeline.wording.promises import arithmetic_text, notice_text
from timeline.wording.terms import PRECISIONS

QUESTIONS: Mapping[str, str] = MappingProxyType(
    {
        Question.SLIP: "slip?",
        Question.FULFILLED: "fulfilled?",
        Question.DROPPED: "dropped?",
        Question.RESTORED: "restored?",
        Question.NEW_DATE: "new date?",
        Question.NEW_DELIVERABLE: "new deliverable?",
        Question.MORE_EVIDENCE: "more evidence",
        Question.EVENT: "event",
    }
)
ROLES: Mapping[str, str] = MappingProxyType(
    {
        "promised": "promised",
        "previous": "the date that is left",
        "actual": "when it happened",
        "forecast": "a forecast, no promise",
    }
)
BY_ID = MappingProxyType({rule.id: rule for rule in RULES})


def read_as(words: str, window: Window, *, said_on: date, role: str) -> str:
    """ "In June", said 4 June 2026 → 4–30 June 2026: month, 27 days; promised. From its first day to ..."""
    precision = PRECISIONS[Precision(window.precision)]
    days = "" if window.earliest is None or window.latest is None else _length(window.earliest, window.latest)
    said = f"“{words}”, said {long_day(said_on)} → {display(window)}"
    return f"{said}: {precision}{days}; {ROLES[role]}.{_by_rule(window.rule)}"


def _by_rule(name: str) -> str:
    """Which days the rule takes, in the words of the page on the method."""
    rule = BY_ID.get(name)
    return f" As any “{rule.examples[0]}”: from {rule.earliest} to {rule.latest}." if rule else ""


def since_then(window: Window, *, today: date) -> str:
    """How far the window's last day is from today; empty where it has none."""
    if window.latest is None:
        return ""
    days = (window.latest - today).days
    if days < 0:
        return f"That window ended {counted(-days, 'day')} ago."
    return "Today is its last day." if days == 0 else f"That window ends in {counted(days, 'day')}."


def _length(earliest: date, latest: date) -> str:
    return f", {counted((latest - earliest).days + 1, 'day')}"


def moved_by(move: Move, before: Promise, after: Promise) -> str:
    """The last promised day moves by +62 d: 30 Jun → 31 Aug, said 26 days before the old last day."""
    if move.shift_days is None:
        return "A date is set." if before.latest is None else "The date is withdrawn; its clock goes on."
    if move.shift_days == 0:
        return "The last promised day stays."
    parts = [f"The last promised day moves by {signed_days(move.shift_days)}"]
    arithmetic, notice = arithmetic_text(move, before, after), notice_text(move)
    text = f"{parts[0]}: {arithmetic}" if arithmetic else parts[0]
    return f"{text}, {notice}." if notice else f"{text}."
