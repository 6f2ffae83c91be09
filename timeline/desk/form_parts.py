"""The parts of the form of an acceptance: which fields stand together, and which ways ask for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django import forms

from timeline.curation import Way
from timeline.curation.inputs import Reading, Said
from timeline.terms import Basis, Voice

EVERY_WAY = tuple(Way)


class Part(NamedTuple):
    """Fields of the form that belong together."""

    heading: str
    names: tuple[str, ...]
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPart:
    """A part of the form as it is shown; `ways` are those that it opens with."""

    heading: str
    fields: list[forms.BoundField]
    ways: str
    is_open: bool


# Under which heading a field stands, and by which ways it is asked for.
PARTS = (
    Part("What it is", ("way", "kind", "company", "product", "basis", "sources", "read"), EVERY_WAY),
    Part("More evidence", ("commitment", "event", "role"), (Way.EVIDENCE,)),
    Part(
        "Of which deliverable",
        ("deliverable", "new_name", "new_channel", "new_product_name", "new_product_kind"),
        (Way.PROMISE, Way.OUTCOME),
    ),
    Part(
        "The promise",
        (
            *("words", "earliest", "latest", "precision", "said_on", "first_reported_on"),
            *("voice", "speaker", "condition", "also_previous"),
        ),
        (Way.PROMISE,),
    ),
    Part(
        "What happened",
        (
            *("effect", "happened_from", "happened_to", "title", "summary", "significance"),
            *("restructuring_kind", "note"),
        ),
        (Way.OUTCOME, Way.EVENT),
    ),
)


def said_of(given: Mapping[str, Any], *, reading: Reading | None, note: str = "") -> Said:
    """The promise as a form was given it; `reading` is a window of a person, null where the rules read."""
    return Said(
        words=given["words"],
        basis=Basis(given["basis"]),
        voice=Voice(given["voice"]),
        speaker=given["speaker"],
        said_earliest=given["said_on"],
        said_latest=given["said_on"],
        first_reported_on=given["first_reported_on"],
        condition=given["condition"],
        note=note,
        reading=reading,
    )
