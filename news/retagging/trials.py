"""A dry run: what tagging again would change, counted and shown by samples, with nothing written."""

import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from news.matching import Gazetteer, Reach, Target
from news.models import Company, Item, Product, Retagging
from news.retagging.passes import pending_reach
from news.retagging.reading import read_block
from news.retagging.scores import ScoreChange, kept_score, score_names
from news.tagging import Rewording, rewordings
from news.vocabulary import current_gazetteer

SAMPLES = 10
PIECE = 250


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One tag that would come or go: the item, what it is about, the rule that says so."""

    item_id: int
    title: str
    outlet: str
    listed_at: datetime | None
    target: Target
    name: str
    rule: str


@dataclass(slots=True, kw_only=True)
class Trial:
    """What would change: items looked at, reached and changed; tags that would come, go, or be reworded.

    `is_cut` says that the time ran out before the oldest items were looked at: the counts are of the newest.
    """

    items: int
    looked_at: int = 0
    reached: int = 0
    changed: int = 0
    added: int = 0
    removed: int = 0
    reworded: int = 0
    is_cut: bool = False
    score: ScoreChange | None = None
    samples_added: list[Sample] = field(default_factory=list)
    samples_removed: list[Sample] = field(default_factory=list)


def try_pending(
    *, patterns: Collection[str] = (), everything: bool = False, budget_s: float | None = None
) -> Trial:
    """What is left to do by the names as they stand, together with what is asked for.

    The score before is that of the names which the tags followed last.
    """
    reach, gazetteer = pending_reach(patterns=patterns, everything=everything), current_gazetteer()
    trial = try_names(gazetteer, reach=reach, budget_s=budget_s)
    state = Retagging.objects.only("score").first()
    before = kept_score(state.score if state else None)
    trial.score = ScoreChange(before=before, after=score_names(gazetteer))
    return trial


def try_names(gazetteer: Gazetteer, *, reach: Reach | None, budget_s: float | None = None) -> Trial:
    """What these names would change on the reached items, or on all; newest first, until the time ends."""
    trial = Trial(items=Item.objects.count())
    for items in _reached(trial, reach, budget_s):
        changed = rewordings(items, gazetteer)
        _count(trial, changed)
        _keep_samples(trial, {item.pk: item for item in items}, changed)
    return trial


def _reached(trial: Trial, reach: Reach | None, budget_s: float | None) -> Iterator[list[Item]]:
    """The tagged items that are reached, in pieces; the trial counts what was looked at."""
    ends_at = time.monotonic() + budget_s if budget_s is not None else None
    items = Item.objects.order_by("-id")
    while block := read_block(items, reach):
        trial.looked_at += block.looked_at
        for start in range(0, len(block.reached), PIECE):
            piece = Item.objects.filter(id__in=block.reached[start : start + PIECE], tagged_at__isnull=False)
            found = list(piece.select_related("feed").order_by("-id"))
            trial.reached += len(found)
            yield found
        if ends_at is not None and time.monotonic() > ends_at:
            trial.is_cut = trial.looked_at < trial.items
            return
        items = Item.objects.filter(id__lt=block.last_id).order_by("-id")


def _count(trial: Trial, changed: Collection[Rewording]) -> None:
    trial.changed += len({each.item_id for each in changed})
    trial.added += sum(each.comes for each in changed)
    trial.removed += sum(each.goes for each in changed)
    trial.reworded += sum(not each.comes and not each.goes for each in changed)


def _keep_samples(trial: Trial, items: Mapping[int, Item], changed: Iterable[Rewording]) -> None:
    coming = [each for each in changed if each.comes]
    going = [each for each in changed if each.goes]
    for samples, found in ((trial.samples_added, coming), (trial.samples_removed, going)):
        found.sort(key=lambda each: (-each.item_id, each.target))
        samples += _samples(found[: SAMPLES - len(samples)], items)


def _samples(changed: list[Rewording], items: Mapping[int, Item]) -> Iterator[Sample]:
    names = _names({each.target for each in changed})
    for each in changed:
        item, tag = items[each.item_id], each.after or each.before
        yield Sample(
            item_id=item.pk,
            title=item.title,
            outlet=item.outlet,
            listed_at=item.listed_at,
            target=each.target,
            name=names[each.target],
            rule=tag.rule if tag else "",
        )


def _names(targets: Collection[Target]) -> dict[Target, str]:
    """What the targets are called; those of a change that is only tried are there for as long as it is."""
    companies = Company.objects.filter(id__in=[each.id for each in targets if each.kind == "company"])
    products = Product.objects.filter(id__in=[each.id for each in targets if each.kind == "product"])
    return {Target("company", pk): name for pk, name in companies.values_list("id", "name")} | {
        Target("product", pk): name for pk, name in products.values_list("id", "name")
    }
