"""What a change and a correction look like in an answer."""

from dataclasses import asdict

from timeline.api.links import page_link
from timeline.api.shapes import Shape, instant
from timeline.models import Change
from timeline.queries.corrections import Correction
from timeline.terms import RecordTable

RESOURCES = {
    RecordTable.COMPANY: "companies",
    RecordTable.PRODUCT: "products",
    RecordTable.DELIVERABLE: "deliverables",
    RecordTable.EVENT: "events",
}


def change_shape(change: Change) -> Shape:
    """Enough to apply it to a record that stands as it did before; who made it is not told."""
    return {
        "seq": change.seq,
        "at": instant(change.at),
        "action": change.action,
        "table": change.target_table,
        "slug": change.target_key,
        "before": change.before,
        "after": change.after,
        "reason": change.reason or None,
    }


def correction_shape(correction: Correction) -> Shape:
    """What was recorded and what is recorded since, field by field."""
    return {
        "seq": correction.seq,
        "at": instant(correction.at),
        "table": correction.table,
        "slug": correction.slug,
        "deliverable": correction.deliverable,
        "name": correction.name,
        "reason": correction.reason,
        "differences": [asdict(each) for each in correction.differences],
        "links": {"html": _page(correction)},
    }


def _page(correction: Correction) -> str:
    """A commitment is told on the page of its deliverable."""
    if correction.table == RecordTable.COMMITMENT:
        return page_link("deliverables", correction.deliverable or "")
    return page_link(RESOURCES[RecordTable(correction.table)], correction.slug)
