"""From stories to suggestions: what waits is read, and what the rules find in it is proposed."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import OperationalError, transaction

from news.matching import Target
from news.models import Item, Story, Tag
from news.queries import effective_tags
from timeline.claims import Claim, Mention, read_claim
from timeline.claims.matching import grounded
from timeline.claims.proposals import propose
from timeline.claims.stories import Told, lead_of, story_claim
from timeline.curation.further import SCREENING, accepted_as, as_evidence, asked_before, unheard
from timeline.curation.proposing import RULES, Found, evidence_of, keep, let_go
from timeline.models import Suggestion
from timeline.queries.known import KnownRecords
from timeline.queries.suggestions import (
    items_told,
    last_change,
    left_behind,
    lock_due_stories,
    standing_story,
)

logger = logging.getLogger(__name__)
FAILED = f"failed:{RULES}"
BATCH = 200
STORY_ITEMS = 40
Reader = Callable[..., Claim]


def screen_stories(
    *, at: datetime, limit: int = BATCH, since: datetime | None = None, read: Reader = read_claim
) -> int:
    """Screen up to `limit` stories that these rules have not seen as they stand; returns how many were due.

    With `since`, of those screened before only the ones with an item that changed from then on are compared:
    comparing all takes a second for each hundred thousand. A story at which the rules fail is logged and
    waits for a change; the others go on. Raises OperationalError with nothing done.
    """
    _follow_stories(at)
    records, seq = KnownRecords(), last_change()
    with transaction.atomic():
        due = lock_due_stories(rules=RULES, failed=FAILED, seq=seq, since=since, limit=limit)
        for story, state in due.items():
            is_screened = _screen_or_log(story, records=records, seq=seq, read=read)
            mark = RULES if is_screened else FAILED
            Story.objects.filter(pk=story).update(screened_by=f"{mark}:{state}")
    return len(due)


def _screen_or_log(story: int, *, records: KnownRecords, seq: int, read: Reader) -> bool:
    try:
        with transaction.atomic():
            _screen(story, records=records, seq=seq, read=read)
    # the database's trouble is no story's: all of them are tried again
    except OperationalError:
        raise
    # whatever a text makes the rules do, the other stories are not held up by it
    except Exception:
        logger.exception("screening story %d broke off", story)
        return False
    return True


def _screen(story: int, *, records: KnownRecords, seq: int, read: Reader) -> None:
    """Ask the story's question; once that is decided, what outlets that were not heard yet ask further."""
    asked = asked_before(story)
    items = list(items_told(story, most=STORY_ITEMS))
    if asked.decided is None:
        found = _find(_read(items, read), items, records)
    else:
        found = _find_further(asked.decided, items, records, read)
    keep(story, found, waiting=asked.waiting, seq=seq)


def _find_further(
    decided: Suggestion, items: Sequence[Item], records: KnownRecords, read: Reader
) -> Found | None:
    accepted = accepted_as(decided)
    fresh = unheard(items, accepted) if accepted else []
    if accepted is None or not fresh:
        return None
    found = _find(_read(fresh, read), fresh, records)
    if found is None or found.lead.is_copy:
        return None
    proposal = as_evidence(found.proposal, found.claim, accepted)
    return replace(found, proposal=proposal) if proposal else None


def _find(told: Sequence[Told], items: Sequence[Item], records: KnownRecords) -> Found | None:
    lead = lead_of(told)
    if lead is None:
        return None
    claim = story_claim(lead, told)
    if claim.company is None and claim.product is None:
        return None
    on = next(_day_of(item) for item in items if item.pk == lead.item)
    proposal = propose(
        claim,
        title=lead.title,
        sentence=evidence_of(lead)[2],
        record=records.of(claim, on=on),
    )
    if proposal is None:
        return None
    return Found(claim=claim, proposal=proposal, lead=lead, told=told, on=on)


def _read(items: Sequence[Item], read: Reader) -> list[Told]:
    mentions = _mentions(items)
    return [_told(item, mentions.get(item.pk, []), read) for item in items]


def _mentions(items: Sequence[Item]) -> dict[int, list[Mention]]:
    """Where each item names what, by the tags that hold, in the order of the text."""
    found: dict[int, list[Mention]] = {}
    for tag in effective_tags().filter(item__in=items).order_by("item_id", "pk"):
        target = _target(tag)
        for start, end in tag.spans:
            found.setdefault(tag.item_id, []).append(Mention(target=target, start=start, end=end))
    for mentions in found.values():
        mentions.sort(key=lambda each: (each.start, each.end, each.target))
    return found


def _target(tag: Tag) -> Target:
    if tag.company_id is not None:
        return Target("company", tag.company_id)
    return Target("product", tag.product_id or 0)


def _told(item: Item, mentions: list[Mention], read: Reader) -> Told:
    claim = read(item.title, item.summary, mentions=mentions, on=_day_of(item))
    return Told(
        item=item.pk,
        title=item.title,
        text=item.summary,
        claim=grounded(claim, mentions, title_end=len(item.title)),
        is_copy=item.copy_of_id is not None,
    )


def _day_of(item: Item) -> date:
    return (item.listed_at or item.first_seen_at).date()


def _follow_stories(at: datetime) -> None:
    """A suggestion goes along with its story: into the suggestion of the story that it was merged into.

    Decisions go along too, so that nobody is asked again what was answered.
    """
    with transaction.atomic():
        for suggestion in left_behind().select_for_update(of=("self",), skip_locked=True)[:BATCH]:
            _follow(suggestion, at)


def _follow(suggestion: Suggestion, at: datetime) -> None:
    story = standing_story(suggestion.story) if suggestion.story else None
    if story is None or story.pk == suggestion.story_id:
        let_go(suggestion)
        return
    target = Suggestion.objects.filter(story=story, kind=Suggestion.Kind.EVENT).first()
    if target is None:
        suggestion.story = story
    elif suggestion.state != Suggestion.State.OPEN:
        return
    else:
        suggestion.state, suggestion.merged_into = Suggestion.State.MERGED, target
        suggestion.decided_by, suggestion.decided_at = SCREENING, at
    suggestion.version += 1
    suggestion.save()
