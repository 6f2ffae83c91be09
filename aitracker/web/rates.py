"""How often one caller may ask the API or send a form: counted in Redis, for all processes together."""

import hashlib
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from ipaddress import IPv6Address, ip_address
from math import ceil
from time import monotonic
from typing import Any

import redis
from django.conf import settings
from django.http import HttpRequest
from rest_framework.request import Request

from aitracker.web.redis_clients import redis_client

WINDOW = 60
# Some proxies write the port beside the address; every connection of a caller has another one.
WITH_PORT = re.compile(r"\[(.+)\](?::\d+)?|([^:]+):\d+")
# While Redis is away, reads must not wait for it, each one anew.
TIMEOUT = 0.25
SECONDS_WITHOUT = 5.0
# A process that ends closes its connections under the threads that still answer: a ValueError of redis-py.
REDIS_AWAY = (redis.RedisError, ValueError)
logger = logging.getLogger(__name__)
_count_again_at = 0.0


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: the name of the policy, whom of those it holds for, and how many requests (0: any number).

    They are counted for `window` seconds from the first.
    """

    policy: str
    name: str
    limit: int
    window: int = WINDOW


@dataclass(frozen=True, slots=True)
class Count:
    """How many requests of a caller came in the window that ends in `seconds`, this one included."""

    caller: Caller
    number: int
    seconds: int

    @property
    def is_exceeded(self) -> bool:
        """Whether this request is one too many."""
        return self.number > self.caller.limit

    @property
    def headers(self) -> dict[str, str]:
        """As draft-ietf-httpapi-ratelimit-headers names them: limit and window, what is left and how long."""
        policy, left = self.caller.policy, max(0, self.caller.limit - self.number)
        return {
            "RateLimit-Policy": f'"{policy}";q={self.caller.limit};w={self.caller.window}',
            "RateLimit": f'"{policy}";r={left};t={self.seconds}',
        }


def caller_of(request: HttpRequest | Request) -> Caller:
    """By the token of the request, where one was looked for, else by its address."""
    token = getattr(request, "auth", None)
    if token is not None:
        return Caller("token", str(token.pk), settings.API_RATE_TOKEN)
    return Caller("anonymous", network_of(request.META), settings.API_RATE_ANON)


def count(caller: Caller) -> Count | None:
    """Count one request; None where nothing is counted: without a limit, and while Redis does not answer.

    The window begins with the first request. The three commands are one transaction, so that no count is
    lost between two processes and none stays for good.
    """
    global _count_again_at
    if not caller.limit or monotonic() < _count_again_at:
        return None
    try:
        number, left = _counted(
            f"aitracker:rate:{caller.policy}:{_digest(caller.name)}", seconds=caller.window
        )
    except REDIS_AWAY as error:
        _count_again_at = monotonic() + SECONDS_WITHOUT
        logger.warning("Requests are not counted: Redis does not answer (%s)", error)
        return None
    return Count(caller, number, max(1, ceil(left / 1000)))


def _counted(key: str, *, seconds: int) -> tuple[int, int]:
    """How many, and for how many milliseconds more."""
    with _client(settings.REDIS_URL).pipeline(transaction=True) as commands:
        commands.set(key, 0, ex=seconds, nx=True)
        commands.incr(key)
        commands.pttl(key)
        _, number, left = commands.execute()
    return number, left


@cache
def _client(url: str) -> redis.Redis:
    return redis_client(url, timeout=TIMEOUT)


def network_of(meta: Mapping[str, Any]) -> str:
    """Whom a request is counted as: one household has one IPv4 address, but a whole /64 of the newer ones."""
    address = _address(meta)
    ported = WITH_PORT.fullmatch(address)
    try:
        parsed = ip_address((ported[1] or ported[2]) if ported else address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        mapped = parsed.ipv4_mapped
        return str(mapped) if mapped else parsed.exploded[:19]
    return str(parsed)


def _address(meta: Mapping[str, Any]) -> str:
    """The caller's address; of those that proxies tell, only what our own ones wrote is believed."""
    header = str(meta.get("HTTP_X_FORWARDED_FOR", ""))
    told = [part.strip() for part in header.split(",") if part.strip()]
    proxies: int = settings.TRUSTED_PROXIES
    if proxies and len(told) >= proxies:
        return told[-proxies]
    return str(meta.get("REMOTE_ADDR", ""))


def _digest(name: str) -> str:
    """Addresses of readers are not kept as such."""
    return hashlib.sha256(f"{settings.SECRET_KEY}:{name}".encode()).hexdigest()[:24]
