"""Every value has a word, and the words of days, moves, headlines and records."""

from collections.abc import Collection, Mapping
from datetime import date
from enum import Enum

import pytest

from news.models import Company, Product
from tests.timeline.chart.drawing import standing
from tests.timeline.ledger.building import happened, promise, report, source
from timeline import terms as values
from timeline.ledger import Fate, FateGroup, MoveKind, Promise, Standing, Tally, Verdict
from timeline.terms import Effect, Precision
from timeline.wording import terms
from timeline.wording.days import day_text, short_day, signed_days, span_text
from timeline.wording.leads import deck_of, quoted
from timeline.wording.moved import MOVES, OUTCOMES
from timeline.wording.promises import CURRENT_LOOKS, REPLACED_LOOKS, move_text
from timeline.wording.records import interval_text, notice_text, share_text, slip_text
from timeline.wording.standings import Delta, chart_delta_of, delta_of, headline_of, outcome_text, window_text

JUNE = promise("june", "2026-03-02", "2026-06-01..2026-06-30")
LOOKED = promise("june", "2026-03-02", "2026-06-01..2026-06-30", sources=(source("2026-07-10"),))
JULY = promise("july", "2026-06-20", "2026-07-01..2026-07-31")
LATE = standing(JUNE, happened(Effect.DELIVERED, "2026-07-09"))
EARLY = standing(JUNE, happened(Effect.DELIVERED, "2026-05-22"))
KEPT = standing(JUNE, happened(Effect.DELIVERED, "2026-06-09"))
OVERDUE = standing(LOOKED, as_of="2026-08-01")
UNCHECKED = standing(LOOKED, JULY, as_of="2026-08-01")
MOVED = standing(JUNE, JULY, as_of="2026-07-01")
OPEN = standing(JUNE, as_of="2026-04-01")
CANCELLED = standing(JUNE, happened(Effect.CANCELLED, "2026-05-01"))
NO_DATE = standing(promise("soon", "2026-03-02", "2026-03-02..", Precision.VAGUE))
LAUNCHED = standing(happened(Effect.DELIVERED, "2026-05-01"))


@pytest.mark.parametrize(
    ("enumeration", "words"),
    [
        pytest.param(Fate, terms.LOOKS, id="fates"),
        pytest.param(FateGroup, terms.FATE_GROUPS, id="fate groups"),
        pytest.param(values.Channel, terms.CHANNELS, id="channels"),
        pytest.param(values.Stage, terms.STAGES, id="stages"),
        pytest.param(values.Audience, terms.AUDIENCES, id="audiences"),
        pytest.param(values.Voice, terms.VOICES, id="voices"),
        pytest.param(values.Precision, terms.PRECISIONS, id="precisions"),
        pytest.param(values.EventKind, terms.EVENT_KINDS, id="kinds of events"),
        pytest.param(values.RestructuringKind, terms.RESTRUCTURINGS, id="kinds of restructurings"),
        pytest.param(values.PartyRole, terms.PARTY_ROLES, id="roles of parties"),
        pytest.param(values.Effect, terms.EFFECTS, id="effects"),
        pytest.param(values.Completeness, terms.COMPLETENESS, id="completeness"),
        pytest.param(values.EvidenceRole, terms.EVIDENCE_ROLES, id="roles of evidence"),
        pytest.param(Company.Kind, terms.COMPANY_KINDS, id="kinds of companies"),
        pytest.param(Product.Kind, terms.PRODUCT_KINDS, id="kinds of products"),
        pytest.param(Verdict, CURRENT_LOOKS, id="verdicts on the current promise"),
        pytest.param(Verdict, REPLACED_LOOKS, id="verdicts on a replaced promise"),
        pytest.param(MoveKind, MOVES, id="kinds of moves"),
    ],
)
def test_every_value_has_a_word(enumeration: Collection[Enum], words: Mapping[str, object]) -> None:
    assert set(words) == {str(member.value) for member in enumeration}


def test_every_outcome_that_moves_something_has_a_word() -> None:
    assert set(OUTCOMES) == set(Effect) - {Effect.RETIRED, Effect.DORMANT, Effect.UNCLEAR}


@pytest.mark.parametrize(
    ("earliest", "latest", "text"),
    [
        pytest.param(date(2026, 7, 9), date(2026, 7, 9), "9 Jul 2026", id="a day"),
        pytest.param(date(2026, 6, 1), date(2026, 6, 30), "1–30 Jun 2026", id="within a month"),
        pytest.param(date(2026, 6, 24), date(2026, 7, 7), "24 Jun–7 Jul 2026", id="within a year"),
        pytest.param(
            date(2025, 12, 12), date(2026, 1, 3), "12 Dec 2025–3 Jan 2026", id="over the year's end"
        ),
    ],
)
def test_a_span_names_each_part_once(earliest: date, latest: date, text: str) -> None:
    assert span_text(earliest, latest) == text


def test_a_day_leaves_out_the_year_that_is_running() -> None:
    today = date(2026, 11, 22)
    assert [short_day(day, today=today) for day in (date(2026, 7, 9), date(2025, 7, 9))] == [
        "9 Jul",
        "9 Jul 2025",
    ]
    assert day_text(date(2026, 7, 9)) == "9 Jul 2026"


@pytest.mark.parametrize(
    ("days", "text"),
    [
        pytest.param(92, "+92 d", id="later"),
        pytest.param(-214, "−214 d", id="earlier"),
        pytest.param(0, "0 d", id="none"),
    ],
)
def test_days_carry_a_true_sign(days: int, text: str) -> None:
    assert signed_days(days) == text


@pytest.mark.parametrize(
    ("judged", "in_table", "in_chart"),
    [
        pytest.param(LATE, Delta("+9 d", "slip"), Delta("+9 d", "slip"), id="late"),
        pytest.param(EARLY, Delta("10 d early", "ship"), Delta("10 d early", "ship"), id="early"),
        pytest.param(KEPT, Delta("kept", "ship"), Delta("kept", "ship"), id="kept"),
        pytest.param(OVERDUE, Delta("at least +10 d", "slip"), Delta("at least +10 d", "slip"), id="overdue"),
        pytest.param(
            UNCHECKED,
            Delta("not checked", "promise"),
            Delta("not checked since 10 Jul 2026", "promise"),
            id="not checked",
        ),
        pytest.param(MOVED, Delta("+31 d", "slip"), Delta("+31 d", "slip"), id="moved and open"),
        pytest.param(OPEN, Delta("–", "plain"), Delta("–", "plain"), id="open"),
        pytest.param(CANCELLED, Delta("–", "plain"), Delta("cancelled", "cancel"), id="cancelled"),
        pytest.param(NO_DATE, Delta("–", "plain"), Delta("no date", "promise"), id="no date"),
        pytest.param(LAUNCHED, Delta("–", "plain"), Delta("–", "plain"), id="never promised"),
    ],
)
def test_lateness_takes_a_few_words(judged: Standing, in_table: Delta, in_chart: Delta) -> None:
    assert (delta_of(judged), chart_delta_of(judged)) == (in_table, in_chart)


@pytest.mark.parametrize(
    ("judged", "headline"),
    [
        pytest.param(LATE, "Thing came 9 days after the month it was promised for", id="late"),
        pytest.param(EARLY, "Thing came before the month it was promised for", id="early"),
        pytest.param(KEPT, "Thing came in time for the month it was promised for", id="kept"),
        pytest.param(OVERDUE, "Thing is at least 10 days past the month it was promised for", id="overdue"),
        pytest.param(MOVED, "Thing is now promised 31 days later than at first", id="moved"),
        pytest.param(OPEN, "Acme promises Thing for 1–30 June 2026", id="open"),
        pytest.param(CANCELLED, "Thing: cancelled", id="cancelled"),
    ],
)
def test_a_headline_comes_from_the_facts(judged: Standing, headline: str) -> None:
    assert headline_of("Thing", "Acme", judged) == headline


@pytest.mark.parametrize(
    ("judged", "words", "deck"),
    [
        pytest.param(
            LATE,
            '"in June"',
            "Acme said on 2 March 2026, “in June” – that is, 1–30 June 2026. "
            "It came 9 Jul 2026, 9 days after the end of that window.",
            id="a quotation",
        ),
        pytest.param(
            OVERDUE,
            "some time in June",
            "Acme said on 2 March 2026, in words to the effect of: some time in June – that is, "
            "1–30 June 2026. By 10 July 2026, the last look, it had not come: 10 days at least.",
            id="our paraphrase",
        ),
        pytest.param(
            standing(report("r", "2026-03-02", "2026-06-01..2026-06-30"), as_of="2026-04-01"),
            '"June"',
            "It was reported on 2 March 2026, “June” – that is, 1–30 June 2026. It is due 1–30 June 2026.",
            id="only reported",
        ),
        pytest.param(
            CANCELLED, '"June"', "Acme said on 2 March 2026, “June” – that is, 1–30 June 2026.", id="ended"
        ),
        pytest.param(LAUNCHED, "", "", id="never promised"),
    ],
)
def test_the_deck_tells_what_was_said_and_what_became_of_it(judged: Standing, words: str, deck: str) -> None:
    assert deck_of("Acme", words, judged) == deck


def test_only_words_as_said_stand_in_quotation_marks() -> None:
    assert [quoted('"this month"'), quoted("this month"), quoted('"'), quoted("")] == [
        "“this month”",
        "this month",
        '"',
        "",
    ]


@pytest.mark.parametrize(
    ("said", "text"),
    [
        pytest.param(JUNE, "1–30 Jun 2026", id="a month"),
        pytest.param(
            promise("p", "2026-03-02", "2026-03-02..2026-06-30", Precision.DEADLINE),
            "by 30 Jun 2026",
            id="by",
        ),
        pytest.param(
            promise("p", "2026-03-02", "2027-01-01..", Precision.FLOOR), "not before 1 Jan 2027", id="no end"
        ),
        pytest.param(promise("p", "2026-03-02", "2026-03-02..", Precision.VAGUE), "no date", id="vague"),
    ],
)
def test_a_window_is_written_as_days(said: Promise, text: str) -> None:
    assert window_text(said) == text


@pytest.mark.parametrize(
    ("judged", "text"),
    [
        pytest.param(LATE, "9 Jul 2026", id="came"),
        pytest.param(OPEN, "1–30 Jun 2026", id="due"),
        pytest.param(CANCELLED, "–", id="ended"),
        pytest.param(LAUNCHED, "1 May 2026", id="launched"),
    ],
)
def test_a_row_says_where_it_stands_in_time(judged: Standing, text: str) -> None:
    assert outcome_text(judged) == text


@pytest.mark.parametrize(
    ("promised", "text"),
    [
        pytest.param((JUNE, JULY), ("+31 d", "slip"), id="later"),
        pytest.param(
            (JULY, promise("x", "2026-06-22", "2026-06-01..2026-06-30")), ("−31 d", "ship"), id="earlier"
        ),
        pytest.param(
            (JUNE, promise("x", "2026-03-22", "2026-06-10..2026-06-30", Precision.RANGE)),
            ("firmed", "plain"),
            id="firmed",
        ),
    ],
)
def test_a_move_is_told_by_its_days_or_its_kind(
    promised: tuple[Promise, Promise], text: tuple[str, str]
) -> None:
    judged = standing(*promised, as_of="2026-06-25")
    assert move_text(judged.moves[0], dated=True) == text


def test_what_moved_nothing_is_a_first_promise_or_none() -> None:
    assert [move_text(None, dated=True), move_text(None, dated=False)] == [("first", "plain"), ("–", "plain")]


@pytest.mark.parametrize(
    ("tally", "text"),
    [
        pytest.param(
            Tally(kept=2, broken=7, n=9, wilson_low=0.06, wilson_high=0.55), "too few to rank", id="nine"
        ),
        pytest.param(
            Tally(kept=4, broken=6, n=10, wilson_low=0.168, wilson_high=0.687),
            "40%, likely range 17 to 69%",
            id="ten",
        ),
    ],
)
def test_a_share_is_given_from_ten_resolved_dates_on(tally: Tally, text: str) -> None:
    assert share_text(tally) == text


def test_a_likely_range_stands_alone_where_the_share_is_beside_it() -> None:
    assert interval_text(Tally(kept=4, broken=6, n=10, wilson_low=0.168, wilson_high=0.687)) == "17 to 69%"
    assert share_text(Tally(kept=0, broken=0, n=0, wilson_low=None, wilson_high=None)) == "none resolved yet"


@pytest.mark.parametrize(
    ("days", "slip", "notice"),
    [
        pytest.param(31.5, "+31.5 d", "31.5 d before", id="between two days"),
        pytest.param(9.0, "+9 d", "9 d before", id="whole days"),
        pytest.param(0.0, "+0 d", "on the day", id="no day"),
        pytest.param(None, "–", "–", id="none"),
    ],
)
def test_medians_are_written_with_their_side(days: float | None, slip: str, notice: str) -> None:
    assert (slip_text(days), notice_text(days)) == (slip, notice)


def test_a_change_owned_up_to_afterwards_is_told_after_the_date() -> None:
    assert notice_text(-3.0) == "3 d after"
