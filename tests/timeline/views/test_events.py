"""An event with its parties, sums and sources; and its product."""

import pytest
from django.test import Client

from tests.timeline.views.reading import part_of, words_of
from timeline.models import Event

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("shipped")
def test_parties_stand_under_their_part_whom_it_is_about_first(visitor: Client) -> None:
    parties = part_of(visitor.get("/e/msl-created/"), "aside")
    assert parties.index("about") < parties.index("from") < parties.index("created")


@pytest.mark.usefixtures("shipped")
def test_sums_and_people_are_told_in_words(visitor: Client) -> None:
    paid = Event.objects.filter(amount_low__gte=10**9, currency="USD").order_by("slug").first()
    let_go = Event.objects.filter(headcount_low__gte=1000).order_by("slug").first()
    assert paid is not None
    assert let_go is not None
    assert "billion" in part_of(visitor.get(f"/e/{paid.slug}/"), "dl")
    assert f"{let_go.headcount_low:,}" in part_of(visitor.get(f"/e/{let_go.slug}/"), "dl")


@pytest.mark.usefixtures("shipped")
def test_a_restructuring_claims_no_cause(visitor: Client) -> None:
    assert "nothing is said about the cause" in words_of(visitor.get("/e/msl-created/"))


@pytest.mark.usefixtures("shipped")
def test_a_family_lists_its_members_and_their_deliverables(visitor: Client) -> None:
    response = visitor.get("/p/muse/")
    assert 'href="/p/muse-spark/"' in part_of(response, "main")
    assert "Muse Spark: public API (preview)" in words_of(response)
