"""Which phrases of time a text holds."""

from datetime import date

import pytest

from timeline.claims.dated import MOST_PHRASES, find_dated

ON = date(2026, 6, 3)


def found(text: str) -> list[str]:
    return [dated.words for dated in find_dated(text, text.lower(), on=ON)]


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("It ships in June 2026, says Acme.", ["in June 2026"]),
        ("It ships on Thursday, June 4th at noon.", ["on Thursday, June 4th"]),
        (
            "out by the end of next year for all",
            ["by the end of next year"],
        ),
        ("as early as the end of next month", ["as early as the end of next month"]),
        ("from June 8 to June 12", ["from June 8 to June 12"]),
        ("late 2026 or early 2027", ["late 2026 or early 2027"]),
        ("Acme 5 on Tuesday", ["on Tuesday"]),
        ("Nov. 7 at one", ["Nov. 7"]),
        ("out 2026-12-01.", ["2026-12-01"]),
        ("it may arrive in May", ["in May"]),
        ("delayed from its planned March release to April 30", ["March", "April 30"]),
        ("moves the launch from July to October", ["from July", "October"]),
        ("moves its app to 2027", ["2027"]),
        ("Runner 2099 has a date", []),
        ("shipped 2026 units", []),
        ("nothing of the kind", []),
    ],
)
def test_a_phrase_is_found_at_its_full_length(text: str, phrases: list[str]) -> None:
    assert found(text) == phrases


def test_a_phrase_knows_its_place_and_looks_both_ways() -> None:
    text = "It was due in April"

    [dated] = find_dated(text, text.lower(), on=ON)

    assert text[dated.start : dated.end] == "in April"
    assert dated.ahead is not None
    assert dated.back is not None
    assert (dated.ahead.earliest, dated.back.earliest) == (date(2027, 4, 1), date(2026, 4, 1))


def test_no_text_gives_more_phrases_than_the_most() -> None:
    assert len(found("in June, so " * 500)) == MOST_PHRASES
