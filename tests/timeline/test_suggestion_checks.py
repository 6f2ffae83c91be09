"""Every named check of suggestions and their passages is refused by the database itself."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import CheckConstraint, UniqueConstraint

from news.ingest import SourceFacts
from news.models import Story
from tests.news.publishing import cited
from timeline.models import Deliverable, Hold, Passage, Suggestion
from timeline.terms import EventKind, Question

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SET = "UPDATE timeline_suggestion SET "
BROKEN = {
    "suggestion_one_open_a_story": SET
    + "kind = 'event', story_id = (SELECT min(story_id) FROM timeline_suggestion)",
    "suggestion_question_known": SET + "question = 'perhaps'",
    "suggestion_event_kind_known": SET + "event_kind = 'party'",
    "suggestion_second_kind_known": SET + "second_kind = 'party'",
    "suggestion_channel_known": SET + "channel = 'pigeon'",
    "suggestion_precision_known": SET + "precision = 'roughly'",
    "suggestion_previous_known": SET + "previous_precision = 'roughly'",
    "suggestion_role_known": SET + "role = 'leading'",
    "suggestion_state_known": SET + "state = 'lost', decided_by = 'ada', decided_at = now()",
    "suggestion_asks": SET + "question = ''",
    "suggestion_window_ordered": SET + "earliest = '2026-07-01', latest = '2026-06-01'",
    "suggestion_previous_ordered": SET + "previous_earliest = '2026-07-01', previous_latest = '2026-06-01'",
    "suggestion_report_known": SET + "report = 'gossip'",
    "suggestion_margin": SET + "margin = 1.5",
    "suggestion_decided": SET + "state = 'accepted'",
    "suggestion_rejection": SET + "state = 'rejected', decided_by = 'ada', decided_at = now()",
    "suggestion_rejection_known": (
        SET + "state = 'rejected', rejection = 'boring', decided_by = 'ada', decided_at = now()"
    ),
    "suggestion_wanted": SET + "wanted_over = 1",
    "suggestion_merged_where": (
        SET + "merged_into_id = other.id FROM timeline_suggestion AS other "
        "WHERE other.id <> timeline_suggestion.id"
    ),
    "suggestion_not_into_itself": (
        SET + "state = 'merged', merged_into_id = id, decided_by = 'ada', decided_at = now()"
    ),
    "passage_one_an_item": (
        'INSERT INTO timeline_passage (suggestion_id, item_id, place, start, "end", text, is_copy, is_claim) '
        "SELECT suggestion_id, item_id, 1, 0, 1, 'x', false, true FROM timeline_passage"
    ),
    "hold_by_somebody": (
        "INSERT INTO timeline_hold (suggestion_id, person, ends_at) "
        "SELECT min(id), '', now() FROM timeline_suggestion"
    ),
    "passage_ordered": 'UPDATE timeline_passage SET start = 9, "end" = 8',
}


@pytest.fixture
def suggested(promised: Deliverable) -> None:
    """Two stories, each with its suggestion, and the sentence of one item."""
    for place in range(2):
        suggestion = Suggestion.objects.create(
            story=Story.objects.create(headline=f"No {place}"),
            event_kind=EventKind.DELAY.value,
            question=Question.SLIP.value,
        )
    item = cited(SourceFacts(url="https://press.example/1", title="Acme is late"))
    Passage.objects.create(suggestion=suggestion, item=item, start=0, end=12, text="Acme is late")


def test_every_named_check_has_its_case() -> None:
    constraints = [each for model in (Suggestion, Passage, Hold) for each in model._meta.constraints]
    assert set(BROKEN) == {
        each.name for each in constraints if isinstance(each, (CheckConstraint, UniqueConstraint))
    }


@pytest.mark.parametrize("name", BROKEN)
def test_sql_cannot_break_a_named_check(suggested: None, name: str) -> None:
    with (
        pytest.raises(DatabaseError, match=name),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(BROKEN[name])


def test_a_row_of_the_record_that_is_taken_away_leaves_its_suggestions(suggested: None) -> None:
    lonely = Deliverable.objects.create(
        slug="phone-app", product=Deliverable.objects.get().product, channel="app", name="Phone: app"
    )
    Suggestion.objects.update(deliverable=lonely)
    lonely.delete()

    assert list(Suggestion.objects.values_list("deliverable", flat=True)) == [None, None]
