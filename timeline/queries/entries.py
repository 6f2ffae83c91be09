"""One deliverable with everything recorded about it, and how those tied to it stand."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Prefetch, Q, QuerySet

from timeline.ledger import is_public, judge
from timeline.ledger.chain import order
from timeline.models import Commitment, Deliverable, Evidence, Outcome
from timeline.queries.deliverables import Row
from timeline.queries.facts import facts_from, with_names
from timeline.queries.values import happening_of, promise_of


class Relation(StrEnum):
    """How another deliverable stands to the one that is looked at."""

    SPLIT_FROM = "split_from"
    PART = "part"
    RENAMED_TO = "renamed_to"
    FORMERLY = "formerly"
    MERGED = "merged"
    SAME_PRODUCT = "same_product"


@dataclass(frozen=True, slots=True)
class Related:
    """Another deliverable, judged on the same day."""

    row: Row
    relation: Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A deliverable on a day: promises as they were made, outcomes as they came, those tied to it by slug."""

    row: Row
    commitments: list[Commitment]
    outcomes: list[Outcome]
    related: list[Related]


def entry_of(slug: str, *, as_of: date) -> Entry:
    """Everything public on the day, in five queries; raises Deliverable.DoesNotExist."""
    near = list(with_names(Deliverable.objects.filter(_near(slug))).order_by("slug"))
    ids = [each.pk for each in near]
    commitments, outcomes = _commitments(ids), _outcomes(ids)
    rows = {each.slug: _row(each, commitments[each.pk], outcomes[each.pk], as_of) for each in near}
    if slug not in rows:
        raise Deliverable.DoesNotExist(f"There is no deliverable {slug}.")
    row = rows.pop(slug)
    public = [each for each in rows.values() if each.standing.is_public]
    key = row.deliverable.pk
    return Entry(
        row=row,
        commitments=[each for each in commitments[key] if is_public(promise_of(each), as_of)],
        outcomes=[each for each in outcomes[key] if each.event.latest <= as_of],
        related=[Related(each, _relation(row.deliverable, each.deliverable)) for each in public],
    )


def _near(slug: str) -> Q:
    """Itself, those of the same product, and those tied to it by a split, a merge or a new name."""
    this = Deliverable.objects.filter(slug=slug)
    near = Q(slug=slug) | Q(product__in=this.values("product"))
    near |= Q(pk__in=this.values("split_from")) | Q(pk__in=this.values("renamed_to"))
    for tie in ("split_from", "renamed_to", "merged_into"):
        near |= Q(**{f"{tie}__in": this.values("pk")})
    return near


def _relation(this: Deliverable, other: Deliverable) -> Relation:
    ties = {
        Relation.SPLIT_FROM: this.split_from_id == other.pk,
        Relation.PART: other.split_from_id == this.pk,
        Relation.RENAMED_TO: this.renamed_to_id == other.pk,
        Relation.FORMERLY: other.renamed_to_id == this.pk,
        Relation.MERGED: other.merged_into_id == this.pk,
    }
    return next((relation for relation, holds in ties.items() if holds), Relation.SAME_PRODUCT)


def _row(
    deliverable: Deliverable, commitments: Iterable[Commitment], outcomes: Iterable[Outcome], as_of: date
) -> Row:
    promises = [promise_of(each) for each in commitments]
    facts = facts_from(deliverable, promises, [happening_of(each) for each in outcomes])
    return Row(deliverable, facts, judge(facts, as_of=as_of))


def _commitments(ids: list[int]) -> dict[int, list[Commitment]]:
    found: dict[int, list[Commitment]] = defaultdict(list)
    rows = (
        Commitment.objects.filter(deliverable_id__in=ids)
        .select_related("deliverable__product__company", "relative_to")
        .prefetch_related(Prefetch("evidence", _evidence()))
        .order_by("slug")
    )
    for row in rows:
        found[row.deliverable_id].append(row)
    for chain in found.values():
        chain.sort(key=lambda each: order(promise_of(each)))
    return found


def _outcomes(ids: list[int]) -> dict[int, list[Outcome]]:
    found: dict[int, list[Outcome]] = defaultdict(list)
    rows = (
        Outcome.objects.filter(deliverable_id__in=ids)
        .select_related("event")
        .prefetch_related(Prefetch("event__evidence", _evidence()))
        .order_by("event__latest", "event__slug", "effect")
    )
    for row in rows:
        found[row.deliverable_id].append(row)
    return found


def _evidence() -> QuerySet[Evidence]:
    return Evidence.objects.order_by("published_latest", "url", "role")
