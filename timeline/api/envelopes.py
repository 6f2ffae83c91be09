"""What is around the data of every answer, as the OpenAPI document declares it."""

from functools import cache

from rest_framework import serializers

from aitracker.web.answers import LICENCE


class Meta(serializers.Serializer[None]):
    """On which day and record the answer rests."""

    as_of = serializers.DateField(help_text="Judged with this day as today, by what was public then.")
    record_through = serializers.DateField(
        allow_null=True, help_text="The last day on which something recorded happened."
    )
    schema_version = serializers.IntegerField()
    licence = serializers.CharField(
        help_text=f"{LICENCE} for the record; titles, excerpts and quotes belong to their publishers."
    )


class Place(serializers.Serializer[None]):
    """Where this page of a list stands."""

    limit = serializers.IntegerField()
    next = serializers.CharField(allow_null=True, help_text="Path and query of the next page.")
    previous = serializers.CharField(allow_null=True, help_text="Path and query of the page before.")
    total = serializers.IntegerField(
        required=False,
        allow_null=True,
        help_text="Rows on all pages, with include=total. Null where nobody counts the news: more than "
        "10,000 items, the stories of more than 25,000, or stories where each thing asked for holds of more "
        "than 10,000 items.",
    )


class Fault(serializers.Serializer[None]):
    """One thing wrong in a request."""

    name = serializers.CharField()
    detail = serializers.CharField()

    def get_fields(self) -> dict[str, serializers.Field]:  # type: ignore[type-arg]
        """`in` is a word of Python's own."""
        return {"in": serializers.CharField(help_text="query, header or body"), **super().get_fields()}


class Problem(serializers.Serializer[None]):
    """Why there is no answer (RFC 9457)."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    instance = serializers.CharField(help_text="The path asked for.")  # type: ignore[assignment]
    request_id = serializers.CharField()
    errors = Fault(many=True)  # type: ignore[assignment]


class Resources(serializers.Serializer[None]):
    """Addresses by name."""

    companies = serializers.CharField()
    products = serializers.CharField()
    models = serializers.CharField()
    deliverables = serializers.CharField()
    commitments = serializers.CharField()
    events = serializers.CharField()
    restructurings = serializers.CharField()
    items = serializers.CharField()
    stories = serializers.CharField()
    sources = serializers.CharField()
    suggestions = serializers.CharField(help_text="For curators; programs propose here.")
    changes = serializers.CharField()
    corrections = serializers.CharField()
    search = serializers.CharField()
    timeline = serializers.CharField()
    enumerations = serializers.CharField()
    method = serializers.CharField()
    schema = serializers.CharField()
    docs = serializers.CharField()


class Index(serializers.Serializer[None]):
    """The resources of the API."""

    data = Resources()  # type: ignore[assignment]
    meta = Meta()


@cache
def all_of(row: type[serializers.Serializer[None]]) -> type[serializers.Serializer[None]]:
    """The envelope of a list that comes whole."""
    fields = {"data": row(many=True), "meta": Meta()}
    return type(f"{row.__name__}All", (serializers.Serializer,), {"__doc__": None, **fields})


@cache
def list_of(row: type[serializers.Serializer[None]]) -> type[serializers.Serializer[None]]:
    """The envelope of a list; with `fields` a row holds those alone, so that none is certain."""
    partly = type(f"{row.__name__}Row", (_Partly, row), {"__doc__": row.__doc__})
    fields = {"data": partly(many=True), "page": Place(), "meta": Meta()}
    return type(f"{row.__name__}List", (serializers.Serializer,), {"__doc__": None, **fields})


@cache
def one_of(row: type[serializers.Serializer[None]]) -> type[serializers.Serializer[None]]:
    """The envelope of one object."""
    fields = {"data": row(), "meta": Meta()}
    return type(f"{row.__name__}Answer", (serializers.Serializer,), {"__doc__": None, **fields})


class _Partly(serializers.Serializer[None]):
    def get_fields(self) -> dict[str, serializers.Field]:  # type: ignore[type-arg]
        fields = super().get_fields()
        for field in fields.values():
            field.required = False
        return fields
