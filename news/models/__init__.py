"""The tables of names and news."""

from news.models.catalog import Alias, Company, Product, RecordPart, RecordRow
from news.models.feeds import Feed, Fetch, Host, NextCheck
from news.models.heartbeats import Heartbeat
from news.models.items import Item, Revision, Story, Tag
from news.models.retagging import Retagging

__all__ = [
    "Alias",
    "Company",
    "Feed",
    "Fetch",
    "Heartbeat",
    "Host",
    "Item",
    "NextCheck",
    "Product",
    "RecordPart",
    "RecordRow",
    "Retagging",
    "Revision",
    "Story",
    "Tag",
]
