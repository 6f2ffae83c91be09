"""How the API answers a read: strict parameters, one envelope, and an ETag that spares the rest."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from http import HTTPStatus
from typing import Any, ClassVar

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from aitracker.web.exports import MEDIA_TYPES, OF_PAGES, PUBLISHED, chunks_of, file_of
from aitracker.web.lists import Found
from aitracker.web.pages import BadCursor, Page, address, binding_of, page_of, read_cursor
from aitracker.web.problems import SHARED, bad_parameters, too_many
from aitracker.web.rates import Count, caller_of, count
from aitracker.web.selection import ParameterFault, Selection, read_selection

SCHEMA_VERSION = 1
LICENCE = "CC-BY-4.0"
CACHE = "public, max-age=60, stale-while-revalidate=300"
PREFLIGHT = SHARED | {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Authorization, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
Shape = dict[str, Any]
# Of the meta of an answer, what every row of a file says again: rows are copied out of it.
OF_FILES = ("as_of", "record_through", "licence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What answers are made from: `state` differs whenever one of them may."""

    state: str
    record_through: date | None


class ApiView(APIView):
    """A way into the API that any site may read; OPTIONS answers what a browser asks before that."""

    http_method_names = ["get", "head", "options"]
    metadata_class = None
    counted: Count | None = None

    def perform_authentication(self, request: Request) -> None:
        """Who asks is counted before anything is done for them, also whoever offers a bad token."""
        try:
            super().perform_authentication(request)
        finally:
            self._count(request)

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """The preflight of a request from another site."""
        return Response(status=204, headers=PREFLIGHT)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Response:
        """Problems are shared as well: a reader elsewhere must be able to see why."""
        for name, value in (SHARED | (self.counted.headers if self.counted else {})).items():
            response.headers.setdefault(name, value)
        return super().finalize_response(request, response, *args, **kwargs)

    def _count(self, request: Request) -> None:
        """A preflight asks for nothing, and is not counted."""
        if request.method != "OPTIONS":
            self.counted = count(caller_of(request))
        if self.counted and self.counted.is_exceeded:
            raise too_many(seconds=self.counted.seconds, limit=self.counted.caller.limit)


class NothingHere(ApiView):
    """Answers for every address and method below /api/ that nothing else answers."""

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """Nothing is missing in any type."""
        return super().perform_content_negotiation(request, force=True)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse before the method is looked at."""
        super().initial(request, *args, **kwargs)
        raise Http404("There is nothing at this address: /api/v1/ lists what there is.")


class ReadView(ApiView):
    """An address that is only read; `parameters` are its query parameters, `terms` the values they take.

    Without those that are `required` there is nothing to answer.
    """

    parameters: ClassVar[Collection[str]] = frozenset()
    required: ClassVar[Collection[str]] = frozenset()
    terms: ClassVar[Mapping[str, Collection[str]]] = {}

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

    def get(self, request: Request, **names: str) -> HttpResponseBase:
        """Parameters first, so that a faulty address never passes for an unchanged one."""
        today = datetime.now(UTC).date()
        selection, edition = self.stand(self.read(request, today=today))
        tag = _entity_tag(request, edition, today=today)
        held = parse_etags(request.headers.get("If-None-Match", ""))
        response: HttpResponseBase = (
            Response(status=304) if _holds(held, tag) else self.answer(request, selection, edition, **names)
        )
        # whoever holds any answer still hears that there is none, or that the cursor is faulty
        if "*" in held and response.status_code == HTTPStatus.OK:
            response = Response(status=304)
        response.headers["ETag"] = tag
        response.headers["Cache-Control"] = CACHE
        patch_vary_headers(response, ["Accept"])
        return response

    def read(self, request: Request, *, today: date) -> Selection:
        """The selection; raises a problem naming every parameter that is unknown, blank or unreadable."""
        query = request.query_params
        selection, faults = read_selection(query, today=today, terms=self.terms, allowed=self.parameters)
        named = {fault.name for fault in faults}
        faults += [
            ParameterFault(name, "is empty: leave it out or give it a value")
            for name in query
            if name not in named and not query[name].strip(", ")
        ]
        faults += [
            ParameterFault(name, "is missing: nothing is answered without it")
            for name in sorted(self.required)
            if name not in query
        ]
        if faults:
            raise bad_parameters(faults)
        return selection


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


def _entity_tag(request: Request, edition: Edition, *, today: date) -> str:
    """Weak: a proxy may compress the answer, which stays the same in meaning."""
    parts = [str(SCHEMA_VERSION), edition.state, today.isoformat(), request.get_full_path()]
    return f'W/"{hashlib.sha256("|".join(parts).encode()).hexdigest()[:20]}"'


def _holds(held: Iterable[str], tag: str) -> bool:
    """Whether the reader holds this very answer."""
    return tag.removeprefix("W/") in {each.removeprefix("W/") for each in held}
