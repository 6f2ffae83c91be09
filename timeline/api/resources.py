"""What every resource of the record has in common: its edition, its parameters, its declaration."""

from collections.abc import Callable, Collection, Mapping
from inspect import getdoc
from typing import Any, ClassVar, TypeVar

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_view
from rest_framework.serializers import Serializer

from aitracker.postgres.base import prepared_rows
from aitracker.web.answers import Edition, ListView, ObjectView, ReadView
from aitracker.web.exports import MEDIA_TYPES
from aitracker.web.lists import Column, Found, StoredRows
from aitracker.web.problems import MEDIA_TYPE
from aitracker.web.selection import Selection
from timeline.api import examples
from timeline.api.envelopes import Problem, list_of, one_of
from timeline.api.examples import examples_of
from timeline.api.parameters import declared, declared_headers
from timeline.api.present import by_present_deliverable, present_or_refused
from timeline.queries.edition import edition, standing
from timeline.queries.redirects import moved_to

PAGING = frozenset({"as_of", "sort", "limit", "cursor", "fields", "include", "format"})
FILES: dict[Any, Any] = {
    (200, media_type): OpenApiResponse(str, description="All rows as a file, with format=" + kind)
    for kind, media_type in MEDIA_TYPES.items()
}
REFUSED: dict[Any, Any] = {
    304: OpenApiResponse(description="The reader holds this answer already (If-None-Match)."),
    (400, MEDIA_TYPE): OpenApiResponse(
        Problem, description="A parameter is unknown or unreadable.", examples=examples_of(examples.REFUSED)
    ),
    (401, MEDIA_TYPE): OpenApiResponse(Problem, description="The token is not known."),
    (406, MEDIA_TYPE): OpenApiResponse(Problem, description="No answer is of a type that is accepted."),
    (429, MEDIA_TYPE): OpenApiResponse(Problem, description="Too many requests: wait for Retry-After."),
    (503, MEDIA_TYPE): OpenApiResponse(Problem, description="The database does not answer: try again."),
}
MISSING: dict[Any, Any] = {
    301: OpenApiResponse(description="Renamed or merged: the address in Location holds for good."),
    (404, MEDIA_TYPE): OpenApiResponse(
        Problem, description="There is none, or none that was public by then."
    ),
}
Sorts = Mapping[str, tuple[Column, ...]]
View = TypeVar("View", bound=type[ReadView])
Listed = TypeVar("Listed", bound=type[ListView])


class RecordView(ReadView):
    """Anything that is read from the record."""

    parameters = frozenset({"as_of"})
    # SQL for one value that differs whenever something else does that its answers are made from.
    further: ClassVar[str] = "NULL"

    def edition(self) -> Edition:
        """One query."""
        return edition(self.further)

    def stand(self, selection: Selection) -> tuple[Selection, Edition]:
        """Of record and news; a slug that was given up stands for the one under which its row goes on."""
        found, unknown = standing(selection, self.further)
        if unknown:
            selection = present_or_refused(selection, unknown)
        return (by_present_deliverable(selection) if selection.sel else selection), found


class RecordList(RecordView, ListView):
    """A list of the record; `sorts` names its orders, each ending with a unique column."""

    sorts: ClassVar[Sorts] = {}
    default_sort: ClassVar[str] = "slug"

    def columns(self, selection: Selection) -> tuple[Column, ...]:
        """The order that is asked for; `-` turns its first column round."""
        asked = selection.sort or self.default_sort
        first, *others = self.sorts[asked.removeprefix("-")]
        return (Column(first.name, asked.startswith("-"), first.nullable), *others)

    def stored(self, rows: QuerySet[Any], selection: Selection, **bounds: Any) -> Found[Any]:
        """Rows in the database: their ids, each with its place in the order that is asked for.

        bounds: `number` and `until` of StoredRows.
        """
        columns = self.columns(selection)
        named = rows.values_list("pk", *(column.name for column in columns), named=True)
        # A plan for all values that may be asked for would do for few of them.
        read = list if self._chooses(selection) else prepared_rows
        return StoredRows(named, columns, read=read, **bounds)

    def _chooses(self, selection: Selection) -> bool:
        """Whether anything is asked for but a page of everything."""
        names = self.parameters - PAGING
        return any(getattr(selection, "from_" if name == "from" else name) for name in names)


class RecordObject(RecordView, ObjectView):
    """One row of the record."""

    table: ClassVar[str]

    def moved_to(self, slug: str) -> str | None:
        """By the renames and merges of its table."""
        return moved_to(self.table, slug)


def a_list(
    row: type[Serializer[None]],
    *,
    name: str,
    filters: Collection[str],
    sorts: Collection[str],
    terms: Mapping[str, Collection[str]] | None = None,
    includes: Collection[str] = (),
    is_dated: bool = True,
    required: Collection[str] = (),
    summary: str,
) -> Callable[[Listed], Listed]:
    """Gives a list its parameters and declares it; the fields are those of the declared row.

    includes: fields that a row has only when they are asked for.
    is_dated: whether it can be answered as known on an earlier day.
    """
    values = {
        **(terms or {}),
        "sort": [sign + sort for sort in sorts for sign in ("", "-")],
        "fields": [name for name in map(str, row().fields) if name not in includes],
        "include": ["total", *includes],
        "format": ["json", *MEDIA_TYPES],
    }

    def dress(view: Listed) -> Listed:
        view.parameters = (PAGING if is_dated else PAGING - {"as_of"}) | set(filters)
        view.terms = values
        view.required = frozenset(required)
        view.name, view.row = name, row
        return declared_view(list_of(row), operation=f"{name}_list", summary=summary, more=FILES)(view)

    return dress


def an_object(row: type[Serializer[None]], *, operation: str, summary: str) -> Callable[[View], View]:
    """Declares the address of one object."""
    return declared_view(one_of(row), operation=operation, summary=summary, more=MISSING)


def declared_view(
    answer: type[Serializer[None]],
    *,
    operation: str,
    summary: str,
    more: Mapping[Any, Any] | None = None,
) -> Callable[[View], View]:
    """Declares an address in the OpenAPI document: its parameters, its answer, what else may come."""

    def dress(view: View) -> View:
        schema = extend_schema(
            operation_id=operation,
            summary=summary,
            description=getdoc(view),
            parameters=[
                *declared(view.parameters, terms=view.terms, required=view.required),
                *declared_headers(),
            ],
            responses={
                (200, "application/json"): OpenApiResponse(
                    answer, description=summary, examples=examples_of(operation)
                ),
                **REFUSED,
                **(more or {}),
            },
            tags=[operation.split("_")[0]],
        )
        return extend_schema_view(get=schema)(view)

    return dress
