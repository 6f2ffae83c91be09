"""Where a slug leads that was renamed, or whose row was merged into another.

Renames are looked up in Change; a merged deliverable keeps its row, which says what it was merged into.
"""

from collections.abc import Iterable

from django.db.models import QuerySet

from timeline.documents import DELIVERABLE, TABLES, Table
from timeline.models import Change, Deliverable
from timeline.terms import Action


def moved_to(table: str, slug: str) -> str | None:
    """The slug under which a row of the named table (company, product, ...) goes on; None for no way there.

    Follows chains. The slug of a row that stands leads nowhere, whatever it stood for before.
    """
    passed = {slug}
    here = _next(TABLES[table], slug)
    while here is not None and here not in passed:
        if _stands(TABLES[table], here):
            return here
        passed.add(here)
        here = _next(TABLES[table], here)
    return None


def present_slugs(table: Table, slugs: Iterable[str]) -> dict[str, str]:
    """Those among the slugs that were given up, each with the one under which its row goes on."""
    given_up = _renames(table).filter(before__slug__in=list(slugs)).values_list("before__slug", flat=True)
    found = {slug: moved_to(table.name, slug) for slug in sorted(set(given_up))}
    return {slug: present for slug, present in found.items() if present is not None}


def _next(table: Table, slug: str) -> str | None:
    if not _exists(table, slug):
        return _renamed_to(table, slug)
    return _merged_into(slug) if table == DELIVERABLE else None


def _stands(table: Table, slug: str) -> bool:
    return _exists(table, slug) and (table != DELIVERABLE or _merged_into(slug) is None)


def _exists(table: Table, slug: str) -> bool:
    return table.model._default_manager.filter(slug=slug).exists()


def _merged_into(slug: str) -> str | None:
    return Deliverable.objects.filter(slug=slug).values_list("merged_into__slug", flat=True).first()


def _renamed_to(table: Table, slug: str) -> str | None:
    """By the last change that took the slug away; taking a rename back is a rename too."""
    given_up = _renames(table).filter(before__slug=slug).exclude(target_key=slug)
    return given_up.order_by("-seq").values_list("target_key", flat=True).first()


def _renames(table: Table) -> QuerySet[Change]:
    """Every change that may have given a row another slug."""
    actions = (Action.RENAME, Action.UNDO)
    return Change.objects.filter(target_table=table.name, action__in=actions, after__isnull=False)
