"""Changes of the record as entries of a feed."""

from collections.abc import Callable, Mapping, Sequence

from timeline.api.history_shapes import RESOURCES
from timeline.api.links import page_link
from timeline.documents import Document
from timeline.feeds.atom import Entry
from timeline.models import Change
from timeline.queries.corrections import correction_of
from timeline.queries.subscribed import deliverable_names, promises_noticed
from timeline.terms import Action, RecordTable
from timeline.wording.changes import change_line, corrected_text, said_text, source_text

Names = Mapping[str, tuple[str, str]]


def change_entries(found: Sequence[Change], *, absolute: Callable[[str], str], authority: str) -> list[Entry]:
    """One entry for each; absolute: makes an address of a path, authority: the host that names entries."""
    documents = _documents(found)
    names = deliverable_names(each["deliverable"] for each in documents if "deliverable" in each)
    return [
        Entry(
            id=f"tag:{authority},2026:change:{change.seq}",
            title=change_line(
                change.action, change.target_table, document, name=_name(change, document, names)
            ),
            link=absolute(_page(change, document)),
            text=_text(change, document, names),
            published=change.at,
            updated=change.at,
        )
        for change, document in zip(found, documents, strict=True)
    ]


def _documents(found: Sequence[Change]) -> list[Document]:
    """The row that each is about: after it, else before, and of a notice as it stands today."""
    held = [change.after or change.before for change in found]
    notices = [change.target_key for change, document in zip(found, held, strict=True) if not document]
    noticed = promises_noticed(notices) if notices else {}
    return [
        document or noticed.get(change.target_key, {}) for change, document in zip(found, held, strict=True)
    ]


def _name(change: Change, document: Document, names: Names) -> str:
    if "deliverable" in document:
        return names.get(document["deliverable"], (document["deliverable"], ""))[0]
    return str(document.get("name") or document.get("title") or change.target_key)


def _page(change: Change, document: Document) -> str:
    """A commitment is told on the page of its deliverable."""
    if change.target_table == RecordTable.COMMITMENT:
        return page_link("deliverables", document["deliverable"]) if document else "/corrections/"
    return page_link(RESOURCES[RecordTable(change.target_table)], change.target_key)


def _text(change: Change, document: Document, names: Names) -> str:
    parts = [
        _said(change, document, names),
        _why(change),
        source_text(document.get("evidence", ())),
    ]
    return " ".join(part for part in parts if part)


def _said(change: Change, document: Document, names: Names) -> str:
    if change.target_table == RecordTable.COMMITMENT and "words" in document:
        company = names.get(document["deliverable"], ("", ""))[1]
        return said_text(document, company=company or "The company")
    return str(document.get("summary") or "")


def _why(change: Change) -> str:
    """Of a correction; what curators note of other changes is for themselves."""
    if change.action == Action.CORRECT:
        differences = correction_of(change).differences
        return corrected_text(change.reason, [(each.field, each.before, each.after) for each in differences])
    return ""
