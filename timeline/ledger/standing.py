"""How a deliverable stands at a day: `judge`, and the Standing it answers with."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from timeline.ledger import labels
from timeline.ledger.answers import Fate, Verdict
from timeline.ledger.arithmetic import early_days
from timeline.ledger.chain import Lane, counted_promises, is_relied_on, lane_of, order
from timeline.ledger.facts import Facts, Happening, Promise
from timeline.ledger.fates import fate_of
from timeline.ledger.moves import Move, moves_of
from timeline.ledger.outcomes import Outcomes, outcomes_on
from timeline.ledger.publicity import is_anything_public, stands, verified_through
from timeline.ledger.spans import WAITING, span_of
from timeline.ledger.verdicts import Clock, Slip, days_overdue, slip_of, verdict_of
from timeline.terms import Basis


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The answers about one deliverable at as_of; what lists ask of every row is worked out once.

    counted: the public promises that can count, in no order: not retracted, not made after the arrival.
    verified_through: None when nothing tells whether the thing had arrived; never past as_of.
    """

    facts: Facts = field(repr=False)
    as_of: date
    fate: Fate
    outcomes: Outcomes
    counted: tuple[Promise, ...] = field(repr=False, compare=False)
    judged: Lane
    verified_through: date | None

    @property
    def slug(self) -> str:
        """The deliverable's slug."""
        return self.facts.slug

    @property
    def is_public(self) -> bool:
        """False when nothing about the deliverable was public yet: a list at that day leaves it out."""
        return is_anything_public(self.facts, self.as_of)

    @property
    def lane(self) -> Basis | None:
        """The basis of the promises judged; None when none is dated."""
        return self.judged.basis

    @property
    def first_promise(self) -> Promise | None:
        """The first dated promise of the lane."""
        return self.judged.first

    @property
    def current_promise(self) -> Promise | None:
        """The last dated promise of the lane."""
        return self.judged.current

    @property
    def arrived(self) -> Happening | None:
        """The first full arrival or start of a rollout; a delivery in part is none."""
        return self.outcomes.arrived

    @cached_property
    def verdict_first(self) -> Verdict | None:
        """The verdict on the first promise; None without one."""
        return verdict_of(self.first_promise, outcomes=self.outcomes, clock=self._clock)

    @cached_property
    def verdict_current(self) -> Verdict | None:
        """The verdict on the current promise; None without one."""
        return verdict_of(self.current_promise, outcomes=self.outcomes, clock=self._clock)

    @cached_property
    def slip(self) -> Slip:
        """Days late against the first promise once it came, even in part, and the current one until then."""
        came = self.outcomes.arrived or self.outcomes.partly
        promise = self.first_promise if came else self.current_promise
        return slip_of(promise, outcomes=self.outcomes, clock=self._clock)

    @property
    def slip_min_days(self) -> int | None:
        """Days late for certain; 0 when not late, None when nothing is dated, checked or still expected."""
        return self.slip.at_least

    @property
    def slip_max_days(self) -> int | None:
        """Days late at most; None also while open."""
        return self.slip.at_most

    @property
    def early_days(self) -> int:
        """Days by which it came before the first promised day; 0 when it did not."""
        if self.first_promise is None or self.arrived is None:
            return 0
        return early_days(self.first_promise, self.arrived)

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """The moves of both lanes, in order, between all promises public and not retracted."""
        promises = (promise for promise in self.facts.promises if stands(promise, self.as_of))
        return moves_of(promises, carved_out_on=self.facts.carved_out_on)

    @cached_property
    def own_words(self) -> tuple[Promise, ...]:
        """The promises that count and that the company gave itself and in time, in order."""
        return tuple(sorted((promise for promise in self.counted if is_relied_on(promise)), key=order))

    @cached_property
    def own_moves(self) -> tuple[Move, ...]:
        """Moves between the company's own words: a plan disclosed afterwards is in the history alone."""
        return moves_of(self.own_words, carved_out_on=self.facts.carved_out_on)

    @cached_property
    def span(self) -> tuple[date, date] | None:
        """The days it takes up, up to as_of while it is waited for past every window; see span_of."""
        waiting_on = self.as_of if self.fate in WAITING else None
        return span_of(self.counted, self.lane, self.outcomes, waiting_on=waiting_on)

    @property
    def is_unconfirmed(self) -> bool:
        """Whether a detail of what it is judged by, or of its arrival, is not confirmed."""
        judged = (self.first_promise, self.current_promise, self.arrived)
        return not all(each is None or each.verified for each in judged)

    @property
    def label(self) -> str:
        """The words of the fate table."""
        fixed = labels.FIXED.get(self.fate)
        return self._told() if fixed is None else fixed

    def _told(self) -> str:
        match self:
            case Standing(fate=Fate.DELIVERED_LATE, slip_min_days=int(days)):
                return labels.late(days)
            case Standing(fate=Fate.PENDING, current_promise=Promise(earliest=start, latest=date() as end)):
                return labels.due(start, end) + self._broken_first_date
            case Standing(fate=Fate.OVERDUE, slip_min_days=int(days)):
                return labels.at_least(days)
            case Standing(fate=Fate.UNVERIFIED, verified_through=date() as day):
                return labels.unchecked_since(day)
            case Standing(outcomes=Outcomes(dormant=Happening(latest=day)), fate=Fate.DORMANT):
                return labels.silent_since(day)
        return labels.see(self.facts.merged_into or self.slug)

    @property
    def _broken_first_date(self) -> str:
        days = 0 if self.first_promise is None else days_overdue(self.first_promise, clock=self._clock)
        return labels.first_date_broken(days) if days else ""

    @property
    def _clock(self) -> Clock:
        return Clock(self.as_of, self.verified_through)


def judge(facts: Facts, *, as_of: date) -> Standing:
    """How the deliverable stood at as_of, by what was public then; later facts may only verify it."""
    outcomes = outcomes_on(facts, as_of=as_of)
    counted = counted_promises(facts, outcomes, as_of=as_of)
    judged = lane_of(counted)
    clock = Clock(as_of, verified_through(facts, as_of=as_of))
    fate = fate_of(facts, outcomes, first=judged.first, current=judged.current, clock=clock)
    return Standing(
        facts=facts,
        as_of=as_of,
        fate=fate,
        outcomes=outcomes,
        counted=counted,
        judged=judged,
        verified_through=clock.verified_through,
    )
