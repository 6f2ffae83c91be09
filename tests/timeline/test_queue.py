"""timeline.queries.desk: which suggestion comes next, and how much there is to do."""

from datetime import timedelta

import pytest

from tests.conftest import NOW
from tests.timeline.reports import proposal, story
from timeline.models import Suggestion
from timeline.queries.desk import last_decided, next_of, workload

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("after", "taken", "expected"),
    [
        pytest.param(None, set(), 5, id="the first"),
        pytest.param(None, {5, 3}, 9, id="the first that nobody has"),
        pytest.param(5, set(), 3, id="the next"),
        pytest.param(9, set(), 5, id="from the end to the head"),
        pytest.param(3, {9}, 5, id="round what is taken"),
        pytest.param(7, set(), 5, id="after one that is no longer there"),
        pytest.param(5, {3, 9}, None, id="none but itself"),
    ],
)
def test_the_next_one(after: int | None, taken: set[int], expected: int | None) -> None:
    assert next_of([5, 3, 9], after, taken=taken) == expected


def test_of_an_empty_queue_nothing_is_next() -> None:
    assert next_of([], None, taken=set()) is None


def test_undo_begins_with_what_the_person_did_last(db: None) -> None:
    made = [proposal(story(str(place)), state="rejected") for place in range(4)]
    facts = ({"decided_at": NOW - HOUR}, {"decided_at": NOW - 3 * HOUR}, {"decided_by": "bob"})
    for each, values in zip(made, facts, strict=False):
        Suggestion.objects.filter(pk=each.pk).update(**values)
    waiting = {"state": "open", "rejection": "", "decided_by": "", "decided_at": None}
    Suggestion.objects.filter(pk=made[3].pk).update(
        wanted_by="ada", wanted_over=1, wanted_at=NOW - 2 * HOUR, **waiting
    )

    assert last_decided("ada") == made[0]
    Suggestion.objects.filter(pk=made[0].pk).update(**waiting)
    assert last_decided("ada") == made[3]
    assert last_decided("eve") is None


def test_the_workload_counts_what_is_open_and_what_people_decided_today(db: None) -> None:
    proposal(story("one"), created_at=NOW - 5 * HOUR)
    proposal(story("two"), created_at=NOW - HOUR)
    for name, by, at in (("three", "ada", NOW), ("four", "screening", NOW), ("five", "ada", NOW - 13 * HOUR)):
        made = proposal(story(name), state="rejected")
        Suggestion.objects.filter(pk=made.pk).update(decided_by=by, decided_at=at)
    found = workload(NOW)

    assert (found.waiting, found.oldest_at, found.decided) == (2, NOW - 5 * HOUR, 1)
