"""How often somebody may try to sign in: few times an hour from one address, ever slower at one account."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction

from aitracker.accounts.models import Attempt

HOUR = timedelta(hours=1)
# Failed attempts an hour from one address, whatever account they were for.
MOST_FROM_ADDRESS = 20
# Failed attempts an hour at one account that cost nothing; each one more doubles the wait, up to the longest.
FREE_AT_NAME = 5
LONGEST_WAIT_S = 300


def seconds_to_wait(from_address: Sequence[datetime], at_name: Sequence[datetime], *, now: datetime) -> int:
    """Seconds until the next attempt; both are the failed ones of the last hour, oldest first.

    An account is never closed by strangers: whoever knows the password waits five minutes at most.
    """
    waits = [0.0]
    if len(from_address) >= MOST_FROM_ADDRESS:
        waits.append((from_address[-MOST_FROM_ADDRESS] + HOUR - now).total_seconds())
    if len(at_name) > FREE_AT_NAME:
        delay = min(2 ** (len(at_name) - FREE_AT_NAME), LONGEST_WAIT_S)
        waits.append(delay - (now - at_name[-1]).total_seconds())
    return max(0, -int(-max(waits) // 1))


def reserve(address: str, name: str, *, at: datetime) -> int:
    """Count an attempt before the password is looked at; seconds to wait where it may not be made yet.

    Attempts from one address, and those at one account, wait for one another: a hundred at once count as a
    hundred.
    """
    keys = {"address": digest(address), "name": digest(name.casefold())}
    with transaction.atomic(), connection.cursor() as cursor:
        for key in sorted(keys.values()):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
        Attempt.objects.filter(at__lte=at - HOUR).delete()
        wait = seconds_to_wait(_times(address=keys["address"]), _times(name=keys["name"]), now=at)
        if not wait:
            Attempt.objects.create(at=at, **keys)
        return wait


def forget(address: str, name: str) -> None:
    """Whoever has signed in has not failed: their attempts from this address count no more."""
    Attempt.objects.filter(address=digest(address), name=digest(name.casefold())).delete()


def digest(text: str) -> str:
    """Neither addresses of people nor mistyped names are kept as such."""
    return hashlib.sha256(f"{settings.SECRET_KEY}:{text}".encode()).hexdigest()[:32]


def _times(**key: str) -> list[datetime]:
    return list(Attempt.objects.filter(**key).order_by("at", "pk").values_list("at", flat=True))
