"""The ledger of a deliverable before and after: its lines, those that would go and those that would come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from timeline.claims.outlook import PROPOSED
from timeline.ledger import Happening, Move, Promise, Standing
from timeline.terms import Effect
from timeline.wording.moved import OUTCOMES
from timeline.wording.promises import ended_look, move_text
from timeline.wording.standings import arrival_text, window_text
from timeline.wording.terms import EFFECTS, Look

SAME, OLD, NEW = "same", "old", "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A promise by its number, or an outcome; `side`: whether it stays, goes, or is new."""

    side: str
    number: int | None
    on: date | None
    words: str
    window: str
    basis: str
    moved: str
    tone: str
    look: Look


def lines_of(before: Standing, after: Standing | None) -> list[Line]:
    """In the order in which they became public; what changes stands twice, as it is and as it would be."""
    then = after or before
    known = {each.slug for each in before.facts.promises}
    promises = sorted(then.facts.promises, key=lambda each: (each.public_on or date.min, each.slug))
    lines = [
        line
        for number, promise in enumerate(promises, start=1)
        for line in _of_promise(promise, number, before if promise.slug in known else None, then)
    ]
    return [*lines, *_outcomes(before, then)]


def _of_promise(promise: Promise, number: int, before: Standing | None, after: Standing) -> Iterator[Line]:
    if before is None:
        yield _line(promise, number, after, side=NEW)
    elif ended_look(promise, before) == ended_look(promise, after):
        yield _line(promise, number, after, side=SAME)
    else:
        yield _line(promise, number, before, side=OLD)
        yield _line(promise, number, after, side=NEW)


def _line(promise: Promise, number: int, standing: Standing, *, side: str) -> Line:
    move: Move | None = next((each for each in standing.moves if each.after == promise.slug), None)
    moved, tone = move_text(move, dated=promise.latest is not None)
    return Line(
        side=side,
        number=number,
        on=promise.public_on,
        words=promise.words,
        window=window_text(promise),
        basis=promise.basis.value,
        moved=moved,
        tone=tone,
        look=ended_look(promise, standing),
    )


def _outcomes(before: Standing, after: Standing) -> Iterator[Line]:
    for each in after.facts.happenings:
        yield _outcome(each, side=NEW if each not in before.facts.happenings else SAME)


def _outcome(happening: Happening, *, side: str) -> Line:
    effect = Effect(happening.effect)
    return Line(
        side=side,
        number=None,
        on=happening.latest,
        words="as proposed" if happening.event == PROPOSED else "",
        window=arrival_text(happening),
        basis=happening.basis.value,
        moved="",
        tone="plain",
        look=OUTCOMES.get(effect, Look(EFFECTS[effect].capitalize(), "tick", "plain")),
    )
