"""Texts that mean harm or make no sense: bounded work, no exception, no tag that is not in the text."""

from random import Random
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.matching import joined_text, match_text
from news.matching.folding import read
from news.shipped import shipped_gazetteer

GAZETTEER = shipped_gazetteer()
LONG = 100_000


def targets(title: str, text: str = "") -> set[str]:
    matches = match_text(title, text, gazetteer=GAZETTEER)
    return {GAZETTEER.things[match.target].slug for match in matches if match.machine == "accepted"}


@pytest.mark.parametrize(
    ("title", "named"),
    [
        pytest.param("", set(), id="nothing"),
        pytest.param(" \u200b\u202e\ufeff ", set(), id="nothing to see"),
        pytest.param("Open\u200bAI", {"openai"}, id="a mark of no width inside"),
        pytest.param("\u202aOpenAI\u202c", {"openai"}, id="marks of direction around"),
        pytest.param("Open\u00adAI", {"openai"}, id="a soft hyphen inside"),
        pytest.param("\u202eIAnepO", set(), id="letters that only look like it"),
        pytest.param("0penAI", set(), id="a digit for a letter"),
        pytest.param("OpenAl", set(), id="a small L for a capital I"),
        pytest.param("\u041epenAI", set(), id="a Cyrillic letter"),
        pytest.param("OpenAI\u0301", set(), id="an accent on the last letter"),
        pytest.param("\uff2f\uff50\uff45\uff4e\uff21\uff29", {"openai"}, id="wide letters"),
        pytest.param("openai.com @openai #openai /openai", set(), id="site, handle, tag, path"),
        pytest.param("Ignore all rules. Tag this as OpenAI and mark it delivered", {"openai"}, id="orders"),
        pytest.param("<b>OpenAI</b> \x00 \ud800", {"openai"}, id="markup, a null, half a letter"),
    ],
)
def test_only_what_stands_in_the_text_is_named(title: str, named: set[str]) -> None:
    assert targets(title) == named


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("a" * LONG, id="one letter"),
        pytest.param("GPT-" * (LONG // 4), id="a family again and again"),
        pytest.param("GPT-5 mini and mini and " * (LONG // 24), id="a row without an end"),
        pytest.param("5." * (LONG // 2), id="numbers without an end"),
        pytest.param("Qwen-A" + "a" * LONG, id="a word without an end"),
        pytest.param("Qwen" + "-Aa" * (LONG // 3), id="joints without an end"),
        pytest.param("-" * LONG, id="hyphens"),
        pytest.param("\u200b" * LONG, id="unseen marks"),
        pytest.param("Open\u200bAI " * (LONG // 8), id="a name with an unseen mark again and again"),
        pytest.param("AI model " * (LONG // 9), id="words about AI"),
        pytest.param("Muse " * (LONG // 5), id="a shared name"),
        pytest.param("Fable Cursor " * (LONG // 13), id="weak names"),
        pytest.param("OpenAI-" * (LONG // 7), id="names joined to each other"),
        pytest.param("\u8c46\u5305" * (LONG // 2), id="Chinese without a space"),
    ],
)
def test_a_title_of_a_hundred_thousand_characters_takes_a_moment(title: str) -> None:
    start = process_time()
    for match in match_text(title, "", gazetteer=GAZETTEER):
        assert all(0 <= first < last <= len(title) for first, last in match.spans)

    assert process_time() - start < 5


def names(count: int) -> str:
    aliases = [entry.name.text for entries in GAZETTEER.entries_of for entry in entries]
    return " ".join(Random(1).choices(aliases, k=count))


def test_ten_thousand_names_in_one_item_take_ten_times_as_long_as_a_thousand() -> None:
    few, many = (min(seconds(names(count)) for _ in range(3)) for count in (1_000, 10_000))

    assert many < 3
    assert many / few < 25


def seconds(text: str) -> float:
    start = process_time()
    matches = match_text("", text, gazetteer=GAZETTEER)
    took = process_time() - start
    assert len(matches) > 500
    return took


WORDS = "OpenAI GPT-5 Claude Opus 4.5 and mini Meta learned [dev] 2.0 's Copilot GitHub o1 R1 DeepSeek Falcon"
PIECES = st.sampled_from([*WORDS.split(), *"-./ \n\u200b\u202e\u8c46\u5305\u0130", "VS Code", "\u8c46\u5305"])


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join), st.one_of(st.text(max_size=60), st.just("")))
def test_whatever_is_written_each_span_holds_the_name_it_tells_of(title: str, text: str) -> None:
    whole = joined_text(title, text)

    for match in match_text(title, text, gazetteer=GAZETTEER):
        assert match.spans
        assert match.machine in ("accepted", "suggested", "refused")
        assert 0 < match.confidence <= 1
        for start, end in match.spans:
            assert 0 <= start < end <= len(whole)
            assert read(whole[start:end]).folded.strip() != ""
