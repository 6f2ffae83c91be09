"""Phrases that no rule reads: nothing is guessed, a person decides."""

from datetime import date

import pytest

from timeline.windows import read_window

SAID = date(2026, 6, 3)

REFUSED = {
    "says nothing": ["", " ", "…", "hope to open the next version", "nobody at the wheel", "any day now"],
    "already over": ["June 2025", "in 2025", "by 2025", "June 1, 2026", "earlier this year", "yesterday"],
    "in the past": ["last year", "last June", "two weeks ago", "since May", "this May", "the past quarter"],
    "ambiguous figures": ["6/9/2026", "6/9", "Q3 26", "2026–27", "9.6.2026", "31/31/2026", "2026-02-30"],
    "no such day": ["June 31", "April 31, 2027", "2027-02-29", "third half of 2027", "Friday, June 11"],
    "parts without a rule": [
        "early Q3",
        "late summer",
        "early next week",
        "the first week of July",
        "the last week of July",
        "the first half of July",
        "the end of Q3",
        "at the end of the week",
        "half of 2027",
        "the June quarter",
        "this weekend",
    ],
    "holidays": ["by Christmas", "holiday 2026", "before the holidays", "Black Friday", "Thanksgiving 2026"],
    "two windows": [
        "June 9 and later in the fall",
        "June, July or August",
        "July 9, 10 and 11",
        "2,000 units in 2026 and 5 in May 2027",
        "the 2026 edition in August",
        "July 2027, maybe two weeks",
    ],
    "a denial": [
        "not in July",
        "in July, not August",
        "won't ship in July",
        "this summer but not August",
        "not any time soon",
        "too soon to say",
        "no longer in 2026",
    ],
    "an old window moved": [
        "slipped from July to August",
        "delayed from July",
        "the July launch slips",
        "delayed the July launch",
        "instead of July",
    ],
    "a bound without a rule": [
        "July or sooner",
        "later than July",
        "after July",
        "through July",
        "by about then",
    ],
    "lengths without a rule": [
        "over two weeks",
        "in more than two weeks",
        "for two weeks",
        "for the next two weeks",
        "every two weeks",
        "two weeks after launch",
        "in two weeks of testing",
        "in a year and a half",
        "in half a year",
        "in the coming years",
        "$20 a month",
        "a two week test",
    ],
    "numbers that belong to a name": ["Gemini 3 July release", "GPT 5 July", "iOS 26 July 2026 update"],
    "verbs": ["it may", "OpenAI may", "prices may fall"],
}


@pytest.mark.parametrize(
    "words", [pytest.param(words, id=f"{why}: {words}") for why, table in REFUSED.items() for words in table]
)
def test_a_phrase_without_a_rule_is_not_read(words: str) -> None:
    assert read_window(words, SAID, SAID) is None


@pytest.mark.parametrize("said", [date.min, date.max])
@pytest.mark.parametrize(
    "words",
    ["next year", "in six months", "June", "this week", "by the end of the year", "in the coming year"],
)
def test_at_the_ends_of_the_calendar_nothing_fails(words: str, said: date) -> None:
    window = read_window(words, said, said)
    assert window is None or (window.earliest is not None and window.earliest >= said)


def test_a_text_beyond_ten_thousand_characters_is_not_read() -> None:
    assert read_window("June" + " " * 9_996, SAID, SAID) is not None
    assert read_window("June" + " " * 9_997, SAID, SAID) is None
