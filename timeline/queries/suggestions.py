"""Which stories wait to be screened, and the desk: what is proposed, in the order in which it is decided."""

from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Case, Count, Exists, F, Max, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, NullIf

from aitracker.web.selection import Selection
from news.models import Item, Story
from timeline.models import Change, Passage, Suggestion
from timeline.queries.companies import CompanyTree, product_filters
from timeline.terms import Action

NEARBY = timedelta(days=14)
SUBJECT = ("company", "product", "deliverable", "commitment", "event", "story", "merged_into")
# A story's state is how many items it has and when the last of them changed, tags included; it stands behind
# the rules' version in screened_by. The last Change counts for what is open alone, for it may answer the
# question. A story that another worker holds is left to it; cited sources alone are in the record already.
WAITING = """
    SELECT id FROM news_story WHERE NOT starts_with(screened_by, %(rules)s || ':')
        AND NOT starts_with(screened_by, %(failed)s || ':')
"""
CHANGED = "SELECT story_id FROM news_item WHERE changed_at >= %(since)s"
UNANSWERED = """
    SELECT story_id FROM timeline_suggestion
    WHERE kind = 'event' AND state = 'open' AND record_seq < %(seq)s
"""
DUE = """
    SELECT story.id, told.state
    FROM news_story story
    CROSS JOIN LATERAL (
        SELECT count(*) || ':' || (extract(epoch FROM max(changed_at)) * 1000000)::bigint AS state,
            bool_and(tagged_at IS NOT NULL) AS is_tagged, bool_or(feed.kind <> 'record') AS is_news
        FROM news_item item JOIN news_feed feed ON feed.id = item.feed_id WHERE item.story_id = story.id
    ) told
    WHERE story.merged_into_id IS NULL AND told.is_tagged AND told.is_news
        AND story.screened_by <> %(failed)s || ':' || told.state
        AND (story.screened_by <> %(rules)s || ':' || told.state OR story.id IN ({unanswered}))
        {among}
    ORDER BY story.id DESC LIMIT %(limit)s
    FOR NO KEY UPDATE OF story SKIP LOCKED
"""
# Differs whenever one came, was decided or says something else.
SUGGESTIONS = "(SELECT concat_ws('-', max(id), sum(version), count(*)) FROM timeline_suggestion)"
EVERY = DUE.format(unanswered=UNANSWERED, among="")
RECENT = DUE.format(
    unanswered=UNANSWERED, among=f"AND story.id IN ({WAITING} UNION {CHANGED} UNION {UNANSWERED})"
)


def lock_due_stories(
    *, rules: str, failed: str, seq: int, limit: int, since: datetime | None = None
) -> dict[int, str]:
    """The newest stories that these rules have not seen as they stand, each with its state; locked.

    `failed` marks those at which the rules failed: they wait until an item of theirs, or the rules, change.
    With `since`, a story screened before is looked at only if an item of it changed from then on.
    """
    given: dict[str, str | int | datetime | None] = {
        "rules": rules,
        "failed": failed,
        "seq": seq,
        "limit": limit,
        "since": since,
    }
    with connection.cursor() as cursor:
        cursor.execute(EVERY if since is None else RECENT, given)
        return dict(cursor.fetchall())


def last_change() -> int:
    """The number of the last Change that can answer a question; 0 before the first."""
    facts = Change.objects.exclude(action=Action.WINDOW_CLOSED.value)
    return facts.aggregate(last=Max("seq"))["last"] or 0


def items_told(story_id: int, *, most: int) -> QuerySet[Item]:
    """The first items of a story, oldest first, with their feed."""
    items = Item.objects.filter(story=story_id).select_related("feed")
    return items.order_by(F("listed_at").asc(nulls_last=True), "id")[:most]


def left_behind() -> QuerySet[Suggestion]:
    """Suggestions to be taken along: of a story merged into another, or without items; decided ones first.

    One that is decided stays where the other story has one of its own. What a program proposed has no story.
    """
    is_merged = Q(story__merged_into__isnull=False)
    is_empty = ~Exists(Item.objects.filter(story=OuterRef("story")))
    there = Suggestion.objects.filter(kind="event", story=OuterRef("story__merged_into"))
    gone = Q(Q(state="open"), is_merged | is_empty) | Q(~Q(state="open"), is_merged, ~Exists(there))
    turn = Case(When(state="open", then=Value(1)), default=Value(0))
    told = Suggestion.objects.filter(gone, kind="event", story__isnull=False)
    return told.order_by(turn, "pk").select_related("story")


def standing_story(story: Story) -> Story:
    """The story that a merged one was merged into in the end; itself where it stands."""
    seen = {story.pk}
    while story.merged_into is not None and story.merged_into.pk not in seen:
        story = story.merged_into
        seen.add(story.pk)
    return story


def on_desk() -> QuerySet[Suggestion]:
    """Every suggestion in the order of the desk, with `origins`, the outlets that claim it and copy none.

    Open ones first; among them those about an open promise, then by margin, then by origins.
    """
    outlet = Coalesce(NullIf("passages__item__outlet", Value("")), "passages__item__feed__name")
    own = Count(outlet, filter=Q(passages__is_copy=False, passages__is_claim=True), distinct=True)
    ranked = Suggestion.objects.annotate(
        origins=own,
        turn=Case(When(state="open", then=Value(0)), default=Value(1)),
        stake=Case(When(commitment__isnull=False, then=Value(0)), default=Value(1)),
    )
    return ranked.select_related(*SUBJECT).order_by("turn", "stake", "-margin", "-origins", "-pk")


def chosen_suggestions(selection: Selection) -> QuerySet[Suggestion]:
    """The suggestions that a selection chooses, with their passages; its kinds are those of events."""
    found = Suggestion.objects.select_related(*SUBJECT)
    if selection.state:
        found = found.filter(state__in=selection.state)
    if selection.kind:
        found = found.filter(event_kind__in=selection.kind)
    if selection.company:
        found = found.filter(company__in=CompanyTree().ids(selection.company))
    for ids in product_filters(selection):
        found = found.filter(product__in=ids)
    return with_passages(found)


def with_passages(suggestions: QuerySet[Suggestion]) -> QuerySet[Suggestion]:
    """The suggestions with their passages, the lead first, each with its item, feed and what it copies."""
    passages = Passage.objects.select_related("item__feed", "item__copy_of").order_by("place", "pk")
    return suggestions.prefetch_related(Prefetch("passages", passages))


def duplicates_nearby(suggestion: Suggestion) -> QuerySet[Suggestion]:
    """Others, merged into none, on the same product or else company, within two weeks of it; newest first."""
    same: dict[str, object] = {"product": suggestion.product, "company": suggestion.company}
    if suggestion.product is not None:
        del same["company"]
    others = on_desk().filter(**same, kind="event").exclude(pk=suggestion.pk).exclude(state="merged")
    if suggestion.said_on is not None:
        near = (suggestion.said_on - NEARBY, suggestion.said_on + NEARBY)
        others = others.filter(said_on__range=near)
    return others.order_by("-said_on", "-pk")
