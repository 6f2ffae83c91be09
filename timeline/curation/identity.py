"""What a row is called and which row it is: merge, split, rename. Old slugs lead on for good."""

from timeline.curation.kernel import Act, Refused, add, current, edit, note, owned, store, writing
from timeline.documents import DELIVERABLE, Document, Table, read_document, read_documents
from timeline.fields import SLUG
from timeline.models import Change
from timeline.terms import Action
from timeline.validity import cycle_faults
from timeline.writing import rename_row


def merge(act: Act, deliverable: str, *, into: str, version: int | None = None) -> Change:
    """Say that two deliverables are the same one; the first leads to the second."""
    with writing():
        current(DELIVERABLE, into)
        documents = read_documents(DELIVERABLE)

        def change(row: Document) -> Document:
            after = row | {"merged_into": into}
            circles = cycle_faults(documents | {deliverable: after}, "merged_into")
            if circles:
                raise Refused(("merged_into", circles[0][1]))
            return after

        return edit(act, DELIVERABLE, deliverable, action=Action.MERGE, change=change, version=version)


def split(
    act: Act,
    deliverable: str,
    *,
    slug: str,
    name: str,
    regions: list[str],
    scope_note: str = "",
) -> Change:
    """Make a part of a deliverable one of its own, such as a region carved out."""
    with writing():
        whole = current(DELIVERABLE, deliverable)
        document = whole | {
            "slug": slug,
            "name": name,
            "regions": regions,
            "excluded_regions": [],
            "scope_note": scope_note,
            "headline": False,
            "split_from": deliverable,
            "merged_into": None,
            "renamed_to": None,
            "last_verified_on": None,
        }
        return add(act, DELIVERABLE, document, action=Action.SPLIT)


def rename(act: Act, table: Table, slug: str, *, to: str, version: int | None = None) -> Change:
    """Give a row another slug; the old one redirects."""
    if not SLUG.fullmatch(to) or len(to) > 80:
        raise Refused(("slug", f"{to!r} is not a slug of small letters, digits and hyphens"))
    with writing():
        before = current(table, slug)
        if read_document(table, to) is not None:
            raise Refused(("slug", f"{to} is taken"))
        after = owned(before | {"slug": to}, table, before=before)
        rename_row(table, slug, to=to)
        store(table, after, today=act.today)
        return note(act, table, action=Action.RENAME, before=before, after=after)
