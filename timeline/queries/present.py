"""Selections that name companies and products as they are called today, whatever they were called once."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from aitracker.web.selection import Selection
from timeline.queries.edition import NAMED
from timeline.queries.redirects import present_slugs


def by_present_names(
    selection: Selection, unknown: Mapping[str, Collection[str]]
) -> tuple[Selection, dict[str, Collection[str]]]:
    """The selection with slugs that were given up replaced, and by parameter those that never were any.

    unknown: by parameter, the slugs that no row has today.
    """
    present = {name: present_slugs(NAMED[name], slugs) for name, slugs in unknown.items()}
    never = {name: [slug for slug in slugs if slug not in present[name]] for name, slugs in unknown.items()}
    renamed = replace(
        selection,
        company=_renamed(selection.company, present.get("company", {})),
        product=_renamed(selection.product, present.get("product", {})),
        model=_renamed(selection.model, present.get("model", {})),
    )
    return renamed, {name: slugs for name, slugs in never.items() if slugs}


def _renamed(asked: Iterable[str], present: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(present.get(slug, slug) for slug in asked))
