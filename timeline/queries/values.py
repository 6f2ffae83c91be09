"""Rows that were read whole, as the plain values that lateness is counted from."""

from collections.abc import Iterable
from datetime import date

from timeline.ledger.facts import Happening, Promise, Source
from timeline.models import Commitment, Evidence, Outcome
from timeline.terms import Basis, Completeness, Effect, EvidenceRole, Precision


def promise_of(commitment: Commitment) -> Promise:
    """Its evidence must be prefetched and relative_to selected."""
    return Promise(
        slug=commitment.slug,
        basis=Basis(commitment.basis),
        said_earliest=commitment.said_earliest,
        said_latest=commitment.said_latest,
        first_reported_on=commitment.first_reported_on,
        earliest=commitment.earliest,
        latest=commitment.latest,
        precision=Precision(commitment.precision),
        retro_disclosed=commitment.retro_disclosed,
        retracted_on=commitment.retracted_on,
        verified=commitment.verified,
        words=commitment.words,
        condition=commitment.condition,
        relative_to=commitment.relative_to.slug if commitment.relative_to else None,
        sources=_sources(commitment.evidence.all()),
    )


def happening_of(outcome: Outcome) -> Happening:
    """Its event must be selected and the event's evidence prefetched."""
    event = outcome.event
    return Happening(
        event=event.slug,
        effect=Effect(outcome.effect),
        earliest=event.earliest,
        latest=event.latest,
        precision=Precision(event.precision),
        basis=Basis(event.basis),
        completeness=Completeness(outcome.completeness),
        verified=event.verified,
        retracted_on=event.retracted_on,
        sources=_sources(event.evidence.all()),
    )


def known_evidence(evidence: Iterable[Evidence], as_of: date) -> list[Evidence]:
    """The sources that can have been read by the day; those without a day among them."""
    return [each for each in evidence if each.published_earliest is None or each.published_earliest <= as_of]


def _sources(evidence: Iterable[Evidence]) -> tuple[Source, ...]:
    return tuple(
        Source(
            role=EvidenceRole(each.role),
            published_earliest=each.published_earliest,
            published_latest=each.published_latest,
            unopened=each.unopened,
        )
        for each in evidence
    )
