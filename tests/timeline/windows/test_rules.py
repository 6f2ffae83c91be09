"""The phrase table as data: what it prints is what the reader does."""

from datetime import date, timedelta

import pytest

from timeline.terms import Precision
from timeline.windows import RULES, RULESET, Rule, Window, read_window

SAID = date(2026, 1, 5)
OLD = Window(date(2026, 1, 21), date(2026, 1, 31), Precision.PART, None, "month-part")
OTHER = date(2026, 3, 2)
EXAMPLES = [pytest.param(rule, words, id=words) for rule in RULES for words in rule.examples]


def read(words: str, said: date = SAID) -> Window:
    relative = OTHER if words.startswith(("with ", "alongside ")) else None
    window = read_window(words, said, said, previous=OLD, relative=relative)
    assert window is not None
    return window


def test_this_is_rule_set_1() -> None:
    assert RULESET == 1


def test_no_two_rows_have_the_same_id() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(("rule", "words"), EXAMPLES)
def test_every_example_is_read_by_its_own_row(rule: Rule, words: str) -> None:
    window = read(words)
    assert window.rule == rule.id
    assert window.precision in rule.precisions


def test_the_rows_together_give_every_precision() -> None:
    assert {precision for rule in RULES for precision in rule.precisions} == set(Precision)


def constants(rule_id: str) -> tuple[str, ...]:
    return next(rule.constants for rule in RULES if rule.id == rule_id)


def test_the_constants_printed_are_those_of_the_specification() -> None:
    assert {rule.id: rule.constants for rule in RULES if rule.constants} == {
        "month-part": ("early: day 1 to 10", "mid: day 11 to 20", "late: day 21 to the last"),
        "month-end": ("the end: day 21 to the last",),
        "year-part": (
            "early: January to April",
            "mid: May to August",
            "late: September to December",
        ),
        "season": (
            "spring: 1 March to 21 June",
            "summer: 1 June to 22 September",
            "fall: 1 September to 21 December",
            "winter: 1 December to 20 March",
        ),
        "year-end": ("the end: November to December",),
        "coming-year": ("the coming year: 365 days",),
        "coming": ("days: 14 days", "weeks: 56 days", "months: 183 days"),
    }


@pytest.mark.parametrize("printed", constants("coming"))
def test_the_coming_units_last_as_long_as_is_printed(printed: str) -> None:
    unit, days = printed.split(": ")
    assert read(f"in the coming {unit}").latest == SAID + timedelta(days=int(days.split()[0]))


@pytest.mark.parametrize("printed", constants("season"))
def test_a_season_lasts_as_long_as_is_printed(printed: str) -> None:
    season, bounds = printed.split(": ")
    window = read(f"{season} 2026")
    assert window.earliest is not None
    assert window.latest is not None
    assert bounds == f"{window.earliest:%-d %B} to {window.latest:%-d %B}"


@pytest.mark.parametrize("printed", constants("year-part"))
def test_a_part_of_a_year_lasts_as_long_as_is_printed(printed: str) -> None:
    part, months = printed.split(": ")
    window = read(f"{part} 2026")
    assert window.earliest is not None
    assert window.latest is not None
    assert months == f"{window.earliest:%B} to {window.latest:%B}"
