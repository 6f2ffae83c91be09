"""The tables of names and news."""

from news.models.catalog import Alias, Company, Product, RecordPart, RecordRow
from news.models.feeds import Feed, Fetch, Host
from news.models.items import Item, Story, Tag
from news.models.retagging import Retagging

__all__ = [
    "Alias",
    "Company",
    "Feed",
    "Fetch",
    "Host",
    "Item",
    "Product",
    "RecordPart",
    "RecordRow",
    "Retagging",
    "Story",
    "Tag",
]
