"""Events with who took part, what they did and their sources; and what one did to one deliverable."""

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

OWNER = {"owner": "event"}
EVENT_WINDOW = WINDOW.format(**OWNER, words="NULL")
OUTCOME_NOTE = NOTE.format(owner="outcome")
PARTIES = """(
    SELECT coalesce(json_agg(json_build_object(
        'company', company.slug, 'product', product.slug, 'role', party.role
    ) ORDER BY party.role, party.id), '[]')
    FROM timeline_eventparty party
    LEFT JOIN news_company company ON company.id = party.company_id
    LEFT JOIN news_product product ON product.id = party.product_id
    WHERE party.event_id = event.id
)"""
OUTCOMES = f"""(
    SELECT coalesce(json_agg(json_build_object(
        'deliverable', deliverable.slug,
        'effect', outcome.effect,
        'completeness', outcome.completeness,
        'note', {OUTCOME_NOTE}
    ) ORDER BY deliverable.slug, outcome.effect), '[]')
    FROM timeline_outcome outcome
    JOIN timeline_deliverable deliverable ON deliverable.id = outcome.deliverable_id
    WHERE outcome.event_id = event.id
)"""  # noqa: S608  no word of a reader
EVENTS = f"""
    SELECT json_build_object(
        'slug', event.slug,
        'kind', event.kind,
        'title', event.title,
        'summary', nullif(event.summary, ''),
        'window', {EVENT_WINDOW},
        'basis', event.basis,
        'significance', event.significance,
        'restructuring_kind', nullif(event.restructuring_kind, ''),
        'headcount', CASE WHEN event.headcount_low IS NOT NULL OR event.headcount_high IS NOT NULL THEN
            json_build_object('low', event.headcount_low, 'high', event.headcount_high)
        END,
        'amount', CASE WHEN event.amount_low IS NOT NULL OR event.amount_high IS NOT NULL THEN
            json_build_object(
                'low', event.amount_low, 'high', event.amount_high, 'currency', nullif(event.currency, '')
            )
        END,
        'verified', event.verified,
        'retracted_on', {RETRACTED.format(**OWNER)},
        'parties', {PARTIES},
        'outcomes', {OUTCOMES},
        'evidence', {SOURCES.format(**OWNER)}
    )::text
    FROM {ASKED} JOIN timeline_event event ON event.id = asked.id {IN_ORDER}
"""  # noqa: S608  no word of a reader
DONE = f"""
    SELECT json_build_object(
        'event', event.slug,
        'title', event.title,
        'effect', outcome.effect,
        'completeness', outcome.completeness,
        'note', {OUTCOME_NOTE},
        'window', {EVENT_WINDOW},
        'basis', event.basis,
        'verified', event.verified,
        'retracted_on', {RETRACTED.format(**OWNER)},
        'evidence', {SOURCES.format(**OWNER)}
    )::text
    FROM {ASKED} JOIN timeline_outcome outcome ON outcome.id = asked.id
    JOIN timeline_event event ON event.id = outcome.event_id {IN_ORDER}
"""  # noqa: S608  no word of a reader


def events_answered(ids: Iterable[int], *, as_of: date) -> list[Answer]:
    """The events in the order of the ids, as known on a day."""
    return known(EVENTS, ids=ids, as_of=as_of)


def outcomes_answered(ids: Iterable[int], *, as_of: date) -> list[Answer]:
    """What events did to a deliverable, in the order of the outcomes' ids, as known on a day."""
    return known(DONE, ids=ids, as_of=as_of)
