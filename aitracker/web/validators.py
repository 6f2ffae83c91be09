"""Which answer a reader holds already: its entity tag, and how long caches may keep it."""

import hashlib
from datetime import date

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from rest_framework.request import Request

CACHE = "public, max-age=60, stale-while-revalidate=300"
ANY = "*"


def held(request: HttpRequest | Request) -> list[str]:
    """The tags that the reader names."""
    return parse_etags(request.headers.get("If-None-Match", ""))


def holds(request: HttpRequest | Request, tag: str) -> bool:
    """Whether the reader holds this very answer."""
    return tag.removeprefix("W/") in {each.removeprefix("W/") for each in held(request)}


def entity_tag(request: HttpRequest | Request, *parts: str, today: date) -> str:
    """Of what is answered at this address today, made from these parts.

    Weak: a proxy may compress the answer, which stays the same in meaning.
    """
    text = "|".join([*parts, today.isoformat(), request.get_full_path()])
    return f'W/"{hashlib.sha256(text.encode()).hexdigest()[:20]}"'


def validate(response: HttpResponseBase, tag: str) -> None:
    """Give an answer, or the word that it is held, the headers of both."""
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = CACHE
    patch_vary_headers(response, ["Accept"])
