"""news.clustering.reports: who tells, what a headline names, and what rules out that two tell one event."""

import pytest

from news.clustering import Named, named_in, outlet_of
from news.matching import Target

HERON, OTTER = Target("company", 1), Target("product", 7)


@pytest.mark.parametrize(
    ("url", "name", "outlet"),
    [
        pytest.param("https://www.Press.example/a", "The Press", "press.example", id="the host of the page"),
        pytest.param("https://news.google.com/x", "The Press", "the press", id="the name behind a redirect"),
        pytest.param("", "The Press", "the press", id="the name without an address"),
        pytest.param("http://[", "", "", id="an address that is none"),
    ],
)
def test_an_outlet_is_known_by_its_host(url: str, name: str, outlet: str) -> None:
    assert outlet_of(url, name) == outlet


def test_a_headline_names_what_its_own_words_name() -> None:
    title = "Heron ships Otter 3.50"
    tags = [(HERON, [(0, 5), (40, 45)]), (Target("company", 2), [(50, 55)]), (OTTER, [(12, 22)])]

    assert named_in(title, tags) == Named(frozenset({1}), frozenset({("otter", "3.50")}))


def test_a_tag_without_a_place_in_the_text_counts_as_named() -> None:
    assert named_in("It ships", [(HERON, []), (OTTER, [])]) == Named(frozenset({1}), frozenset())


@pytest.mark.parametrize(
    ("first", "second", "contradict"),
    [
        pytest.param(Named(frozenset({1})), Named(frozenset({2})), True, id="other companies"),
        pytest.param(Named(frozenset({1, 2})), Named(frozenset({2, 3})), False, id="a company in common"),
        pytest.param(Named(frozenset({1})), Named(), False, id="one names none"),
        pytest.param(
            Named(versions=frozenset({("otter", "3")})), Named(versions=frozenset({("otter", "4")})), True,
            id="other versions of a model",
        ),
        pytest.param(
            Named(versions=frozenset({("otter", "3")})), Named(versions=frozenset({("egret", "4")})), False,
            id="versions of other models",
        ),
        pytest.param(
            Named(versions=frozenset({("otter", "3"), ("otter", "4")})),
            Named(versions=frozenset({("otter", "4")})), False,
            id="a version in common",
        ),
        pytest.param(Named(versions=frozenset({("otter", "3")})), Named(), False, id="one names no version"),
    ],
)  # fmt: skip
def test_names_can_rule_out_one_event(first: Named, second: Named, contradict: bool) -> None:
    assert (first.contradicts(second), second.contradicts(first)) == (contradict, contradict)


@pytest.mark.parametrize(
    ("name", "version"),
    [
        pytest.param("Otter 4.0", {("otter", "4")}, id="a zero behind the point"),
        pytest.param("OTTER-4", {("otter", "4")}, id="a hyphen, capitals"),
        pytest.param("Otter Large v4", {("large", "4")}, id="the word before it"),
        pytest.param("Otter", set(), id="none"),
        pytest.param("Ø", set(), id="other letters"),
    ],
)
def test_a_version_is_read_with_the_word_before_it(name: str, version: set[tuple[str, str]]) -> None:
    assert named_in(name, [(OTTER, [(0, len(name))])]).versions == version
