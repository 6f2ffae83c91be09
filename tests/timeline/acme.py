"""Acme, an invented company: its rows, words and sources as curation takes them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from news.models import Feed, Item, Tag
from timeline.curation.inputs import Said, Source
from timeline.terms import Basis, Voice


def company_document(slug: str = "acme", **values: Any) -> dict[str, Any]:
    """A company as curation takes it."""
    return {
        "slug": slug,
        "name": slug.title(),
        "kind": "company",
        "parent": None,
        "country": "US",
        "ticker": "",
        "homepage": "",
        "fiscal_year_start_month": 1,
        "aliases": [],
    } | values


def product_document(slug: str = "phone", company: str = "acme", **values: Any) -> dict[str, Any]:
    """A product as curation takes it."""
    return {
        "slug": slug,
        "name": slug.title(),
        "company": company,
        "kind": "device",
        "family": None,
        "aliases": [],
    } | values


def deliverable_document(slug: str = "phone-api", product: str = "phone", **values: Any) -> dict[str, Any]:
    """A deliverable as curation takes it."""
    return {
        "slug": slug,
        "product": product,
        "channel": "api",
        "name": slug.replace("-", " ").title(),
        "stage": "",
        "audience": "all",
        "regions": [],
        "excluded_regions": [],
        "scope_note": "",
        "headline": True,
        "split_from": None,
        "merged_into": None,
        "renamed_to": None,
        "last_verified_on": None,
    } | values


def said(words: str = "in June", on: date = date(2026, 3, 2), **values: Any) -> Said:
    """A promise of the company itself."""
    promise = Said(
        words=words,
        basis=Basis.OFFICIAL,
        voice=Voice.PRESS_RELEASE,
        said_earliest=on,
        said_latest=on,
    )
    return replace(promise, **values)


def source(name: str = "one", on: date = date(2026, 3, 2), **values: Any) -> Source:
    """A page of an outlet that does not exist."""
    page = Source(
        url=f"https://daily.example/{name}",
        title=f"Acme says {name}",
        publisher="The Daily Example",
        published_earliest=on,
        published_latest=on,
    )
    return replace(page, **values)


def item_of(tag: dict[str, Any], *, name: str = "report") -> Item:
    """An item of an outlet that does not exist, with one tag: its target and what is said of it."""
    feed, _ = Feed.objects.get_or_create(
        url="https://daily.example/feed", defaults={"name": "The Daily Example", "host_key": "daily.example"}
    )
    digest = sha256(name.encode()).digest()
    item = Item.objects.create(
        feed=feed,
        uid=digest,
        url=f"https://daily.example/{name}",
        canonical_url_hash=digest,
        content_hash=digest,
        title=f"A {name} of the day",
        listed_at=datetime(2026, 3, 2, 9, tzinfo=UTC),
        first_seen_at=datetime(2026, 3, 2, 9, tzinfo=UTC),
    )
    Tag.objects.create(item=item, **tag)
    return item
