"""What accepting a suggestion writes into the record: evidence, a promise, an outcome, or an event."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from django.utils.text import slugify

from timeline.curation.events import ENDS, deliver, end, pull, record_event, restore, restructure
from timeline.curation.inputs import Happened, Said, Source
from timeline.curation.kernel import Act, Refused, add, current, edit, numbered
from timeline.curation.promises import has_dated, redate, state, window_of, withdraw_date
from timeline.documents import COMMITMENT, DELIVERABLE, EVENT, PRODUCT, Document, Table, read_document
from timeline.models import Change
from timeline.terms import (
    Action,
    Channel,
    Effect,
    EventKind,
    EvidenceRole,
    PartyRole,
    RestructuringKind,
)


class Way(StrEnum):
    """As what a suggestion is recorded."""

    EVIDENCE = "evidence"
    PROMISE = "promise"
    OUTCOME = "outcome"
    EVENT = "event"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDeliverable:
    """A deliverable that the record lacks; of a product by slug, or of a new one of that name and kind."""

    name: str
    channel: Channel
    product: str = ""
    product_name: str = ""
    product_kind: str = "model"
    company: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """What is recorded, and as what; each way takes its own part of it.

    evidence: `commitment` or `event`, with `role`. promise: `deliverable` and `said`, and `planned`, a date
    that was left, disclosed with the new one. outcome: `deliverable`, `happened` and `effect`. event:
    `kind`, `happened`, `companies`, `products`.
    """

    way: Way
    sources: Sequence[Source]
    deliverable: str = ""
    new: NewDeliverable | None = None
    commitment: str = ""
    event: str = ""
    role: EvidenceRole = EvidenceRole.RESTATES
    said: Said | None = None
    planned: Said | None = None
    happened: Happened | None = None
    effect: Effect = Effect.DELIVERED
    kind: EventKind = EventKind.ANNOUNCEMENT
    restructuring_kind: RestructuringKind | None = None
    companies: Sequence[str] = ()
    products: Sequence[str] = ()

    @property
    def targets(self) -> list[tuple[str, str]]:
        """The rows that it is about, by table and slug: what is recorded of them must be as it was read."""
        if self.way == Way.EVIDENCE:
            rows = [(COMMITMENT, self.commitment), (EVENT, self.event)]
        else:
            rows = [] if self.new or self.way == Way.EVENT else [(DELIVERABLE, self.deliverable)]
        return [(table.name, slug) for table, slug in rows if slug]


def record_acceptance(act: Act, acceptance: Acceptance) -> list[Change]:
    """Write it down, a new product and deliverable first; raises Refused or UnknownRow."""
    if not acceptance.sources:
        raise Refused(("sources", "nothing is recorded without a source"))
    return WAYS[acceptance.way](act, acceptance)


def _record_evidence(act: Act, acceptance: Acceptance) -> list[Change]:
    if bool(acceptance.commitment) == bool(acceptance.event):
        raise Refused(("commitment", "say for which promise or which event it is evidence"))
    if acceptance.commitment:
        return [_add_sources(act, COMMITMENT, acceptance.commitment, acceptance)]
    return [_add_sources(act, EVENT, acceptance.event, acceptance)]


def _add_sources(act: Act, table: Table, slug: str, acceptance: Acceptance) -> Change:
    standing = {each["url"] for each in current(table, slug)["evidence"]}
    fresh = [replace(each, role=acceptance.role) for each in acceptance.sources if each.url not in standing]
    if not fresh:
        raise Refused(("sources", "every one of these pages stands there already"))

    def change(row: Document) -> Document:
        return row | {"evidence": [*row["evidence"], *(each.document() for each in fresh)]}

    return edit(act, table, slug, action=Action.ADD, change=change)


def _record_promise(act: Act, acceptance: Acceptance) -> list[Change]:
    """A date is stated first and re-dated after; one that is left for none is withdrawn."""
    said = acceptance.said
    if said is None:
        raise Refused(("words", "say in which words it was promised"))
    changes, deliverable = _deliverable(act, acceptance)
    if acceptance.planned is not None:
        changes = [*changes, state(act, deliverable, acceptance.planned, acceptance.sources)]
    record = state
    if has_dated(deliverable, said):
        record = redate if window_of(deliverable, said)["latest"] else withdraw_date
    return [*changes, record(act, deliverable, said, acceptance.sources)]


def _record_outcome(act: Act, acceptance: Acceptance) -> list[Change]:
    happened = _happened(acceptance)
    changes, deliverable = _deliverable(act, acceptance)
    sources, effect = acceptance.sources, acceptance.effect
    if effect in ENDS:
        return [*changes, end(act, deliverable, happened, sources, effect=effect)]
    if effect == Effect.WITHDRAWN:
        return [*changes, pull(act, deliverable, happened, sources)]
    if effect == Effect.RESTORED:
        return [*changes, restore(act, deliverable, happened, sources)]
    return [*changes, deliver(act, deliverable, happened, sources, effect=effect)]


def _record_event(act: Act, acceptance: Acceptance) -> list[Change]:
    happened, sources = _happened(acceptance), acceptance.sources
    if acceptance.kind == EventKind.RESTRUCTURING:
        if acceptance.restructuring_kind is None:
            raise Refused(("restructuring_kind", "a restructuring needs its kind"))
        parties = [(slug, PartyRole.SUBJECT) for slug in acceptance.companies]
        kind = acceptance.restructuring_kind
        return [restructure(act, happened, sources, kind=kind, parties=parties)]
    about = {"companies": acceptance.companies, "products": acceptance.products}
    return [record_event(act, happened, sources, kind=acceptance.kind, **about)]


WAYS: Mapping[Way, Callable[[Act, Acceptance], list[Change]]] = MappingProxyType(
    {
        Way.EVIDENCE: _record_evidence,
        Way.PROMISE: _record_promise,
        Way.OUTCOME: _record_outcome,
        Way.EVENT: _record_event,
    }
)


def _happened(acceptance: Acceptance) -> Happened:
    if acceptance.happened is None:
        raise Refused(("happened_on", "say on which day it happened"))
    return acceptance.happened


def _deliverable(act: Act, acceptance: Acceptance) -> tuple[list[Change], str]:
    """The deliverable by slug, with the Changes that made it where it is new."""
    if acceptance.new is not None:
        return _new_deliverable(act, acceptance.new)
    if not acceptance.deliverable:
        raise Refused(("deliverable", "choose a deliverable, or name a new one"))
    standing = current(DELIVERABLE, acceptance.deliverable)
    if standing["merged_into"]:
        merged = f"{acceptance.deliverable} was merged into {standing['merged_into']}: choose that one"
        raise Refused(("deliverable", merged))
    return [], acceptance.deliverable


def _new_deliverable(act: Act, new: NewDeliverable) -> tuple[list[Change], str]:
    changes, product = ([], new.product) if new.product else _new_product(act, new)
    current(PRODUCT, product)
    slug = _free(DELIVERABLE, f"{product}-{new.channel.value}")
    document: Document = {
        "slug": slug,
        "product": product,
        "channel": new.channel.value,
        "name": new.name,
        "stage": "",
        "audience": "",
        "regions": [],
        "excluded_regions": [],
        "scope_note": "",
        "headline": False,
        "split_from": None,
        "merged_into": None,
        "renamed_to": None,
        "last_verified_on": None,
    }
    return [*changes, add(act, DELIVERABLE, document)], slug


def _new_product(act: Act, new: NewDeliverable) -> tuple[list[Change], str]:
    if not (new.product_name and new.company):
        raise Refused(("new_product", "choose the product, or name a new one and its company"))
    slug = _free(PRODUCT, slugify(new.product_name) or "product")
    document: Document = {
        "slug": slug,
        "name": new.product_name,
        "company": new.company,
        "kind": new.product_kind,
        "family": None,
        "aliases": [],
    }
    return [add(act, PRODUCT, document)], slug


def _free(table: Table, base: str) -> str:
    taken = read_document(table, base[:80]) is not None
    return numbered(table, base[:70], first=2) if taken else base[:80]
