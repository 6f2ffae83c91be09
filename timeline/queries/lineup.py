"""Models with something on the record on a day, newest first, by the company whose lane they are in."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from aitracker.web.selection import Selection
from news.models import Company, Product
from news.models.catalog import MODEL_KINDS
from timeline.ledger import last_public_on
from timeline.models import Deliverable
from timeline.queries.companies import CompanyTree
from timeline.queries.deliverables import Row, public_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelLine:
    """One model or family with its own deliverables; main is the first that came, else the last spoken of.

    newest is the day of the first arrival, else the day of the last public fact.
    """

    company: Company
    product: Product
    rows: tuple[Row, ...]
    main: Row
    newest: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineup:
    """The models chosen, those of one company together; and all companies that have any, by name."""

    lines: tuple[ModelLine, ...]
    companies: tuple[Company, ...]


def lineup(selection: Selection) -> Lineup:
    """The models that a selection's companies have, the company with the newest one first."""
    tree = CompanyTree()
    by_product: dict[Product, list[Row]] = defaultdict(list)
    for row in public_rows(Deliverable.objects.all(), as_of=selection.as_of):
        if row.deliverable.product.kind in MODEL_KINDS:
            by_product[row.deliverable.product].append(row)
    lines = [_line(product, by_product[product], tree.lane(product.company_id)) for product in by_product]
    inside = tree.ids(selection.company)
    chosen = [line for line in lines if not selection.company or line.product.company_id in inside]
    companies = {line.company.pk: line.company for line in lines}
    return Lineup(
        lines=tuple(_in_order(chosen)),
        companies=tuple(sorted(companies.values(), key=lambda each: (each.name.casefold(), each.slug))),
    )


def families_of(lines: Iterable[ModelLine]) -> dict[int, Product]:
    """The families that the models of the lines belong to, by id."""
    return Product.objects.in_bulk({line.product.family_id for line in lines if line.product.family_id})


def _line(product: Product, rows: list[Row], company: Company) -> ModelLine:
    came = [(row.standing.arrived.latest, row.facts.slug, row) for row in rows if row.standing.arrived]
    spoken = [(_last(row), row.facts.slug, row) for row in rows]
    newest, _, main = min(came, key=lambda each: each[:2]) if came else max(spoken, key=lambda each: each[:2])
    return ModelLine(company=company, product=product, rows=tuple(rows), main=main, newest=newest)


def _last(row: Row) -> date:
    return last_public_on(row.facts, row.standing.as_of) or date.min


def _in_order(lines: list[ModelLine]) -> list[ModelLine]:
    newest: dict[int, date] = defaultdict(lambda: date.min)
    for line in lines:
        newest[line.company.pk] = max(newest[line.company.pk], line.newest)

    def place(line: ModelLine) -> tuple[int, str, int, str]:
        company = line.company
        return (-newest[company.pk].toordinal(), company.slug, -line.newest.toordinal(), line.product.slug)

    return sorted(lines, key=place)
