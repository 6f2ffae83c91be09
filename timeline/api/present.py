"""Selections that name companies and products as they are called today, whatever they were called once."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from aitracker.web.problems import bad_parameters
from aitracker.web.selection import ParameterFault, Selection
from timeline.models import Deliverable
from timeline.queries.edition import NAMED
from timeline.queries.redirects import moved_to, present_slugs

KINDS = {"company": "company", "product": "product", "model": "model or family of models"}


def by_present_names(selection: Selection, unknown: Mapping[str, Collection[str]]) -> Selection:
    """The selection with slugs that were given up replaced; raises a problem for those that never were.

    unknown: by parameter, the slugs that no row has today.
    """
    present = {name: present_slugs(NAMED[name], slugs) for name, slugs in unknown.items()}
    faults = [
        ParameterFault(name, f"{slug[:40]!r} is the slug of no {KINDS[name]} here")
        for name, slugs in unknown.items()
        for slug in slugs
        if slug not in present[name]
    ]
    if faults:
        raise bad_parameters(faults)
    return replace(
        selection,
        company=_renamed(selection.company, present.get("company", {})),
        product=_renamed(selection.product, present.get("product", {})),
        model=_renamed(selection.model, present.get("model", {})),
    )


def by_present_deliverable(selection: Selection) -> Selection:
    """The selection with its one deliverable by its present slug; raises a problem where there is none."""
    slug = selection.sel
    if Deliverable.objects.filter(slug=slug, merged_into=None).exists():
        return selection
    there = moved_to("deliverable", slug)
    if there is None:
        raise bad_parameters([ParameterFault("sel", f"{slug[:40]!r} is the slug of no deliverable here")])
    return replace(selection, sel=there)


def _renamed(asked: Iterable[str], present: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(present.get(slug, slug) for slug in asked))
