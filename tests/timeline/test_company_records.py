"""The on-time records of five companies on three days, worked out by hand from the shipped facts.

How to read the working: over each deliverable stands `first promise | current promise; arrival`, a promise
as `(day it was said) window`. Then come the verdicts on the first and the current promise on 30 June 2025
(A), 31 March 2026 (B) and 22 November 2026 (C), "-" where nothing dated of the company's own was public, and
V, the last day on which anybody could tell whether it had arrived. A promise said in a month is public from
the end of that month and, like an arrival in a month, tells for V only of its first day.
"""

from collections.abc import Callable
from datetime import date

import pytest

from news.models import Company
from tests.timeline.acme import said, source
from timeline.curation import Act, deliver, end, retract, state, verify
from timeline.curation.inputs import Happened
from timeline.documents import COMMITMENT
from timeline.ledger import Record
from timeline.queries.deliverables import row_of
from timeline.queries.records import record
from timeline.terms import Effect

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]

A, B, C = date(2025, 6, 30), date(2026, 3, 31), date(2026, 11, 22)
DAYS = (A, B, C)
COMPANIES = ("apple", "meta", "nvidia", "openai", "xai")
Cells = dict[tuple[str, date], dict[str, int]]

WORKING: dict[str, dict[str, tuple[str, str, str, str]]] = {
    "apple": {
        # (2024-06-10) ..2025-12-31 | (2025-03-07) ..2026-12-31, (February 2026) 2026-02-01..12-31,
        # (2026-06-08) 2026-09-01..12-21; rollout began 2026-09-14. The first end had passed at B
        # and V lies after it, so it is overdue; at C 2026-09-14 is 257 days late, within the last window.
        "siri-personal": ("open open", "overdue open", "late on_time", "2026-10-26"),
        # Vague at C: siri-personal-cn and siri-personal-eu (both 2026-06-08).
    },
    "meta": {
        # (2026-06-03) 2026-06-03..06-30; arrived 2026-07-09.
        "muse-spark-api": ("-", "-", "late late", "2026-07-09"),
        # (July 2025) 2026-01-01..12-31; not arrived.
        "prometheus-online": ("-", "open open", "open open", "2025-07-14"),
        # Vague: llama-3-405b-weights (2024-04-18) on every day, muse-spark-weights (2026-04-08) at C; both
        # came, unscored. Reported only: llama-4-behemoth-weights (2025-05-15) on every day, avocado-release
        # (2025-12-09) from B, meta-shopping-agent-app and muse-hatch (both 2026-05-05) at C.
    },
    "nvidia": {
        # (August 2024) 2024-08-01..12-31; began in November 2024, the whole month inside.
        "blackwell-shipping": ("on_time on_time", "on_time on_time", "on_time on_time", "2024-11-01"),
        # (2025-01-06) 2025-05-01..05-31 | (May 2025) 2025-06-01..09-22; arrived October 2025.
        # At A the first end has passed, V lies after it and the arrival is not public: overdue. From B on
        # 1 October, the earliest day it can have been, is 123 and 9 days late.
        "dgx-spark-hardware": ("overdue open", "late late", "late late", "2026-04-26"),
        # (2025-12-15) 2026-01-01..06-30; arrived 2026-03-11.
        "nemotron-3-super-weights": ("-", "on_time on_time", "on_time on_time", "2026-03-11"),
        # (2025-12-15) 2026-01-01..06-30; arrived 2026-06-04.
        "nemotron-3-ultra-weights": ("-", "open open", "on_time on_time", "2026-06-04"),
        # (2025-09-22) 2026-07-01..12-31; not arrived.
        "vera-rubin-openai-1gw": ("-", "open open", "open open", "2026-08-20"),
        # Reported only: blackwell-volume (2024-08-02) on every day.
    },
    "openai": {
        # (2025-10-14) 2025-12-01..12-31 | (December 2025) 2026-01-01..03-31, then no date (2026-03-06);
        # reported cancelled in March 2026, so public on 31 March.
        "chatgpt-adult-mode": ("-", "cancelled cancelled", "cancelled cancelled", "2026-03-30"),
        # (2024-06-25) 2024-09-01..12-21; rollout began 2024-09-24.
        "chatgpt-voice-all-paid": ("on_time on_time", "on_time on_time", "on_time on_time", "2024-09-24"),
        # (2024-05-13) ..2024-07-08 | (2024-06-25) 2024-07-21..07-31, the late June plan of the same day being
        # disclosed afterwards; arrived 2024-07-30, 22 days late for the first.
        "chatgpt-voice-alpha": ("late on_time", "late on_time", "late on_time", "2024-07-30"),
        # (2024-06-25) 2024-09-01..12-21; arrived 2024-10-22.
        "chatgpt-voice-eu": ("on_time on_time", "on_time on_time", "on_time on_time", "2024-10-22"),
        # (2025-02-12) ..2025-04-09; arrived 2025-02-27.
        "gpt-4-5-app": ("on_time on_time", "on_time on_time", "on_time on_time", "2025-02-27"),
        # (2026-07-07) 2026-07-09; arrived 2026-07-09.
        "gpt-5-6-app": ("-", "-", "on_time on_time", "2026-07-09"),
        # (2025-02-12) ..2025-08-14 | (2025-04-04) ..2025-10-04; arrived 2025-08-07.
        "gpt-5-app": ("open open", "on_time on_time", "on_time on_time", "2025-08-07"),
        # (2025-03-31) ..2025-09-30 | (2025-06-10) 2025-07-01..09-22, the plans for June and for mid July
        # being disclosed afterwards and the last word having no date; arrived 2025-08-05.
        "gpt-oss-weights": ("open open", "on_time on_time", "on_time on_time", "2025-08-05"),
        # (2023-11-06) 2023-11-06..11-30 | (2023-11-30) 2024-01-01..04-30; arrived 2024-01-10.
        "gpt-store-web": ("late on_time", "late on_time", "late on_time", "2024-01-10"),
        # (2025-10-13) 2026-07-01..12-31; not arrived.
        "jalapeno-deployment": ("-", "open open", "open open", "2026-07-20"),
        # (May 2024) ..2025-12-31; not arrived; nobody looked after the end.
        "media-manager-web": ("open open", "unverified unverified", "unverified unverified", "2025-01-02"),
        # (2025-04-04) ..2025-04-18; arrived 2025-04-16.
        "o3-app": ("on_time on_time", "on_time on_time", "on_time on_time", "2025-04-16"),
        # (2024-12-20) 2025-01-21..01-31; arrived 2025-01-31, the last day.
        "o3-mini-app": ("on_time on_time", "on_time on_time", "on_time on_time", "2025-01-31"),
        # (2025-04-04) ..2025-04-18; arrived 2025-04-16.
        "o4-mini-app": ("on_time on_time", "on_time on_time", "on_time on_time", "2025-04-16"),
        # (2026-01-19) 2026-07-01..12-31; not arrived.
        "openai-device-unveiling": ("-", "open open", "open open", "2026-08-07"),
        # (2024-03-14) ..2024-12-31; arrived 2024-12-09, retired later, which changes nothing.
        "sora-web": ("on_time on_time", "on_time on_time", "on_time on_time", "2026-03-24"),
        # Vague: gpt-5-5-api (2026-04-23) at C. Reported only: openai-device-hardware (2025-05-21; the
        # company's own word is a floor) on every day. Goals: ai-research-intern and ai-researcher-full
        # (2025-10-28) from B.
    },
    "xai": {
        # (2024-03-11) 2024-03-11..03-17; arrived 2024-03-17, the last day.
        "grok-1-weights": ("on_time on_time", "on_time on_time", "on_time on_time", "2026-04-13"),
        # (July 2024) 2024-11-01..12-31 | (February 2025) 2025-02-01..03-14; arrived 2025-02-17, 48 days late
        # for the first; the second can have been said on 1 February, so it counts.
        "grok-3-app": ("late on_time", "late on_time", "late on_time", "2025-02-17"),
        # (2025-08-23) ..2026-02-23; not arrived; nobody looked after the end.
        "grok-3-weights": ("-", "unverified unverified", "unverified unverified", "2026-02-10"),
        # (September 2025) 2025-09-01..12-31 | (November 2025) 2026-01-01..03-31; not arrived.
        # At B the second window still has its last day; the reported second quarter is another lane.
        "grok-5-app": ("-", "overdue open", "overdue overdue", "2026-09-21"),
        # Goals: grok-5-pretraining (2026-04-15) at C.
    },
}

# Kept and broken of the first promise, kept and broken of the current one, and what is left out of both.
NAMES = (
    "kept broken current_kept current_broken open unverified indeterminate partly vague reported_only goals"
).split()
COUNTS: dict[tuple[str, date], tuple[int, ...]] = {
    #              first  current  open unv ind par  vag rep goa
    ("apple", A): (0, 0,   0, 0,   1, 0, 0, 0,   0, 0, 0),
    ("apple", B): (0, 1,   0, 0,   0, 0, 0, 0,   0, 0, 0),
    ("apple", C): (0, 1,   1, 0,   0, 0, 0, 0,   2, 0, 0),
    ("meta", A): (0, 0,   0, 0,   0, 0, 0, 0,   1, 1, 0),
    ("meta", B): (0, 0,   0, 0,   1, 0, 0, 0,   1, 2, 0),
    ("meta", C): (0, 1,   0, 1,   1, 0, 0, 0,   2, 4, 0),
    ("nvidia", A): (1, 1,   1, 0,   0, 0, 0, 0,   0, 1, 0),
    ("nvidia", B): (2, 1,   2, 1,   2, 0, 0, 0,   0, 1, 0),
    ("nvidia", C): (3, 1,   3, 1,   1, 0, 0, 0,   0, 1, 0),
    ("openai", A): (7, 2,   9, 0,   3, 0, 0, 0,   0, 1, 0),
    ("openai", B): (9, 3,   11, 1,   2, 1, 0, 0,   0, 1, 2),
    ("openai", C): (10, 3,   12, 1,   2, 1, 0, 0,   1, 1, 2),
    ("xai", A): (1, 1,   2, 0,   0, 0, 0, 0,   0, 0, 0),
    ("xai", B): (1, 2,   2, 0,   0, 1, 0, 0,   0, 0, 0),
    ("xai", C): (1, 2,   2, 1,   0, 1, 0, 0,   0, 0, 1),
}  # fmt: skip


def record_on(company: str, day: date) -> Record:
    return record(Company.objects.get(slug=company), as_of=day)


def counts(found: Record) -> dict[str, int]:
    tallies = {
        "kept": found.first.kept,
        "broken": found.first.broken,
        "current_kept": found.current.kept,
        "current_broken": found.current.broken,
    }
    return tallies | {name: getattr(found, name) for name in NAMES[4:]}


def cells() -> Cells:
    return {(company, day): counts(record_on(company, day)) for company in COMPANIES for day in DAYS}


@pytest.mark.parametrize(("company", "day"), COUNTS, ids=lambda value: str(value))
def test_a_record_counts_what_the_facts_come_to(company: str, day: date) -> None:
    found = record_on(company, day)
    assert counts(found) == dict(zip(NAMES, COUNTS[company, day], strict=True))
    kept, broken, current_kept, current_broken = COUNTS[company, day][:4]
    assert (found.first.n, found.current.n) == (kept + broken, current_kept + current_broken)


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("company", COMPANIES)
def test_a_record_lists_each_countable_deliverable_with_its_verdicts(company: str, day: date) -> None:
    lines = {
        line.slug: f"{line.verdict_first} {line.verdict_current}"
        for line in record_on(company, day).deliverables
    }
    by_hand = {slug: worked[DAYS.index(day)] for slug, worked in WORKING[company].items()}
    assert lines == {slug: verdicts for slug, verdicts in by_hand.items() if verdicts != "-"}


@pytest.mark.parametrize("company", COMPANIES)
def test_each_countable_deliverable_is_verified_through_its_last_look(company: str) -> None:
    looks = {slug: row_of(slug, as_of=C).standing.verified_through for slug in WORKING[company]}
    assert looks == {slug: date.fromisoformat(worked[-1]) for slug, worked in WORKING[company].items()}


def happened(on: date) -> Happened:
    return Happened(title="Something happened", earliest=on, latest=on)


def prometheus_goes_online(act: Act) -> None:
    deliver(act, "prometheus-online", happened(date(2026, 8, 1)), [source()])


def a_shopping_agent_is_promised(act: Act) -> None:
    promise = said("by the end of the year", date(2026, 9, 1))
    state(act, "meta-shopping-agent-app", promise, [source()])


def the_gigawatt_is_cancelled(act: Act) -> None:
    end(act, "vera-rubin-openai-1gw", happened(date(2026, 11, 2)), [source()], effect=Effect.CANCELLED)


def somebody_looks_for_grok_3_weights(act: Act) -> None:
    verify(act, "grok-3-weights", on=date(2026, 4, 15))


def the_promise_of_june_is_retracted(act: Act) -> None:
    day = date(2026, 8, 1)
    retract(act, COMMITMENT, "muse-spark-api-2", on=day, source=source(on=day))


@pytest.mark.parametrize(
    ("change", "moved"),
    [
        (prometheus_goes_online, {("meta", C): {"open": -1, "kept": 1, "current_kept": 1}}),
        (a_shopping_agent_is_promised, {("meta", C): {"reported_only": -1, "open": 1}}),
        (the_gigawatt_is_cancelled, {("nvidia", C): {"open": -1, "broken": 1, "current_broken": 1}}),
        (
            # A look at a later day verifies what was missing on an earlier one.
            somebody_looks_for_grok_3_weights,
            {
                ("xai", B): {"unverified": -1, "broken": 1, "current_broken": 1},
                ("xai", C): {"unverified": -1, "broken": 1, "current_broken": 1},
            },
        ),
        (
            # Without the dated promise of its own, the company is left with what was reported of its plans.
            the_promise_of_june_is_retracted,
            {("meta", C): {"broken": -1, "current_broken": -1, "reported_only": 1}},
        ),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_a_fact_changed_changes_the_right_cell(act: Act, change: Callable[[Act], None], moved: Cells) -> None:
    before = cells()
    change(act)
    after = cells()
    differences = {cell: {name: after[cell][name] - before[cell][name] for name in NAMES} for cell in COUNTS}
    assert {
        cell: {name: by for name, by in difference.items() if by}
        for cell, difference in differences.items()
        if any(difference.values())
    } == moved
