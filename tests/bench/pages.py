"""The pages of a seeded record, one address a kind of page."""

from django.urls import Resolver404, resolve

LISTS = {
    "today": "/",
    "timeline": "/timeline/",
    "ledger": "/ledger/",
    "companies": "/c/",
    "models": "/models/",
    "news": "/news/",
    "corrections": "/corrections/",
    "method": "/method/",
    "sources": "/sources/",
    "search": "/search/?q=company",
}
OF_ONE = {
    "deliverable": "/d/deliverable-0/",
    "product": "/p/product-0/",
    "company": "/c/company-0/",
    "event": "/e/company-0-reorganises-0/",
}


def served(pages: dict[str, str]) -> dict[str, str]:
    """Those of the pages whose address leads anywhere."""
    return {name: address for name, address in pages.items() if leads_anywhere(address)}


def leads_anywhere(address: str) -> bool:
    """Whether a page is served there."""
    try:
        resolve(address)
    except Resolver404:
        return False
    return True
