"""What a judged deliverable and a record look like in an answer."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from timeline.api.links import links_of
from timeline.api.shapes import Shape, commitment_shape, outcome_shape, window_shape
from timeline.ledger import Happening, Promise, Record, Tally, is_public
from timeline.queries.deliverables import Row
from timeline.queries.entries import Entry, Related


def deliverable_shape(row: Row, words: Mapping[str, str]) -> Shape:
    """How a deliverable stands; `words` of its promises by the commitment's slug."""
    deliverable, standing = row.deliverable, row.standing
    return {
        "slug": deliverable.slug,
        "name": deliverable.name,
        "product": deliverable.product.slug,
        "company": deliverable.product.company.slug,
        "channel": deliverable.channel,
        "stage": deliverable.stage or None,
        "audience": deliverable.audience or None,
        "regions": deliverable.regions,
        "fate": standing.fate,
        "label": standing.label,
        "lane": standing.lane,
        "first_promise": _promise_shape(standing.first_promise, words),
        "current_promise": _promise_shape(standing.current_promise, words),
        "arrived": _arrival_shape(standing.arrived),
        "verdict_first": standing.verdict_first,
        "verdict_current": standing.verdict_current,
        "slip_min_days": standing.slip_min_days,
        "slip_max_days": standing.slip_max_days,
        "verified_through": standing.verified_through,
        "moves": [asdict(move) for move in standing.moves],
        "evidence_count": _evidence_count(row),
        "links": links_of("deliverables", deliverable.slug),
    }


def entry_shape(entry: Entry, *, as_of: date) -> Shape:
    """A deliverable with its scope, promises, outcomes and those tied to it."""
    deliverable = entry.row.deliverable
    words = {commitment.slug: commitment.words for commitment in entry.commitments}
    return {
        **deliverable_shape(entry.row, words),
        "excluded_regions": deliverable.excluded_regions,
        "scope_note": deliverable.scope_note or None,
        "last_verified_on": deliverable.last_verified_on,
        "commitments": [commitment_shape(each, as_of=as_of) for each in entry.commitments],
        "outcomes": [outcome_shape(each, as_of=as_of) for each in entry.outcomes],
        "related": [_related_shape(each) for each in entry.related],
    }


def record_shape(record: Record) -> Shape:
    """The on-time record of a company; parts of one rounded to four digits, days to one."""
    return {
        "company": record.company,
        "as_of": record.as_of,
        "first": _tally_shape(record.first),
        "current": _tally_shape(record.current),
        "open": record.open,
        "unverified": record.unverified,
        "indeterminate": record.indeterminate,
        "partly": record.partly,
        "vague": record.vague,
        "reported_only": record.reported_only,
        "goals": record.goals,
        "median_slip_days": record.median_slip_days,
        "moves_per_deliverable": _rounded(record.moves_per_deliverable, 2),
        "median_notice_days": record.median_notice_days,
        "median_vague_age_days": record.median_vague_age_days,
        "deliverables": [asdict(line) for line in record.deliverables],
    }


def _promise_shape(promise: Promise | None, words: Mapping[str, str]) -> Shape | None:
    if promise is None:
        return None
    said = words.get(promise.slug)
    return window_shape(promise.earliest, promise.latest, promise.precision, words=said)


def _arrival_shape(happening: Happening | None) -> Shape | None:
    if happening is None:
        return None
    return {
        "earliest": happening.earliest,
        "latest": happening.latest,
        "precision": happening.precision,
    }


def _related_shape(related: Related) -> Shape:
    deliverable, standing = related.row.deliverable, related.row.standing
    return {
        "slug": deliverable.slug,
        "name": deliverable.name,
        "relation": related.relation,
        "fate": standing.fate,
        "label": standing.label,
        "links": links_of("deliverables", deliverable.slug),
    }


def _tally_shape(tally: Tally) -> Shape:
    return {
        "kept": tally.kept,
        "broken": tally.broken,
        "n": tally.n,
        "wilson_low": _rounded(tally.wilson_low, 4),
        "wilson_high": _rounded(tally.wilson_high, 4),
    }


def _rounded(number: float | None, digits: int) -> float | None:
    return None if number is None else round(number, digits)


def _evidence_count(row: Row) -> int:
    """Sources under what was public on the day and could be read by it; an event's count once."""
    as_of = row.standing.as_of
    events: dict[str, Any] = {each.event: each for each in row.facts.happenings}
    return sum(
        1
        for fact in (*row.facts.promises, *events.values())
        if is_public(fact, as_of)
        for source in fact.sources
        if source.published_earliest is None or source.published_earliest <= as_of
    )
