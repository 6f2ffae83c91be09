"""The layout of the catalogue files: one mapping of a file becomes one document of the record."""

from typing import Any

from news.models.catalog import Alias, Company, Product
from timeline.fields import Fault, Fields, Period
from timeline.terms import (
    Audience,
    Basis,
    Channel,
    Completeness,
    Effect,
    EventKind,
    EvidenceRole,
    PartyRole,
    Precision,
    ReadDepth,
    RestructuringKind,
    Stage,
    Voice,
)
from timeline.windows import RULESET
from timeline.yamlfile import Mapping, Place

Document = dict[str, Any]
AMOUNT_LIMIT = 10**15
NO_WINDOW: Document = {
    "earliest": None,
    "latest": None,
    "precision": "",
    "strict_latest": None,
    "rule": None,
    "ruleset": RULESET,
}


def company_document(values: Any, faults: list[Fault]) -> Document:
    """A company with its aliases."""
    fields = Fields(values, faults)
    document = {
        "slug": fields.slug("slug", required=True),
        "name": fields.text("name", limit=120, required=True),
        "kind": fields.choice("kind", Company.Kind),
        "parent": fields.slug("parent"),
        "country": fields.text("country", limit=2),
        "ticker": fields.text("ticker", limit=24),
        "homepage": _address(fields, "homepage"),
        "fiscal_year_start_month": fields.number("fiscal_year_start_month", low=1, high=12) or 1,
        "aliases": _aliases(fields),
    }
    fields.close()
    return document


def product_document(values: Any, faults: list[Fault]) -> Document:
    """A product with its aliases."""
    fields = Fields(values, faults)
    document = {
        "slug": fields.slug("slug", required=True),
        "name": fields.text("name", limit=120, required=True),
        "company": fields.slug("company", required=True),
        "kind": fields.choice("kind", Product.Kind),
        "family": fields.slug("family"),
        "aliases": _aliases(fields),
    }
    fields.close()
    return document


def deliverable_document(values: Any, faults: list[Fault]) -> Document:
    """A deliverable."""
    fields = Fields(values, faults)
    document = {
        "slug": fields.slug("slug", required=True),
        "product": fields.slug("product", required=True),
        "channel": fields.choice("channel", Channel),
        "name": fields.text("name", limit=160, required=True),
        "stage": fields.choice("stage", Stage, default=""),
        "audience": fields.choice("audience", Audience, default=""),
        "regions": fields.texts("regions", limit=12),
        "excluded_regions": fields.texts("excluded_regions", limit=12),
        "scope_note": fields.text("scope_note", limit=400),
        "headline": fields.flag("headline", default=False),
        "split_from": fields.slug("split_from"),
        "merged_into": fields.slug("merged_into"),
        "renamed_to": fields.slug("renamed_to"),
        "last_verified_on": fields.day("last_verified_on"),
    }
    fields.close()
    return document


def commitment_document(values: Any, faults: list[Fault], *, may_lack_window: bool = False) -> Document:
    """A commitment with its evidence; `rule` is left to whoever knows the company's fiscal year.

    may_lack_window: the words may be left to the rules; such a document has no precision.
    """
    fields = Fields(values, faults)
    said = fields.period("said")
    document = {
        "slug": fields.slug("slug", required=True),
        "deliverable": fields.slug("deliverable", required=True),
        "basis": fields.choice("basis", Basis),
        "voice": fields.choice("voice", Voice),
        "speaker": fields.text("speaker", limit=120),
        "words": fields.text("words", limit=200, required=True),
        "said_earliest": said and said.earliest.isoformat(),
        "said_latest": said and said.latest.isoformat(),
        "first_reported_on": fields.day("first_reported_on"),
        **(NO_WINDOW if may_lack_window and not fields.take("window") else _window(fields)),
        "condition": fields.text("condition", limit=200),
        "relative_to": fields.slug("relative_to"),
        "retro_disclosed": fields.flag("retro_disclosed", default=False),
        "verified": fields.flag("verified", default=True),
        "note": fields.text("note", limit=400),
        "retracted_on": fields.day("retracted_on"),
        "evidence": _evidence(fields),
    }
    fields.close()
    return document


def event_document(values: Any, faults: list[Fault]) -> Document:
    """An event with its parties, outcomes and evidence."""
    fields = Fields(values, faults)
    when = fields.period("date", required=True)
    document = {
        "slug": fields.slug("slug", required=True),
        "kind": fields.choice("kind", EventKind),
        "title": fields.text("title", limit=200, required=True),
        "summary": fields.text("summary", limit=600),
        **_day(when, fields),
        "basis": fields.choice("basis", Basis),
        "significance": fields.number("significance", low=1, high=3) or 2,
        "restructuring_kind": fields.choice("restructuring_kind", RestructuringKind, default=""),
        **_range(fields, "headcount"),
        **_range(fields, "amount"),
        "verified": fields.flag("verified", default=True),
        "retracted_on": fields.day("retracted_on"),
        "outcomes": [_outcome(row, fields) for row in fields.rows("outcomes")],
        "parties": [_party(row, fields) for row in fields.rows("parties")],
        "evidence": _evidence(fields),
    }
    fields.close()
    return document


def evidence_document(values: Any, faults: list[Fault]) -> Document:
    """A source of a row that stands: its `commitment` or `event` by slug, and the `source` itself."""
    fields = Fields(values, faults)
    owners = {"commitment": fields.slug("commitment"), "event": fields.slug("event")}
    if bool(owners["commitment"]) == bool(owners["event"]):
        fields.fault("commitment", "name either a commitment or an event")
    document = owners | {"source": _source_of(fields)}
    fields.close()
    return document


def _address(fields: Fields, key: str, *, required: bool = False) -> str:
    address = fields.text(key, limit=2048, required=required)
    if address and not address.startswith(("http://", "https://")):
        fields.fault(key, "must be an address beginning with http:// or https://")
    return address


def _aliases(fields: Fields) -> list[Document]:
    return [_alias(row, fields) for row in fields.rows("aliases")]


def _alias(row: Any, owner: Fields) -> Document:
    fields = Fields(_named(row, owner), owner.faults, place=owner.place)
    text = fields.text("text", limit=120, required=True)
    document = {
        "text": text,
        "folded": fold_name(text),
        "kind": fields.choice("kind", Alias.Kind, default=Alias.Kind.NAME.value),
        "tier": fields.choice("tier", Alias.Tier, default=Alias.Tier.PLAIN.value),
        "case_sensitive": fields.flag("case_sensitive", default=False),
        "version_policy": fields.choice(
            "version_policy", Alias.VersionPolicy, default=Alias.VersionPolicy.NONE.value
        ),
        "context": fields.texts("context", limit=80),
        "negative_context": fields.texts("negative_context", limit=80),
        "valid_from": fields.day("valid_from"),
        "valid_to": fields.day("valid_to"),
    }
    fields.close()
    return document


def _named(row: Any, owner: Fields) -> Any:
    """A bare name stands for a mapping with nothing but its text."""
    if not isinstance(row, str):
        return row
    values = Mapping(owner.place or Place("", 0))
    values["text"] = row
    return values


def fold_name(text: str) -> str:
    """The form in which two spellings of a name are the same alias."""
    return " ".join(text.casefold().split())


def _window(fields: Fields) -> Document:
    window = Fields(fields.take("window"), fields.faults, place=fields.place)
    document = {
        "earliest": window.day("earliest"),
        "latest": window.day("latest"),
        "precision": window.choice("precision", Precision),
        "strict_latest": window.day("strict_latest"),
        "rule": None,
        "ruleset": RULESET,
    }
    window.close()
    return document


def _day(when: Period | None, fields: Fields) -> Document:
    """The span of `date`; its precision is that of the spelling unless the row says otherwise."""
    spelt = when.precision if when else Precision.DAY.value
    return {
        "earliest": when and when.earliest.isoformat(),
        "latest": when and when.latest.isoformat(),
        "precision": fields.choice("precision", Precision, default=spelt),
    }


def _range(fields: Fields, key: str) -> Document:
    """A number, or a mapping of low, high and for an amount its currency."""
    value = fields.values.get(key)
    if not isinstance(value, Mapping):
        number = fields.number(key, low=0, high=AMOUNT_LIMIT)
        return _bounds(key, number, number, currency="")
    bounds = Fields(fields.take(key), fields.faults, place=fields.place)
    low, high = (bounds.number(end, low=0, high=AMOUNT_LIMIT) for end in ("low", "high"))
    currency = bounds.text("currency", limit=3, required=True) if key == "amount" else ""
    bounds.close()
    return _bounds(key, low, high, currency=currency)


def _bounds(key: str, low: int | None, high: int | None, *, currency: str) -> Document:
    document: Document = {f"{key}_low": low, f"{key}_high": high}
    return document | ({"currency": currency} if key == "amount" else {})


def _outcome(row: Any, owner: Fields) -> Document:
    fields = Fields(row, owner.faults, place=owner.place)
    document = {
        "deliverable": fields.slug("deliverable", required=True),
        "effect": fields.choice("effect", Effect),
        "completeness": fields.choice("completeness", Completeness, default=Completeness.FULL.value),
        "note": fields.text("note", limit=400),
    }
    fields.close()
    return document


def _party(row: Any, owner: Fields) -> Document:
    fields = Fields(row, owner.faults, place=owner.place)
    document = {
        "company": fields.slug("company"),
        "product": fields.slug("product"),
        "role": fields.choice("role", PartyRole),
    }
    if bool(document["company"]) == bool(document["product"]):
        fields.fault("company", "name either a company or a product")
    fields.close()
    return document


def _evidence(fields: Fields) -> list[Document]:
    return [_source(row, fields) for row in fields.rows("evidence", required=True)]


def _source(row: Any, owner: Fields) -> Document:
    fields = Fields(row, owner.faults, place=owner.place)
    document = _source_of(fields)
    fields.close()
    return document


def _source_of(fields: Fields) -> Document:
    published = fields.period("published")
    return {
        "url": _address(fields, "url", required=True),
        "title": fields.text("title", limit=300),
        "publisher": fields.text("publisher", limit=120),
        "published_earliest": published and published.earliest.isoformat(),
        "published_latest": published and published.latest.isoformat(),
        "read": fields.choice("read", ReadDepth, default=ReadDepth.FULL.value),
        "quote": fields.text("quote", limit=300),
        "role": fields.choice("role", EvidenceRole),
        "repeats": fields.text("repeats", limit=120),
        "unopened": fields.flag("unopened", default=False),
    }
