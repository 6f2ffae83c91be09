"""timeline.curation.holding: one person has a suggestion open, for ten minutes after the last look."""

from datetime import timedelta

import pytest

from tests.conftest import NOW
from tests.timeline.reports import proposal, story
from timeline.curation import hold
from timeline.models import Hold, Suggestion
from timeline.queries.desk import holds_now

MINUTE = timedelta(minutes=1)


@pytest.fixture
def one(db: None) -> Suggestion:
    """A suggestion that nobody has open."""
    return proposal(story())


@pytest.fixture
def other(one: Suggestion) -> Suggestion:
    """Another one."""
    return proposal(story("Acme ships its lamp"))


def holders() -> dict[int, str]:
    """Who has what open, whether the time is over or not."""
    return dict(Hold.objects.values_list("suggestion", "person"))


def test_who_comes_first_has_it_and_the_second_is_told(one: Suggestion) -> None:
    first = hold(one.pk, by="ada", at=NOW)
    second = hold(one.pk, by="bob", at=NOW + 9 * MINUTE)

    assert (first.person, first.ends_at) == ("ada", NOW + 10 * MINUTE)
    assert second == first


def test_it_is_free_when_nobody_looked_for_ten_minutes(one: Suggestion) -> None:
    hold(one.pk, by="ada", at=NOW)
    assert hold(one.pk, by="bob", at=NOW + 10 * MINUTE).person == "bob"


def test_looking_again_holds_it_longer(one: Suggestion) -> None:
    hold(one.pk, by="ada", at=NOW)
    hold(one.pk, by="ada", at=NOW + 9 * MINUTE)
    assert hold(one.pk, by="bob", at=NOW + 12 * MINUTE).person == "ada"


def test_who_opens_another_lets_go_of_the_first(one: Suggestion, other: Suggestion) -> None:
    hold(one.pk, by="ada", at=NOW)
    hold(other.pk, by="ada", at=NOW)
    hold(one.pk, by="bob", at=NOW)

    assert holders() == {one.pk: "bob", other.pk: "ada"}


def test_what_is_over_counts_for_nothing(one: Suggestion) -> None:
    hold(one.pk, by="ada", at=NOW)
    assert (set(holds_now(NOW)), set(holds_now(NOW + 10 * MINUTE))) == ({one.pk}, set())


def test_one_that_is_gone_is_held_by_nobody(one: Suggestion) -> None:
    Suggestion.objects.all().delete()
    assert hold(one.pk, by="ada", at=NOW) is None
