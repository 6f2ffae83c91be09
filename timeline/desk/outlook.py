"""The record as it stands and as it would stand, were a suggestion accepted; nothing is written."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from timeline.claims.outlook import PROPOSED, move_to, with_happening, with_promise
from timeline.curation import Acceptance, RecordError, Way
from timeline.curation.inputs import Happened, Said
from timeline.curation.promises import window_of
from timeline.documents import COMMITMENT, EVENT, read_document
from timeline.ledger import Facts, Happening, Promise, Standing, judge
from timeline.models import Deliverable
from timeline.queries.deliverables import row_of
from timeline.terms import Channel, Precision
from timeline.wording.days import counted
from timeline.wording.leads import quoted
from timeline.wording.questions import moved_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """How the deliverable stands before and after; both None where no standing changes.

    `lines` say in words what else there is to say, `sums` the arithmetic between the two.
    """

    before: Standing | None = None
    after: Standing | None = None
    lines: tuple[str, ...] = ()
    sums: str = ""


def outlook_of(acceptance: Acceptance, *, today: date) -> Outlook:
    """What the acceptance would change, by the ledger's own arithmetic on a day."""
    if acceptance.way == Way.EVIDENCE:
        return _of_evidence(acceptance)
    if acceptance.way == Way.EVENT:
        return _of_event(acceptance)
    standing = _standing(acceptance, today)
    if acceptance.way == Way.OUTCOME:
        return _of_outcome(acceptance, standing, today)
    return _of_promise(acceptance, standing, today)


def _of_event(acceptance: Acceptance) -> Outlook:
    title = acceptance.happened.title if acceptance.happened else ""
    return Outlook(lines=(f"One event more: {title or 'it needs a title'}.", "No promise is touched."))


def _of_evidence(acceptance: Acceptance) -> Outlook:
    table, slug = (COMMITMENT, acceptance.commitment) if acceptance.commitment else (EVENT, acceptance.event)
    row = read_document(table, slug) if slug else None
    if row is None:
        return Outlook(lines=("Say for which promise or which event it is evidence.",))
    standing = {each["url"] for each in row["evidence"]}
    fresh = {each.url for each in acceptance.sources} - standing
    if not fresh:
        return Outlook(lines=("Every one of these pages stands there already.",))
    named = quoted(row["words"]) if table is COMMITMENT else row["title"]
    pages = f"{len(standing)} → {counted(len(standing | fresh), 'page')}"
    return Outlook(lines=(f"{named}: {pages}. No date moves.",))


def _of_promise(acceptance: Acceptance, standing: Standing, today: date) -> Outlook:
    said = acceptance.said
    if said is None:
        return Outlook(before=standing, lines=("No words are given: say in which it was promised.",))
    try:
        promise = _promise(acceptance.deliverable, said)
    except RecordError as error:
        return Outlook(before=standing, lines=(f"It would be refused: {error}.",))
    after = with_promise(standing.facts, promise, as_of=today)
    moved = move_to(after, promise)
    sums = moved_by(moved[0], moved[1], promise) if moved else ""
    return Outlook(before=standing, after=after, sums=sums)


def _of_outcome(acceptance: Acceptance, standing: Standing, today: date) -> Outlook:
    if acceptance.happened is None:
        return Outlook(before=standing, lines=("No day is given: say on which day it happened.",))
    happening = _happening(acceptance, acceptance.happened)
    return Outlook(before=standing, after=with_happening(standing.facts, happening, as_of=today))


def _happening(acceptance: Acceptance, happened: Happened) -> Happening:
    return Happening(
        event=PROPOSED,
        effect=acceptance.effect,
        earliest=happened.earliest,
        latest=happened.latest,
        precision=happened.precision,
        basis=happened.basis,
    )


def _standing(acceptance: Acceptance, today: date) -> Standing:
    """How the deliverable stands today; a new one has no facts yet."""
    if acceptance.new is None:
        try:
            return row_of(acceptance.deliverable, as_of=today).standing
        except Deliverable.DoesNotExist:
            pass
    channel = acceptance.new.channel if acceptance.new else Channel.OTHER
    return judge(Facts(slug=PROPOSED, channel=channel, company=""), as_of=today)


def _promise(deliverable: str, said: Said) -> Promise:
    read: dict[str, Any] = window_of(deliverable, said)
    first, last = (date.fromisoformat(read[name]) if read[name] else None for name in ("earliest", "latest"))
    return Promise(
        slug=PROPOSED,
        basis=said.basis,
        said_earliest=said.said_earliest,
        said_latest=said.said_latest,
        first_reported_on=said.first_reported_on,
        earliest=first,
        latest=last,
        precision=Precision(read["precision"]),
        retro_disclosed=said.retro_disclosed,
        words=said.words,
    )
