"""A company's on-time record on a day."""

from collections.abc import Sequence
from datetime import date

from news.models import Company
from timeline.ledger import Record, record_of
from timeline.models import Deliverable
from timeline.queries.companies import CompanyTree
from timeline.queries.deliverables import Row, judge_all


def record(company: Company, *, as_of: date, tree: CompanyTree | None = None) -> Record:
    """The record of a company with its units and labs."""
    inside = {each.pk for each in (tree or CompanyTree()).within(company)}
    found = judge_all(Deliverable.objects.filter(product__company_id__in=inside), as_of=as_of)
    return record_of_rows(company, found, as_of=as_of)


def record_of_rows(company: Company, found: Sequence[Row], *, as_of: date) -> Record:
    """The record over rows that are the company's already; a regulator's is empty."""
    counted: Sequence[Row] = () if company.kind == Company.Kind.REGULATOR else found
    return record_of(company.slug, [(row.facts, row.standing) for row in counted], as_of=as_of)
