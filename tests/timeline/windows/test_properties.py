"""What holds for any text and any day: nothing fails, nothing begins before it was said, text reads back."""

from datetime import date, timedelta
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline.terms import BOUNDED, Precision
from timeline.windows import RULES, Window, display, edtf, read_window

MANY = settings(
    max_examples=500,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

VOCABULARY = (
    "early mid late end of the beginning in by before after until from to between and or – - / , ( ) "
    "not no at least earliest latest as soon later this next coming last first second third fourth half "
    "quarter week month year days weeks months a few couple two three one more than within over about June "
    "May March fall spring winter summer Dec Sept. Thursday Mon Q1 Q3 H2 fiscal FY27 2026 2027 '26 9 9th 30 "
    "31 2026-06-09 2026-07 6/15/2026 tomorrow today soon TBD with alongside delayed may year-end mid-June "
    "June–July never 10 a.m. million 18.4 week's now away ago for when it's ready OpenAI Gemini 3 launches"
).split()
PHRASES = st.lists(st.sampled_from(VOCABULARY), max_size=8).map(" ".join)
# Drawn from a seed, since a list of hundreds of drawn words costs more than reading them.
LONG_PHRASES = st.builds(
    lambda seed, length: " ".join(Random(seed).choices(VOCABULARY, k=length))[:10_000],
    st.integers(0, 2**32),
    st.integers(200, 2_000),
)
REPEATED = st.builds(
    lambda word, times: (word * times)[:10_000],
    st.one_of(
        st.text(min_size=1, max_size=12),
        st.sampled_from([*VOCABULARY, "9,", "a's", "1-", "1/", "June 9 ", "9–", "n't ", "0" * 50]),
    ),
    st.integers(1, 10_000),
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.builds(
        lambda text, times: (text * times)[:10_000], st.text(min_size=1, max_size=12), st.integers(1, 10_000)
    ),
    st.builds(
        lambda word, times: (word * times)[:10_000],
        st.sampled_from([*VOCABULARY, "9,", "a's", "1-", "1/", "June 9 ", "9–", "n't ", "0" * 50]),
        st.integers(1, 10_000),
    ),
)
TEXTS = st.one_of(PHRASES, LONG_PHRASES, REPEATED, st.text(max_size=200))
DAYS = st.dates(date(1905, 1, 1), date(2150, 1, 1))


@given(
    TEXTS,
    st.one_of(st.none(), st.dates()),
    st.integers(0, 40),
    st.booleans(),
    st.integers(1, 12),
    st.one_of(st.none(), st.dates()),
)
@MANY
def test_no_text_makes_it_fail(
    words: str, said: date | None, spread: int, retro: bool, start: int, relative: date | None
) -> None:
    said_latest = said and min(date.max - timedelta(days=40), said) + timedelta(days=spread)
    previous = Window(date(2026, 6, 21), date(2026, 6, 30), Precision.PART, None, "month-part")
    window = read_window(
        words,
        said,
        said_latest,
        fiscal_year_start_month=start,
        previous=previous,
        relative=relative,
        retro=retro,
    )
    assert window is None or window.rule in {rule.id for rule in RULES}


@given(PHRASES, DAYS, st.integers(0, 30))
@MANY
def test_no_window_begins_before_it_was_said_or_ends_before_it_begins(
    words: str, said: date, spread: int
) -> None:
    window = read_window(words, said, said + timedelta(days=spread))
    if window is None:
        return
    assert window.earliest is not None
    assert said <= window.earliest <= (window.latest or date.max)
    if window.strict_latest is not None:
        assert window.latest is not None
        assert window.earliest <= window.strict_latest <= window.latest


@given(PHRASES, DAYS)
@MANY
def test_the_ends_of_a_window_fit_its_precision(words: str, said: date) -> None:
    window = read_window(words, said, said)
    if window is None:
        return
    assert (window.latest is not None) == (window.precision in BOUNDED)
    assert window.precision != Precision.DAY or window.earliest == window.latest


def periods(year: int, month: int, day: int) -> list[str]:
    """Phrases with their year, one for each sort of window."""
    months = "January February March April May June July August September October November December".split()
    name = months[month - 1]
    return [
        f"{name} {day}, {year}",
        f"{name} {day} and {day + 1}, {year}",
        f"the week of {name} {day}, {year}",
        f"{name} {year}",
        f"early {name} {year}",
        f"the end of {name} {year}",
        f"Q{(month - 1) // 3 + 1} {year}",
        f"H{(month - 1) // 6 + 1} {year}",
        f"mid-{year}",
        f"winter {year}",
        f"late {name} or {months[month % 12]} {year}",
        f"in {year}",
        f"by {name} {year}",
        f"by {name} {day}, {year}",
        f"before {name} {year}",
        f"not before {name} {year}",
        "in the coming weeks",
        "in the coming year",
        "this week",
        "next quarter",
        "soon",
    ]


@given(DAYS, st.integers(-1, 9), st.integers(1, 12), st.integers(1, 27), st.integers(0, 20))
@MANY
def test_the_text_shown_reads_back_to_the_same_window(
    said: date, years: int, month: int, day: int, sort: int
) -> None:
    window = read_window(periods(said.year + years, month, day)[sort], said, said)
    if window is None:
        return
    again = read_window(display(window), said, said)
    assert again is not None
    assert (again.earliest, again.latest) == (window.earliest, window.latest)
    assert (again.precision == Precision.DEADLINE) == (window.precision == Precision.DEADLINE)


@given(DAYS, st.integers(0, 800), st.sampled_from(sorted(BOUNDED)))
@MANY
def test_any_bounded_window_is_shown_so_that_it_reads_back(
    first: date, length: int, precision: Precision
) -> None:
    last = first if precision == Precision.DAY else first + timedelta(days=length)
    window = Window(first, last, precision, None, "any")
    again = read_window(display(window), first, first)
    assert again is not None
    assert (again.earliest, again.latest) == (first, last)


@given(PHRASES, DAYS)
@MANY
def test_every_window_with_a_day_has_a_label_that_holds_its_days(words: str, said: date) -> None:
    window = read_window(words, said, said)
    if window is None or window.precision == Precision.VAGUE:
        return
    label = edtf(window)
    assert label is not None
    assert str(window.earliest).startswith(label.split("/")[0])
