"""The grammar of names: what follows a family, what speaks for a name, who is behind it and since when."""

from datetime import date

import pytest

from news.matching import Match, Name, Publisher, Target, Thing, compile_gazetteer, identity, match_text
from news.matching.grammar import build_grammar
from news.shipped import shipped_grammar, shipped_rows

HERON, PINE, REED = (Target("company", number) for number in (1, 2, 3))
OTTER, OTTER_2, OTTER_2_PRO, PHONE, FERN, QUILL_A, QUILL_B = (
    Target("product", number) for number in range(11, 18)
)
THINGS = [
    Thing(target=HERON, slug="heron", name="Heron", kind="company", host="heron.example"),
    Thing(target=PINE, slug="pine", name="Pine", kind="company"),
    Thing(target=REED, slug="reed", name="Reed", kind="company"),
    Thing(target=OTTER, slug="otter", name="Otter (models)", kind="family"),
    Thing(target=OTTER_2, slug="otter-2", name="Otter 2", kind="model"),
    Thing(target=OTTER_2_PRO, slug="otter-2-pro", name="Otter 2 Pro", kind="model"),
    Thing(target=PHONE, slug="phone", name="Wader", kind="device"),
    Thing(target=FERN, slug="fern", name="Fern", kind="agent"),
    Thing(target=QUILL_A, slug="quill-a", name="Quill of Heron", kind="app"),
    Thing(target=QUILL_B, slug="quill-b", name="Quill of Pine", kind="app"),
]
OWNERS = {
    OTTER: HERON,
    OTTER_2: HERON,
    OTTER_2_PRO: HERON,
    PHONE: HERON,
    FERN: PINE,
    QUILL_A: HERON,
    QUILL_B: PINE,
}
NAMES = [
    Name(text="Heron", target=HERON, tier="strong"),
    Name(text="Pine", target=PINE, tier="weak", context=("startup",)),
    Name(text="Reed", target=REED),
    Name(text="Otter", target=OTTER, version_policy="required", tier="strong"),
    Name(text="Otter 2", target=OTTER_2),
    Name(text="Otter 2 Pro", target=OTTER_2_PRO),
    Name(text="Wader", target=PHONE),
    Name(text="Heron Wader", target=PHONE),
    Name(text="Fern", target=FERN, tier="weak", case_sensitive=True),
    Name(text="Quill", target=QUILL_A, tier="weak"),
    Name(text="Quill", target=QUILL_B, tier="weak"),
]
DATA = {
    "shared_names": [
        {
            "text": "Quill",
            "rules": [
                {"product": "quill-a", "words": ["river"], "valid_to": "2025-12-31"},
                {"product": "quill-b", "words": ["river"], "valid_from": "2026-01-01"},
            ],
            "refuse": ["goose"],
        }
    ],
    "short_forms": [
        {"product": "otter", "heads": ["O2"], "pattern": "O2(?: Pro)?", "prefix": "Otter", "needs": ["Heron"]}
    ],
    "moves": [
        {"product": "fern", "owners": [{"from": "2026-03-01", "owner": "reed"}]},
        {"company": "reed", "owners": [{"from": "2026-05-01", "owner": "heron"}]},
    ],
}
READING = shipped_grammar()
GAZETTEER = compile_gazetteer(NAMES, owners=OWNERS, things=THINGS, grammar=READING)
OWN_RULES = compile_gazetteer(NAMES, owners=OWNERS, things=THINGS, grammar=build_grammar(DATA))


def models(title: str) -> dict[Target, tuple[str, ...]]:
    matches = match_text(title, "", gazetteer=GAZETTEER)
    return {each.target: each.named for each in matches if each.target.kind == "product"}


@pytest.mark.parametrize(
    ("title", "named"),
    [
        pytest.param("Otter is a swimmer", {}, id="a family that needs a version, without one"),
        pytest.param("Otter 3 is out", {OTTER: ("Otter 3",)}, id="a number"),
        pytest.param("Otter-3.5 is out", {OTTER: ("Otter-3.5",)}, id="a hyphen and a dotted number"),
        pytest.param("Otter3 is out", {OTTER: ("Otter3",)}, id="nothing between"),
        pytest.param("Otter 4o is out", {OTTER: ("Otter 4o",)}, id="a letter after the number"),
        pytest.param("Otter V3.1 is out", {OTTER: ("Otter V3.1",)}, id="a letter before the number"),
        pytest.param("Otter 3 70B is out", {OTTER: ("Otter 3",)}, id="a size is read and left out"),
        pytest.param("Otter-3-0528 is out", {OTTER: ("Otter-3-0528",)}, id="a month stamp"),
        pytest.param("Otter 3 Pro is out", {OTTER: ("Otter 3 Pro",)}, id="a variant"),
        pytest.param("Otter 3 pro is out", {OTTER: ("Otter 3 pro",)}, id="a variant in small letters"),
        pytest.param("Otter 3 code is out", {OTTER: ("Otter 3",)}, id="a small word that is no variant"),
        pytest.param("Otter 3 [dev] is out", {OTTER: ("Otter 3 dev",)}, id="a variant in brackets"),
        pytest.param("Otter 2 is out", {OTTER_2: ("Otter 2",)}, id="the model of that version"),
        pytest.param("Otter 2.0 is out", {OTTER_2: ("Otter 2.0",)}, id="x.0 is x"),
        pytest.param("Otter-2-Pro is out", {OTTER_2_PRO: ("Otter-2-Pro",)}, id="the model of that variant"),
        pytest.param(
            "Otter 2 Mini is out", {OTTER_2: ("Otter 2 Mini",)}, id="the nearest model, with the exact name"
        ),
        pytest.param(
            "Otter 3 Pro, Mini and Nano",
            {OTTER: ("Otter 3 Pro", "Otter 3 Mini", "Otter 3 Nano")},
            id="a head that three share",
        ),
        pytest.param("Otter 3.5 to 3.7", {OTTER: ("Otter 3.5", "Otter 3.7")}, id="a range is two"),
        pytest.param("Otter 2026 is here", {}, id="a year is no version"),
        pytest.param("Otter 3 percent off", {}, id="a share is no version"),
        pytest.param("Otter 3 weeks later", {}, id="a count is no version"),
        pytest.param("Otter 3,000 units", {}, id="thousands are no version"),
        pytest.param("Otter-3 weeks on", {OTTER: ("Otter-3",)}, id="a joined number counts nothing"),
        pytest.param("Otter.2 models", {OTTER_2: ("Otter.2",)}, id="a number behind a dot"),
        pytest.param("Otter 3 models", {OTTER: ("Otter 3",)}, id="models are of a version"),
        pytest.param("OtterV4 is out", {OTTER: ("Otter V4",)}, id="a capital letter with nothing between"),
        pytest.param("Otter 2 Pro 1 stands", {OTTER_2_PRO: ("Otter 2 Pro",)}, id="a note's number"),
        pytest.param("Otter 3 Image Generation", {OTTER: ("Otter 3",)}, id="what the model does"),
        pytest.param("pond/Otter-3-70B", {OTTER: ("Otter-3",)}, id="a file of somebody else's"),
        pytest.param("Otter-3-70B-frosted", {OTTER: ("Otter-3",)}, id="what was made of it"),
        pytest.param("pond/Otter-frosted", {}, id="a file without a version"),
    ],
)
def test_what_follows_a_family(title: str, named: dict[Target, tuple[str, ...]]) -> None:
    assert models(title) == named


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        pytest.param("Otter 3.5 Pro", "Otter Pro 3.5", True, id="any order"),
        pytest.param("Otter 2.0", "OTTER-2", True, id="x.0, case, separators"),
        pytest.param("Otter 3 70B", "Otter 3", True, id="size"),
        pytest.param("Heron Otter 3", "Otter 3", True, id="the owner's word"),
        pytest.param("Otter3", "Otter 3", True, id="nothing between"),
        pytest.param("Otter 25.08", "Otter 2508", True, id="year and month"),
        pytest.param("Heron 7B", "Heron 8B", False, id="a size that is all there is"),
        pytest.param("Otter V3", "Otter 3", False, id="a letter that belongs to the version"),
        pytest.param("Otter 4o", "Otter 4", False, id="a letter after the number"),
        pytest.param("Otter 3", "Otter 3 Pro", False, id="a variant"),
    ],
)
def test_when_two_names_are_one_model(one: str, other: str, are_one: bool) -> None:
    first, second = (identity(name, owner_words={"heron"}) for name in (one, other))

    assert (first == second) is are_one


def verdict(title: str, target: Target, *, publisher: Publisher | None = None) -> tuple[str, str]:
    matches = match_text(title, "", gazetteer=GAZETTEER, publisher=publisher)
    match = next(each for each in matches if each.target == target)
    return match.machine, match.rule


@pytest.mark.parametrize(
    ("title", "machine", "rule"),
    [
        pytest.param("Fern grows", "refused", '"Fern" without any word that speaks for it', id="nothing"),
        pytest.param(
            "The chatbot Fern", "suggested", 'named "Fern" beside "chatbot" alone', id="one general word"
        ),
        pytest.param(
            "The chatbot Fern and its API",
            "accepted",
            'named "Fern" beside "chatbot" and "API"',
            id="two of them",
        ),
        pytest.param(
            "Otter 3 learns from Fern",
            "accepted",
            'named "Fern" beside the model "Otter 3"',
            id="another model",
        ),
        pytest.param("Reed and Fern meet", "accepted", 'named "Fern" in one list with "Reed"', id="one list"),
    ],
)
def test_what_speaks_for_a_weak_name(title: str, machine: str, rule: str) -> None:
    assert verdict(title, FERN) == (machine, rule)


@pytest.mark.parametrize(
    ("publisher", "machine"),
    [
        pytest.param(None, "refused", id="nobody knows where"),
        pytest.param(Publisher(host="press.example"), "refused", id="a newspaper"),
        pytest.param(Publisher(host="letters.example", is_about_ai=True), "accepted", id="a letter about AI"),
    ],
)
def test_where_a_weak_name_stands_speaks_for_it(publisher: Publisher | None, machine: str) -> None:
    assert verdict("How Fern was made", FERN, publisher=publisher)[0] == machine


def test_words_far_away_speak_for_nothing() -> None:
    near, far = "The startup Pine", "The startup " + "grows and grows " * 30 + "near the Pine"

    assert (verdict(near, PINE)[0], verdict(far, PINE)[0]) == ("accepted", "refused")


def accepted(title: str, *, on: date | None = None) -> dict[Target, Match]:
    return {each.target: each for each in match_text(title, "", gazetteer=OWN_RULES, on=on)}


@pytest.mark.parametrize(
    ("title", "on", "target"),
    [
        pytest.param("Quill by the river", date(2025, 6, 1), QUILL_A, id="the first owner in his time"),
        pytest.param("Quill by the river", date(2026, 6, 1), QUILL_B, id="the second in his"),
    ],
)
def test_a_shared_name_goes_by_word_and_day(title: str, on: date, target: Target) -> None:
    matches = accepted(title, on=on)

    assert [each for each in matches if each.kind == "product"] == [target]
    assert (matches[target].machine, matches[target].rule) == ("accepted", 'named "Quill" beside "river"')


def test_a_word_takes_a_shared_name_away() -> None:
    matches = accepted("A Quill of a goose by the river")

    assert {each.machine for each in matches.values()} == {"refused"}


def test_a_short_form_needs_its_owner_and_is_called_in_full() -> None:
    with_owner, alone = accepted("Heron ships O2 Pro"), accepted("Air is a fifth O2")

    assert (with_owner[OTTER].machine, with_owner[OTTER].named) == ("accepted", ("Otter O2 Pro",))
    assert alone[OTTER].machine == "refused"


@pytest.mark.parametrize(
    ("on", "owner"),
    [
        pytest.param(date(2026, 2, 28), PINE, id="before the move"),
        pytest.param(date(2026, 3, 1), REED, id="from the day of the move"),
        pytest.param(None, REED, id="no day known"),
    ],
)
def test_a_product_goes_over_to_its_new_owner(on: date | None, owner: Target) -> None:
    matches = accepted("The chatbot Fern and Reed" if owner == REED else "startup Pine has Fern", on=on)

    assert OWN_RULES.owners_of(FERN, on) == (owner,)
    assert matches[owner].machine == "accepted"


def test_the_buyer_of_a_company_is_only_suggested_and_only_since_then() -> None:
    before, since = accepted("Reed grows", on=date(2026, 4, 30)), accepted("Reed grows", on=date(2026, 5, 1))

    assert HERON not in before
    assert (since[HERON].machine, since[REED].machine) == ("suggested", "accepted")


def test_a_device_tells_of_its_maker_only_where_its_name_does() -> None:
    bare, full = (
        {each.target: each.machine for each in match_text(title, "", gazetteer=GAZETTEER)}
        for title in ("The Wader is thin", "The Heron Wader is thin")
    )

    assert (bare[HERON], full[HERON]) == ("suggested", "accepted")


def test_every_shipped_rule_leads_to_a_row_that_is_there() -> None:
    slugs = {row["slug"] for table in ("companies", "products") for row in shipped_rows(table)}
    told = {short.product for short in READING.short_forms}
    told |= {rule.subject.slug for shared in READING.shared_names.values() for rule in shared.rules}
    told |= {shared.default for shared in READING.shared_names.values() if shared.default}
    told |= {subject.slug for subject in READING.moves} | READING.general_apps | READING.grounds
    told |= set(READING.hosts_of.values())

    assert told - slugs == set()
