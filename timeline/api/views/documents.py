"""What the API says about itself: its resources, its OpenAPI document, its documentation."""

from functools import cache
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.request import Request
from rest_framework.response import Response

from aitracker.web.answers import Edition, meta_of
from aitracker.web.selection import Selection
from aitracker.web.ways import ApiView
from timeline.api.access import refuse_parameters
from timeline.api.envelopes import Index, Resources
from timeline.api.links import API
from timeline.api.resources import RecordView, declared_view

RENDERERS = {
    "json": (OpenApiJsonRenderer, "application/json"),
    "yaml": (OpenApiYamlRenderer, "application/yaml"),
}


@declared_view(Index, operation="index_read", summary="What there is")
class ResourceIndex(RecordView):
    """The resources and their addresses."""

    parameters = frozenset()

    def answer(self, request: Request, selection: Selection, edition: Edition, **names: str) -> HttpResponse:
        """Addresses by name."""
        data = {name: f"{API}/{name}" for name in Resources().fields}
        return Response({"data": data, "meta": meta_of(selection, edition)})


class SchemaDocument(RecordView):
    """The OpenAPI document, the same for everybody."""

    parameters = frozenset({"format"})
    terms = {"format": tuple(RENDERERS)}

    @extend_schema(exclude=True)
    def get(self, request: Request, **names: str) -> HttpResponseBase:
        """Not among the operations that it declares."""
        return super().get(request, **names)

    def answer(self, request: Request, selection: Selection, edition: Edition, **names: str) -> HttpResponse:
        """JSON, or YAML with format=yaml."""
        kind = selection.format or "json"
        return HttpResponse(schema_text(kind), content_type=RENDERERS[kind][1])


@cache
def schema_text(kind: str) -> str | bytes:
    """Made once in the life of a process: it depends on the code alone."""
    schema = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return RENDERERS[kind][0]().render(schema, renderer_context={})


class Documentation(ApiView, SpectacularSwaggerSplitView):
    """Swagger UI out of its own package; its first script is a file, so that none stands in the page."""

    url_name = "api:schema"

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Raises a problem (400) for any parameter but that of its script."""
        super().initial(request, *args, **kwargs)
        refuse_parameters(request, but="script")
