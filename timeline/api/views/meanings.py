"""What the answers mean: the values of every field that has a list of them, and how it is counted."""

from django.http import HttpResponse
from rest_framework.request import Request
from rest_framework.response import Response

from aitracker.web.answers import Edition, meta_of
from aitracker.web.selection import Selection
from timeline.api import meaning_schemas
from timeline.api.envelopes import all_of, one_of
from timeline.api.meanings import enumerations, method
from timeline.api.resources import RecordView, declared_view


@declared_view(
    all_of(meaning_schemas.Enumeration), operation="enumerations_list", summary="Every enumeration"
)
class Enumerations(RecordView):
    """The values of every field and filter that takes only some, whatever the day."""

    parameters = frozenset()

    def answer(self, request: Request, selection: Selection, edition: Edition, **names: str) -> HttpResponse:
        """All of them."""
        return Response({"data": enumerations(), "meta": meta_of(selection, edition)})


@declared_view(one_of(meaning_schemas.Method), operation="method_read", summary="How it is counted")
class MethodOfCounting(RecordView):
    """The rules that read words as windows, and what each fate means: what the method page prints."""

    parameters = frozenset()

    def answer(self, request: Request, selection: Selection, edition: Edition, **names: str) -> HttpResponse:
        """The rules."""
        return Response({"data": method(), "meta": meta_of(selection, edition)})
