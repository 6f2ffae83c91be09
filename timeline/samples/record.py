"""Puts the invented companies, promises and feeds into the tables, and takes everything of them out again."""

import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction
from django.db.models import Q, QuerySet

from news.models import Feed, Fetch, Host, Item, Story
from news.subscriptions import FeedFacts, add_feed
from timeline.curation import Act, RecordError, add, undo
from timeline.curation.kernel import writing
from timeline.documents import TABLES, read_document
from timeline.models import Change, Suggestion
from timeline.samples import script as samples
from timeline.samples.script import FOLDER, Script, filled
from timeline.seeding.files import Catalogue, catalogue_files, read_catalogue
from timeline.terms import Action

PREFIX = "sample-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared:
    """What was taken out; `kept` says in words what could not be, and why."""

    changes: int
    suggestions: int
    stories: int
    items: int
    feeds: int
    kept: tuple[str, ...]


def put_in(act: Act, script: Script) -> list[Feed]:
    """Add the invented rows that are not there, and the feeds; the promises count from the act's day."""
    with writing():
        for name, documents in _documents(act.at.date()).items():
            for slug, document in documents.items():
                if read_document(TABLES[name], slug) is None:
                    add(act, TABLES[name], document)
    facts = [FeedFacts(url=feed.address, name=feed.name, kind=feed.kind) for feed in script.feeds]
    return [add_feed(each)[0] for each in facts]


def _documents(today: date) -> Catalogue:
    with tempfile.TemporaryDirectory() as name:
        files = catalogue_files(Path(name))
        for path in files.values():
            text = (FOLDER / path.name).read_text(encoding="utf-8")
            path.write_text(filled(text, today), encoding="utf-8")
        return read_catalogue(files, today=today.isoformat())


def take_out(act: Act) -> Cleared:
    """Undo whatever the samples changed in the record, then delete their news. A second run finds nothing."""
    with transaction.atomic():
        undone, kept = _undo_changes(act)
        items = Item.objects.filter(url__startswith=_address()) | Item.objects.filter(feed__in=_feeds())
        stories = _told_by(items)
        suggestions = Suggestion.objects.filter(story__in=stories)
        counts = {"suggestions": suggestions.count(), "items": items.count(), "feeds": _feeds().count()}
        suggestions.delete()
        items.delete()
        emptied = Story.objects.filter(id__in=stories, items=None)
        stories_gone = emptied.count()
        emptied.delete()
        _remove_feeds()
    return Cleared(changes=undone, stories=stories_gone, kept=tuple(kept), **counts)


def _told_by(items: QuerySet[Item]) -> set[int]:
    """The stories that these items tell, with those that were merged into them."""
    told = set(items.exclude(story=None).values_list("story_id", flat=True))
    return told | set(Story.objects.filter(merged_into__in=told).values_list("id", flat=True))


def _address() -> str:
    """Where every invented feed and page lies."""
    return f"http://{samples.HOST}/"


def _feeds() -> QuerySet[Feed]:
    return Feed.objects.filter(url__startswith=_address())


def _remove_feeds() -> None:
    hosts = set(_feeds().values_list("host_key", flat=True))
    Fetch.objects.filter(feed__in=_feeds()).delete()
    _feeds().delete()
    used = Feed.objects.filter(host_key__in=hosts).values_list("host_key", flat=True)
    Host.objects.filter(host_key__in=hosts - set(used)).delete()


def _undo_changes(act: Act) -> tuple[int, list[str]]:
    """Take back, latest first, each Change of a row of the samples or that a sample's story led to."""
    undone, kept = 0, []
    for change in _changes().order_by("-seq"):
        try:
            undo(act, change.seq)
            undone += 1
        except RecordError as error:
            kept.append(f"{change.target_table} {change.target_key}: {error}")
    return undone, kept


def _changes() -> QuerySet[Change]:
    accepted = Suggestion.objects.filter(story__items__feed__in=_feeds()).values_list("changes", flat=True)
    led_to = {seq for seqs in accepted for seq in seqs}
    standing = {
        table.name: table.model._default_manager.filter(slug__startswith=PREFIX) for table in TABLES.values()
    }
    rows = Q()
    for name, found in standing.items():
        rows |= Q(target_table=name, target_key__in=found.values("slug"))
    return Change.objects.filter(rows | Q(seq__in=led_to)).exclude(action=Action.WINDOW_CLOSED)
