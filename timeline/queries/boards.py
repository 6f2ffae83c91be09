"""Rows by company for the timeline and the ledger: which lanes, which rows, and each company's record."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from aitracker.web.selection import Selection
from news.models import Company
from timeline.ledger import Record
from timeline.queries.companies import CompanyTree
from timeline.queries.deliverables import Row, chosen, fitting, public_rows
from timeline.queries.marked import Restructuring, restructurings_by_company
from timeline.queries.records import record_of_rows


@dataclass(frozen=True, kw_only=True)
class BoardLane:
    """One company with its units: the rows chosen among every row of it on a day, its restructurings."""

    company: Company
    as_of: date
    rows: tuple[Row, ...]
    every: Sequence[Row]
    restructurings: tuple[Restructuring, ...]

    @cached_property
    def record(self) -> Record:
        """Its record, over every row."""
        return record_of_rows(self.company, self.every, as_of=self.as_of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The lanes with rows, and every company that has rows when none is named.

    first_day: the first day of which anything is recorded, over all those companies; None without rows.
    """

    tree: CompanyTree
    lanes: tuple[BoardLane, ...]
    companies: tuple[Company, ...]
    first_day: date | None

    @property
    def restructurings(self) -> list[Restructuring]:
        """The restructurings of all lanes, each once, oldest first."""
        found = {each.slug: each for lane in self.lanes for each in lane.restructurings}
        return sorted(found.values(), key=lambda each: (each.earliest, each.slug))

    @property
    def rows(self) -> list[Row]:
        """The rows of all lanes."""
        return [row for lane in self.lanes for row in lane.rows]


def board(selection: Selection) -> Board:
    """The board of a selection: named companies in the order they were named, else the busiest first."""
    tree = CompanyTree()
    everything = public_rows(chosen(replace(selection, company=())), as_of=selection.as_of)
    by_lane = _by_lane(everything, tree)
    shown = _chosen(by_lane, selection, tree)
    happened = _happened(restructurings_by_company(selection.as_of), tree)
    return Board(
        tree=tree,
        lanes=tuple(
            BoardLane(
                company=tree.companies[lane],
                as_of=selection.as_of,
                rows=tuple(shown[lane]),
                every=by_lane[lane],
                restructurings=tuple(happened[lane]),
            )
            for lane in _shown(shown, selection, tree)
        ),
        companies=tuple(sorted((tree.companies[lane] for lane in by_lane), key=_by_name)),
        first_day=min(_days(everything), default=None),
    )


def _chosen(
    by_lane: Mapping[int, list[Row]], selection: Selection, tree: CompanyTree
) -> dict[int, list[Row]]:
    """The rows of the named companies, their units and labs, that the selection asks for."""
    inside = tree.ids(selection.company)
    named = {
        lane: [row for row in found if row.deliverable.product.company_id in inside]
        if selection.company
        else found
        for lane, found in by_lane.items()
    }
    return {lane: fitting(found, selection) for lane, found in named.items()}


def _by_lane(found: Iterable[Row], tree: CompanyTree) -> dict[int, list[Row]]:
    lanes: dict[int, list[Row]] = defaultdict(list)
    for row in found:
        lanes[tree.lane(row.deliverable.product.company_id).pk].append(row)
    return lanes


def _shown(fitting: Mapping[int, list[Row]], selection: Selection, tree: CompanyTree) -> list[int]:
    """Lanes with rows: in the order the companies were named, else the busiest first."""
    named = {slug: place for place, slug in enumerate(selection.company)}
    ranks = {
        lane: (named.get(tree.companies[lane].slug, len(named)), -weight_of(found), tree.companies[lane].name)
        for lane, found in fitting.items()
        if found
    }
    return sorted(ranks, key=ranks.__getitem__)


def weight_of(found: Iterable[Row]) -> int:
    """How much happened: a promise weighs as much as two outcomes."""
    return sum(2 * len(row.facts.promises) + len(row.facts.happenings) for row in found)


def _happened(found: Iterable[Restructuring], tree: CompanyTree) -> dict[int, list[Restructuring]]:
    lanes: dict[int, list[Restructuring]] = defaultdict(list)
    for each in found:
        for lane in {tree.lane(company).pk for company in each.companies}:
            lanes[lane].append(each)
    return lanes


def _by_name(company: Company) -> tuple[str, str]:
    return company.name.casefold(), company.slug


def _days(found: Iterable[Row]) -> list[date]:
    promises = [promise.public_on for row in found for promise in row.facts.promises]
    happenings = [happening.earliest for row in found for happening in row.facts.happenings]
    return [day for day in (*promises, *happenings) if day is not None]
