"""One company beside the others: its rows and record, those of its peers, and of all others together."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from news.models import Company
from timeline.ledger import Record, Standing, record_of
from timeline.ledger.records import BROKEN, KEPT
from timeline.models import Deliverable
from timeline.queries.addressed import told_companies
from timeline.queries.companies import CompanyTree
from timeline.queries.deliverables import Row, public_rows
from timeline.queries.marked import Restructuring, restructurings_by_company
from timeline.queries.records import record_of_rows

MOST_PEERS = 11


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A company with the standings whose first promise is kept or broken."""

    company: Company
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One company, unit or lab on a day.

    parent is the company a unit belongs to; units are its own, at any depth, of which anything is told;
    inside are the ids of all that belongs to it; is_told: whether anything is told of any of these.
    peers: the companies with most resolved first dates; others: the record of everybody else together.
    """

    company: Company
    parent: Company | None
    units: tuple[Company, ...]
    inside: frozenset[int]
    is_told: bool
    rows: tuple[Row, ...]
    record: Record
    restructurings: tuple[Restructuring, ...]
    resolved: Resolved
    peers: tuple[Resolved, ...]
    others: Record


def compared(slug: str, *, as_of: date) -> Compared:
    """The company beside its peers; raises Company.DoesNotExist."""
    tree = CompanyTree()
    company = tree.by_slug.get(slug)
    if company is None:
        raise Company.DoesNotExist(f"There is no company {slug}.")
    inside = frozenset(each.pk for each in tree.within(company))
    told = told_companies(inside)
    rows, beside = _parted(public_rows(Deliverable.objects.all(), as_of=as_of), inside)
    record = record_of_rows(company, rows, as_of=as_of)
    counted = [row for row in beside if not _is_regulator(row, tree)]
    others = record_of("", [(row.facts, row.standing) for row in counted], as_of=as_of)
    return Compared(
        company=company,
        parent=tree.companies.get(company.parent_id or 0),
        units=tuple(unit for unit in tree.within(company)[1:] if unit.pk in told),
        inside=inside,
        is_told=company.pk in told,
        rows=tuple(rows),
        record=record,
        restructurings=tuple(each for each in restructurings_by_company(as_of) if each.companies & inside),
        resolved=Resolved(company=company, standings=tuple(_resolved(rows, record))),
        peers=_peers(counted, others, tree, but=tree.lane(company.pk)),
        others=others,
    )


def _parted(found: Iterable[Row], inside: frozenset[int]) -> tuple[list[Row], list[Row]]:
    """The rows of the company, and all others."""
    parts: tuple[list[Row], list[Row]] = ([], [])
    for row in found:
        parts[row.deliverable.product.company_id not in inside].append(row)
    return parts


def _is_regulator(row: Row, tree: CompanyTree) -> bool:
    """A regulator promises nothing that counts."""
    return tree.companies[row.deliverable.product.company_id].kind == Company.Kind.REGULATOR


def _peers(rows: Iterable[Row], others: Record, tree: CompanyTree, *, but: Company) -> tuple[Resolved, ...]:
    """The companies with most resolved first dates, the most first; the one left out is a unit's own."""
    lanes: dict[int, list[Standing]] = defaultdict(list)
    for standing, company_id in _resolved_with_company(rows, others):
        lanes[tree.lane(company_id).pk].append(standing)
    found = [
        Resolved(company=tree.companies[lane], standings=tuple(standings))
        for lane, standings in lanes.items()
        if lane != but.pk
    ]
    most = sorted(found, key=lambda each: (-len(each.standings), each.company.name, each.company.slug))
    return tuple(most[:MOST_PEERS])


def _resolved(rows: Iterable[Row], record: Record) -> list[Standing]:
    return [standing for standing, _ in _resolved_with_company(rows, record)]


def _resolved_with_company(rows: Iterable[Row], record: Record) -> list[tuple[Standing, int]]:
    slugs = {line.slug for line in record.deliverables if line.verdict_first in (*KEPT, *BROKEN)}
    return [(row.standing, row.deliverable.product.company_id) for row in rows if row.facts.slug in slugs]
