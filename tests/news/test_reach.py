"""news.matching.footprints and reach: a text that holds no touched pattern is read as before."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from news.matching import (
    EVERYTHING,
    Gazetteer,
    Name,
    Publisher,
    Reach,
    Target,
    Thing,
    build_grammar,
    compile_gazetteer,
    folded_key,
    footprint,
    match_text,
    patterns_about,
    touched_patterns,
)
from news.shipped import DATA

COMPANIES = [Target("company", number) for number in range(1, 4)]
PRODUCTS = [Target("product", number) for number in range(1, 7)]
OWN = [
    "Heron",
    "Otter",
    "Mink",
    "Nest",
    "o1",
    "Board",
    "Heron Board",
    "\u6c34\u736d",
    "L\u00fctra",
    "Otter 2",
]
VARIANTS = ["Pro", "Mini", "Flash"]
CONTEXT = ["river", "Bank", "bank", "ai"]
VERSIONS = ["2", "2.0", "3.5", "v4", "4o"]
ODD = ["\uff2f\uff54\uff54\uff45\uff52", "Ot\u200bter", "\u212aite", "\u0130", "O\u2019Otter"]
FILLERS = ["is out", "-", ",", "'s", "\u2019s", "\u2014", "\u53d1\u5e03", "and", "AI", "model", *ODD]
DAYS = [date(2026, 1, 1), date(2026, 6, 1), date(2026, 11, 1)]

# The shipped grammar, but its shared names, short forms and moves are those of invented companies.
GRAMMAR = build_grammar(
    yaml.load((DATA / "grammar.yaml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    | {
        "shared_names": [
            {
                "text": "Nest",
                "default": "p2",
                "rules": [{"product": "p1", "words": ["river"]}],
                "refuse": ["Bank"],
            },
            {"text": "Board", "rules": [{"company": "c1", "words": ["Heron"]}]},
        ],
        "short_forms": [
            {
                "product": "p3",
                "heads": ["R1"],
                "pattern": "R1(?:-[0-9])?",
                "prefix": "Otter",
                "needs": ["river"],
            }
        ],
        "moves": [
            {"company": "c2", "owners": [{"from": "2026-06-01", "owner": "c1"}]},
            {"product": "p4", "owners": [{"from": "2026-06-01", "owner": "c3"}]},
        ],
        "grounds": ["p5"],
        "general_apps": ["p6"],
        "hosts_of": {"mink.example": "c2"},
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """What a gazetteer is compiled of."""

    names: tuple[Name, ...]
    owners: Mapping[Target, Target]
    things: tuple[Thing, ...]

    def compiled(self) -> Gazetteer:
        """The gazetteer; every thing goes by its own name where none of its names rules it."""
        known = {(name.target, folded_key(name.text)) for name in self.names}
        own = [
            Name(text=thing.name, target=thing.target)
            for thing in self.things
            if (thing.target, folded_key(thing.name)) not in known
        ]
        return compile_gazetteer([*self.names, *own], owners=self.owners, things=self.things, grammar=GRAMMAR)


def thing(target: Target) -> st.SearchStrategy[Thing]:
    of_company = target.kind == "company"
    return st.builds(
        Thing,
        target=st.just(target),
        slug=st.sampled_from([f"{target.kind[0]}{target.id}", "another"]),
        name=st.lists(st.sampled_from([*OWN, *VARIANTS, "2", "3.5"]), min_size=1, max_size=2).map(" ".join),
        kind=st.sampled_from(["company", "lab"] if of_company else ["family", "model", "app", "device"]),
        host=st.sampled_from(["heron.example", "otter.example", ""]) if of_company else st.just(""),
    )


PIECES = [*OWN, *OWN, *VARIANTS, *CONTEXT, *VERSIONS, *FILLERS, "R1", "Kit"]
texts = st.lists(st.sampled_from(PIECES), max_size=9).flatmap(
    lambda words: st.sampled_from([" ", " ", "-", ""]).map(lambda joint: joint.join(words))
)
names = st.builds(
    Name,
    text=st.lists(st.sampled_from([*OWN, *VARIANTS, *VERSIONS, "Kit"]), min_size=1, max_size=3).map(" ".join),
    target=st.sampled_from([*COMPANIES, *PRODUCTS]),
    kind=st.sampled_from(["name", "name", "codename", "foreign"]),
    tier=st.sampled_from(["plain", "strong", "weak"]),
    case_sensitive=st.booleans(),
    version_policy=st.sampled_from(["none", "optional", "required"]),
    context=st.lists(st.sampled_from(CONTEXT), max_size=1).map(tuple),
    negative_context=st.lists(st.sampled_from(CONTEXT), max_size=1).map(tuple),
    valid_from=st.sampled_from([None, DAYS[0], DAYS[1]]),
    valid_to=st.sampled_from([None, DAYS[1], DAYS[2]]),
)
owners = st.fixed_dictionaries(
    {target: st.sampled_from(COMPANIES) for target in PRODUCTS},
    optional={COMPANIES[2]: st.sampled_from(COMPANIES[:2])},
)
catalogues = st.builds(
    Catalogue,
    names=st.lists(names, max_size=7).map(tuple),
    owners=owners,
    things=st.tuples(*map(thing, [*COMPANIES, *PRODUCTS])),
)


@st.composite
def edits(draw: st.DrawFn) -> tuple[Catalogue, Catalogue]:
    """A catalogue, and the same after one edit of a name, an owner or a row."""
    before = draw(catalogues)
    kind = draw(st.sampled_from(["give", "take away", "edit", "own", "row"]))
    if kind == "own":
        return before, replace(before, owners=draw(owners))
    if kind == "row":
        new = draw(st.sampled_from([*COMPANIES, *PRODUCTS]).flatmap(thing))
        return before, replace(
            before, things=tuple(new if each.target == new.target else each for each in before.things)
        )
    standing = list(before.names)
    at = draw(st.integers(0, len(standing) - 1)) if standing else 0
    name = draw(names)
    after = {
        "give": [*standing, name],
        "take away": standing[:at] + standing[at + 1 :],
        "edit": standing[:at]
        + [replace(name, target=each.target) for each in standing[at : at + 1]]
        + standing[at + 1 :],
    }
    return before, replace(before, names=tuple(after[kind]))


@settings(max_examples=500, deadline=None)
@given(
    edit=edits(),
    read=st.lists(texts, min_size=1, max_size=12),
    on=st.sampled_from([None, *DAYS]),
    host=st.sampled_from(["", "heron.example", "www.otter.example", "mink.example"]),
)
def test_a_text_that_is_not_reached_is_read_as_before(
    edit: tuple[Catalogue, Catalogue], read: list[str], on: date | None, host: str
) -> None:
    before, after = (catalogue.compiled() for catalogue in edit)
    reach = Reach(touched_patterns(footprint(before), after))
    publisher = Publisher(host=host)

    for text in read:
        if not reach.holds(text, ""):
            earlier, now = (
                match_text(text, "", gazetteer=each, on=on, publisher=publisher) for each in (before, after)
            )
            assert earlier == now


HERON, OTTER, NEST = COMPANIES[0], PRODUCTS[0], PRODUCTS[5]
STANDING = Catalogue(
    names=(Name(text="Otter", target=OTTER), Name(text="Kit", target=NEST, kind="codename")),
    owners={OTTER: HERON, NEST: HERON},
    things=(
        Thing(target=HERON, slug="heron", name="Heron", kind="company"),
        Thing(target=OTTER, slug="otter", name="Otter", kind="family"),
        Thing(target=NEST, slug="nest", name="Nest Otter", kind="app"),
    ),
)
MODEL = Thing(target=PRODUCTS[1], slug="otter-2-pro", name="Otter 2 Pro", kind="model")


@pytest.mark.parametrize(
    ("after", "touched"),
    [
        pytest.param(STANDING, set(), id="nothing"),
        pytest.param(
            replace(STANDING, names=(*STANDING.names, Name(text="Lutra", target=NEST))), {"lutra"}, id="given"
        ),
        pytest.param(
            replace(STANDING, names=(STANDING.names[0], replace(STANDING.names[1], tier="weak"))),
            {"kit"},
            id="edited",
        ),
        pytest.param(
            replace(STANDING, owners={OTTER: HERON, NEST: COMPANIES[1]}),
            {"kit", "nest otter"},
            id="another owner",
        ),
        pytest.param(
            replace(
                STANDING,
                things=(*STANDING.things, MODEL),
                owners=dict(STANDING.owners) | {MODEL.target: HERON},
            ),
            {"otter", "otter 2 pro"},
            id="a model, which its family leads to",
        ),
    ],
)
def test_a_change_touches_what_leads_to_it_and_no_more(after: Catalogue, touched: set[str]) -> None:
    assert touched_patterns(footprint(STANDING.compiled()), after.compiled()) == touched


def test_other_rules_of_reading_touch_everything() -> None:
    before = footprint(STANDING.compiled()) | {EVERYTHING: "other rules"}

    assert touched_patterns(before, STANDING.compiled()) == {EVERYTHING}


def test_a_company_is_said_by_its_names_and_those_of_what_it_is_behind() -> None:
    gazetteer = STANDING.compiled()

    assert patterns_about(HERON, gazetteer) == {"heron", "otter", "kit", "nest otter"}
    assert patterns_about(NEST, gazetteer) == {"kit", "nest otter"}


@pytest.mark.parametrize(
    ("pattern", "text", "is_held"),
    [
        pytest.param("otter", "An OTTER, out", True, id="capitals"),
        pytest.param("otter", "The \uff2f\uff54\uff54\uff45\uff52 is out", True, id="wide letters"),
        pytest.param("otter", "The Ot\u200bter is out", True, id="an unseen mark"),
        pytest.param("kite", "The \u212aite is out", True, id="the sign of the kelvin"),
        pytest.param("o'otter", "The O\u2019Otter is out", True, id="a curly quote"),
        pytest.param("heron ai", "Heron\u00a0AI is out", True, id="a hard space"),
        pytest.param("heron ai", "Heron is out", False, id="half the name"),
        pytest.param("\u6c34\u736d", "\u65b0\u6c34\u736d\u53d1\u5e03", True, id="Chinese"),
        pytest.param("l\u00fctra", "L\u00dcTRA", True, id="an umlaut"),
        pytest.param("c++", "C\uff0b\uff0b", True, id="wide marks"),
        pytest.param("++", "C++", True, id="marks alone"),
        pytest.param("o1", "An o1 is out", True, id="two letters"),
        pytest.param("o1", "Nothing is out", False, id="none"),
    ],
)
def test_a_pattern_is_found_however_it_is_written(pattern: str, text: str, is_held: bool) -> None:
    assert Reach([pattern]).holds(text, "") == is_held
    assert Reach([pattern]).holds("", text) == is_held


def test_no_pattern_reaches_no_text() -> None:
    assert not Reach([]).holds("Otter is out", "")
