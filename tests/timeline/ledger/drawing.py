"""Draws facts for model-based tests: a few promises and happenings within a quarter of a year.

The strategies are built once and fed to plain functions: building them anew for each example is slow.
"""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from timeline.ledger import Facts, Happening, Promise, Source
from timeline.terms import ARRIVALS, Basis, Channel, Effect, EvidenceRole, Precision

START = date(2026, 1, 1)
FAR = START + timedelta(days=490)

OFFSETS = st.integers(0, 90)
# Half of all days are known exactly, the others to within three weeks.
WIDTHS = st.sampled_from((0, 0, 0, 7, 15, 20))
SELDOM = st.sampled_from((False, False, True))
RETRACTIONS = st.one_of(st.none(), st.none(), OFFSETS)
BASES = st.sampled_from(Basis)
LOOKING_ROLES = st.sampled_from([role for role in EvidenceRole if role is not EvidenceRole.RETRACTS])
PRECISIONS = st.sampled_from((Precision.MONTH, Precision.DEADLINE, Precision.VAGUE))
EFFECTS = st.sampled_from([*Effect, *sorted(ARRIVALS), *sorted(ARRIVALS)])


def _on(offset: int) -> date:
    return START + timedelta(days=offset)


def _source(role: EvidenceRole, offset: int, width: int, unopened: bool) -> Source:
    return Source(
        role=role,
        published_earliest=_on(offset),
        published_latest=_on(offset + width),
        unopened=unopened,
    )


def _promise(
    voice: tuple[Basis, bool, bool],
    public: tuple[int, int],
    window: tuple[int, int, Precision],
    retracted: int | None,
    evidence: list[Source],
) -> Promise:
    basis, has_day, retro_disclosed = voice
    is_said = has_day or basis is Basis.OFFICIAL
    earliest, width, precision = window
    return Promise(
        slug="",
        basis=basis,
        said_earliest=_on(public[0] - public[1]) if is_said else None,
        said_latest=_on(public[0]) if is_said else None,
        first_reported_on=None if is_said else _on(public[0]),
        earliest=_on(earliest),
        latest=None if precision is Precision.VAGUE else _on(earliest + width),
        precision=precision,
        retro_disclosed=retro_disclosed,
        retracted_on=None if retracted is None else _on(retracted),
        sources=tuple(evidence),
    )


def _happening(effect: Effect, basis: Basis, offset: int, width: int, retracted: int | None) -> Happening:
    return Happening(
        event="",
        effect=effect,
        earliest=_on(offset),
        latest=_on(offset + width),
        precision=Precision.DAY if width == 0 else Precision.RANGE,
        basis=basis,
        retracted_on=None if retracted is None else _on(retracted),
    )


def _facts(
    promises: list[Promise],
    happenings: list[Happening],
    look: int | None,
    is_merged: bool,
    carved_out: list[int],
) -> Facts:
    return Facts(
        slug="thing",
        channel=Channel.API,
        company="acme",
        promises=tuple(replace(each, slug=f"p{n}") for n, each in enumerate(promises)),
        happenings=tuple(replace(each, event=f"e{n}") for n, each in enumerate(happenings)),
        merged_into="other" if is_merged else None,
        last_verified_on=None if look is None else _on(look),
        carved_out_on=tuple(map(_on, carved_out)),
    )


moments = OFFSETS.map(_on)
far_moments = st.integers(0, 490).map(_on)
sources = st.builds(_source, LOOKING_ROLES, OFFSETS, WIDTHS, st.booleans())
promises = st.builds(
    _promise,
    st.tuples(BASES, st.booleans(), SELDOM),
    st.tuples(OFFSETS, WIDTHS),
    st.tuples(st.integers(0, 120), WIDTHS, PRECISIONS),
    RETRACTIONS,
    st.lists(sources, max_size=2),
)
happenings = st.builds(_happening, EFFECTS, BASES, OFFSETS, WIDTHS, RETRACTIONS)
deliverables = st.builds(
    _facts,
    st.lists(promises, max_size=5),
    st.lists(happenings, max_size=3),
    st.one_of(st.none(), OFFSETS),
    st.sampled_from((False,) * 9 + (True,)),
    st.lists(OFFSETS, max_size=1),
)
