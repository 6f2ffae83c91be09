"""How the OpenAPI document declares what is proposed and decided, and who may."""

from collections.abc import Callable, Mapping
from inspect import getdoc
from typing import Any, TypeVar

from drf_spectacular.utils import (
    OpenApiParameter,
    OpenApiRequest,
    OpenApiResponse,
    extend_schema,
    extend_schema_view,
)
from rest_framework.serializers import Serializer

from aitracker.web.problems import MEDIA_TYPE
from timeline.api import suggestion_schemas
from timeline.api.envelopes import Problem, list_of, one_of
from timeline.api.examples import bodies_of, examples_of
from timeline.api.parameters import declared
from timeline.api.proposal_bodies import Proposal
from timeline.queries.terms import EVENT_KINDS, SUGGESTION_STATES

View = TypeVar("View", bound=type[Any])
FILTERS = frozenset(
    {"state", "kind", "company", "product", "model", "sort", "limit", "cursor", "fields", "include"}
)
TERMS: Mapping[str, Any] = {
    "state": SUGGESTION_STATES,
    "kind": EVENT_KINDS,
    "sort": ["created", "-created"],
    "fields": list(map(str, suggestion_schemas.Suggestion().fields)),
    "include": ["total"],
}
READING = (400, 401, 403, 406, 429, 503)
WRITING = (*READING, 409, 413, 415, 422)
REASONS = {
    400: "A parameter, a header or the body cannot be read.",
    401: "Nobody is signed in, or the token is not good.",
    403: "Who asks may not do this.",
    404: "There is no such suggestion.",
    406: "No answer is of a type that is accepted.",
    409: "It was decided or changed before, or the key came before with another body.",
    413: "The body is longer than 64 KiB.",
    415: "The body is not JSON.",
    422: "A field is missing, unknown or cannot be used.",
    429: "Too many requests: wait for Retry-After.",
    503: "The database does not answer: try again.",
}
KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "pattern": "^[A-Za-z0-9._:~+/=-]{8,128}$"},
    OpenApiParameter.HEADER,
    description="The same key and body again get the same answer for 24 hours.",
)


def declared_list(view: View) -> View:
    """Gives the list of suggestions its parameters and declares it."""
    view.parameters, view.terms = FILTERS, TERMS
    schema = extend_schema(
        operation_id="suggestions_list",
        summary="Suggestions, for curators",
        description=getdoc(view),
        parameters=declared(FILTERS, terms=TERMS),
        responses=_answered(200, list_of(suggestion_schemas.Suggestion), "suggestions_list")
        | _refused(READING),
        tags=["suggestions"],
    )
    return extend_schema_view(get=schema)(view)


def declared_proposal(view: View) -> View:
    """Declares how a program proposes."""
    schema = extend_schema(
        operation_id="suggestions_propose",
        summary="Propose a change of the record",
        description="With a token of the scope propose. Nothing is recorded before a curator accepts it.",
        parameters=[KEY],
        request=OpenApiRequest(Proposal, examples=bodies_of("suggestions_propose")),
        responses=_answered(201, one_of(suggestion_schemas.Suggestion), "suggestions_propose")
        | _refused(WRITING),
        tags=["suggestions"],
    )
    return extend_schema_view(post=schema)(view)


def declared_object(view: View) -> View:
    """Declares the address of one suggestion."""
    schema = extend_schema(
        operation_id="suggestions_read",
        summary="One suggestion, for curators",
        description=getdoc(view),
        responses=_answered(200, one_of(suggestion_schemas.WholeSuggestion), "suggestions_read")
        | _refused((*READING, 404)),
        tags=["suggestions"],
    )
    return extend_schema_view(get=schema)(view)


def declared_decision(name: str, body: type[Serializer[None]]) -> Callable[[View], View]:
    """Declares one way to decide a suggestion."""

    def dress(view: View) -> View:
        operation = f"suggestions_{name}"
        schema = extend_schema(
            operation_id=operation,
            summary=f"{name.capitalize()} a suggestion",
            description=getdoc(view),
            request=OpenApiRequest(body, examples=bodies_of(operation)),
            responses=_answered(200, one_of(suggestion_schemas.Suggestion), operation)
            | _refused((*WRITING, 404)),
            tags=["suggestions"],
        )
        return extend_schema_view(post=schema)(view)

    return dress


def _answered(status: int, body: type[Serializer[None]], operation: str) -> dict[Any, Any]:
    return {(status, "application/json"): OpenApiResponse(body, examples=examples_of(operation))}


def _refused(statuses: tuple[int, ...]) -> dict[Any, Any]:
    return {
        (status, MEDIA_TYPE): OpenApiResponse(Problem, description=REASONS[status]) for status in statuses
    }
