"""Stories: one report however many outlets have it."""

from datetime import UTC, datetime
from typing import Any

from aitracker.web.answers import Shape
from aitracker.web.lists import Column, Found
from aitracker.web.selection import Selection
from news.models import Story
from timeline.api import story_schemas
from timeline.api.placed import placed
from timeline.api.resources import RecordList, RecordObject, RecordView, a_list, an_object
from timeline.api.story_shapes import story_shape
from timeline.api.why_shapes import why_shapes
from timeline.models import Deliverable
from timeline.queries.accounts import account_of, successor_of
from timeline.queries.answered.reading import Answer
from timeline.queries.answered.stories import stories_answered, told_items_answered
from timeline.queries.asked import asked_of_items
from timeline.queries.deliverables import public_rows
from timeline.queries.kinds import Kinds, kinds_told
from timeline.queries.stories import tagged_items
from timeline.queries.suggestions import SUGGESTIONS
from timeline.queries.terms import EVENT_KINDS, STANDINGS

# A story stands where its first item stands, of two at one instant the one whose items came later first.
STORY_SORTS = {"published": (Column("since", nullable=True), Column("least", descending=True))}
WHY = "why"


class StoryView(RecordView):
    """Stories are chosen and shown also by what they propose, which no Change tells of."""

    further = SUGGESTIONS


@a_list(
    story_schemas.Story,
    name="stories",
    filters={"company", "product", "model", "kind", "standing", "from", "to", "q"},
    sorts=STORY_SORTS,
    terms={"kind": EVENT_KINDS, "standing": STANDINGS},
    includes=[WHY],
    summary="Stories with their outlets, and what on the record rests on them",
)
class Stories(StoryView, RecordList):
    """Every story known by the day, the newest first, those without a day last.

    Each thing that is asked for must hold of one item of the story, not of the same one at once.
    """

    sorts = STORY_SORTS
    default_sort = "-published"

    def find(self, selection: Selection) -> Found[Any]:
        """The places of the stories."""
        asked = asked_of_items(selection, kinds=_kinds(selection), only_changing=False)
        return placed(asked, self.columns(selection), as_of=selection.as_of)

    def shapes(self, rows: list[Any], selection: Selection) -> list[Shape]:
        """With the items of the page's stories."""
        items = stories_answered([row.key for row in rows], as_of=selection.as_of)
        told = [(items[row.key], row.number) for row in rows if row.key in items]
        is_today = _is_today(selection)
        shapes = [story_shape(each, number=number, is_today=is_today) for each, number in told]
        return _with_why(shapes, [each for each, _ in told]) if WHY in selection.include else shapes


@an_object(story_schemas.WholeStory, operation="stories_read", summary="One story")
class OneStory(StoryView, RecordObject):
    """A story as known on a day: its items, what on the record rests on them, and why it is about what."""

    key = "number"
    parameters = frozenset({"as_of", "include"})
    terms = {"include": [WHY]}

    def find(self, selection: Selection, slug: str) -> Shape | None:
        """By its id."""
        try:
            account = account_of(int(slug), as_of=selection.as_of)
        except Story.DoesNotExist:
            return None
        items = told_items_answered([item.pk for item in account.items], as_of=selection.as_of)
        shape = story_shape(
            items, number=account.number, told=account.told, most=len(items), is_today=_is_today(selection)
        )
        shape["is_under_review"] = account.is_under_review
        return shape | ({WHY: why_shapes(account.items)} if WHY in selection.include else {})

    def moved_to(self, slug: str) -> str | None:
        """The story that a merged one goes on as."""
        there = successor_of(int(slug))
        return str(there) if there else None


def _with_why(shapes: list[Shape], told: list[list[Answer]]) -> list[Shape]:
    """Why each of the items stands under its names."""
    items = tagged_items(item["id"] for each in told for item in each)
    return [
        shape | {WHY: why_shapes(items[item["id"]] for item in each if item["id"] in items)}
        for shape, each in zip(shapes, told, strict=True)
    ]


def _kinds(selection: Selection) -> Kinds:
    """The ledger is read only where kinds are asked for: it tells which promise was a delay."""
    rows = public_rows(Deliverable.objects.all(), as_of=selection.as_of) if selection.kind else []
    return kinds_told(rows, as_of=selection.as_of)


def _is_today(selection: Selection) -> bool:
    return selection.as_of == datetime.now(UTC).date()
