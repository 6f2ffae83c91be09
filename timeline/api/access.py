"""Who may propose and who may decide: a program by the scopes of its token, a person in a staff session."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractUser
from drf_spectacular.authentication import SessionScheme
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request

from aitracker.web.problems import Problem, bad_parameters
from aitracker.web.selection import ParameterFault
from aitracker.web.ways import ApiView
from timeline.api.tokens import BearerToken
from timeline.models import ApiToken

Scope = ApiToken.Scope
MAY_VIEW = "timeline.view_suggestion"
MAY_DECIDE = "timeline.change_suggestion"
LONGEST_ACTOR = 150


class StaffSession(SessionAuthentication):
    """A person who is signed in on this site; what is not only read needs the token against forged forms."""

    def enforce_csrf(self, request: Request) -> None:
        """The problem names the header."""
        try:
            super().enforce_csrf(request)
        except PermissionDenied as error:
            raise _refused("X-CSRFToken", f"{error.detail}") from None


@dataclass(frozen=True, slots=True)
class Curator:
    """Who reads or decides suggestions, under the name that Changes keep."""

    actor: str


class GuardedView(ApiView):
    """An address that is not everybody's, and that no cache keeps."""

    authentication_classes = [BearerToken, StaffSession]
    is_public = False

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Nobody else may be given the answer."""
        response.headers["Cache-Control"] = "no-store"
        return super().finalize_response(request, response, *args, **kwargs)


def require_proposer(request: Request) -> ApiToken:
    """The token that proposes; raises a problem (401, 403)."""
    token = request.auth
    if isinstance(token, ApiToken) and token.allows(Scope.PROPOSE):
        return token
    raise _missing(request, "a token of the scope propose is needed")


def require_curator(request: Request, *, may: str) -> Curator:
    """Who may read or decide; raises a problem (401, 403). `may` is the right that the person needs."""
    user: object = request.user
    by_token = ""
    if isinstance(request.auth, ApiToken):
        user = request.auth.owner if request.auth.allows(Scope.CURATE) else None
        by_token = f" by token {request.auth.name}"
    if isinstance(user, AbstractUser) and user.is_staff and user.has_perm(may):
        return Curator(f"{user.get_username()}{by_token}"[:LONGEST_ACTOR])
    raise _missing(request, "a staff session or a token of the scope curate, of somebody who may, is needed")


def refuse_parameters(request: Request, *, but: str = "") -> None:
    """Raise a problem (400) for any parameter: the address takes none, `but` one where it is named."""
    names = (name for name in request.query_params if name != but)
    faults = [ParameterFault(name, "is not a parameter of this address") for name in names]
    if faults:
        raise bad_parameters(faults)


def _missing(request: Request, detail: str) -> Problem:
    user: object = request.user
    if request.auth is None and user is None:
        error = {"in": "header", "name": "Authorization", "detail": detail}
        return Problem(401, "Not signed in", f"Authorization: {detail}", [error])
    return _refused("Authorization", detail)


def _refused(header: str, detail: str) -> Problem:
    error = {"in": "header", "name": header, "detail": detail}
    return Problem(403, "Not allowed", f"{header}: {detail}", [error])


class StaffSessionScheme(SessionScheme):  # type: ignore[no-untyped-call]
    """How the OpenAPI document names it."""

    target_class = StaffSession  # type: ignore[assignment]
    name = "session"
