"""What a news item tells of the record: one line for each fact that it is evidence of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from timeline.ledger import Happening, Move, Promise
from timeline.ledger.publicity import is_public
from timeline.queries.deliverables import Row
from timeline.terms import EvidenceRole
from timeline.wording.days import signed_days
from timeline.wording.leads import quoted
from timeline.wording.moved import EVIDENCE, OUTCOMES, promise_look
from timeline.wording.standings import NOTHING, Delta, delta_of
from timeline.wording.terms import EVENT_KINDS, Look


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One line: what happened to what, in which words, by how many days, and where it stands."""

    look: Look
    name: str
    words: str = ""
    delta: Delta = NOTHING
    address: str
    place: str
    unconfirmed: bool = False

    @property
    def has_delta(self) -> bool:
        """Whether days are told."""
        return self.delta != NOTHING


class Telling:
    """Puts evidence into lines, by the rows that were public on a day."""

    def __init__(self, rows: Iterable[Row], *, as_of: date, keep: str) -> None:
        self.as_of, self.keep = as_of, keep
        self.by_slug: dict[str, Row] = {}
        self.by_event: dict[str, list[tuple[Row, Happening]]] = defaultdict(list)
        for row in rows:
            self.by_slug[row.facts.slug] = row
            for happening in row.facts.happenings:
                if happening.effect in OUTCOMES and is_public(happening, as_of):
                    self.by_event[happening.event].append((row, happening))

    def lines(self, told: Iterable[Mapping[str, Any]]) -> list[Told]:
        """The lines of one item's evidence; facts that were not public yet tell nothing."""
        found = (line for evidence in told for line in self._of(evidence))
        return list({(line.look, line.address, line.words): line for line in found}.values())

    def _of(self, evidence: Mapping[str, Any]) -> Iterable[Told]:
        if evidence["commitment"]:
            return self._promise(evidence)
        return self._outcomes(evidence) or self._event(evidence)

    def _promise(self, evidence: Mapping[str, Any]) -> list[Told]:
        row = self.by_slug.get(evidence["deliverable"])
        promise = _promise_named(row, evidence["commitment"])
        if row is None or promise is None or not is_public(promise, self.as_of):
            return []
        move = next((each for each in row.standing.moves if each.after == promise.slug), None)
        look = EVIDENCE.get(evidence["role"]) or promise_look(move, first=_is_first(promise, row))
        return [
            Told(
                look=look,
                name=row.deliverable.name,
                words=quoted(promise.words),
                delta=_shift(move) if evidence["role"] == EvidenceRole.STATES else NOTHING,
                address=reverse("timeline:deliverable", args=[row.facts.slug]) + self.keep,
                place="ledger",
                unconfirmed=not evidence["promise_verified"],
            )
        ]

    def _outcomes(self, evidence: Mapping[str, Any]) -> list[Told]:
        return [
            Told(
                look=OUTCOMES[happening.effect],
                name=row.deliverable.name,
                delta=delta_of(row.standing) if happening == row.standing.arrived else NOTHING,
                address=reverse("timeline:deliverable", args=[row.facts.slug]) + self.keep,
                place="ledger",
                unconfirmed=not evidence["event_verified"],
            )
            for row, happening in self.by_event.get(evidence["event"], ())
        ]

    def _event(self, evidence: Mapping[str, Any]) -> list[Told]:
        if date.fromisoformat(evidence["latest"]) > self.as_of:
            return []
        return [
            Told(
                look=EVENT_KINDS[evidence["kind"]],
                name=evidence["title"],
                address=reverse("timeline:event", args=[evidence["event"]]) + self.keep,
                place="event",
                unconfirmed=not evidence["event_verified"],
            )
        ]


def _promise_named(row: Row | None, slug: str) -> Promise | None:
    return next((each for each in row.facts.promises if each.slug == slug), None) if row else None


def _is_first(promise: Promise, row: Row) -> bool:
    """Whether nothing was promised of it before, in its lane."""
    others = (each for each in row.facts.promises if each.basis == promise.basis)
    days = [(each.public_on, each.slug) for each in others if each.public_on]
    return not days or min(days)[1] == promise.slug


def _shift(move: Move | None) -> Delta:
    if move is None or not move.shift_days:
        return NOTHING
    return Delta(signed_days(move.shift_days), "slip" if move.shift_days > 0 else "ship")
