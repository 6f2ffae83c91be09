"""news.clustering.words: what of a text counts when stories are compared."""

import pytest

from news.clustering.words import LEAD_CHARACTERS, counted_words


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("Heron delays Otter's launch", "HERON DELAYED OTTER LAUNCHES", id="forms and case"),
        pytest.param("Heron’s ten agents", "Heron's 10 agent", id="quotes, numerals"),
        pytest.param("companies", "company", id="ies"),
        pytest.param("releases", "released", id="a mute e"),
        pytest.param("The Otter is out", "otter: out!", id="common words and marks"),
        pytest.param("Otter\u00a03.5", "otter 3.5", id="version in one word"),
    ],
)
def test_forms_of_the_same_words_are_the_same(first: str, second: str) -> None:
    assert counted_words(first, "")[0] == counted_words(second, "")[0]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("Otter 3.5", "Otter 3.6", id="versions"),
        pytest.param("Otter process", "Otter proc", id="a double s is no ending"),
        pytest.param("bed", "bing", id="too short to lose an ending"),
    ],
)
def test_other_words_stay_other_words(first: str, second: str) -> None:
    assert counted_words(first, "")[0] != counted_words(second, "")[0]


def test_words_of_the_text_are_counted_apart_from_the_title() -> None:
    in_title, in_lead = counted_words("Otter is out", "Otter, the otter of Heron, is here")

    assert (in_title, dict(in_lead)) == (frozenset({"otter", "out"}), {"otter": 2, "heron": 1, "her": 1})


def test_a_translation_beside_the_report_is_left_out() -> None:
    assert counted_words("Otter is out", "水獭今天发布 Otter is out") == counted_words(
        "Otter is out", "Otter is out"
    )


def test_writing_without_spaces_counts_by_pairs_of_letters() -> None:
    assert counted_words("水獭发布", "")[0] == {"水獭", "獭发", "发布"}


def test_only_the_beginning_of_a_long_text_counts() -> None:
    start = "otter " * (LEAD_CHARACTERS // 6)

    assert counted_words("", start + "heron") == counted_words("", start)


@pytest.mark.parametrize("text", ["", " ", "\0", "!?", "\u200b", "𝕆𝕥𝕥𝕖𝕣", "\ud800"], ids=repr)
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    assert counted_words(text, text)[0] == counted_words(text, text)[1].keys()
