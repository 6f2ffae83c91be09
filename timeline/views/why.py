"""Why a story is tagged with what it is about, and with what it names it is not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.urls import reverse

from news.models import Item, Tag
from timeline.queries.stories import outlet_of
from timeline.wording.passages import Piece, names_in, passage
from timeline.wording.tags import CITED, confidence_text, rule_text, verdict_text
from timeline.wording.terms import COMPANY_KINDS, PRODUCT_KINDS

MOST_FURTHER = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why one item has a tag, or has it not: the passage with the names as read, the rule, who decided.

    `exact` are the versions so named, where they read otherwise. `rule`, `confidence` and `revision` are
    empty where only a curator speaks.
    """

    outlet: str
    passage: tuple[Piece, ...]
    names: tuple[str, ...]
    exact: tuple[str, ...]
    rule: str
    confidence: str
    revision: str
    verdict: str
    decided_on: date | None


@dataclass(slots=True)
class About:
    """A company or product that a story names, with the reasons of each item in their order."""

    name: str
    sort: str
    address: str
    reasons: list[Reason] = field(default_factory=list)

    @property
    def more(self) -> int:
        """How many items have it besides the first."""
        return len(self.reasons) - 1

    @property
    def further(self) -> list[Reason]:
        """Those of the next items, as many as anybody reads."""
        return self.reasons[1 : 1 + MOST_FURTHER]

    @property
    def left_out(self) -> int:
        """How many items have it besides those."""
        return len(self.reasons[1 + MOST_FURTHER :])


class Names(NamedTuple):
    """What a story is about, as its line in a list has it; and what it names without being about it."""

    held: list[About]
    others: list[About]


def names_of(items: Iterable[Item], *, keep: str) -> Names:
    """What the items name. A target with a tag that holds on any of them is held, with those tags alone."""
    held: dict[str, About] = {}
    others: dict[str, About] = {}
    for item, tag in _tags(items):
        found = held if _holds(tag) else others
        about = _about(tag, keep)
        found.setdefault(about.address, about).reasons.append(_reason(item, tag))
    most_first = sorted(held.values(), key=lambda each: -len(each.reasons))
    return Names(most_first, [each for address, each in others.items() if address not in held])


def _tags(items: Iterable[Item]) -> Iterator[tuple[Item, Tag]]:
    for item in items:
        for tag in getattr(item, "all_tags"):  # noqa: B009  prefetched
            if tag.machine or tag.decision:
                yield item, tag


def _holds(tag: Tag) -> bool:
    if tag.decision:
        return tag.decision == Tag.Decision.ADD
    return tag.machine == Tag.Machine.ACCEPTED


def _about(tag: Tag, keep: str) -> About:
    if tag.company:
        address = reverse("timeline:company", args=[tag.company.slug])
        return About(tag.company.name, COMPANY_KINDS[tag.company.kind], address + keep)
    assert tag.product is not None  # the table holds one of both  # noqa: S101
    address = reverse("timeline:product", args=[tag.product.slug])
    return About(tag.product.name, PRODUCT_KINDS[tag.product.kind], address + keep)


def _reason(item: Item, tag: Tag) -> Reason:
    names = names_in(item.title, item.summary, tag.spans)
    return Reason(
        outlet=outlet_of(item),
        passage=passage(item.title, item.summary, tag.spans),
        names=names,
        exact=tuple(each for each in tag.named if each not in names),
        rule=rule_text(tag.rule),
        confidence=confidence_text(tag.confidence) if tag.machine and tag.rule != CITED else "",
        revision=tag.catalogue_digest if tag.machine else "",
        verdict=verdict_text(tag.machine, tag.decision, rule=tag.rule),
        decided_on=tag.decided_at.date() if tag.decided_at else None,
    )
