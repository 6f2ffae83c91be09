"""What a window is in its text: the new promise, the old one, a day gone by, a guess of others."""

from datetime import date

import pytest

from timeline.claims import Role, read_claim

ON = date(2026, 6, 4)


def roles(title: str, text: str = "") -> dict[str, Role]:
    return {each.words: each.role for each in read_claim(title, text, mentions=(), on=ON).stated}


@pytest.mark.parametrize(
    ("title", "text", "told"),
    [
        ("Acme will release Heron in November", "", {"in November": Role.PROMISED}),
        ("Acme retires Heron", "It works until October 5.", {"until October 5": Role.PROMISED}),
        (
            "Acme delays Heron",
            "It was originally slated for April and will now ship in July.",
            {"for April": Role.PREVIOUS, "in July": Role.PROMISED},
        ),
        ("Acme delays Heron", "The model was due in March.", {"in March": Role.PREVIOUS}),
        (
            "Acme pushes its ring from July to October",
            "",
            {"from July": Role.PREVIOUS, "October": Role.PROMISED},
        ),
        ("Heron won't launch in June after all", "", {"in June": Role.PREVIOUS}),
        ("Acme delays Heron's July launch", "", {"July": Role.PREVIOUS}),
        ("Acme acquires Pebble", "Acme announced the deal on Monday.", {"on Monday": Role.ACTUAL}),
        ("Acme acquires Pebble", "On Monday, Acme announced the deal.", {"On Monday": Role.ACTUAL}),
        ("Acme opens Heron to all", "It had released the model in May.", {"in May": Role.ACTUAL}),
        ("Acme to open Heron starting Friday", "", {"Friday": Role.PROMISED}),
        (
            "Analysts expect robots to outnumber clerks by 2030",
            "",
            {"by 2030": Role.FORECAST},
        ),
        ("Ada Moor leaves Acme after five years", "", {}),
    ],
)
def test_a_window_has_its_role(title: str, text: str, told: dict[str, Role]) -> None:
    assert roles(title, text) == told


def test_of_two_promises_that_agree_the_finer_is_the_one() -> None:
    told = read_claim("Acme's ring arrives in November", "It ships on November 12.", mentions=(), on=ON)

    assert [(each.words, each.role) for each in told.stated] == [("on November 12", Role.PROMISED)]


def test_an_old_window_is_read_as_looked_back_on() -> None:
    told = read_claim("Acme delays Heron", "It was due in April.", mentions=(), on=ON)

    assert [each.window.latest for each in told.stated] == [date(2026, 4, 30)]


def test_a_run_of_days_is_not_narrowed_to_one_of_them() -> None:
    told = read_claim("Acme's fair runs June 8 to 12", "Acme kicks off on June 8.", mentions=(), on=ON)

    assert told.stated[0].window.latest == date(2026, 6, 12)
