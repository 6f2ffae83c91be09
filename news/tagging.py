"""Writes what items are about: the rules' word beside a curator's, which is never touched here."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
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
WORD = ("machine", "rule", "confidence", "spans", "named")
MACHINE_FIELDS = [*WORD, "catalogue_digest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewording:
    """The rules' word on one item and target as it stands and as they give it now, which differs.

    `before` is the standing row, null where there is none; `after` is unsaved, null where they say nothing.
    """

    item_id: int
    target: Target
    before: Tag | None
    after: Tag | None

    @property
    def comes(self) -> bool:
        """Whether a tag would hold that does not."""
        return self._will_hold and not self._holds

    @property
    def goes(self) -> bool:
        """Whether a tag that holds would not."""
        return self._holds and not self._will_hold

    @property
    def _holds(self) -> bool:
        return self.before is not None and _holds(self.before.decision, self.before.machine)

    @property
    def _will_hold(self) -> bool:
        """By the new word, unless a decision wins over it."""
        decision = self.before.decision if self.before else None
        return _holds(decision, self.after.machine if self.after else None)


def tag_items(*, limit: int = BATCH, feed_ids: Sequence[int] | None = None) -> int:
    """Tag up to `limit` untagged items, of the given feeds or of all; returns how many were tagged.

    The names are read after the items are locked: whoever changes the names later, and looks for the items
    they touch, finds these tagged or waits for them.
    """
    with transaction.atomic():
        untagged = untagged_items(feed_ids=feed_ids).select_related("feed")
        items = list(untagged.select_for_update(skip_locked=True, of=("self",))[:limit])
        if items:
            write_rewordings(rewordings(items, current_gazetteer()))
            _note_changed([item.pk for item in items], tagged_at=database_now())
    return len(items)


def retag_items(items: list[Item], gazetteer: Gazetteer) -> list[Rewording]:
    """Bring the rules' word on tagged items up to date, in the caller's transaction that has locked them."""
    changed = rewordings(items, gazetteer)
    write_rewordings(changed)
    if changed:
        _note_changed({each.item_id for each in changed}, tagged_at=database_now())
    return changed


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


def rewordings(items: Collection[Item], gazetteer: Gazetteer) -> list[Rewording]:
    """What the rules say otherwise of these items than stands, by item and target.

    Citations stay as they are. A word that stands keeps the digest of the names that gave it first.
    """
    standing = {(tag.item_id, _target(tag)): tag for tag in Tag.objects.filter(item__in=items)}
    fresh = {
        (item.pk, match.target): _tag(item, match, gazetteer)
        for item in items
        for match in item_matches(item, gazetteer)
    }
    found = [
        Rewording(item_id=key[0], target=key[1], before=standing.get(key), after=fresh.get(key))
        for key in sorted({*standing, *fresh})
    ]
    return [each for each in found if not _is_cited(each.before) and _word(each.before) != _word(each.after)]


def item_matches(item: Item, gazetteer: Gazetteer) -> list[Match]:
    """What the rules say of an item; its feed must be at hand."""
    publisher = Publisher(host=publishing_host(item.url), is_about_ai=item.feed.kind == Feed.Kind.NEWSLETTER)
    return match_text(item.title, item.summary, gazetteer=gazetteer, on=_day_of(item), publisher=publisher)


def write_rewordings(changed: Iterable[Rewording]) -> None:
    """Write the rules' word; a decided tag keeps its decision where they say nothing any more."""
    changed = list(changed)
    stale = [each.before.pk for each in changed if each.before and each.after is None]
    uncited = Tag.objects.filter(id__in=stale).exclude(rule=CITED)
    uncited.filter(decision__isnull=True).delete()
    uncited.update(machine=None, rule="", spans=[], named=[])
    _upsert([each.after for each in changed if each.after])


def _holds(decision: str | None, machine: str | None) -> bool:
    return decision == Tag.Decision.ADD or (decision is None and machine == Tag.Machine.ACCEPTED)


def _is_cited(tag: Tag | None) -> bool:
    return tag is not None and tag.rule == CITED


def _word(tag: Tag | None) -> tuple[object, ...] | None:
    """What the rules say by this row, null where nothing."""
    if tag is None or tag.machine is None:
        return None
    return tuple(getattr(tag, name) for name in WORD)


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


def _upsert(rows: list[Tag]) -> None:
    """Write the rules' word, in one order everywhere so that two writers cannot wait for each other."""
    rows = sorted(rows, key=lambda row: (row.item_id, _target(row)))
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
