"""What a suggestion looks like in an answer."""

from datetime import date
from typing import Any

from timeline.api.shapes import Shape, instant, window_shape
from timeline.desk.prefilled import prefilled
from timeline.models import Passage, Suggestion
from timeline.queries.stories import outlet_of


def suggestion_shape(suggestion: Suggestion) -> Shape:
    """A suggestion as it stands; its passages are at hand."""
    return {
        "id": suggestion.pk,
        "version": suggestion.version,
        "kind": suggestion.kind,
        "state": suggestion.state,
        "question": suggestion.question or None,
        "event_kind": suggestion.event_kind or None,
        "second_kind": suggestion.second_kind or None,
        **_subject(suggestion),
        **_windows(suggestion),
        "said_on": suggestion.said_on,
        "passage": suggestion.passage or None,
        "passages": [_passage_shape(each) for each in suggestion.passages.all()],
        "origins": len({outlet_of(each.item) for each in suggestion.passages.all() if _is_own(each)}),
        "second_source": _wanted_shape(suggestion),
        "page": _page_shape(suggestion),
        "report": suggestion.report or None,
        "about": suggestion.about or None,
        "note": suggestion.note or None,
        "story": suggestion.story_id,
        "margin": suggestion.margin,
        "proposed_by": suggestion.proposed_by or None,
        "created_at": instant(suggestion.created_at),
        **_decision(suggestion),
    }


def whole_shape(suggestion: Suggestion) -> Shape:
    """With the fields of its acceptance as proposed."""
    values = {name: value for name, value in prefilled(suggestion).items() if name != "version"}
    return suggestion_shape(suggestion) | {"prefilled": values}


def _subject(suggestion: Suggestion) -> Shape:
    rows = ("company", "product", "deliverable", "commitment", "event")
    named = {name: getattr(suggestion, name) for name in rows}
    return {
        **{name: row.slug if row else None for name, row in named.items()},
        "channel": suggestion.channel or None,
        "noun": suggestion.noun or None,
    }


def _windows(suggestion: Suggestion) -> Shape:
    return {
        "window": _window(
            suggestion.earliest, suggestion.latest, suggestion.precision, words=suggestion.words
        ),
        "role": suggestion.role or None,
        "previous": _window(
            suggestion.previous_earliest,
            suggestion.previous_latest,
            suggestion.previous_precision,
            words=suggestion.previous_words,
        ),
    }


def _window(earliest: date | None, latest: date | None, precision: str, *, words: str) -> Shape | None:
    return window_shape(earliest, latest, precision, words=words or None) if precision else None


def _decision(suggestion: Suggestion) -> dict[str, Any]:
    return {
        "decided_at": instant(suggestion.decided_at),
        "decided_by": suggestion.decided_by or None,
        "rejection": suggestion.rejection or None,
        "reason": suggestion.reason or None,
        "merged_into": suggestion.merged_into_id,
        "changes": suggestion.changes,
    }


def _page_shape(suggestion: Suggestion) -> Shape | None:
    if not suggestion.page:
        return None
    return {
        "url": suggestion.page,
        "title": suggestion.page_title or None,
        "publisher": suggestion.publisher or None,
    }


def _wanted_shape(suggestion: Suggestion) -> Shape | None:
    if suggestion.wanted_at is None:
        return None
    return {
        "wanted_by": suggestion.wanted_by,
        "wanted_at": instant(suggestion.wanted_at),
        "wanted_over": suggestion.wanted_over,
    }


def _is_own(passage: Passage) -> bool:
    return passage.is_claim and not passage.is_copy


def _passage_shape(passage: Passage) -> Shape:
    return {
        "id": passage.pk,
        "item": passage.item_id,
        "url": passage.item.url,
        "outlet": outlet_of(passage.item),
        "text": passage.text,
        "is_copy": passage.is_copy,
        "is_claim": passage.is_claim,
    }
