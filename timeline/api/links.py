"""Addresses that answers point to: paths of this site."""

from urllib.parse import quote

API = "/api/v1"
PAGES = {
    "companies": "c",
    "products": "p",
    "models": "p",
    "deliverables": "d",
    "events": "e",
    "stories": "news",
}


def page_link(resource: str, slug: str) -> str:
    """The page of one row."""
    return f"/{PAGES[resource]}/{quote(slug)}/"


def links_of(resource: str, slug: str, **others: str) -> dict[str, str]:
    """The row itself, its page, and what else belongs to it."""
    return {"self": f"{API}/{resource}/{quote(slug)}", "html": page_link(resource, slug), **others}
