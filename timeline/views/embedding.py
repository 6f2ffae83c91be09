"""How another site shows a chart of this one: the address of a frame, and the code that holds it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from html import escape

from django.http import HttpRequest

from timeline.views.addresses import path_of
from timeline.views.frame import CARRIED

WIDTH = 760
TIMELINE_HEIGHT, DELIVERABLE_HEIGHT = 640, 400
OF_TIMELINES = (CARRIED - {"kind", "standing", "show", "state", "sort", "view"}) | {"as_of"}
OF_DELIVERABLES = frozenset({"as_of", "theme"})
CODE = '<iframe src="{}" width="{}" height="{}" title="{}" loading="lazy"></iframe>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Embed:
    """A frame: its whole address, its size in pixels."""

    title: str
    address: str
    height: int
    width: int = WIDTH

    @property
    def code(self) -> str:
        """The element that shows it, as text: to be pasted into a page."""
        return CODE.format(escape(self.address), self.width, self.height, escape(self.title))


def timeline_embed(request: HttpRequest, query: Mapping[str, str]) -> Embed:
    """The timeline of what a query selects; without days asked for it goes along with time."""
    path = path_of("timeline:embed-timeline", _among(query, OF_TIMELINES))
    return Embed(
        title="AI Tracker, timeline", address=request.build_absolute_uri(path), height=TIMELINE_HEIGHT
    )


def deliverable_embed(request: HttpRequest, slug: str, name: str, query: Mapping[str, str]) -> Embed:
    """The strip of one deliverable."""
    path = path_of("timeline:embed-deliverable", _among(query, OF_DELIVERABLES), slug)
    return Embed(
        title=f"AI Tracker, {name}", address=request.build_absolute_uri(path), height=DELIVERABLE_HEIGHT
    )


def discovery(request: HttpRequest) -> str:
    """Where a program learns how to embed this page."""
    query = {"format": "json", "url": request.build_absolute_uri()}
    return request.build_absolute_uri(path_of("timeline:oembed", query))


def _among(query: Mapping[str, str], names: Collection[str]) -> dict[str, str]:
    return {name: value for name, value in query.items() if name in names and value.strip()}
