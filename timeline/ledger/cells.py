"""Into which cell of a record each deliverable falls."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from timeline.ledger.answers import Fate
from timeline.ledger.facts import Facts
from timeline.ledger.standing import Standing
from timeline.terms import Basis, Channel


class Cells(NamedTuple):
    """The deliverables that count, each in one list, by slug; what carries no promise is in none.

    promised: a first promise in the official lane. reported_only: judged in the reported lane, or spoken
    of there alone. vague: the company's own word, without a date.
    """

    promised: Sequence[Standing]
    vague: Sequence[Standing]
    reported_only: Sequence[Standing]
    goals: Sequence[Standing]


def sort_cells(standings: Iterable[tuple[Facts, Standing]]) -> Cells:
    """Sorts judged deliverables; laws, merged entries and whatever was not public yet are left out."""
    shown = sorted((each for pair in standings if _is_shown(each := pair[1])), key=lambda each: each.slug)
    counted = [each for each in shown if each.facts.channel != Channel.GOAL]
    return Cells(
        promised=[each for each in counted if each.lane == Basis.OFFICIAL],
        vague=[each for each in counted if each.lane is None and each.own_words],
        reported_only=[each for each in counted if _is_reported_only(each)],
        goals=[each for each in shown if each.facts.channel == Channel.GOAL],
    )


def _is_shown(standing: Standing) -> bool:
    if standing.facts.channel == Channel.LAW or standing.fate == Fate.SUPERSEDED:
        return False
    return standing.is_public


def _is_reported_only(standing: Standing) -> bool:
    if standing.lane is not None:
        return standing.lane == Basis.REPORTED
    reported = any(promise.basis == Basis.REPORTED for promise in standing.counted)
    return reported and not standing.own_words
