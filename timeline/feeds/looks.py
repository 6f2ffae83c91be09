"""What needs a look, as a feed for staff alone: by their session, or a token of theirs as the password."""

from datetime import UTC, date, datetime, time
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from rest_framework.request import Request

from timeline.api.access import MAY_VIEW, GuardedView, StaffSession, require_curator
from timeline.api.tokens import BearerToken, TokenAsPassword
from timeline.feeds.atom import Entry, Heading, atom_of
from timeline.feeds.views import authority_of
from timeline.queries.looks import Look, looks
from timeline.views.review.looks import address_of
from timeline.wording.looks import TITLES

MOST = 200
ASK = 'Basic realm="AI Tracker, for curators", charset="UTF-8"'


class LookFeed(GuardedView):
    """An entry for each thing, which stays the same entry for as long as it needs the look."""

    authentication_classes = [TokenAsPassword, BearerToken, StaffSession]
    schema = None  # the document declares what answers in JSON

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """Readers of feeds ask for all sorts of types and read this one."""
        return super().perform_content_negotiation(request, force=True)

    def get(self, request: Request) -> HttpResponse:
        """The document, newest first."""
        require_curator(request, may=MAY_VIEW)
        now = timezone.now()
        found = [look for each in looks(now=now).values() for look in each]
        newest = sorted(found, key=lambda look: (-look.since.toordinal(), look.key))[:MOST]
        heading = Heading(
            title="AI Tracker, needs a look",
            page=request.build_absolute_uri(reverse("timeline:review-look")),
            address=request.build_absolute_uri(),
            since=_midnight(now.date()),
        )
        document = atom_of(heading, [_entry(look, request) for look in newest])
        return HttpResponse(document, content_type="application/atom+xml; charset=utf-8")

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Who has not said who he is is asked, so that a feed reader sends its password."""
        if response.status_code == 401:
            response.headers["WWW-Authenticate"] = ASK
        return super().finalize_response(request, response, *args, **kwargs)


def _entry(look: Look, request: Request) -> Entry:
    at = _midnight(look.since)
    return Entry(
        id=f"tag:{authority_of(request)},2026:look:{look.key}",
        title=f"{TITLES[look.kind]}: {look.name}",
        link=request.build_absolute_uri(address_of(look)),
        text=look.why,
        published=at,
        updated=at,
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
