"""The page of a company or product of which nothing is told: it answers, but no list or map leads there."""

from django.http import HttpResponse

from news.models import Company, Product
from timeline.views.frame import Visit, page
from timeline.wording.terms import COMPANY_KINDS, PRODUCT_KINDS


def untold_company(visit: Visit, company: Company) -> HttpResponse:
    """A company that is known by its name alone."""
    context = {"name": company.name, "kind": COMPANY_KINDS[company.kind]}
    return page(visit, "timeline/untold.html", context, section="companies")


def untold_product(visit: Visit, product: Product) -> HttpResponse:
    """A product that is known by its name and its company alone."""
    kind = f"{PRODUCT_KINDS[product.kind]} by {product.company.name}"
    return page(visit, "timeline/untold.html", {"name": product.name, "kind": kind}, section="models")
