"""What curators decided about shipped rows, so that loading again does not undo it."""

from collections import defaultdict
from dataclasses import dataclass, field

from timeline.curation.renames import renames_since
from timeline.documents import TABLES, Document, Table, part_key, renamed_references
from timeline.models import Change
from timeline.seeding.files import Catalogue

PartKeys = set[tuple[str, tuple[str, ...]]]


@dataclass(slots=True)
class Removals:
    """Rows and parts that curators took away: (table, slug), and by such a row its parts' names and keys."""

    rows: set[tuple[str, str]] = field(default_factory=set)
    parts: dict[tuple[str, str], PartKeys] = field(default_factory=lambda: defaultdict(set))

    def without_removed(self, table: Table, document: Document) -> Document:
        """The document without the parts that a curator took away."""
        gone = self.parts.get((table.name, document["slug"]), set())
        kept = {
            part.name: [each for each in document[part.name] if (part.name, part_key(part, each)) not in gone]
            for part in table.parts
        }
        return document | kept


def as_named_now(catalogue: Catalogue) -> Catalogue:
    """The catalogue with every row that a curator renamed under the slug it has now."""
    names = renames_since()
    if not names:
        return catalogue
    return {
        table: {
            names.get((table, slug), slug): renamed_references(TABLES[table], document, names)
            | {"slug": names.get((table, slug), slug)}
            for slug, document in documents.items()
        }
        for table, documents in catalogue.items()
    }


def removals(*, loader: str) -> Removals:
    """What everybody but the loader took away and did not bring back."""
    found = Removals()
    changes = Change.objects.exclude(actor=loader).order_by("seq")
    for table, before, after in changes.values_list("target_table", "before", "after"):
        if before and after:
            _note_parts(found, TABLES[table], before, after)
        elif before:
            found.rows.add((table, before["slug"]))
        elif after:
            found.rows.discard((table, after["slug"]))
    return found


def _note_parts(found: Removals, table: Table, before: Document, after: Document) -> None:
    earlier, later = (_part_keys(table, document) for document in (before, after))
    gone = found.parts.pop((table.name, before["slug"]), set())
    found.parts[table.name, after["slug"]] = (gone | (earlier - later)) - (later - earlier)


def _part_keys(table: Table, document: Document) -> PartKeys:
    return {(part.name, part_key(part, each)) for part in table.parts for each in document[part.name]}
