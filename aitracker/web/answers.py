"""How the API answers a read: strict parameters, one envelope, and an ETag that spares the rest."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from http import HTTPStatus
from typing import Any, ClassVar

from django.db import Error as DatabaseFault
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from aitracker.web.exports import MEDIA_TYPES, OF_PAGES, PUBLISHED, chunks_of, file_of
from aitracker.web.lists import Found
from aitracker.web.pages import BadCursor, Page, address, binding_of, page_of, read_cursor
from aitracker.web.problems import bad_parameters
from aitracker.web.selection import ParameterFault, Selection, read_selection
from aitracker.web.validators import ANY, entity_tag, held, holds, validate
from aitracker.web.ways import ApiView

SCHEMA_VERSION = 1
LICENCE = "CC-BY-4.0"
Shape = dict[str, Any]
# Of the meta of an answer, what every row of a file says again: rows are copied out of it.
OF_FILES = ("as_of", "record_through", "licence")
NEEDED, SPARED = "nothing is answered without it", "leave it out or give it a value"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What answers are made from: `state` differs whenever one of them may."""

    state: str
    record_through: date | None


class ReadView(ApiView):
    """An address that is only read; `parameters` are its query parameters, `terms` the values they take.

    Without those that are `required` there is nothing to answer.
    """

    parameters: ClassVar[Collection[str]] = frozenset()
    required: ClassVar[Collection[str]] = frozenset()
    terms: ClassVar[Mapping[str, Collection[str]]] = {}

    def edition(self) -> Edition:
        """What answers are made from, whatever is asked for."""
        raise NotImplementedError

    def stand(self, selection: Selection) -> tuple[Selection, Edition]:
        """The selection by the names of today, and what answers are made from.

        Raises a problem naming what is not known by any name that is asked for.
        """
        raise NotImplementedError

    def answer(
        self, request: Request, selection: Selection, edition: Edition, **names: str
    ) -> HttpResponseBase:
        """The answer itself."""
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """A stranger who holds the answer hears so first; a faulty address has no answer to hold."""
        return self._unchanged(request) or super().dispatch(request, *args, **kwargs)

    def get(self, request: Request, **names: str) -> HttpResponseBase:
        """Parameters first, so that a faulty address never passes for an unchanged one."""
        today = datetime.now(UTC).date()
        selection, edition = self.stand(self.read(request, today=today))
        tag = _tag(request, edition, today=today)
        if holds(request, tag):
            return self._not_modified(tag)
        response = self.answer(request, selection, edition, **names)
        # whoever holds any answer still hears that there is none, or that the cursor is faulty
        if ANY in held(request) and response.status_code == HTTPStatus.OK:
            return self._not_modified(tag)
        validate(response, tag)
        return response

    def read(self, request: Request, *, today: date) -> Selection:
        """The selection; raises a problem naming every parameter that is unknown, blank or unreadable."""
        query = request.query_params
        selection, faults = read_selection(query, today=today, terms=self.terms, allowed=self.parameters)
        named = {fault.name for fault in faults}
        faults += [
            ParameterFault(name, f"is empty: {NEEDED if name in self.required else SPARED}")
            for name in query
            if name not in named and not query[name].strip(", ")
        ]
        faults += [
            ParameterFault(name, f"is missing: {NEEDED}")
            for name in sorted(self.required)
            if name not in query
        ]
        if faults:
            raise bad_parameters(faults)
        return selection

    def _unchanged(self, request: HttpRequest) -> HttpResponse | None:
        """304; None for everybody else, also where something fails, for then it is told as a problem."""
        if not (self.is_public and held(request) and _is_plain(request)):
            return None
        self.count(request)
        if self.counted and self.counted.is_exceeded:
            return None
        try:
            tag = _tag(request, self.edition(), today=datetime.now(UTC).date())
        except DatabaseFault:
            return None
        return self._not_modified(tag) if holds(request, tag) else None

    def _not_modified(self, tag: str) -> HttpResponse:
        response = HttpResponse(status=304)
        del response.headers["Content-Type"]
        validate(response, tag)
        self.share(response)
        return response


class ObjectView(ReadView):
    """One object by its slug, or by what else its address calls it: `key`."""

    key: ClassVar[str] = "slug"

    def find(self, selection: Selection, slug: str) -> Shape | None:
        """The object's shape; None when there is none."""
        raise NotImplementedError

    def moved_to(self, slug: str) -> str | None:
        """The slug under which it goes on; None when it never was here."""
        return None

    def answer(self, request: Request, selection: Selection, edition: Edition, **names: str) -> HttpResponse:
        """The object, or the way to it, or 404."""
        slug = str(names[self.key])
        shape = self.find(selection, slug)
        if shape is not None:
            return Response({"data": shape, "meta": meta_of(selection, edition)})
        moved = self.moved_to(slug)
        if moved is None:
            raise Http404(f"There is no {slug} here, or nothing of it was public on {selection.as_of}.")
        return lead_on(request, {self.key: moved})


class ListView(ReadView):
    """A list in pages, or whole as a file; `name` and `row` are what the file is called and holds."""

    name: ClassVar[str] = ""
    row: ClassVar[type[Serializer[Any]]]

    def find(self, selection: Selection) -> Found[Any]:
        """The rows that are asked for, all pages of them."""
        raise NotImplementedError

    def shapes(self, rows: list[Any], selection: Selection) -> list[Shape]:
        """The rows of one page as they are answered."""
        raise NotImplementedError

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """A file has the type that its address asks for: nothing is left to choose."""
        is_file = request.query_params.get("format") in MEDIA_TYPES
        return super().perform_content_negotiation(request, force=force or is_file)

    def read(self, request: Request, *, today: date) -> Selection:
        """Raises a problem also for what does not go with a file."""
        selection = super().read(request, today=today)
        if selection.format in MEDIA_TYPES and (faults := _against_file(request, selection)):
            raise bad_parameters(faults)
        return selection

    def answer(
        self, request: Request, selection: Selection, edition: Edition, **names: str
    ) -> HttpResponseBase:
        """One page in the envelope, or all rows as a file."""
        found = self.find(selection)
        if selection.format in MEDIA_TYPES:
            return self._file(found, selection, edition)
        page = _page(request, found, selection)
        data = self.shapes(page.rows, selection)
        if selection.fields:
            kept = [*selection.fields, *(each for each in selection.include if each != "total")]
            data = [{name: row[name] for name in kept} for row in data]
        neighbours = {name: address(request, getattr(page, name)) for name in ("next", "previous")}
        place: Shape = {"limit": selection.limit, **neighbours}
        if "total" in selection.include:
            place["total"] = found.count()
        links = ", ".join(f'<{where}>; rel="{name}"' for name, where in neighbours.items() if where)
        body = {"data": data, "page": place, "meta": meta_of(selection, edition)}
        return Response(body, headers={"Link": links} if links else None)

    def _file(self, found: Found[Any], selection: Selection, edition: Edition) -> HttpResponseBase:
        meta = {name: value for name, value in meta_of(selection, edition).items() if name in OF_FILES}
        return file_of(
            chunks_of(found, lambda rows: self.shapes(rows, selection)),
            kind=selection.format,
            name=f"ai-tracker-{self.name}-{selection.as_of.isoformat()}",
            row=self.row(),
            fields=selection.fields,
            meta=meta,
        )


def meta_of(selection: Selection, edition: Edition) -> Shape:
    """On which day and record an answer rests."""
    return {
        "as_of": selection.as_of,
        "record_through": edition.record_through,
        "schema_version": SCHEMA_VERSION,
        "licence": LICENCE,
    }


def _against_file(request: Request, selection: Selection) -> list[ParameterFault]:
    """A file holds all rows, without the texts of publishers."""
    kept = [name for name in selection.fields if name in PUBLISHED]
    return [
        ParameterFault(name, f"does not go with format={selection.format}: a file holds every row")
        for name in OF_PAGES
        if name in request.query_params
    ] + [ParameterFault("fields", f"{name} is a publisher's text, which no file holds") for name in kept]


def _page(request: Request, found: Found[Any], selection: Selection) -> Page[Any]:
    binding = binding_of(request)
    try:
        cursor = read_cursor(selection.cursor, binding=binding)
    except BadCursor as error:
        raise bad_parameters([ParameterFault("cursor", str(error))]) from error
    rows = found.beyond(cursor, limit=selection.limit)
    return page_of(rows, cursor=cursor, limit=selection.limit, key=found.key, binding=binding)


def lead_on(request: Request, present: Shape) -> HttpResponse:
    """301 to the same address with what it names now, for good; the query goes along."""
    match = request.resolver_match
    assert match is not None  # noqa: S101  a request that reached a view was resolved
    query = request.META.get("QUERY_STRING", "")
    target = reverse(match.view_name, kwargs={**match.kwargs, **present})
    return HttpResponse(status=301, headers={"Location": f"{target}?{query}" if query else target})


def _is_plain(request: HttpRequest) -> bool:
    """Whether it reads, without a token, what is answered as JSON: of no other is it known what is due."""
    reads = request.method in {"GET", "HEAD"} and "Authorization" not in request.headers
    return reads and request.accepts("application/json")


def _tag(request: HttpRequest | Request, edition: Edition, *, today: date) -> str:
    return entity_tag(request, str(SCHEMA_VERSION), edition.state, today=today)
