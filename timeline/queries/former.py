"""The slugs that rows were known by: what a row was called before, for whoever reads its whole history."""

from collections.abc import Iterator

from timeline.models import Change
from timeline.queries.histories import Target
from timeline.terms import Action


def every_name(table: str, slug: str) -> list[Target]:
    """The row under its slug and under each that it had before, the present one first."""
    return [(table, name) for name in _names(table, slug)]


def _names(table: str, slug: str) -> Iterator[str]:
    renames = Change.objects.filter(
        target_table=table, action__in=(Action.RENAME, Action.UNDO), before__isnull=False, after__isnull=False
    )
    pairs = renames.order_by("-seq").values_list("before__slug", "after__slug")
    seen = {slug}
    yield slug
    for old, new in pairs:
        if new in seen and old not in seen:
            seen.add(old)
            yield old
