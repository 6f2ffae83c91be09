"""How the site is: whether this process answers, and whether everything works that must work together."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

import redis
from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from aitracker.web.redis_clients import redis_client
from news.models import Heartbeat
from news.pulse import LONGEST_SILENCE, Silences, silences, waiting_feeds

NO_STORE = {"Cache-Control": "no-store"}
REDIS_TIMEOUT = 1.0
LONGEST_WAIT_S = 600.0


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found: well or not, and in words what is wrong."""

    ok: bool
    detail: str = ""


def healthz(request: HttpRequest) -> HttpResponse:
    """200 while this process answers; nothing else is asked, so that it does while the database is away."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8", headers=NO_STORE)


def readyz(request: HttpRequest) -> HttpResponse:
    """200 when every check is well, else 503; for whoever watches, not for a proxy to choose servers by."""
    found = {name: _asked(check) for name, check in _checks().items()}
    ready = all(finding.ok for finding in found.values())
    body = {
        "status": "ready" if ready else "not ready",
        "checks": {name: {"ok": each.ok, "detail": each.detail} for name, each in found.items()},
    }
    return JsonResponse(body, status=200 if ready else 503, headers=NO_STORE)


def _asked(check: Callable[[], Finding]) -> Finding:
    try:
        return check()
    except (DatabaseError, InterfaceError):
        return Finding(False, "the database does not answer")
    except redis.RedisError:
        return Finding(False, "Redis does not answer")


def _database() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return Finding(True)


def _redis() -> Finding:
    with redis_client(settings.REDIS_URL, timeout=REDIS_TIMEOUT) as client:
        client.ping()
    return Finding(True)


def _heartbeat(part: Heartbeat.Part, signs: Callable[[], Silences]) -> Finding:
    silence, longest = signs()[part], LONGEST_SILENCE[part].total_seconds()
    if silence is None:
        return Finding(False, "no sign of life yet")
    return Finding(silence <= longest, f"last sign of life {silence:.0f} s ago")


def _feeds() -> Finding:
    number, seconds = waiting_feeds()
    return Finding(seconds <= LONGEST_WAIT_S, f"{number} due, the oldest for {seconds:.0f} s")


def _checks() -> dict[str, Callable[[], Finding]]:
    """Every check by its name; the signs of life are read once for all parts."""
    signs = cache(silences)
    return {
        "database": _database,
        "redis": _redis,
        **{part.value: partial(_heartbeat, part, signs) for part in Heartbeat.Part},
        "feeds": _feeds,
    }
