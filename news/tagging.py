"""Writes what items are about: the rules' word beside a curator's, which is never touched here."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models.functions import Now

from news.canonical import publishing_host
from news.matching import Gazetteer, Match, Publisher, Target, match_text
from news.models import Feed, Item, Tag
from news.queries import database_now, untagged_items
from news.vocabulary import current_gazetteer

CITED = "cited by the record"
BATCH = 200
LONGEST_NAME = 160
# Two arrays instead of a row of parameters a tag: the record cites tens of thousands of pages at once.
CITE = """
    INSERT INTO news_tag
        (item_id, {target}, machine, rule, confidence, spans, named, catalogue_digest, decided_by)
    SELECT item, target, %s, %s, 1, '{{}}', '{{}}', '', ''
    FROM unnest(%s::bigint[], %s::bigint[]) AS cited (item, target)
    ON CONFLICT (item_id, {target}) DO UPDATE SET
        machine = excluded.machine, rule = excluded.rule, confidence = excluded.confidence,
        spans = excluded.spans, named = excluded.named, catalogue_digest = excluded.catalogue_digest
"""
MACHINE_FIELDS = ["machine", "rule", "confidence", "spans", "named", "catalogue_digest"]


def tag_items(*, limit: int = BATCH, feed_ids: Sequence[int] | None = None) -> int:
    """Tag up to `limit` untagged items, of the given feeds or of all; returns how many were tagged."""
    gazetteer = current_gazetteer()
    with transaction.atomic():
        untagged = untagged_items(feed_ids=feed_ids).select_related("feed")
        items = list(untagged.select_for_update(skip_locked=True, of=("self",))[:limit])
        if items:
            _replace_machine_tags(items, gazetteer)
            _note_changed([item.pk for item in items], tagged_at=database_now())
    return len(items)


def add_record_tags(*, companies: Mapping[int, Iterable[int]], products: Mapping[int, Iterable[int]]) -> None:
    """Tag items that the record cites: item id to ids of companies, of products. The rules keep these."""
    with connection.cursor() as cursor:
        for column, cited in (("company_id", companies), ("product_id", products)):
            pairs = sorted((item, target) for item, targets in cited.items() for target in targets)
            items, targets = [item for item, _ in pairs], [target for _, target in pairs]
            cursor.execute(CITE.format(target=column), [Tag.Machine.ACCEPTED.value, CITED, items, targets])
    # one of them moves the latest instant of all, and the record cites tens of thousands
    _note_changed(sorted({*companies, *products})[-1:])


def _note_changed(item_ids: Collection[int], **fields: datetime) -> None:
    Item.objects.filter(id__in=item_ids).update(changed_at=Now(), **fields)


def _replace_machine_tags(items: list[Item], gazetteer: Gazetteer) -> None:
    """Bring the rules' word on these items up to date; tags by citation and decisions stay."""
    cited = _cited_targets(items)
    rows = [
        _tag(item, match, gazetteer)
        for item in items
        for match in item_matches(item, gazetteer)
        if (item.pk, match.target) not in cited
    ]
    _withdraw_unmatched(items, kept=rows)
    _upsert(rows)


def item_matches(item: Item, gazetteer: Gazetteer) -> list[Match]:
    """What the rules say of an item; its feed must be at hand."""
    publisher = Publisher(host=publishing_host(item.url), is_about_ai=item.feed.kind == Feed.Kind.NEWSLETTER)
    return match_text(item.title, item.summary, gazetteer=gazetteer, on=_day_of(item), publisher=publisher)


def _cited_targets(items: list[Item]) -> set[tuple[int, Target]]:
    cited = Tag.objects.filter(item__in=items, rule=CITED)
    return {(tag.item_id, _target(tag)) for tag in cited}


def _target(tag: Tag) -> Target:
    if tag.company_id is not None:
        return Target("company", tag.company_id)
    return Target("product", tag.product_id or 0)


def _day_of(item: Item) -> date | None:
    return item.listed_at.date() if item.listed_at else None


def _tag(item: Item, match: Match, gazetteer: Gazetteer) -> Tag:
    is_company = match.target.kind == "company"
    return Tag(
        item=item,
        company_id=match.target.id if is_company else None,
        product_id=None if is_company else match.target.id,
        machine=match.machine,
        rule=match.rule,
        confidence=match.confidence,
        spans=[list(span) for span in match.spans],
        named=[name[:LONGEST_NAME] for name in match.named],
        catalogue_digest=gazetteer.digest,
    )


def _withdraw_unmatched(items: list[Item], *, kept: list[Tag]) -> None:
    """Take back the rules' word where they say nothing any more; a decided tag keeps its decision."""
    matched = {(tag.item_id, _target(tag)) for tag in kept}
    standing = Tag.objects.filter(item__in=items, machine__isnull=False).exclude(rule=CITED)
    stale = [tag.pk for tag in standing if (tag.item_id, _target(tag)) not in matched]
    Tag.objects.filter(id__in=stale, decision__isnull=True).delete()
    Tag.objects.filter(id__in=stale).update(machine=None, rule="", spans=[], named=[])


def _upsert(rows: list[Tag]) -> None:
    """Write the rules' word, in one order everywhere so that two writers cannot wait for each other."""
    rows.sort(key=lambda row: (row.item_id, _target(row)))
    for field in ("company", "product"):
        Tag.objects.bulk_create(
            [row for row in rows if _target(row).kind == field],
            batch_size=500,
            update_conflicts=True,
            unique_fields=["item", field],
            update_fields=MACHINE_FIELDS,
        )


def decide(tag: Tag, decision: str | None, *, by: str, at: datetime) -> None:
    """Keep a curator's decision on a tag, or with null give the word back to the rules."""
    tag.decision = decision or None
    tag.decided_by, tag.decided_at = (by, at) if tag.decision else ("", None)
    with transaction.atomic():
        tag.save(update_fields=["decision", "decided_by", "decided_at"])
        _note_changed([tag.item_id])
