"""timeline.claims.read_claim: one claim from a text and its tags, whatever the text."""

from datetime import date

import pytest

from news.matching import Target, joined_text
from timeline.claims import Claim, Mention, Role, read_claim
from timeline.terms import EventKind

ON = date(2026, 6, 4)
ACME, TERN = Target("company", 1), Target("company", 2)
HERON, OTTER = Target("product", 11), Target("product", 12)
NAMES = {"Acme": ACME, "Tern": TERN, "Heron": HERON, "Otter": OTTER}
HOSTILE = {
    "empty": ("", ""),
    "one word of 100,000 letters": ("x" * 100_000, "y" * 100_000),
    "nothing but cues": ("delays " * 20_000, "won't ship until " * 6_000),
    "nothing but dates": ("in June " * 10_000, "June July 2027, " * 6_000),
    "unreadable dates": ("q1 q1 q1 q1 half of the the week " * 3_000, "late late late year " * 5_000),
    "marks": ("(" * 9_000 + '"' * 9_000, ",,, --- ''' " * 9_000),
    "right to left and of no width": (
        "\u202eAcme\u202c \u200bdelays\u200d\u2066 Heron",
        "\ufeff\u200f" * 999,
    ),
    "blanks": (" \t\r\n\u00a0" * 20_000, "\n\n\n" * 20_000),
    "other scripts": ("深水 delays 模型 至 2027", "І will ship in Јune"),
    "lone surrogates": ("Acme \ud800 delays", "\udfff"),
}


def claim(title: str, text: str = "") -> Claim:
    whole = joined_text(title, text)
    mentions = [
        Mention(target=target, start=whole.index(name), end=whole.index(name) + len(name))
        for name, target in NAMES.items()
        if name in whole
    ]
    return read_claim(title, text, mentions=mentions, on=ON)


def test_a_claim_tells_what_happened_to_what_and_the_sentence_that_says_so() -> None:
    title, text = "A setback for Acme", "The company met the press. Acme delays Heron to November. More soon."

    told = claim(title, text)

    assert (told.kind, told.company, told.product, told.cue) == (EventKind.DELAY, ACME, HERON, "delays")
    assert joined_text(title, text)[slice(*told.sentence)] == "Acme delays Heron to November."
    assert [(each.words, each.role) for each in told.stated] == [("November", Role.PROMISED)]


def test_a_long_report_of_a_delay_gives_the_old_window_and_the_new_one() -> None:
    title = "Acme keeps developers waiting: the Heron API is delayed again"
    text = (
        "The API was originally planned for April, when the Heron app came out, and has slipped twice since."
        " It is now expected in June, the company said. Acme expects to spend $9 billion this year."
    )

    told = claim(title, text)

    assert (told.kind, told.company, told.product) == (EventKind.DELAY, ACME, HERON)
    assert [(each.words, each.role, each.window.latest) for each in told.stated[:2]] == [
        ("in June", Role.PROMISED, date(2026, 6, 30)),
        ("for April", Role.PREVIOUS, date(2026, 4, 30)),
    ]


def test_spans_are_counted_in_the_joined_text() -> None:
    title, text = "Acme delays Heron", "The model will ship in November."

    [stated] = claim(title, text).stated

    assert joined_text(title, text)[stated.start : stated.end] == stated.words == "in November"


def test_of_two_companies_the_one_before_the_verb_acts() -> None:
    assert claim("Acme acquires Tern").company == ACME
    assert claim("Tern acquires Acme").company == TERN


def test_in_the_passive_the_one_after_by_acts() -> None:
    assert claim("Tern acquired by Acme").company == ACME


def test_of_two_products_the_one_after_the_verb_is_acted_on() -> None:
    assert claim("With Otter out, Acme retires Heron").product == HERON


@pytest.mark.parametrize(
    ("title", "noun"),
    [
        ("Acme delays the launch of its smart ring to May", "launch of its smart ring"),
        ("Acme cancels its home robot", "home robot"),
        ("Acme is shutting down", ""),
        ("Acme retires Heron", ""),
    ],
    ids=["put off", "given up", "nothing after", "tagged"],
)
def test_without_a_tagged_product_the_words_after_the_verb_name_it(title: str, noun: str) -> None:
    assert claim(title).noun == noun


def test_a_text_that_claims_nothing_still_has_its_company() -> None:
    told = claim("A day in the life of Acme")

    assert (told.kind, told.cue, told.company, told.stated) == (None, "", ACME, ())


@pytest.mark.parametrize(("title", "text"), HOSTILE.values(), ids=HOSTILE.keys())
def test_no_text_breaks_it_or_takes_long(title: str, text: str) -> None:
    told = claim(title, text)

    assert 0 <= told.sentence[0] <= told.sentence[1] <= len(joined_text(title, text))


def test_what_stands_far_down_a_long_text_is_not_read() -> None:
    assert claim("Acme delays Heron", "word " * 20_000 + "It will ship in November.").stated == ()
