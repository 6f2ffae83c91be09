"""The cue lists: the language they are written in, and what they find."""

import re

import pytest

from timeline.claims.cues import CUES_FILE, cue_index, find_cues
from timeline.claims.phrases import compile_phrase
from timeline.claims.verbs import forms_of
from timeline.terms import EventKind
from timeline.yamlfile import load_yaml


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("delay", "delay delays delayed delaying"),
        ("scrap", "scrap scraps scrapped scrapping"),
        ("axe", "axe axes axed axing"),
        ("nix", "nix nixes nixed nixing"),
        ("deny", "deny denies denied denying"),
        ("kill", "kill kills killed killing"),
    ],
)
def test_a_verb_has_its_forms(verb: str, forms: str) -> None:
    assert forms_of(verb, irregular={}) == tuple(forms.split())


def test_an_irregular_verb_has_the_forms_listed() -> None:
    assert forms_of("shut", irregular={"shut": "shuts shutting"}) == ("shut", "shuts", "shutting")


@pytest.mark.parametrize(
    ("cue", "text", "found"),
    [
        ("~delay", "it delays the", "delays"),
        ("~delay", "the delayed-action switch", None),
        ("shuts/shut down", "acme shut  down it", "shut  down"),
        ("lay-off", "a lay off and", "lay off"),
        ("is (finally) here", "it is finally here.", "is finally here"),
        ("is (finally) here", "it is here.", "is here"),
        ("backs out (of)", "acme backs out", "backs out"),
        ("backs out (of)", "acme backs out of it", "backs out of"),
        ("drops ... support", "acme drops its old phone support", "drops its old phone support"),
        ("raises <money>", "acme raises $1.5 billion in", "raises $1.5 billion"),
        ("cuts <share>", "acme cuts 12% of", "cuts 12%"),
        ("<not> ... until", "it won't ship to shops until may", "won't ship to shops until"),
        ("moves to <when>", 'it moves to "2027"', 'moves to "2027'),
        ("stops <doing>", "acme stops selling it", "stops selling"),
        ("~cut", "the cutlery", None),
        ("drops ... support", "acme drops. their support", None),
        ("drops ... support", "drops one two three four five six support", None),
    ],
)
def test_a_cue_finds_its_words(cue: str, text: str, found: str | None) -> None:
    phrase = compile_phrase(cue, irregular={"cut": "cuts cutting"})

    match = re.search(rf"(?<![^\W_]){phrase.pattern.pattern}", text)

    assert (match.group() if match else None) == found


def test_a_cue_without_a_word_is_refused() -> None:
    with pytest.raises(ValueError, match="without a word"):
        compile_phrase("(maybe)", irregular={})


def test_every_kind_has_cues() -> None:
    kinds = {cue.group.kind for bucket in cue_index().values() for cue in bucket.cues}

    assert kinds == {*EventKind, None}


def test_groups_have_names_of_their_own_and_weights_from_1_to_4() -> None:
    content = load_yaml(CUES_FILE)
    groups = [*content["groups"], *content["against"]]

    assert len({group["name"] for group in groups}) == len(groups)
    assert all(1 <= float(group["weight"]) < 4 for group in groups)


def test_every_irregular_verb_is_used() -> None:
    content = load_yaml(CUES_FILE)
    cues = " ".join(group["cues"] for group in [*content["groups"], *content["against"]])

    assert [verb for verb in content["verbs"] if f"~{verb}" not in cues] == []


def test_no_cue_begins_within_a_hyphenated_word() -> None:
    text = "an open-ended, well-grounded talk"

    assert list(find_cues(text, 0, len(text))) == []


def test_cues_are_found_in_the_order_of_the_text() -> None:
    text = "acme acquires a startup and lays off its staff"

    found = [(each.group.kind, text[each.start : each.end]) for each in find_cues(text, 0, len(text))]

    assert found == [(EventKind.ACQUISITION, "acquires"), (EventKind.RESTRUCTURING, "lays off")]
