"""timeline.claims.stories: several outlets, one claim."""

from dataclasses import replace

from news.matching import Target
from tests.timeline.claims.building import PHONE, claim, stated
from timeline.claims import Claim, Role
from timeline.claims.stories import Told, lead_of, story_claim
from timeline.claims.windows import stated_as
from timeline.terms import EventKind

NOTHING = Claim(kind=None)


def told(item: int, claimed: Claim, *, is_copy: bool = False) -> Told:
    return Told(item=item, title="", text="", claim=claimed, is_copy=is_copy)


def words_of(lead: Claim, *others: Claim) -> str | None:
    story = [told(0, lead), *(told(place, each) for place, each in enumerate(others, 1))]
    window = stated_as(story_claim(story[0], story), Role.PROMISED)
    return window.words if window else None


def test_the_first_report_that_claims_something_leads_before_any_copy() -> None:
    late = claim(EventKind.DELAY)

    assert lead_of([told(1, NOTHING), told(2, late, is_copy=True), told(3, late)]).item == 3
    assert lead_of([told(1, NOTHING), told(2, late, is_copy=True)]).item == 2
    assert lead_of([told(1, NOTHING)]) is None


def test_a_later_outlet_may_firm_the_window_and_not_move_it() -> None:
    june = claim(EventKind.DELAY, stated("in June"))
    week = claim(EventKind.DELAY, stated("the week of June 15"))
    august = claim(EventKind.DELAY, stated("in August"))

    assert words_of(june, week) == "the week of June 15"
    assert words_of(june, august) == "in June"
    assert words_of(week, june) == "the week of June 15"
    assert words_of(claim(EventKind.DELAY), june, week) == "the week of June 15"
    assert words_of(claim(EventKind.DELAY, stated("soon")), june) == "in June"


def test_an_outlet_that_claims_another_kind_firms_nothing() -> None:
    assert words_of(claim(EventKind.DELAY), claim(EventKind.LAUNCH, stated("in June"))) is None


def test_the_old_date_of_the_lead_stays() -> None:
    lead = claim(EventKind.DELAY, stated("in April", Role.PREVIOUS), stated("in June"))
    story = [told(0, lead), told(1, claim(EventKind.DELAY, stated("the week of June 15")))]

    assert {each.words for each in story_claim(story[0], story).stated} == {"in April", "the week of June 15"}


def test_another_outlet_names_the_product_that_the_lead_leaves_out() -> None:
    lead = claim(EventKind.DELAY, product=None)
    stranger = replace(claim(EventKind.DELAY), company=Target("company", 99))

    assert story_claim(told(0, lead), [told(0, lead), told(1, stranger)]).product is None
    assert story_claim(told(0, lead), [told(0, lead), told(1, claim(EventKind.DELAY))]).product == Target(
        "product", PHONE
    )
