"""The admin of feeds, what was fetched, items and their tags."""

from news.admin import feeds, items

__all__ = ["feeds", "items"]
