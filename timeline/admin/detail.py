"""What the page of one suggestion shows: the sentence, how it was read, the record before and after."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from news.matching import joined_text
from timeline.claims.outlook import PROPOSED, move_to, with_happening, with_promise
from timeline.curation import Acceptance, RecordError, Way
from timeline.curation.inputs import Said
from timeline.curation.promises import window_of
from timeline.documents import COMMITMENT, EVENT, read_document
from timeline.ledger import Facts, Happening, Promise, Standing, judge
from timeline.models import Deliverable, Passage, Suggestion
from timeline.queries.deliverables import row_of
from timeline.queries.stories import outlet_of
from timeline.terms import Channel, Precision
from timeline.windows import Window, display
from timeline.wording.days import counted
from timeline.wording.leads import quoted
from timeline.wording.questions import moved_by, read_as
from timeline.wording.terms import LOOKS

AROUND = 280


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """One outlet's sentence, marked in what stands around it."""

    outlet: str
    url: str
    title: str
    day: date | None
    before: str
    marked: str
    after: str
    is_copy: bool
    is_claim: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """The record as it stands and as it would, line by line; `sums` is the arithmetic between the two."""

    before: list[str]
    after: list[str]
    sums: str = ""


def excerpts_of(suggestion: Suggestion) -> list[Excerpt]:
    """Every outlet's sentence, the lead's first; and the page that a program gave."""
    own = [_own_excerpt(suggestion)] if suggestion.page else []
    return [*(_excerpt(passage) for passage in suggestion.passages.all()), *own]


def _own_excerpt(suggestion: Suggestion) -> Excerpt:
    return Excerpt(
        outlet=suggestion.publisher,
        url=suggestion.page,
        title=suggestion.page_title,
        day=suggestion.said_on,
        before="",
        marked=suggestion.passage,
        after="",
        is_copy=False,
        is_claim=True,
    )


def _excerpt(passage: Passage) -> Excerpt:
    item = passage.item
    text = joined_text(item.title, item.summary)
    start, end = passage.start, passage.end
    if text[start:end] != passage.text:  # the outlet has changed its text since
        text, start, end = passage.text, 0, len(passage.text)
    return Excerpt(
        outlet=outlet_of(item),
        url=item.url,
        title=item.title,
        day=item.listed_at.date() if item.listed_at else None,
        before=_cut(text[:start], from_end=True),
        marked=text[start:end],
        after=_cut(text[end:]),
        is_copy=passage.is_copy,
        is_claim=passage.is_claim,
    )


def _cut(text: str, *, from_end: bool = False) -> str:
    if len(text) <= AROUND:
        return text
    return f"… {text[-AROUND:]}" if from_end else f"{text[:AROUND]} …"


def readings_of(suggestion: Suggestion) -> Iterator[str]:
    """How the new and the old window were read, each in a sentence."""
    said_on = suggestion.said_on
    if said_on is None:
        return
    if suggestion.words and suggestion.precision:
        window = _window(suggestion.earliest, suggestion.latest, Precision(suggestion.precision))
        yield read_as(suggestion.words, window, said_on=said_on, role=suggestion.role)
    if suggestion.previous_words and suggestion.previous_precision:
        precision = Precision(suggestion.previous_precision)
        window = _window(suggestion.previous_earliest, suggestion.previous_latest, precision)
        yield read_as(suggestion.previous_words, window, said_on=said_on, role="previous")


def _window(earliest: date | None, latest: date | None, precision: Precision) -> Window:
    return Window(earliest, latest, precision, None, "")


def outlook_of(acceptance: Acceptance, *, today: date) -> Outlook:
    """The record before and after the acceptance; nothing is written."""
    if acceptance.way == Way.EVIDENCE:
        return _of_evidence(acceptance)
    if acceptance.way == Way.EVENT:
        title = acceptance.happened.title if acceptance.happened else ""
        return Outlook(before=["No such event."], after=[f"One event more: {title}."])
    standing = _standing(acceptance, today)
    if acceptance.way == Way.OUTCOME:
        return _of_outcome(acceptance, standing, today)
    return _of_promise(acceptance, standing, today)


def _of_evidence(acceptance: Acceptance) -> Outlook:
    table, slug = (COMMITMENT, acceptance.commitment) if acceptance.commitment else (EVENT, acceptance.event)
    row = read_document(table, slug)
    if row is None:
        return Outlook(before=["Nothing of it is recorded."], after=["Say of what it is evidence."])
    standing = {each["url"] for each in row["evidence"]}
    fresh = [each for each in acceptance.sources if each.url not in standing]
    named = quoted(row["words"]) if table is COMMITMENT else row["title"]
    then = "No date moves." if fresh else "Every one of these pages stands there already."
    return Outlook(
        before=[f"{named}: {counted(len(standing), 'page')}"],
        after=[f"{named}: {counted(len(standing) + len(fresh), 'page')}", then],
    )


def _of_promise(acceptance: Acceptance, standing: Standing, today: date) -> Outlook:
    said = acceptance.said
    if said is None:
        return Outlook(before=_lines(standing), after=["No words are given."])
    try:
        promise = _promise(acceptance.deliverable, said)
    except RecordError as error:
        return Outlook(before=_lines(standing), after=[f"It would be refused: {error}."])
    after = with_promise(standing.facts, promise, as_of=today)
    moved = move_to(after, promise)
    sums = moved_by(moved[0], moved[1], promise) if moved else ""
    return Outlook(before=_lines(standing), after=_lines(after), sums=sums)


def _of_outcome(acceptance: Acceptance, standing: Standing, today: date) -> Outlook:
    happened = acceptance.happened
    if happened is None:
        return Outlook(before=_lines(standing), after=["No day is given."])
    happening = Happening(
        event=PROPOSED,
        effect=acceptance.effect,
        earliest=happened.earliest,
        latest=happened.latest,
        precision=happened.precision,
        basis=happened.basis,
    )
    return Outlook(
        before=_lines(standing), after=_lines(with_happening(standing.facts, happening, as_of=today))
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


def _lines(standing: Standing) -> list[str]:
    """What it is now, then its promises in the order in which they became public."""
    promises = sorted(standing.facts.promises, key=lambda each: (each.public_on or date.min, each.slug))
    if not promises and not standing.facts.happenings:
        return ["Nothing is recorded of it."]
    label = f": {standing.label}" if standing.label else ""
    return [f"{LOOKS[standing.fate].word}{label}", *map(_line, promises)]


def _line(promise: Promise) -> str:
    window = Window(promise.earliest, promise.latest, promise.precision, None, "")
    new = " (new)" if promise.slug == PROPOSED else ""
    return f"{promise.public_on}: {display(window, promise.words)}, {promise.basis.value}{new}"


def others_open(suggestions: QuerySet[Suggestion], *, but: int) -> Suggestion | None:
    """The next open suggestion of the desk."""
    return suggestions.filter(state=Suggestion.State.OPEN).exclude(pk=but).first()
