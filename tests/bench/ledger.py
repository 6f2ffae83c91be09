"""How fast the ledger judges generated facts, without a database."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from statistics import median
from time import perf_counter

from timeline.ledger import Facts, Happening, Promise, Source, Standing, judge
from timeline.terms import Basis, Channel, Effect, EvidenceRole, Precision

SIZES = (1_000, 10_000)
COMMITMENTS = 5
REPEATS = 3
AS_OF = date(2026, 6, 30)
START = date(2024, 1, 1)


def measure() -> list[dict[str, str | int | float]]:
    """One row a size and question: deliverables, commitments, milliseconds, microseconds a deliverable."""
    rows = []
    for size in SIZES:
        facts = [_facts(number, Random(number)) for number in range(size)]
        rows.append(_row("judge: fates", facts, _fate))
        rows.append(_row("judge: whole answers", facts, _whole))
    return rows


def _row(name: str, facts: list[Facts], ask: Callable[[Standing], object]) -> dict[str, str | int | float]:
    seconds = median(_seconds(facts, ask) for _ in range(REPEATS))
    return {
        "name": name,
        "deliverables": len(facts),
        "commitments": len(facts) * COMMITMENTS,
        "ms": round(seconds * 1_000, 1),
        "us_each": round(seconds * 1_000_000 / len(facts), 1),
    }


def _seconds(facts: list[Facts], ask: Callable[[Standing], object]) -> float:
    start = perf_counter()
    for each in facts:
        ask(judge(each, as_of=AS_OF))
    return perf_counter() - start


def _fate(standing: Standing) -> object:
    return standing.fate


def _whole(standing: Standing) -> object:
    return (
        standing.is_public,
        standing.label,
        standing.verdict_first,
        standing.verdict_current,
        standing.slip_min_days,
        standing.slip_max_days,
        standing.moves,
    )


def _facts(number: int, random: Random) -> Facts:
    said = START + timedelta(days=random.randrange(600))
    promises = tuple(_promise(number, place, said, random) for place in range(COMMITMENTS))
    return Facts(
        slug=f"deliverable-{number}",
        channel=random.choice((Channel.API, Channel.APP, Channel.WEIGHTS)),
        company=f"company-{number % 80}",
        promises=promises,
        happenings=(_arrival(number, said, random),) if random.random() < 0.7 else (),
        last_verified_on=said + timedelta(days=random.randrange(900)),
    )


def _promise(number: int, place: int, start: date, random: Random) -> Promise:
    said = start + timedelta(days=60 * place)
    due = said + timedelta(days=random.randrange(20, 120))
    is_vague = random.random() < 0.2
    return Promise(
        slug=f"promise-{number}-{place}",
        basis=Basis.OFFICIAL if random.random() < 0.6 else Basis.REPORTED,
        said_earliest=said,
        said_latest=said,
        first_reported_on=said,
        earliest=said,
        latest=None if is_vague else due,
        precision=Precision.VAGUE if is_vague else Precision.DEADLINE,
        sources=(Source(role=EvidenceRole.STATES, published_earliest=said, published_latest=said),) * 2,
    )


def _arrival(number: int, said: date, random: Random) -> Happening:
    day = said + timedelta(days=random.randrange(100, 500))
    return Happening(
        event=f"launch-{number}",
        effect=Effect.DELIVERED,
        earliest=day,
        latest=day,
        precision=Precision.DAY,
        basis=Basis.OFFICIAL,
    )
