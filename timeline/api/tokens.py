"""Who asks, where a program says so: `Authorization: Bearer` and its token, never in the address."""

import re
from base64 import b64decode
from binascii import Error as Base64Error
from typing import Any

from django.utils import timezone
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from aitracker.web.problems import Problem
from timeline.models import ApiToken
from timeline.queries.tokens import find_token
from timeline.tokens import note_use

SECRET = re.compile(r"[A-Za-z0-9._~+/=-]{16,200}", re.ASCII)


class BearerToken(BaseAuthentication):
    """A program with a token is counted by its token; one with a bad token is told so, and not let pass."""

    def authenticate(self, request: Request) -> tuple[None, ApiToken] | None:
        """The token; None for a stranger, who may read as well."""
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        return None, token_of(secret.strip())


class TokenAsPassword(BearerToken):
    """Readers of feeds know only HTTP's oldest scheme: the token is the password there, under any name."""

    def authenticate(self, request: Request) -> tuple[None, ApiToken] | None:
        """The token; None where the scheme is another."""
        scheme, _, encoded = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "basic":
            return None
        try:
            pair = b64decode(encoded.strip(), validate=True).decode()
        except (Base64Error, UnicodeDecodeError):
            raise _unknown_token() from None
        return None, token_of(pair.partition(":")[2])


def token_of(secret: str) -> ApiToken:
    """The token that is good now, its use noted; raises a problem (401)."""
    now = timezone.now()
    token = find_token(secret, at=now) if SECRET.fullmatch(secret) else None
    if token is None:
        raise _unknown_token()
    note_use(token, at=now)
    return token


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the OpenAPI document names it."""

    target_class = BearerToken
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """HTTP's own scheme."""
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "Reading the record needs none; with a token a program may ask more often, and do "
            "what its scopes name: propose, or read and decide suggestions (curate).",
        }


def _unknown_token() -> Problem:
    detail = "is no token that is good now: it may be mistyped, expired or revoked"
    error = {"in": "header", "name": "Authorization", "detail": detail}
    return Problem(401, "Unknown token", f"Authorization: {detail}", [error])
