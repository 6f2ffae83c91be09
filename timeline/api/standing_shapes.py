"""What a judged deliverable and a record look like in an answer."""

from dataclasses import asdict
from datetime import date

from timeline.api.links import links_of
from timeline.api.shapes import Shape, commitment_shape, outcome_shape, window_shape
from timeline.ledger import Happening, Move, Promise, Record, Tally
from timeline.queries.answered.commitments import commitments_answered
from timeline.queries.answered.events import outcomes_answered
from timeline.queries.deliverables import Row
from timeline.queries.entries import Entry, Related


def deliverable_shape(row: Row, *, evidence_count: int) -> Shape:
    """How a deliverable stands."""
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
        "first_promise": _promise_shape(standing.first_promise),
        "current_promise": _promise_shape(standing.current_promise),
        "arrived": _arrival_shape(standing.arrived),
        "verdict_first": standing.verdict_first,
        "verdict_current": standing.verdict_current,
        "slip_min_days": standing.slip_min_days,
        "slip_max_days": standing.slip_max_days,
        "verified_through": standing.verified_through,
        "moves": [_move_shape(move) for move in standing.moves],
        "evidence_count": evidence_count,
        "links": links_of("deliverables", deliverable.slug),
    }


def entry_shape(entry: Entry, *, as_of: date) -> Shape:
    """A deliverable with its scope, promises, outcomes and those tied to it."""
    deliverable = entry.row.deliverable
    commitments = commitments_answered([each.pk for each in entry.commitments], as_of=as_of)
    outcomes = outcomes_answered([each.pk for each in entry.outcomes], as_of=as_of)
    events = {each["event"]: each for each in outcomes}
    count = sum(len(each["evidence"]) for each in (*commitments, *events.values()))
    return {
        **deliverable_shape(entry.row, evidence_count=count),
        "excluded_regions": deliverable.excluded_regions,
        "scope_note": deliverable.scope_note or None,
        "last_verified_on": _public(deliverable.last_verified_on, as_of),
        "commitments": [commitment_shape(each) for each in commitments],
        "outcomes": [outcome_shape(each) for each in outcomes],
        "related": [_related_shape(each) for each in entry.related],
    }


def _public(day: date | None, as_of: date) -> date | None:
    """A day that had come by the day that is asked for."""
    return day if day and day <= as_of else None


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


def _promise_shape(promise: Promise | None) -> Shape | None:
    if promise is None:
        return None
    return window_shape(promise.earliest, promise.latest, promise.precision, words=promise.words)


def _move_shape(move: Move) -> Shape:
    return {
        "before": move.before,
        "after": move.after,
        "basis": move.basis,
        "kind": move.kind,
        "shift_days": move.shift_days,
        "shift_low": move.shift_low,
        "shift_high": move.shift_high,
        "notice_days": move.notice_days,
    }


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
