"""Promises in the words they were made in, with their sources."""

from collections.abc import Iterable
from datetime import date

from timeline.queries.answered.reading import (
    ASKED,
    IN_ORDER,
    NOTE,
    RETRACTED,
    SOURCES,
    WINDOW,
    Answer,
    known,
)

OWNER = {"owner": "commitment"}
COMMITMENTS = f"""
    SELECT json_build_object(
        'slug', commitment.slug,
        'deliverable', deliverable.slug,
        'product', product.slug,
        'company', company.slug,
        'basis', commitment.basis,
        'voice', commitment.voice,
        'speaker', nullif(commitment.speaker, ''),
        'window', {WINDOW.format(**OWNER, words="commitment.words")},
        'strict_latest', commitment.strict_latest,
        'said', CASE WHEN commitment.said_earliest IS NOT NULL THEN json_build_object(
            'earliest', commitment.said_earliest, 'latest', commitment.said_latest
        ) END,
        'first_reported_on', commitment.first_reported_on,
        'condition', nullif(commitment.condition, ''),
        'relative_to', other.slug,
        'retro_disclosed', commitment.retro_disclosed,
        'verified', commitment.verified,
        'retracted_on', {RETRACTED.format(**OWNER)},
        'rule', commitment.rule,
        'ruleset', commitment.ruleset,
        'note', {NOTE.format(**OWNER)},
        'evidence', {SOURCES.format(**OWNER)}
    )::text
    FROM {ASKED}
    JOIN timeline_commitment commitment ON commitment.id = asked.id
    JOIN timeline_deliverable deliverable ON deliverable.id = commitment.deliverable_id
    JOIN news_product product ON product.id = deliverable.product_id
    JOIN news_company company ON company.id = product.company_id
    LEFT JOIN timeline_deliverable other ON other.id = commitment.relative_to_id {IN_ORDER}
"""  # noqa: S608  no word of a reader


def commitments_answered(ids: Iterable[int], *, as_of: date) -> list[Answer]:
    """The promises in the order of the ids, as known on a day."""
    return known(COMMITMENTS, ids=ids, as_of=as_of)
