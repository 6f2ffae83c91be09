"""What rows were called before: the names that lead on for good."""

from timeline.documents import Table
from timeline.models import Change


def renames_since(seq: int = 0) -> dict[tuple[str, str], str]:
    """(table, slug) of every row renamed after a Change, and what it is called now."""
    changes = Change.objects.filter(seq__gt=seq, before__isnull=False, after__isnull=False)
    pairs = changes.order_by("-seq").values_list("target_table", "before__slug", "after__slug")
    names: dict[tuple[str, str], str] = {}
    for table, old, new in pairs:
        if old != new:
            names[table, old] = names.get((table, new), new)
    return names


def is_former(table: Table, slug: str) -> bool:
    """Whether a row of this table once had the slug: it redirects and is given to no other."""
    return (table.name, slug) in renames_since()
