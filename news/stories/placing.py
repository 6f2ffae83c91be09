"""Places items that the rules have tagged: each joins the story that it tells, or is the first to tell it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q

from news.clustering import WINDOW, Found, Page, Report, StoryIndex
from news.models import Item, Story
from news.queries import clustered_items, database_now, unclustered_items, untold_items
from news.stories.lock import try_lock
from news.stories.reading import own_title, read_reports, with_lead
from news.stories.standing import Placed, Standing, bring_up
from news.stories.summing import sum_up

BATCH = 500
PLACE = """
    UPDATE news_item
    SET story_id = placed.story, copy_of_id = placed.copy_of, clustered_at = %s, changed_at = %s
    FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[]) AS placed (item, story, copy_of)
    WHERE news_item.id = placed.item
"""
# Reading the stories of four days anew for each batch would take seconds.
_standing = Standing()


def cluster_items(*, limit: int = BATCH) -> int:
    """Place up to `limit` items of four days, the earliest first; returns how many were looked at.

    None are where another process holds the lock: that one places them.
    """
    global _standing
    standing, _standing = _standing, Standing()
    with transaction.atomic():
        items = _due(limit) if try_lock() else []
        if items:
            standing = _cluster(items, standing)
    _standing = standing
    return len(items)


def _due(limit: int) -> list[Item]:
    """The items that are due, locked: as many as lie within four days of the first."""
    items = list(with_lead(unclustered_items()).select_for_update(of=("self",), skip_locked=True)[:limit])
    first = items[0].listed_at if items else None
    if first is None:
        return items
    return [item for item in items if item.listed_at and item.listed_at < first + WINDOW]


def _cluster(items: Sequence[Item], standing: Standing) -> Standing:
    """Place the items among the stories that stand; those that may not be shown wait for other tags."""
    now = database_now()
    untold = set(untold_items().filter(id__in=[item.pk for item in items]).values_list("id", flat=True))
    told = [item for item in items if item.pk not in untold]
    instants = [item.listed_at for item in told if item.listed_at]
    standing = bring_up(standing, instants[0], instants[-1]) if instants else Standing()
    found = _place(told, standing.index)
    _write(found, now)
    Item.objects.filter(id__in=untold).update(clustered_at=now, changed_at=now)
    standing.note(
        {item.pk: Placed(found[item.pk].story, now, item.listed_at) for item in told if item.listed_at}
    )
    _sum_up(told, found)
    return standing


def _place(items: Sequence[Item], index: StoryIndex) -> dict[int, Found]:
    """Where each item belongs, by its id; what a curator placed stays where it is."""
    reports = read_reports(items)
    index.hear(reports)
    for address, pages in _pages(reports).items():
        index.set_pages(address, pages)
    deserted = _deserted(items)
    return {
        item.pk: _found(item, report, index, deserted) for item, report in zip(items, reports, strict=True)
    }


def _found(item: Item, report: Report, index: StoryIndex, deserted: set[int]) -> Found:
    if item.is_placed and item.story_id:
        index.add(index.read(report), item.story_id, copy_of=item.copy_of_id)
        return Found(item.story_id, item.copy_of_id)
    return index.place(report, new_story=lambda: _new_story(item, deserted))


def _new_story(item: Item, deserted: set[int]) -> int:
    """The id of a story that begins with the item: the item's former one where nothing else tells that."""
    if item.story_id in deserted:
        deserted.remove(item.story_id)
        return item.story_id
    return Story.objects.create(headline=item.title).pk


def _deserted(items: Iterable[Item]) -> set[int]:
    """The former stories of these items that no other item tells."""
    former = {item.story_id for item in items if item.story_id}
    return former - set(clustered_items().filter(story__in=former).values_list("story_id", flat=True))


def _pages(reports: Sequence[Report]) -> dict[bytes, list[Page]]:
    """What was told under the addresses of these reports, whenever that was, by address; the newest first."""
    pages: dict[bytes, list[Page]] = {report.address: [] for report in reports if report.address}
    same = clustered_items().filter(canonical_url_hash__in=list(pages)).order_by("-id")
    rows = same.values_list("canonical_url_hash", "id", "copy_of_id", "story_id", "title", "url")
    for address, item_id, copy_of, story, title, url in rows:
        pages[bytes(address)].append(Page(copy_of or item_id, story, own_title(title, url)))
    return pages


def _write(found: Mapping[int, Found], now: datetime) -> None:
    rows = sorted(found.items())
    with connection.cursor() as cursor:
        items, stories = [item for item, _ in rows], [each.story for _, each in rows]
        cursor.execute(PLACE, [now, now, items, stories, [each.copy_of for _, each in rows]])


def _sum_up(items: Iterable[Item], found: Mapping[int, Found]) -> None:
    """Bring stories up to their items; one that lost its last item leads on to where that went."""
    moved = {item.story_id: found[item.pk].story for item in items if item.story_id}
    sum_up({each.story for each in found.values()} | {story for story in moved if story})
    for former, story in moved.items():
        if former != story and Story.objects.filter(id=former, items=None, merged_into=None).exists():
            Story.objects.filter(Q(id=former) | Q(merged_into=former)).update(merged_into=story)
