"""How one row of the record is changed: locked, checked, written, and its Change beside it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from django.db import connection, transaction

from news.models.catalog import Origin
from timeline.cited import tag_cited_items
from timeline.curation.columns import field_faults
from timeline.curation.renames import is_former, renames_since
from timeline.documents import (
    COMMITMENT,
    EVENT,
    Document,
    Part,
    Table,
    part_key,
    read_document,
    read_documents,
)
from timeline.models import Change
from timeline.terms import Action
from timeline.validity import CHAINS, cycle_faults, document_faults
from timeline.writing import write_documents

RECORD_LOCK = 0x41495452  # one writer of the record at a time, so that Change.seq is the order of commits


CITING = (COMMITMENT, EVENT)
CURATED = {"origin": Origin.CURATED.value, "version": 1}


class RecordError(Exception):
    """A change of the record that was not made."""


class Refused(RecordError):
    """What was asked breaks a rule; `faults` holds (field, message)."""

    def __init__(self, *faults: tuple[str, str]) -> None:
        super().__init__("; ".join(f"{field}: {message}" for field, message in faults))
        self.faults = faults


class UnknownRow(RecordError):
    """The row to be changed does not exist."""


class StaleVersion(RecordError):
    """Somebody changed the row since it was read; `mine` is what was asked for, `theirs` what stands."""

    def __init__(self, *, mine: Document | None, theirs: Document) -> None:
        super().__init__(f"{theirs['slug']} has been changed since: version {theirs['version']} stands now")
        self.mine = mine
        self.theirs = theirs


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Who changes the record, when (UTC), and why; a public act is shown to readers."""

    actor: str
    at: datetime
    reason: str = ""
    public: bool = True

    @property
    def today(self) -> str:
        """The day of the act, YYYY-MM-DD."""
        return self.at.date().isoformat()


@contextmanager
def writing() -> Iterator[None]:
    """One transaction that holds the record's write lock."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [RECORD_LOCK])
        yield


def current(table: Table, slug: str) -> Document:
    """The row's document; raises UnknownRow."""
    document = read_document(table, slug)
    if document is None:
        raise UnknownRow(f"there is no {table.name} {slug}")
    return document


def add(act: Act, table: Table, document: Document, *, action: Action = Action.ADD) -> Change:
    """Add one row with its parts; raises Refused for a broken rule, or a slug that is or was another's."""
    with writing():
        require_free(table, document["slug"])
        after = owned(document, table)
        store(table, after, today=act.today)
        return note(act, table, action=action, before=None, after=after)


def edit(
    act: Act,
    table: Table,
    slug: str,
    *,
    action: Action,
    change: Callable[[Document], Document],
    version: int | None = None,
) -> Change:
    """Change one row; with `version`, only if nobody changed it since: else StaleVersion with both sides."""
    with writing():
        before = current(table, slug)
        wanted = change(deepcopy(before))
        require_version(before, version, wanted=wanted)
        after = owned(wanted, table, before=before)
        store(table, after, today=act.today)
        return note(act, table, action=action, before=before, after=after)


def require_version(standing: Document, version: int | None, *, wanted: Document | None) -> None:
    """Raise StaleVersion unless the row still has the version that was read; None asks for none."""
    if version is not None and standing["version"] != version:
        raise StaleVersion(mine=wanted, theirs=standing)


def require_free(table: Table, slug: str) -> None:
    """Raise Refused for a slug that a row has, or had before it was renamed: old ones redirect for good."""
    if read_document(table, slug) is not None:
        raise Refused(("slug", f"{slug} is taken"))
    if is_former(table, slug):
        raise Refused(("slug", f"{slug} was the name of another row and leads to it"))


def numbered(table: Table, base: str, *, first: int) -> str:
    """The base with the first number from `first` on that no row has or had."""
    taken = set(table.model._default_manager.filter(slug__startswith=base).values_list("slug", flat=True))
    taken |= {slug for name, slug in renames_since() if name == table.name}
    candidates = (f"{base}-{number}" for number in count(first))
    return next(slug for slug in candidates if slug not in taken)


def check(table: Table, document: Document, *, today: str) -> None:
    """Raise Refused naming every rule that the document breaks."""
    faults = [*field_faults(table, document)] or [
        *document_faults(table.name, document, today=today),
        *_chain_faults(table, document),
    ]
    if faults:
        raise Refused(*faults)


def store(table: Table, document: Document, *, today: str) -> None:
    """Check and write one document; raises Refused naming every fault."""
    check(table, document, today=today)
    try:
        write_documents(table, [document])
    except KeyError as error:
        raise Refused(("", f"{error.args[0]} is not in the record")) from error
    if table in CITING:
        tag_cited_items(**{f"{table.name}s": [document["slug"]]})


def _chain_faults(table: Table, document: Document) -> list[tuple[str, str]]:
    """Fields that would lead the row back to itself."""
    fields = [field for field in CHAINS.get(table.name, ()) if document[field]]
    if not fields:
        return []
    documents = read_documents(table) | {document["slug"]: document}
    return [
        (field, message)
        for field in fields
        for slug, message in cycle_faults(documents, field)
        if slug == document["slug"]
    ]


def note(
    act: Act, table: Table, *, action: Action, before: Document | None, after: Document | None
) -> Change:
    """Write the Change of one row down."""
    key = (after or before or {})["slug"]
    return Change.objects.create(
        at=act.at,
        actor=act.actor,
        action=action.value,
        target_table=table.name,
        target_key=key,
        before=before,
        after=after,
        reason=act.reason,
        public=act.public,
    )


def owned(document: Document, table: Table, *, before: Document | None = None) -> Document:
    """The document as a curator's: each row that differs from before gets the next version."""
    parts = {part.name: _owned_parts(document, part, before=before) for part in table.parts}
    if before is None:
        return document | CURATED | parts
    same = all(document[name] == before[name] for name in ("slug", *table.fields))
    origin = before["origin"] if same else Origin.CURATED.value
    return document | parts | {"origin": origin, "version": before["version"] + 1}


def _owned_parts(document: Document, part: Part, *, before: Document | None) -> list[Document]:
    earlier = {part_key(part, each): each for each in (before or {}).get(part.name, [])}
    owned_parts = [_owned_part(each, earlier.get(part_key(part, each)), part) for each in document[part.name]]
    return sorted(owned_parts, key=lambda each: part_key(part, each))


def _owned_part(document: Document, before: Document | None, part: Part) -> Document:
    if before is None:
        return document | CURATED
    if all(document[name] == before[name] for name in part.fields):
        return before
    return document | {"origin": Origin.CURATED.value, "version": before["version"] + 1}
