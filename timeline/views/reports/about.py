"""Which page of this site a report is about."""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from timeline.curation.reports import Subject
from timeline.queries.subjects import find_subject

LONGEST = 300
THE_SITE = Subject(path="", name="this site")
NAMES = {
    "timeline:today": "today’s page",
    "timeline:timeline": "the timeline",
    "timeline:ledger": "the ledger",
    "timeline:companies": "the list of companies",
    "timeline:models": "the list of models",
    "timeline:news": "the news",
    "timeline:search": "the search",
    "timeline:corrections": "the corrections",
    "timeline:method": "how it is counted",
    "news:sources": "the sources",
}


def subject_at(address: str) -> Subject:
    """The page at an address of this site, as path and query; the site itself for every other address."""
    try:
        path = urlsplit(address).path
        match = resolve(path) if address.startswith("/") and len(address) <= LONGEST else None
    except (Resolver404, ValueError):
        return THE_SITE
    if match is None or "\\" in address or address.startswith("//"):
        return THE_SITE
    if match.view_name in NAMES:
        return Subject(path=address, name=NAMES[match.view_name])
    app, _, page = match.view_name.partition(":")
    key = next(iter(match.kwargs.values()), "")
    found = find_subject(page, str(key)) if app == "timeline" else None
    return Subject(path=address, name=found[0], **found[1]) if found else THE_SITE
