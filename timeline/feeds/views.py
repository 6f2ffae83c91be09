"""The addresses of subscriptions. Their parameters are as strict as the API's, and answered as there.

A feed is asked for by a program for years: a name misspelt once must not widen what it tells for good.
"""

from abc import abstractmethod
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime, time
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from aitracker.web.answers import Edition
from aitracker.web.selection import Selection
from news.wording import FEED_STANDINGS
from timeline.api.resources import RecordView
from timeline.feeds.atom import Heading, atom_of
from timeline.feeds.calendar import calendar_of
from timeline.feeds.changes import change_entries
from timeline.feeds.news import story_entries
from timeline.models import Deliverable
from timeline.queries.deliverables import public_rows
from timeline.queries.kinds import kinds_told
from timeline.queries.stories import stories_of
from timeline.queries.subscribed import changes_told, promised_rows, revisions
from timeline.queries.terms import ACTIONS, COMMON, EVENT_KINDS
from timeline.views.addresses import path_of
from timeline.views.boxes import CHANGING
from timeline.views.follow import OF_NEWS, OF_THE_RECORD
from timeline.views.frame import visit_of
from timeline.views.told import Telling

ABOUT = frozenset({"company", "product", "model", "q", "as_of", "from", "to"})
STANDING = frozenset(
    {
        "sel",
        "channel",
        "region",
        "basis",
        "fate",
        "precision",
        "overdue",
        "min_slip",
        "due_after",
        "due_before",
        "said_after",
    }
)


class FeedView(RecordView):
    """A subscription: an answer of one type, whatever the reader says to accept."""

    terms: ClassVar[Mapping[str, Collection[str]]] = COMMON
    media_type = "application/atom+xml; charset=utf-8"
    title: ClassVar[str]
    schema = None  # the document declares what answers in JSON

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """Readers of feeds ask for all sorts of types and read this one."""
        return super().perform_content_negotiation(request, force=True)

    def answer(
        self, request: Request, selection: Selection, edition: Edition, **names: str
    ) -> HttpResponseBase:
        """The document, piece by piece where it is made so."""
        text = self.document(request, selection)
        sent = HttpResponse if isinstance(text, str) else StreamingHttpResponse
        return sent(text, content_type=self.media_type)

    @abstractmethod
    def document(self, request: Request, selection: Selection) -> str | Iterator[bytes]:
        """The text of the subscription, or its pieces."""

    def heading(self, request: Request, selection: Selection, *, page: str) -> Heading:
        """Called by what it is limited to."""
        return Heading(
            title=self.called(selection),
            page=request.build_absolute_uri(page),
            address=request.build_absolute_uri(),
            since=datetime.combine(selection.as_of, time(), UTC),
        )

    def called(self, selection: Selection) -> str:
        """AI Tracker, changes: acme, phone."""
        named = (*selection.company, *selection.product, *selection.model, selection.sel)
        about = ", ".join(each for each in named if each)
        return f"AI Tracker, {self.title}{': ' if about else ''}{about}"


class ChangesFeed(FeedView):
    """The public changes of the record, newest first; `kind` is what they did."""

    parameters = ABOUT | STANDING | {"kind", "limit"}
    terms = COMMON | {"kind": ACTIONS}
    title = "changes"

    def document(self, request: Request, selection: Selection) -> str:
        """An entry for each change."""
        entries = change_entries(
            list(changes_told(selection)[: selection.limit]),
            absolute=request.build_absolute_uri,
            authority=authority_of(request),
        )
        page = f"/d/{selection.sel}/" if selection.sel else _page(request, "ledger", OF_THE_RECORD)
        return atom_of(self.heading(request, selection, page=page), entries)


class NewsFeed(FeedView):
    """The stories of the news page, newest first; `kind` is a kind of event."""

    parameters = ABOUT | {"kind", "standing", "show", "limit"}
    terms = COMMON | {
        "kind": EVENT_KINDS,
        "standing": frozenset(each.key for each in FEED_STANDINGS),
        "show": frozenset({CHANGING}),
    }
    title = "news"

    def document(self, request: Request, selection: Selection) -> str:
        """An entry for each story."""
        rows = public_rows(Deliverable.objects.all(), as_of=selection.as_of)
        found = stories_of(
            selection,
            kinds=kinds_told(rows, as_of=selection.as_of),
            only_changing=selection.show == CHANGING,
            first=0,
            most=selection.limit,
        )
        visit = visit_of(request._request)
        entries = story_entries(
            found.shown,
            Telling(rows, as_of=selection.as_of, keep=visit.keep),
            visit,
            absolute=request.build_absolute_uri,
            authority=authority_of(request),
        )
        return atom_of(self.heading(request, selection, page=_page(request, "news", OF_NEWS)), entries)


class Calendar(FeedView):
    """The current promises of a selection as events, all of them: a calendar has no pages."""

    parameters = ABOUT | STANDING | {"updated_since"}
    media_type = "text/calendar; charset=utf-8"
    title = "promised days"

    def document(self, request: Request, selection: Selection) -> Iterator[bytes]:
        """An event for each deliverable with a dated promise."""
        found = promised_rows(selection)
        return calendar_of(
            found,
            revisions(found),
            title=self.called(selection),
            absolute=request.build_absolute_uri,
            authority=authority_of(request),
        )


def _page(request: Request, view: str, names: Collection[str]) -> str:
    """The page of the same selection, by the parameters that both take."""
    asked = request.query_params
    query = {name: asked[name] for name in (*names, "show", "as_of") if name in asked}
    return path_of(f"timeline:{view}", query)


def authority_of(request: Request) -> str:
    """The host without its port, as tags and identifiers of events are named by."""
    return urlsplit(f"//{request.get_host()}").hostname or ""
