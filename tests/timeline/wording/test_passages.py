"""Passages of a text around its names."""

import pytest

from timeline.wording.passages import LONGEST, names_in, passage
from timeline.wording.tags import confidence_text, rule_text, verdict_text

TITLE = "Heron opens its lab"
LONG = "word " * 80 + "Heron " + "more " * 80


def shown(title: str, text: str, *spans: list[int]) -> str:
    """The passage with what is marked in brackets."""
    return "".join(f"[{each.text}]" if each.is_marked else each.text for each in passage(title, text, spans))


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        pytest.param([[0, 5]], "[Heron] opens its lab", id="in the title"),
        pytest.param([[16, 19], [0, 5]], "[Heron] opens its [lab]", id="two, in the order of the text"),
        pytest.param([[0, 5], [0, 11]], "[Heron] opens its lab", id="one over another"),
        pytest.param([[0, 5], [21, 26]], "[Heron] opens its lab", id="the title goes first"),
        pytest.param([[21, 26]], "[Doors] open at nine.", id="in the text"),
        pytest.param([], "", id="nowhere"),
        pytest.param([[30, 500]], "", id="beyond a text that has changed"),
        pytest.param([[5, 5], [7, 6]], "", id="of no length"),
    ],
)
def test_the_part_that_holds_the_first_name_is_shown(spans: list[list[int]], expected: str) -> None:
    assert shown(TITLE, "Doors open at nine.", *spans) == expected


def test_a_long_text_is_cut_between_words_around_the_name() -> None:
    at = len(TITLE) + 2 + LONG.index("Heron")
    found = shown(TITLE, LONG, [at, at + 5])
    assert "word [Heron] more" in found
    assert found.strip("…").split()[0] == "word"
    assert found.strip("…").split()[-1] == "more"
    assert len(found) < LONGEST


def test_a_text_without_any_blank_is_cut_all_the_same() -> None:
    found = shown("", "x" * 5000 + "Heron" + "y" * 5000, [5002, 5007])
    assert found == "…[Heron]…"


def test_a_name_longer_than_a_passage_is_shown_whole() -> None:
    assert shown("", "a " * 200 + "b" * 300, [402, 702]).count("b") == 300


def test_the_names_as_read_are_told_once_each() -> None:
    assert names_in("Heron and heron", "Heron", [[0, 5], [10, 15], [17, 22]]) == ("Heron", "heron")


@pytest.mark.parametrize(
    ("confidence", "words"),
    [
        (1.0, "sure (1.00)"),
        (0.8, "sure (0.80)"),
        (0.79, "likely (0.79)"),
        (0.4, "likely (0.40)"),
        (0.3, "doubtful (0.30)"),
    ],
)
def test_confidence_is_a_word_and_a_number(confidence: float, words: str) -> None:
    assert confidence_text(confidence) == words


def test_a_citation_is_told_as_one_and_a_rule_as_it_is() -> None:
    assert rule_text("cited by the record") == "the record cites this page for it"
    assert rule_text('named "Heron" beside "lab"') == "named “Heron” beside “lab”"


@pytest.mark.parametrize(
    ("machine", "decision", "rule", "words"),
    [
        ("accepted", None, 'named "Heron"', "by the rules alone"),
        ("accepted", None, "cited by the record", "by the record"),
        ("refused", None, '"Heron" without its context', "by the rules, against the tag"),
        ("suggested", None, '"Heron" is the name of several', "not yet: the rules suggest it to a curator"),
        ("accepted", "remove", 'named "Heron"', "by a curator, against the tag"),
        (None, "add", "", "by a curator"),
    ],
)
def test_a_verdict_says_who_decided(machine: str | None, decision: str | None, rule: str, words: str) -> None:
    assert verdict_text(machine, decision, rule=rule) == words
