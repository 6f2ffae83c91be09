"""The fates again, by a slow and plain reading of the table, compared on any facts."""

from datetime import date

from hypothesis import given, settings

from tests.timeline.ledger.drawing import deliverables, far_moments
from timeline.ledger import Facts, Happening, Promise, judge
from timeline.terms import ARRIVALS, Basis, Effect


def _verified(thing: Facts, as_of: date) -> date | None:
    promises = [p for p in thing.promises if not (p.retracted_on and p.retracted_on <= as_of)]
    happenings = [h for h in thing.happenings if not (h.retracted_on and h.retracted_on <= as_of)]
    looks = {p.said_earliest or p.first_reported_on for p in promises}
    looks |= {h.earliest for h in happenings}
    looks |= {
        s.published_latest
        for p in promises
        for s in p.sources
        if not s.unopened and s.published_earliest == s.published_latest
    }
    looks |= {thing.last_verified_on} - {None}
    to_come = {h.earliest for h in happenings if h.effect in ARRIVALS and h.latest > as_of}
    return min({max(looks), as_of} | to_come) if looks else None


def _stands(fact: Promise | Happening, public_on: date, as_of: date) -> bool:
    return public_on <= as_of and not (fact.retracted_on and fact.retracted_on <= as_of)


def _happenings(thing: Facts, as_of: date) -> list[Happening]:
    standing = (h for h in thing.happenings if _stands(h, h.latest, as_of))
    return sorted(standing, key=lambda h: (h.latest, h.earliest, h.effect == Effect.RESTORED, h.event))


def _chain(thing: Facts, arrivals: list[Happening], as_of: date) -> list[Promise]:
    promises = [p for p in thing.promises if _stands(p, p.said_latest or p.first_reported_on, as_of)]
    if arrivals:
        promises = [p for p in promises if (p.said_earliest or p.first_reported_on) <= arrivals[0].latest]
    promises.sort(key=lambda p: (p.said_latest or p.first_reported_on, p.slug))
    dated = [p for p in promises if p.latest]
    official = [p for p in dated if p.basis is Basis.OFFICIAL and not p.retro_disclosed]
    return official or [p for p in dated if p.basis is Basis.REPORTED]


def _fate(thing: Facts, as_of: date) -> str:
    happenings = _happenings(thing, as_of)
    arrivals = [h for h in happenings if h.effect in ARRIVALS]
    chain = _chain(thing, arrivals, as_of)
    pulls = [h.effect for h in happenings if h.effect in (Effect.WITHDRAWN, Effect.RESTORED)]
    rows = (
        (thing.merged_into is not None, lambda: "superseded"),
        (pulls[-1:] == [Effect.WITHDRAWN], lambda: "withdrawn"),
        (arrivals and not chain, lambda: "delivered_unscored"),
        (arrivals, lambda: _delivered(chain[0], arrivals[0])),
        (_any(happenings, Effect.DELIVERED_PARTLY, *Basis), lambda: "delivered_partly"),
        (_any(happenings, Effect.CANCELLED, Basis.OFFICIAL), lambda: "cancelled"),
        (_any(happenings, Effect.CANCELLED, Basis.REPORTED), lambda: "reported_cancelled"),
        (_any(happenings, Effect.DORMANT, *Basis), lambda: "dormant"),
        (chain, lambda: _waiting(chain[-1], _verified(thing, as_of), as_of)),
        (True, lambda: "announced"),
    )
    return next(told() for matches, told in rows if matches)


def _any(happenings: list[Happening], effect: Effect, *bases: Basis) -> bool:
    return any(h.effect == effect and h.basis in bases for h in happenings)


def _delivered(first: Promise, came: Happening) -> str:
    if came.earliest > first.latest:
        return "delivered_late"
    if came.latest > first.latest:
        return "delivered_indeterminate"
    return "delivered_early" if came.latest < first.earliest else "delivered_on_time"


def _waiting(current: Promise, verified: date, as_of: date) -> str:
    if current.latest >= as_of:
        return "pending"
    return "overdue" if verified > current.latest else "unverified"


@settings(max_examples=500, deadline=None)
@given(deliverables, far_moments)
def test_the_fate_and_the_last_look_agree_with_the_plain_reading(thing, as_of):
    standing = judge(thing, as_of=as_of)
    assert (standing.fate, standing.verified_through) == (_fate(thing, as_of), _verified(thing, as_of))
