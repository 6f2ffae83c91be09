"""What a row is called and which row it is: merge, split, rename. Old slugs lead on for good."""

from timeline.curation.kernel import (
    Act,
    add,
    check,
    current,
    edit,
    note,
    owned,
    require_free,
    require_version,
    store,
    writing,
)
from timeline.documents import DELIVERABLE, Table
from timeline.models import Change
from timeline.terms import Action
from timeline.writing import rename_row


def merge(act: Act, deliverable: str, *, into: str, version: int | None = None) -> Change:
    """Say that two deliverables are the same one; the first leads to the second."""
    with writing():
        current(DELIVERABLE, into)
        return edit(
            act,
            DELIVERABLE,
            deliverable,
            action=Action.MERGE,
            change=lambda row: row | {"merged_into": into},
            version=version,
        )


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
    with writing():
        before = current(table, slug)
        wanted = before | {"slug": to}
        require_version(before, version, wanted=wanted)
        require_free(table, to)
        after = owned(wanted, table, before=before)
        check(table, after, today=act.today)
        rename_row(table, slug, to=to)
        store(table, after, today=act.today)
        return note(act, table, action=Action.RENAME, before=before, after=after)
