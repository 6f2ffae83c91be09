"""Companies with what belongs to them: units and labs at any depth, the lane of each."""

from collections import defaultdict
from collections.abc import Iterable

from aitracker.web.selection import Selection
from news.models import Company, Product
from news.models.catalog import MODEL_KINDS

INSIDE = (Company.Kind.UNIT, Company.Kind.LAB)


class CompanyTree:
    """Which unit or lab belongs to which company; read in one query."""

    def __init__(self) -> None:
        self.companies = {company.pk: company for company in Company.objects.order_by("slug")}
        self.by_slug = {company.slug: company for company in self.companies.values()}
        self._inside: dict[int, list[Company]] = defaultdict(list)
        for company in self.companies.values():
            if company.parent_id and company.kind in INSIDE:
                self._inside[company.parent_id].append(company)

    def within(self, company: Company) -> list[Company]:
        """The company, its units and labs at any depth; subsidiaries of kind company stand alone."""
        found = [company]
        for each in found:
            found += [unit for unit in self._inside[each.pk] if unit not in found]
        return found

    def ids(self, slugs: Iterable[str]) -> set[int]:
        """Ids of the named companies with all that belongs to them; unknown slugs name nothing."""
        named = [self.by_slug[slug] for slug in slugs if slug in self.by_slug]
        return {each.pk for company in named for each in self.within(company)}

    def lane(self, company_id: int) -> Company:
        """The company in whose lane a unit or lab is drawn."""
        company = self.companies[company_id]
        seen = {company.pk}
        while company.kind in INSIDE and company.parent_id and company.parent_id not in seen:
            seen.add(company.parent_id)
            company = self.companies[company.parent_id]
        return company


def product_filters(selection: Selection) -> list[set[int]]:
    """Ids of the products that `product` chooses and of those that `model` chooses, each only where given.

    With every product that belongs to one of them, at any depth; in one query, or none without either.
    """
    if not (selection.product or selection.model):
        return []
    rows = list(Product.objects.values_list("pk", "slug", "family_id", "kind"))
    models = [row for row in rows if row[3] in MODEL_KINDS]
    named = ((selection.product, rows), (selection.model, models))
    return [
        _with_members({row[0] for row in among if row[1] in slugs}, rows) for slugs, among in named if slugs
    ]


def _with_members(found: set[int], rows: Iterable[tuple[int, str, int | None, str]]) -> set[int]:
    while True:
        members = {pk for pk, _, family, _ in rows if family in found} - found
        if not members:
            return found
        found |= members
