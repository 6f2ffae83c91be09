"""oEmbed 1.0: how a page of this site is shown inside another, for programs that turn links into frames."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.http import Http404, QueryDict
from django.urls import Resolver404, resolve
from rest_framework.request import Request
from rest_framework.response import Response

from aitracker.web.problems import Problem, bad_parameters
from aitracker.web.selection import ParameterFault, read_selection
from aitracker.web.validators import CACHE
from aitracker.web.ways import ApiView
from timeline.models import Deliverable
from timeline.queries.deliverables import public_rows
from timeline.queries.redirects import moved_to
from timeline.views.embedding import Embed, deliverable_embed, timeline_embed

TIMELINES = frozenset({"timeline:timeline", "timeline:embed-timeline"})
DELIVERABLES = frozenset({"timeline:deliverable", "timeline:embed-deliverable"})
LONGEST_SIDE = 5  # digits
MOST_PARAMETERS = 100


class OEmbed(ApiView):
    """Answers for timelines and deliverables. Parameters that say nothing here are overlooked, as there."""

    schema = None  # the protocol describes itself

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """The type is a parameter of the protocol."""
        return super().perform_content_negotiation(request, force=True)

    def get(self, request: Request) -> Response:
        """The frame for `url`, no larger than asked."""
        if request.query_params.get("format", "json") != "json":
            raise Problem(501, "Not implemented", "This site answers in JSON: leave format out.")
        url, sides = request.query_params.get("url", ""), _sides(request)
        if not url:
            raise bad_parameters([ParameterFault("url", "is missing: nothing is answered without it")])
        embed = _within(_embed_of(request, url), sides)
        body = {
            "version": "1.0",
            "type": "rich",
            "title": embed.title,
            "provider_name": "AI Tracker",
            "provider_url": request.build_absolute_uri("/"),
            "html": embed.code,
            "width": embed.width,
            "height": embed.height,
        }
        return Response(body, headers={"Cache-Control": CACHE})


def _sides(request: Request) -> dict[str, int]:
    """The greatest width and height that are asked for; raises a problem for what is no number of pixels."""
    given = {
        name: request.query_params[name] for name in ("maxwidth", "maxheight") if name in request.query_params
    }
    faults = [
        ParameterFault(name, f"{text[:40]!r} is not a whole number of pixels")
        for name, text in given.items()
        if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_SIDE and int(text))
    ]
    if faults:
        raise bad_parameters(faults)
    return {name.removeprefix("max"): int(text) for name, text in given.items()}


def _within(embed: Embed, sides: Mapping[str, int]) -> Embed:
    return replace(embed, **{name: min(getattr(embed, name), most) for name, most in sides.items()})


def _embed_of(request: Request, url: str) -> Embed:
    """The frame of a page of this site; raises Http404 for any other address."""
    try:
        parts = urlsplit(url)
        match = resolve(parts.path)
        query = dict(parse_qsl(parts.query, max_num_fields=MOST_PARAMETERS))
    except (ValueError, Resolver404) as error:
        raise Http404("url is no page of this site.") from error
    if parts.scheme in ("http", "https") and parts.netloc == request.get_host():
        if match.view_name in TIMELINES:
            return timeline_embed(request, query)
        if match.view_name in DELIVERABLES and (found := _present(match.kwargs["slug"], parts.query)):
            return deliverable_embed(request, found.slug, found.name, query)
    raise Http404("url is no timeline and no deliverable of this site.")


def _present(slug: str, query: str) -> Deliverable | None:
    """The deliverable, or the one that it goes on as, where its page shows it on the day asked for."""
    there = moved_to("deliverable", slug) or slug
    today = datetime.now(UTC).date()
    asked, _ = read_selection(QueryDict(query), today=today, terms={}, allowed=("as_of",))
    found = public_rows(Deliverable.objects.filter(slug=there, merged_into=None), as_of=asked.as_of)
    return found[0].deliverable if found else None
