"""news.matching: which names count where."""

from datetime import date

import pytest

from news.matching import Match, Name, Target, compile_gazetteer, fold, folded_key, joined_text, match_text
from news.shipped import shipped_grammar

HERON = Target("company", 1)
PINE = Target("company", 2)
LABS = Target("company", 3)
OTTER = Target("product", 11)
OTTER_MINI = Target("product", 12)
HERON_FAMILY = Target("product", 13)
HERON_5 = Target("product", 17)
QUILL_A = Target("product", 14)
QUILL_B = Target("product", 15)
MOSS = Target("product", 16)

GAZETTEER = compile_gazetteer(
    [
        Name(text="Heron AI", target=HERON),
        Name(text="Heron", target=HERON, tier="strong"),
        Name(text="Pine", target=PINE, tier="weak", context=("startup", "Otter"), negative_context=("tree",)),
        Name(text="Deep Water Labs", target=LABS),
        Name(text="深水", target=LABS),
        Name(text="Otter", target=OTTER),
        Name(text="Otter Mini", target=OTTER_MINI),
        Name(text="Otter 3", target=OTTER),
        Name(text="Heron", target=HERON_FAMILY, version_policy="required"),
        Name(text="Heron 5", target=HERON_5),
        Name(text="Quill", target=QUILL_A),
        Name(text="Quill", target=QUILL_B),
        Name(text="Moss", target=MOSS, valid_from=date(2026, 1, 1)),
    ],
    owners={
        OTTER: PINE,
        OTTER_MINI: PINE,
        HERON_FAMILY: HERON,
        HERON_5: HERON,
        QUILL_A: HERON,
        QUILL_B: PINE,
        MOSS: LABS,
        LABS: HERON,
    },
    grammar=shipped_grammar(),
)


def accepted(title: str, text: str = "", on: date | None = None) -> set[Target]:
    matches = match_text(title, text, gazetteer=GAZETTEER, on=on)
    return {match.target for match in matches if match.machine == "accepted"}


@pytest.mark.parametrize(
    ("title", "targets"),
    [
        pytest.param("heron ai opens an office", {HERON}, id="a plain name in any case"),
        pytest.param("Heron opens an office", {HERON}, id="a strong name as written"),
        pytest.param("A heron by the river", set(), id="a strong name in another case is none"),
        pytest.param("HERON opens an office", set(), id="a strong name shouted is none"),
        pytest.param("Otter is out", {OTTER, PINE}, id="the company behind a product"),
        pytest.param("Moss is out", {MOSS, LABS, HERON}, id="the parent of the unit behind a product"),
        pytest.param("Otter Mini is out", {OTTER_MINI, PINE}, id="the longest name alone"),
        pytest.param("Heron 4 is out", {HERON_FAMILY, HERON}, id="a version makes it the family"),
        pytest.param("Heron 5 is out", {HERON_5, HERON}, id="the very version before its family"),
        pytest.param("Heron-4.5 is out", {HERON_FAMILY, HERON}, id="a version after a hyphen"),
        pytest.param("Otter 3 is out", {OTTER, PINE}, id="a name with its number"),
        pytest.param("Otter 3.5 is out", {OTTER, PINE}, id="another number is not cut short"),
        pytest.param("Pine, a startup", {PINE}, id="a weak name beside its context"),
        pytest.param("Pine is cut down", set(), id="a weak name alone"),
        pytest.param("The startup under the Pine tree", set(), id="a word that speaks against it"),
        pytest.param("Heron AI's office", {HERON}, id="possessive"),
        pytest.param("Heron AI\u2019s office", {HERON}, id="possessive with a curly apostrophe"),
        pytest.param("Heron\u00a0AI opens", {HERON}, id="a hard space inside the name"),
        pytest.param("Heron AI-backed lender", {HERON}, id="a hyphen that keeps the name"),
        pytest.param("Otter-catching season", set(), id="a hyphen that takes the name away"),
        pytest.param("Sea-Otter and SuperOtter", set(), id="part of another word"),
        pytest.param("Write to @otter or see otter.com", set(), id="a handle and a site"),
        pytest.param("为Otter上线", {OTTER, PINE}, id="no space in Chinese"),
        pytest.param("今天深水发布", {LABS, HERON}, id="a Chinese name"),
        pytest.param("Quill 2 by Heron AI", {QUILL_A, HERON}, id="a shared name goes to the owner named"),
        pytest.param("Heron", {HERON}, id="nothing but the name"),
        pytest.param("", set(), id="no text"),
    ],
)
def test_what_a_headline_names(title: str, targets: set[Target]) -> None:
    assert accepted(title) == targets


def test_the_text_is_read_after_the_title_and_no_name_reaches_across() -> None:
    assert accepted("News of the Deep", "Water Labs and Heron AI") == {HERON}


@pytest.mark.parametrize(
    ("on", "targets"),
    [(date(2025, 12, 31), set()), (date(2026, 1, 1), {MOSS, LABS, HERON}), (None, {MOSS, LABS, HERON})],
    ids=["before it was called so", "from that day on", "no day known"],
)
def test_a_name_counts_in_its_time(on: date | None, targets: set[Target]) -> None:
    assert accepted("Moss is out", on=on) == targets


def test_a_match_says_where_by_which_name_and_why() -> None:
    matches = match_text("Otter and Otter", "", gazetteer=GAZETTEER)

    assert matches == [
        Match(
            target=PINE,
            spans=((0, 5), (10, 15)),
            alias="Otter",
            rule='the company behind "Otter"',
            confidence=0.97,
            machine="accepted",
        ),
        Match(
            target=OTTER,
            spans=((0, 5), (10, 15)),
            alias="Otter",
            rule='named "Otter"',
            confidence=0.97,
            machine="accepted",
            named=("Otter",),
        ),
    ]


def test_a_weak_name_without_context_is_kept_as_refused() -> None:
    assert match_text("Pine is cut down", "", gazetteer=GAZETTEER) == [
        Match(
            target=PINE,
            spans=((0, 4),),
            alias="Pine",
            rule='"Pine" without any word that speaks for it',
            confidence=0.3,
            machine="refused",
            named=("Pine",),
        )
    ]


def test_a_name_shared_by_two_is_suggested_for_both_when_no_owner_is_named() -> None:
    matches = match_text("Quill is out", "", gazetteer=GAZETTEER)

    assert [(match.target, match.machine) for match in matches] == [
        (QUILL_A, "suggested"),
        (QUILL_B, "suggested"),
    ]


def test_spans_are_counted_in_the_joined_text() -> None:
    title, text = "İstanbul: “news”", "Deep\u2009Water\u00a0Labs answers"

    (match, *_) = [match for match in match_text(title, text, gazetteer=GAZETTEER) if match.target == LABS]
    start, end = match.spans[0]

    assert joined_text(title, text)[start:end] == "Deep\u2009Water\u00a0Labs"


@pytest.mark.parametrize("text", ["“İ–\u00a0·”", "plain", ""])
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_two_spellings_of_an_alias_have_one_key() -> None:
    assert folded_key("  Dall·E \u00a0 Mini ") == folded_key("DALL-E mini")


def test_the_digest_changes_with_a_rule_and_not_with_the_order() -> None:
    names = [Name(text="Otter", target=OTTER), Name(text="Heron", target=HERON)]
    stricter = [Name(text="Otter", target=OTTER, tier="strong"), names[1]]

    first, again, other = (compile_gazetteer(each, owners={}) for each in (names, names[::-1], stricter))

    assert (first.digest == again.digest, first.digest == other.digest) == (True, False)
