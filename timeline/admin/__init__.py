"""The record in Django's admin: everything is seen there, and what is changed goes through curation."""

from timeline.admin import catalog, history, promises, proposals, tokens

__all__ = ["catalog", "history", "promises", "proposals", "tokens"]
