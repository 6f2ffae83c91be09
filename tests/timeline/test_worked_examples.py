"""The worked examples of the method, on the record as it is shipped, at each day of their stories."""

from datetime import date
from typing import NamedTuple

import pytest

from news.models import Alias, Company
from timeline.ledger.moves import Move
from timeline.models import Event
from timeline.queries.deliverables import row_of
from timeline.queries.records import record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]

TODAY = "2026-11-22"
API, BEHEMOTH, AVOCADO = "muse-spark-api", "llama-4-behemoth-weights", "avocado-release"
VOICE_ALPHA, VOICE_PAID, VOICE_EU = "chatgpt-voice-alpha", "chatgpt-voice-all-paid", "chatgpt-voice-eu"
SIRI, SIRI_EU, SIRI_CN = "siri-personal", "siri-personal-eu", "siri-personal-cn"


class Answer(NamedTuple):
    """How a deliverable stands; the slips are days at least and at most."""

    fate: str
    label: str
    lane: str | None
    verdict_first: str | None
    verdict_current: str | None
    slips: tuple[int | None, int | None]


def answer_of(slug: str, day: str) -> Answer:
    standing = row_of(slug, as_of=date.fromisoformat(day)).standing
    return Answer(
        fate=standing.fate,
        label=standing.label,
        lane=standing.lane,
        verdict_first=standing.verdict_first,
        verdict_current=standing.verdict_current,
        slips=(standing.slip_min_days, standing.slip_max_days),
    )


NO_DATE = Answer("announced", "no date", None, None, None, (None, None))


def pending(due: str, lane: str = "official", *, first: str = "open") -> Answer:
    return Answer("pending", due, lane, first, "open", (0, None))


def overdue(days: int, lane: str = "official") -> Answer:
    return Answer("overdue", f"at least +{days} d", lane, "overdue", "overdue", (days, None))


def broken(due: str, days: int, lane: str = "official") -> Answer:
    """Waiting for its current date, the first one having passed."""
    return pending(f"{due}; first date broken, at least +{days} d", lane, first="overdue")


def late(least: int, most: int, current: str, lane: str = "official") -> Answer:
    return Answer("delivered_late", f"+{least} d", lane, "late", current, (least, most))


KEPT = Answer("delivered_on_time", "kept", "official", "on_time", "on_time", (0, 0))
STOPPED = Answer(
    "reported_cancelled", "reported cancelled", "reported", "cancelled", "cancelled", (None, None)
)


@pytest.mark.parametrize(
    ("slug", "day", "answer"),
    [
        (API, "2026-04-08", NO_DATE),
        (API, "2026-06-02", NO_DATE),
        (API, "2026-06-03", pending("due by 30 June 2026")),
        (API, "2026-06-20", pending("due by 30 June 2026")),
        (API, "2026-06-30", pending("due by 30 June 2026")),
        (API, "2026-07-01", overdue(1)),
        (API, "2026-07-05", overdue(5)),
        (API, "2026-07-08", overdue(8)),
        (API, "2026-07-09", late(9, 36, "late")),
        (API, TODAY, late(9, 36, "late")),
        (BEHEMOTH, "2025-05-15", broken("due by 30 June 2025", 15, "reported")),
        (BEHEMOTH, "2025-06-30", broken("due by 30 June 2025", 61, "reported")),
        (BEHEMOTH, "2025-07-01", overdue(1, "reported")),
        (BEHEMOTH, "2025-07-13", overdue(13, "reported")),
        (BEHEMOTH, "2025-07-14", STOPPED),
        (BEHEMOTH, TODAY, STOPPED),
        (VOICE_ALPHA, "2024-05-13", pending("due by 8 July 2024")),
        (VOICE_ALPHA, "2024-06-24", pending("due by 8 July 2024")),
        (VOICE_ALPHA, "2024-06-25", pending("due by 31 July 2024")),
        (VOICE_ALPHA, "2024-07-08", pending("due by 31 July 2024")),
        (VOICE_ALPHA, "2024-07-20", broken("due by 31 July 2024", 12)),
        (VOICE_ALPHA, "2024-07-30", late(22, 22, "on_time")),
        (VOICE_ALPHA, TODAY, late(22, 22, "on_time")),
        (VOICE_PAID, "2024-06-25", pending("due by 21 December 2024")),
        (VOICE_PAID, "2024-09-23", pending("due by 21 December 2024")),
        (VOICE_PAID, "2024-09-24", KEPT),
        (VOICE_PAID, TODAY, KEPT),
        (VOICE_EU, "2024-09-24", pending("due by 21 December 2024")),
        (VOICE_EU, "2024-10-21", pending("due by 21 December 2024")),
        (VOICE_EU, "2024-10-22", KEPT),
        (VOICE_EU, TODAY, KEPT),
        (AVOCADO, "2025-12-09", pending("due by 31 March 2026", "reported")),
        (AVOCADO, "2026-03-12", pending("due by 31 March 2026", "reported")),
        (AVOCADO, "2026-04-05", overdue(5, "reported")),
        (AVOCADO, "2026-04-08", late(8, 97, "late", "reported")),
        (AVOCADO, TODAY, late(8, 97, "late", "reported")),
        (SIRI, "2024-06-10", pending("due by 31 December 2025")),
        (SIRI, "2025-02-14", pending("due by 31 December 2025")),
        (SIRI, "2025-03-07", pending("due by 31 December 2026")),
        (SIRI, "2025-06-12", pending("due by 31 December 2026")),
        (SIRI, "2025-12-31", pending("due by 31 December 2026")),
        (SIRI, "2026-01-01", broken("due by 31 December 2026", 1)),
        (SIRI, "2026-02-28", broken("due by 31 December 2026", 59)),
        (SIRI, "2026-06-08", broken("due by 21 December 2026", 159)),
        (SIRI, "2026-09-13", broken("due by 21 December 2026", 256)),
        (SIRI, "2026-09-14", late(257, 257, "on_time")),
        (SIRI, TODAY, late(257, 257, "on_time")),
        (SIRI_EU, "2026-06-08", NO_DATE),
        (SIRI_EU, TODAY, NO_DATE),
        (SIRI_CN, "2026-06-08", NO_DATE),
        (SIRI_CN, TODAY, NO_DATE),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_example_stands_as_told_on_the_day(slug: str, day: str, answer: Answer) -> None:
    assert answer_of(slug, day) == answer


def moved(
    chain: str,
    basis: str,
    kind: str,
    shift: tuple[int, int, int] | None = None,
    notice: int | None = None,
) -> tuple[object, ...]:
    """A move of the chain "before > after"; the shift is days, at least and at most."""
    before, after = chain.split(" > ")
    return (before, after, basis, kind, *(shift or (None, None, None)), notice)


def values_of(move: Move) -> tuple[object, ...]:
    shift = (move.shift_days, move.shift_low, move.shift_high)
    return (move.before, move.after, move.basis, move.kind, *shift, move.notice_days)


# The whole chains, each move in the order in which it became public.
API_MOVES = [
    moved("muse-spark-api-1 > muse-spark-api-2", "official", "dated"),
    moved("muse-spark-api-plan-1 > muse-spark-api-plan-2", "reported", "slip", (53, 23, 53)),
    moved("muse-spark-api-plan-2 > muse-spark-api-plan-3", "reported", "slip", (30, 1, 60)),
]
BEHEMOTH_MOVES = [
    moved("behemoth-1 > behemoth-2", "reported", "slip", (61, 32, 90)),
    moved("behemoth-2 > behemoth-3", "reported", "undated"),
]
VOICE_MOVES = [
    moved("voice-mode-1 > voice-mode-1b", "official", "firmed", (-8, -17, 48), 13),
    moved("voice-mode-1b > voice-mode-2", "official", "slip", (31, 21, 40), 5),
]
AVOCADO_MOVES = [moved("avocado-1 > avocado-2", "reported", "undated")]
SIRI_MOVES = [
    moved("siri-1 > siri-2", "reported", "undated"),
    moved("siri-0 > siri-3", "official", "soft_slip", (365, -299, 934), 299),
    moved("siri-2 > siri-4", "reported", "dated"),
    moved("siri-3 > siri-5", "official", "firmed", (0, -333, 664), 306),
    moved("siri-5 > siri-6", "official", "firmed", (-10, -121, 323), 206),
]


@pytest.mark.parametrize(
    ("slug", "day", "moves"),
    [
        (API, "2026-06-02", []),
        (API, "2026-06-03", API_MOVES),
        (API, TODAY, API_MOVES),
        (BEHEMOTH, "2025-05-14", []),
        (BEHEMOTH, "2025-05-15", BEHEMOTH_MOVES),
        (BEHEMOTH, TODAY, BEHEMOTH_MOVES),
        (VOICE_ALPHA, "2024-06-24", []),
        (VOICE_ALPHA, "2024-06-25", VOICE_MOVES),
        (VOICE_ALPHA, TODAY, VOICE_MOVES),
        (VOICE_PAID, TODAY, []),
        (VOICE_EU, TODAY, []),
        (AVOCADO, "2026-03-11", []),
        (AVOCADO, TODAY, AVOCADO_MOVES),
        (SIRI, "2025-02-13", []),
        (SIRI, "2025-02-14", SIRI_MOVES[:1]),
        (SIRI, "2025-03-07", SIRI_MOVES[:2]),
        (SIRI, "2025-06-12", SIRI_MOVES[:3]),
        (SIRI, "2026-02-27", SIRI_MOVES[:3]),
        (SIRI, "2026-02-28", SIRI_MOVES[:4]),
        (SIRI, "2026-06-08", SIRI_MOVES),
        (SIRI, TODAY, SIRI_MOVES),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_dates_of_the_example_moved_as_told(slug: str, day: str, moves: list[tuple[object, ...]]) -> None:
    standing = row_of(slug, as_of=date.fromisoformat(day)).standing
    assert [values_of(move) for move in standing.moves] == moves


@pytest.mark.parametrize(
    ("slug", "first", "current"),
    [
        (API, "muse-spark-api-2", "muse-spark-api-2"),
        (BEHEMOTH, "behemoth-1", "behemoth-2"),
        (VOICE_ALPHA, "voice-mode-1", "voice-mode-2"),
        (VOICE_PAID, "voice-mode-3", "voice-mode-3"),
        (VOICE_EU, "voice-mode-3-eu", "voice-mode-3-eu"),
        (SIRI, "siri-0", "siri-6"),
        (AVOCADO, "avocado-1", "avocado-1"),
    ],
)
def test_the_example_is_judged_by_its_first_and_its_current_promise(
    slug: str, first: str, current: str
) -> None:
    standing = row_of(slug, as_of=date.fromisoformat(TODAY)).standing
    promises = standing.first_promise, standing.current_promise
    assert [promise and promise.slug for promise in promises] == [first, current]


@pytest.mark.parametrize(
    ("slug", "regions", "excluded", "split_from"),
    [
        (VOICE_PAID, [], ["EU", "GB", "CH", "IS", "NO", "LI"], None),
        (VOICE_EU, ["EU"], [], VOICE_PAID),
        (SIRI, [], ["EU", "CN"], None),
        (SIRI_EU, ["EU"], [], SIRI),
        (SIRI_CN, ["CN"], [], SIRI),
    ],
)
def test_a_region_carved_out_is_a_deliverable_of_its_own(
    slug: str, regions: list[str], excluded: list[str], split_from: str | None
) -> None:
    found = row_of(slug, as_of=date.fromisoformat(TODAY)).deliverable
    parent = found.split_from and found.split_from.slug
    assert (found.regions, found.excluded_regions, parent) == (regions, excluded, split_from)


def test_avocado_is_muse_spark_under_its_public_name() -> None:
    found = row_of(AVOCADO, as_of=date.fromisoformat(TODAY)).deliverable
    assert found.renamed_to is not None
    assert (found.product.slug, found.renamed_to.slug) == ("muse-spark", "muse-spark-app")
    named = Alias.objects.filter(text="Avocado").values_list("product__slug", "kind")
    assert list(named) == [("muse-spark", "codename")]


@pytest.mark.parametrize("day", ["2025-05-15", "2025-07-14", "2026-04-08", TODAY])
def test_what_was_only_reported_touches_nobodys_record(day: str) -> None:
    meta = Company.objects.get(slug="meta")
    scored = {line.slug for line in record(meta, as_of=date.fromisoformat(day)).deliverables}
    assert scored.isdisjoint({BEHEMOTH, AVOCADO})


RESTRUCTURINGS = {
    "msl-created": ("2025-06-30", "created", None, "meta subject, fair from, msl created"),
    "msl-four-teams": (
        "2025-08-19",
        "split",
        None,
        "agi-foundations dissolved, fair to, meta subject, msl from, msl-infra created, "
        "msl-products created, tbd-lab created",
    ),
    "msl-layoffs-600": (
        "2025-10-22",
        "layoff",
        600,
        "fair affected, meta subject, msl affected, msl-infra affected, msl-products affected, "
        "tbd-lab exempt",
    ),
}


@pytest.mark.parametrize("slug", RESTRUCTURINGS)
def test_a_restructuring_has_its_parties_and_no_outcome(slug: str) -> None:
    day, kind, headcount, parties = RESTRUCTURINGS[slug]
    event = Event.objects.get(slug=slug)
    found = event.parties.values_list("company__slug", "role").order_by("company__slug", "role")
    assert (event.kind, event.restructuring_kind) == ("restructuring", kind)
    assert {event.earliest.isoformat(), event.latest.isoformat()} == {day}
    assert {event.headcount_low, event.headcount_high} == {headcount}
    assert sorted(" ".join(party) for party in found) == sorted(parties.split(", "))
    assert not event.outcomes.exists()


@pytest.mark.parametrize("slug", RESTRUCTURINGS)
def test_a_restructuring_changes_no_record_and_no_fate(slug: str) -> None:
    meta, on = Company.objects.get(slug="meta"), date.fromisoformat(TODAY)
    before = record(meta, as_of=on), answer_of(BEHEMOTH, TODAY)
    event = Event.objects.get(slug=slug)
    event.parties.all().delete()
    event.evidence.all().delete()
    event.delete()
    assert (record(meta, as_of=on), answer_of(BEHEMOTH, TODAY)) == before
