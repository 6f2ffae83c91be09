"""Selections by the names of today, as strict as the API: what nobody ever was called is refused."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from aitracker.web.problems import bad_parameters
from aitracker.web.selection import ParameterFault, Selection
from timeline.models import Deliverable
from timeline.queries.present import by_present_names
from timeline.queries.redirects import moved_to

KINDS = {"company": "company", "product": "product", "model": "model or family of models"}


def present_or_refused(selection: Selection, unknown: Mapping[str, Collection[str]]) -> Selection:
    """The selection with slugs that were given up replaced; raises a problem for those that never were."""
    renamed, never = by_present_names(selection, unknown)
    faults = [
        ParameterFault(name, f"{slug[:40]!r} is the slug of no {KINDS[name]} here")
        for name, slugs in never.items()
        for slug in slugs
    ]
    if faults:
        raise bad_parameters(faults)
    return renamed


def by_present_deliverable(selection: Selection) -> Selection:
    """The selection with its one deliverable by its present slug; raises a problem where there is none."""
    slug = selection.sel
    if Deliverable.objects.filter(slug=slug, merged_into=None).exists():
        return selection
    there = moved_to("deliverable", slug)
    if there is None:
        raise bad_parameters([ParameterFault("sel", f"{slug[:40]!r} is the slug of no deliverable here")])
    return replace(selection, sel=there)
