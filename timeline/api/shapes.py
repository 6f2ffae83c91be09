"""What one row looks like in an answer: its fields by name, unknown values null."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from news.models import Company, Item, Product
from timeline.api.links import API, links_of
from timeline.models import Commitment, Event, EventParty, Evidence, Outcome
from timeline.queries.values import known_evidence, retracted_by
from timeline.terms import Precision
from timeline.windows import Window, display, edtf

Shape = dict[str, Any]
EXCERPT = 280


def window_shape(
    earliest: date | None, latest: date | None, precision: str, *, words: str | None = None
) -> Shape:
    """A window with its two texts; words are null where nobody's words were read."""
    window = Window(earliest, latest, Precision(precision), strict_latest=None, rule="")
    return {
        "earliest": earliest,
        "latest": latest,
        "precision": precision,
        "words": words,
        "display": display(window),
        "edtf": edtf(window),
    }


def instant(moment: datetime | None) -> str | None:
    """A moment in UTC, to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z") if moment else None


def company_shape(company: Company) -> Shape:
    """A company; its units are at hand."""
    units: list[Company] = getattr(company, "units")  # noqa: B009  a prefetched attribute
    return {
        "slug": company.slug,
        "name": company.name,
        "kind": company.kind,
        "parent": company.parent.slug if company.parent else None,
        "units": [unit.slug for unit in units],
        "country": company.country or None,
        "ticker": company.ticker or None,
        "homepage": company.homepage or None,
        "fiscal_year_start_month": company.fiscal_year_start_month,
        "aliases": _aliases(company),
        "links": links_of("companies", company.slug, record=f"{API}/companies/{company.slug}/record"),
    }


def product_shape(product: Product, *, resource: str = "products") -> Shape:
    """A product, or a model."""
    deliverables = f"{API}/deliverables?product={product.slug}"
    return {
        "slug": product.slug,
        "name": product.name,
        "company": product.company.slug,
        "kind": product.kind,
        "family": product.family.slug if product.family else None,
        "aliases": _aliases(product),
        "links": links_of(resource, product.slug, deliverables=deliverables),
    }


def commitment_shape(commitment: Commitment, *, as_of: date) -> Shape:
    """A promise as known on a day."""
    deliverable = commitment.deliverable
    evidence = commitment.evidence.all()
    words = commitment.words
    return {
        "slug": commitment.slug,
        "deliverable": deliverable.slug,
        "product": deliverable.product.slug,
        "company": deliverable.product.company.slug,
        "basis": commitment.basis,
        "voice": commitment.voice,
        "speaker": commitment.speaker or None,
        "window": window_shape(commitment.earliest, commitment.latest, commitment.precision, words=words),
        "strict_latest": commitment.strict_latest,
        "said": _span(commitment.said_earliest, commitment.said_latest),
        "first_reported_on": commitment.first_reported_on,
        "condition": commitment.condition or None,
        "relative_to": commitment.relative_to.slug if commitment.relative_to else None,
        "retro_disclosed": commitment.retro_disclosed,
        "verified": commitment.verified,
        "retracted_on": retracted_by(commitment.retracted_on, evidence, as_of),
        "rule": commitment.rule,
        "ruleset": commitment.ruleset,
        "note": commitment.note or None,
        "evidence": evidence_shapes(evidence, as_of=as_of),
        "links": {
            "deliverable": f"{API}/deliverables/{deliverable.slug}",
            "html": f"/d/{deliverable.slug}/",
        },
    }


def event_shape(event: Event, *, as_of: date) -> Shape:
    """An event with who took part, what it did and its sources, as known on a day."""
    return {
        "slug": event.slug,
        "kind": event.kind,
        "title": event.title,
        "summary": event.summary or None,
        "window": window_shape(event.earliest, event.latest, event.precision),
        "basis": event.basis,
        "significance": event.significance,
        "restructuring_kind": event.restructuring_kind or None,
        "headcount": _range(event.headcount_low, event.headcount_high),
        "amount": _money(event),
        "verified": event.verified,
        "retracted_on": retracted_by(event.retracted_on, event.evidence.all(), as_of),
        "parties": [_party_shape(party) for party in event.parties.all()],
        "outcomes": [_event_outcome_shape(outcome) for outcome in event.outcomes.all()],
        "evidence": evidence_shapes(event.evidence.all(), as_of=as_of),
        "links": links_of("events", event.slug),
    }


def outcome_shape(outcome: Outcome, *, as_of: date) -> Shape:
    """What one event did to the deliverable that is looked at."""
    event = outcome.event
    evidence = event.evidence.all()
    return {
        "event": event.slug,
        "title": event.title,
        "effect": outcome.effect,
        "completeness": outcome.completeness,
        "note": outcome.note or None,
        "window": window_shape(event.earliest, event.latest, event.precision),
        "basis": event.basis,
        "verified": event.verified,
        "retracted_on": retracted_by(event.retracted_on, evidence, as_of),
        "evidence": evidence_shapes(evidence, as_of=as_of),
        "links": links_of("events", event.slug),
    }


def item_shape(item: Item) -> Shape:
    """A news item."""
    named = getattr(item, "held_tags")  # noqa: B009  a prefetched attribute
    return {
        "id": item.pk,
        "title": item.title,
        "url": item.url,
        "outlet": item.outlet or item.feed.name,
        "author": item.author or None,
        **published_shape(item),
        "first_seen_at": instant(item.first_seen_at),
        "excerpt": excerpt(item.summary),
        "companies": [tag.company.slug for tag in named if tag.company],
        "products": [tag.product.slug for tag in named if tag.product],
        "story": item.story_id,
    }


def published_shape(item: Item) -> Shape:
    """When it was published; an instant only where its hour is known."""
    is_day = item.date_source == Item.DateSource.RECORD
    published = item.published_at
    return {
        "published_on": published.astimezone(UTC).date() if published else None,
        "published_at": None if is_day else instant(published),
    }


def evidence_shapes(evidence: Iterable[Evidence], *, as_of: date) -> list[Shape]:
    """The sources that can have been read by the day."""
    return [
        {
            "url": each.url,
            "title": each.title or None,
            "publisher": each.publisher or None,
            "published": _span(each.published_earliest, each.published_latest),
            "role": each.role,
            "read": each.read,
            "quote": each.quote or None,
            "repeats": each.repeats or None,
            "unopened": each.unopened,
            "item": each.item_id,
        }
        for each in known_evidence(evidence, as_of)
    ]


def _aliases(row: Company | Product) -> list[Shape]:
    others = (alias for alias in row.aliases.all() if alias.text != row.name)
    return [{"text": alias.text, "kind": alias.kind} for alias in others]


def _party_shape(party: EventParty) -> Shape:
    return {
        "company": party.company.slug if party.company else None,
        "product": party.product.slug if party.product else None,
        "role": party.role,
    }


def _event_outcome_shape(outcome: Outcome) -> Shape:
    return {
        "deliverable": outcome.deliverable.slug,
        "effect": outcome.effect,
        "completeness": outcome.completeness,
        "note": outcome.note or None,
    }


def _span(earliest: date | None, latest: date | None) -> Shape | None:
    return {"earliest": earliest, "latest": latest} if earliest else None


def _range(low: int | None, high: int | None) -> Shape | None:
    return None if low is None and high is None else {"low": low, "high": high}


def _money(event: Event) -> Shape | None:
    amount = _range(event.amount_low, event.amount_high)
    return amount and {**amount, "currency": event.currency or None}


def excerpt(text: str) -> str | None:
    """The beginning of the text, cut at a word."""
    plain = " ".join(text.split())
    if len(plain) <= EXCERPT:
        return plain or None
    return plain[: EXCERPT - 1].rsplit(" ", 1)[0] + "…"
