"""What holds for any facts on any day."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.timeline.ledger.drawing import (
    FAR,
    OFFSETS,
    START,
    deliverables,
    far_moments,
    happenings,
    moments,
    promises,
    sources,
)
from timeline.ledger import Facts, Fate, Happening, Promise, Source, Verdict, judge, record_of

FIELDS = (
    "fate",
    "label",
    "lane",
    "first_promise",
    "current_promise",
    "arrived",
    "verdict_first",
    "verdict_current",
    "slip_min_days",
    "slip_max_days",
    "early_days",
    "verified_through",
    "moves",
    "is_public",
)
VERIFIABLE = {"fate", "label", "verdict_first", "verdict_current", "slip_min_days", "verified_through"}
NAMES = {"first_promise": "slug", "current_promise": "slug", "arrived": "event"}

model_based = settings(max_examples=500, deadline=None)


def _answers(thing: Facts, as_of: date) -> dict[str, object]:
    """Every answer, a fact by its name: what else is recorded of it may have grown or been reordered."""
    standing = judge(thing, as_of=as_of)
    answers = {name: getattr(standing, name) for name in FIELDS}
    return answers | {name: getattr(answers[name], key, None) for name, key in NAMES.items()}


@model_based
@given(deliverables, moments, st.randoms(use_true_random=False))
def test_neither_asking_again_nor_another_order_of_the_facts_changes_an_answer(thing, as_of, random):
    def shuffled(recorded):
        return tuple(random.sample(recorded, len(recorded)))

    promises_within = (replace(each, sources=shuffled(each.sources)) for each in thing.promises)
    other = replace(thing, promises=shuffled(tuple(promises_within)), happenings=shuffled(thing.happenings))
    assert _answers(thing, as_of) == _answers(thing, as_of) == _answers(other, as_of)


def _later(fact: Promise | Happening | Source | date, days: int) -> Promise | Happening | Source | date:
    """The same fact that many days later."""
    shift = timedelta(days=days)
    if isinstance(fact, date):
        return fact + shift
    moved = {name: getattr(fact, name) for name in fact.__slots__}
    return replace(fact, **{name: day + shift for name, day in moved.items() if isinstance(day, date)})


def _with_look(thing: Facts, look: date) -> Facts:
    return replace(thing, last_verified_on=max(look, thing.last_verified_on or look))


def _with_evidence(thing: Facts, evidence: Source) -> Facts:
    changed = [replace(each, sources=(*each.sources, evidence)) for each in thing.promises[:1]]
    return replace(thing, promises=(*changed, *thing.promises[1:]))


def _with_retraction(thing: Facts, retracted_on: date) -> Facts:
    changed = [replace(each, retracted_on=each.retracted_on or retracted_on) for each in thing.promises[:1]]
    return replace(thing, promises=(*changed, *thing.promises[1:]))


def _with_retracted_event(thing: Facts, retracted_on: date) -> Facts:
    changed = [replace(each, retracted_on=each.retracted_on or retracted_on) for each in thing.happenings[:1]]
    return replace(thing, happenings=(*changed, *thing.happenings[1:]))


def _with_promise(thing: Facts, promise: Promise) -> Facts:
    return replace(thing, promises=(*thing.promises, replace(promise, slug="later")))


def _with_happening(thing: Facts, happening: Happening) -> Facts:
    return replace(thing, happenings=(*thing.happenings, replace(happening, event="later")))


additions = st.one_of(
    st.tuples(st.just(_with_promise), promises),
    st.tuples(st.just(_with_happening), happenings),
    st.tuples(st.just(_with_evidence), sources),
    st.tuples(st.just(_with_look), moments),
    st.tuples(st.just(_with_retraction), moments),
    st.tuples(st.just(_with_retracted_event), moments),
)


@model_based
@given(deliverables, OFFSETS, additions)
def test_a_later_fact_changes_an_earlier_answer_only_by_verifying_it(thing, offset, addition):
    add, fact = addition
    as_of = START + timedelta(days=offset)
    before = _answers(thing, as_of)
    after = _answers(add(thing, _later(fact, offset + 1)), as_of)
    changed = {name for name in FIELDS if before[name] != after[name]}
    assert not changed or (changed <= VERIFIABLE and "verified_through" in changed)
    assert before["verified_through"] is None or after["verified_through"] >= before["verified_through"]
    assert before["slip_min_days"] is None or after["slip_min_days"] >= before["slip_min_days"]
    found_out = {
        "fate": (Fate.UNVERIFIED, Fate.OVERDUE),
        "verdict_first": (Verdict.UNVERIFIED, Verdict.OVERDUE),
        "verdict_current": (Verdict.UNVERIFIED, Verdict.OVERDUE),
    }
    for name in changed & found_out.keys():
        assert (before[name], after[name]) == found_out[name]


def _unretracted(thing: Facts) -> Facts:
    return replace(
        thing,
        promises=tuple(replace(each, retracted_on=None) for each in thing.promises),
        happenings=tuple(replace(each, retracted_on=None) for each in thing.happenings),
    )


@model_based
@given(deliverables.map(_unretracted), moments)
def test_the_arrival_never_takes_back_what_was_said_while_overdue(thing, as_of):
    then, in_the_end = judge(thing, as_of=as_of), judge(thing, as_of=FAR)
    if then.fate is Fate.OVERDUE and in_the_end.arrived is not None:
        late_in_the_end = in_the_end.arrived.earliest - then.current_promise.latest
        assert 0 < then.slip_min_days <= late_in_the_end.days


@model_based
@given(deliverables, far_moments)
def test_slips_are_days_in_order_and_claimed_of_late_promises_alone(thing, as_of):
    standing = judge(thing, as_of=as_of)
    verified = standing.verified_through
    assert verified is None or verified <= as_of
    at_least, at_most = standing.slip_min_days, standing.slip_max_days
    assert at_least is None or at_least >= 0
    assert at_most is None or at_least <= at_most
    if at_least:
        assert {standing.verdict_first, standing.verdict_current} & {Verdict.LATE, Verdict.OVERDUE}


@model_based
@given(st.lists(deliverables, max_size=2), far_moments)
def test_each_deliverable_of_a_record_is_in_one_cell_whatever_their_order(things, as_of):
    apart = [replace(thing, slug=f"d{n}") for n, thing in enumerate(things)]
    pairs = [(thing, judge(thing, as_of=as_of)) for thing in apart]
    record = record_of("acme", pairs, as_of=as_of)
    cells = record.first.n + record.open + record.unverified + record.indeterminate + record.partly
    assert cells == len(record.deliverables)
    assert record == record_of("acme", reversed(pairs), as_of=as_of)
