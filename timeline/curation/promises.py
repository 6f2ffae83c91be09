"""Stating, moving, withdrawing, repeating and retracting promises, and verifying deliverables."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db.models.functions import Coalesce

from timeline.curation.inputs import Reading, Said, Source, iso
from timeline.curation.kernel import Act, Refused, add, current, edit, numbered, writing
from timeline.documents import COMMITMENT, DELIVERABLE, EVENT, Document, Table
from timeline.models import Change, Commitment, Deliverable
from timeline.terms import Action, EvidenceRole, Precision
from timeline.windows import RULESET, read_window

OPEN_ENDED = (Precision.VAGUE, Precision.FLOOR)


def state(act: Act, deliverable: str, said: Said, sources: Sequence[Source]) -> Change:
    """Record a promise about a deliverable."""
    return _state(act, deliverable, said, sources, action=Action.STATE)


def redate(act: Act, deliverable: str, said: Said, sources: Sequence[Source]) -> Change:
    """Record a date that replaces an earlier one; refused when there is none to replace."""
    with writing():
        _require_dated(deliverable, said)
        change = _state(act, deliverable, said, sources, action=Action.REDATE)
        if not (change.after or {})["latest"]:
            raise Refused(("words", "no date is read in these words: withdraw the date instead"))
        return change


def withdraw_date(act: Act, deliverable: str, said: Said, sources: Sequence[Source]) -> Change:
    """Record that a dated promise became a vague one or a floor; the dated one keeps running."""
    with writing():
        _require_dated(deliverable, said)
        change = _state(act, deliverable, said, sources, action=Action.WITHDRAW_DATE)
        if (change.after or {})["precision"] not in OPEN_ENDED:
            raise Refused(("words", "a date is read in these words: re-date the promise instead"))
        return change


def restate(act: Act, commitment: str, source: Source) -> Change:
    """Add a source that says the same promise again."""
    again = replace(source, role=EvidenceRole.RESTATES)
    return edit(act, COMMITMENT, commitment, action=Action.ADD, change=lambda row: _with_source(row, again))


def retract(
    act: Act, table: Table, slug: str, *, on: date, source: Source, version: int | None = None
) -> Change:
    """Keep a commitment or an event but take it out of every score from a day on."""
    if table not in (COMMITMENT, EVENT):
        raise Refused(("table", f"a {table.name} is not retracted"))
    retraction = replace(source, role=EvidenceRole.RETRACTS)

    def change(row: Document) -> Document:
        if row["retracted_on"]:
            raise Refused(("retracted_on", f"retracted on {row['retracted_on']} already"))
        return _with_source(row, retraction) | {"retracted_on": iso(on)}

    return edit(act, table, slug, action=Action.RETRACT, change=change, version=version)


def verify(act: Act, deliverable: str, *, on: date, version: int | None = None) -> Change:
    """Note a day on which somebody looked whether the thing had arrived."""

    def change(row: Document) -> Document:
        if row["last_verified_on"] and row["last_verified_on"] >= on.isoformat():
            raise Refused(("last_verified_on", f"looked at on {row['last_verified_on']} already"))
        return row | {"last_verified_on": iso(on)}

    return edit(act, DELIVERABLE, deliverable, action=Action.VERIFY, change=change, version=version)


def _state(act: Act, deliverable: str, said: Said, sources: Sequence[Source], *, action: Action) -> Change:
    with writing():
        current(DELIVERABLE, deliverable)
        document = _document(deliverable, said, sources)
        return add(act, COMMITMENT, document, action=action)


def has_dated(deliverable: str, said: Said) -> bool:
    """Whether a dated promise of the same basis was public before and was not retracted."""
    day = said.said_latest or said.first_reported_on
    earlier = (
        Commitment.objects.annotate(public_on=Coalesce("said_latest", "first_reported_on"))
        .filter(deliverable__slug=deliverable, basis=said.basis.value, latest__isnull=False)
        .filter(retracted_on=None, public_on__lte=day)
    )
    return day is not None and earlier.exists()


def _require_dated(deliverable: str, said: Said) -> None:
    if not has_dated(deliverable, said):
        raise Refused(("deliverable", f"{deliverable} has no dated {said.basis.value} promise to replace"))


def _document(deliverable: str, said: Said, sources: Sequence[Source]) -> Document:
    return {
        "slug": _next_slug(deliverable),
        "deliverable": deliverable,
        "basis": said.basis.value,
        "voice": said.voice.value,
        "speaker": said.speaker,
        "words": said.words,
        "said_earliest": iso(said.said_earliest),
        "said_latest": iso(said.said_latest),
        "first_reported_on": iso(said.first_reported_on),
        **window_of(deliverable, said),
        "condition": said.condition,
        "relative_to": said.relative_to,
        "retro_disclosed": said.retro_disclosed,
        "verified": said.verified,
        "note": said.note,
        "retracted_on": None,
        "evidence": [source.document() for source in sources],
    }


def window_of(deliverable: str, said: Said) -> Document:
    """The window as a person read it, else as the rules do; raises Refused when no rule reads the words."""
    reading, rule = said.reading, None
    if reading is None:
        window = read_window(
            said.words,
            said.said_earliest or said.first_reported_on,
            said.said_latest or said.first_reported_on,
            fiscal_year_start_month=fiscal_start(deliverable),
            retro=said.retro_disclosed,
        )
        if window is None:
            raise Refused(("words", "no rule reads these words: give the window"))
        rule = window.rule
        reading = Reading(
            earliest=window.earliest,
            latest=window.latest,
            precision=window.precision,
            strict_latest=window.strict_latest,
        )
    return {
        "earliest": iso(reading.earliest),
        "latest": iso(reading.latest),
        "precision": reading.precision.value,
        "strict_latest": iso(reading.strict_latest),
        "rule": rule,
        "ruleset": RULESET,
    }


def fiscal_start(deliverable: str) -> int:
    """The month in which the fiscal year of the deliverable's company begins; 1 for an unknown one."""
    months = Deliverable.objects.filter(slug=deliverable).values_list(
        "product__company__fiscal_year_start_month", flat=True
    )
    return months.first() or 1


def _next_slug(deliverable: str) -> str:
    """The deliverable's slug and the first number that no promise has or had."""
    return numbered(COMMITMENT, deliverable, first=1)


def _with_source(row: Document, source: Source) -> Document:
    return row | {"evidence": [*row["evidence"], source.document()]}
