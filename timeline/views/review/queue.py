"""The list of what waits at the desk, around the suggestion that is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from timeline.models import Hold, Suggestion
from timeline.queries.desk import MOST_READY, ready
from timeline.queries.suggestions import on_desk
from timeline.wording.questions import QUESTIONS

A_PAGE = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueLine:
    """One suggestion in the list; held_by: who else has it open."""

    number: int
    question: str
    company: str
    subject: str
    margin: float
    percent: int
    origins: int
    is_open: bool
    held_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """The numbers of what is ready, in order, and the lines of the part that is shown."""

    numbers: Sequence[int]
    lines: Sequence[QueueLine]
    before: int
    after: int


def ready_numbers() -> list[int]:
    """What is ready to be decided, the first ones of it, in order."""
    return list(ready().values_list("pk", flat=True)[:MOST_READY])


def queue_of(numbers: Sequence[int], open_number: int, holds: Mapping[int, Hold], *, me: str) -> Queue:
    """The page of the list on which the open suggestion stands, else the first."""
    place = numbers.index(open_number) if open_number in numbers else 0
    start = place // A_PAGE * A_PAGE
    shown = numbers[start : start + A_PAGE]
    rows = on_desk().in_bulk(list(shown))
    return Queue(
        numbers=numbers,
        lines=[_line(rows[pk], open_number, holds, me) for pk in shown if pk in rows],
        before=start,
        after=max(0, len(numbers) - start - A_PAGE),
    )


def _line(suggestion: Suggestion, open_number: int, holds: Mapping[int, Hold], me: str) -> QueueLine:
    hold = holds.get(suggestion.pk)
    return QueueLine(
        number=suggestion.pk,
        question=question_of(suggestion),
        company=str(suggestion.company or ""),
        subject=subject_of(suggestion),
        margin=suggestion.margin,
        percent=round(suggestion.margin * 100),
        origins=getattr(suggestion, "origins"),  # noqa: B009  an annotation
        is_open=suggestion.pk == open_number,
        held_by=hold.person if hold and hold.person != me else "",
    )


def question_of(suggestion: Suggestion) -> str:
    """What it asks, in words."""
    return QUESTIONS.get(suggestion.question, suggestion.kind)


def subject_of(suggestion: Suggestion) -> str:
    """The deliverable, else the product or its words, else the company."""
    named = suggestion.deliverable or suggestion.product or suggestion.noun or suggestion.company
    return str(named or f"No {suggestion.pk}")
