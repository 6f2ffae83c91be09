"""news.matching.reach: a text that holds no changed pattern is read as before, whatever was changed."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from news.matching import (
    Gazetteer,
    Name,
    Reach,
    Target,
    changed_patterns,
    compile_gazetteer,
    footprint,
    match_text,
)

COMPANIES = [Target("company", number) for number in range(1, 4)]
PRODUCTS = [Target("product", number) for number in range(1, 6)]
WORDS = ["Heron", "Otter", "otter", "Nest", "o1", "AI", "Board", "Pro", "Mini", "\u6c34\u736d", "L\u00fctra"]
FILLERS = [
    "river",
    "bank",
    "is out",
    "2",
    "3.5",
    "v4",
    "4o",
    "-",
    ",",
    "'s",
    "\u2019s",
    "\u2014",
    "\u53d1\u5e03",
]
DAYS = [date(2026, 1, 1), date(2026, 6, 1), date(2026, 11, 1)]

texts = st.lists(st.sampled_from([*WORDS, *FILLERS]), max_size=9).flatmap(
    lambda words: st.sampled_from([" ", "", "-"]).map(lambda joint: joint.join(words))
)
names = st.builds(
    Name,
    text=st.lists(st.sampled_from([*WORDS, "2", "3.5"]), min_size=1, max_size=3).map(" ".join),
    target=st.sampled_from([*COMPANIES, *PRODUCTS]),
    tier=st.sampled_from(["plain", "strong", "weak"]),
    case_sensitive=st.booleans(),
    version_policy=st.sampled_from(["none", "optional", "required"]),
    context=st.lists(st.sampled_from(["river", "bank", "Heron"]), max_size=1).map(tuple),
    negative_context=st.lists(st.sampled_from(["river", "Board"]), max_size=1).map(tuple),
    valid_from=st.sampled_from([None, DAYS[0], DAYS[1]]),
    valid_to=st.sampled_from([None, DAYS[1], DAYS[2]]),
)
owners = st.fixed_dictionaries({target: st.sampled_from(COMPANIES) for target in PRODUCTS})
edits = st.sampled_from(["add", "take away", "edit", "own"])


def compiled(all_names: list[Name], behind: dict[Target, Target]) -> Gazetteer:
    return compile_gazetteer(all_names, owners=behind)


def edited(standing: list[Name], edit: str, name: Name, place: int) -> list[Name]:
    """The names after one edit."""
    at = place % len(standing)
    if edit == "add":
        return [*standing, name]
    if edit == "take away":
        return [*standing[:at], *standing[at + 1 :]]
    kept = replace(name, target=standing[at].target)
    return [*standing[:at], kept, *standing[at + 1 :]] if edit == "edit" else standing


@settings(max_examples=400, deadline=None)
@given(
    standing=st.lists(names, min_size=1, max_size=8),
    name=names,
    behind=owners,
    behind_then=owners,
    edit=edits,
    place=st.integers(0, 7),
    read=st.lists(texts, min_size=1, max_size=12),
    on=st.sampled_from([None, *DAYS]),
)
def test_a_text_that_is_not_reached_is_read_as_before(
    standing: list[Name],
    name: Name,
    behind: dict[Target, Target],
    behind_then: dict[Target, Target],
    edit: str,
    place: int,
    read: list[str],
    on: date | None,
) -> None:
    before = compiled(standing, behind)
    after = compiled(edited(standing, edit, name, place), behind_then if edit == "own" else behind)
    reach = Reach(changed_patterns(footprint(before), footprint(after)))

    for text in read:
        if not reach.holds(text, ""):
            assert match_text(text, "", gazetteer=before, on=on) == match_text(
                text, "", gazetteer=after, on=on
            )


def test_an_edit_of_one_name_changes_one_pattern_and_an_owner_those_behind_it() -> None:
    heron, otter, nest = COMPANIES[0], PRODUCTS[0], PRODUCTS[1]
    standing = [Name(text="Otter", target=otter), Name(text="Nest", target=nest)]
    weaker = [replace(standing[0], tier="weak"), standing[1]]
    before = footprint(compiled(standing, {otter: heron, nest: heron}))
    by_tier = footprint(compiled(weaker, {otter: heron, nest: heron}))
    by_owner = footprint(compiled(standing, {otter: heron, nest: COMPANIES[1]}))

    assert changed_patterns(before, by_tier) == {"otter"}
    assert changed_patterns(before, by_owner) == {"nest"}
    assert changed_patterns(before, before) == set()


def test_no_pattern_reaches_no_text() -> None:
    assert not Reach([]).holds("Otter is out", "")
