"""Which reports tell one story: words weighed by their rarity, with what headlines name as a veto."""

from news.clustering.copies import Page
from news.clustering.cores import WINDOW
from news.clustering.index import Found, StoryIndex
from news.clustering.reports import REDIRECTING, Named, Report, Span, named_in, outlet_of
from news.clustering.words import LEAD_CHARACTERS

__all__ = [
    "LEAD_CHARACTERS",
    "REDIRECTING",
    "WINDOW",
    "Found",
    "Named",
    "Page",
    "Report",
    "Span",
    "StoryIndex",
    "named_in",
    "outlet_of",
]
