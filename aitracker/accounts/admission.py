"""Who is admitted: a session that is not too old, of somebody who has done what an account must do first."""

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django_otp import DEVICE_ID_SESSION_KEY, devices_for_user, user_has_device

from aitracker.accounts.models import Account

LONGEST = timedelta(hours=12)
LONGEST_IDLE = timedelta(minutes=60)
# How exactly it is known when somebody was last there: each request would be a write otherwise.
NOTED_EVERY = timedelta(minutes=1)
# For how long a password that was typed lets its owner change accounts.
FRESH = timedelta(minutes=15)
SIGNED_IN, SEEN, PROVED = "signed_in_at", "seen_at", "proved_at"


class Duty(StrEnum):
    """What stands between a right password and the desk, by the name of its page."""

    SECOND_STEP = "second_step"
    NEW_PASSWORD = "new_password"  # noqa: S105  the name of a page
    ENROL = "enrol"


class AdmissionMiddleware:
    """Makes somebody who is only half signed in a stranger everywhere, but for the pages of their duties.

    `request.user` is whoever is admitted; `request.arriving` whoever has a right password and a duty left.
    Both are looked up when they are first asked for, so that pages for everybody need no session.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        known = request.user
        request.user = SimpleLazyObject(partial(_admitted, request, known))  # type: ignore[assignment]
        request.arriving = SimpleLazyObject(partial(_arriving, request, known))  # type: ignore[attr-defined]
        return self.get_response(request)


def duty_of(user: Any, session: Any) -> Duty | None:
    """What somebody who works on the desk must do next; None where nothing is left."""
    if not user.is_staff:
        return None
    has_device = settings.SECOND_FACTOR and user_has_device(user)
    if has_device and not _is_verified(user, session):
        return Duty.SECOND_STEP
    if Account.objects.filter(user=user, must_change_password=True).exists():
        return Duty.NEW_PASSWORD
    return Duty.ENROL if settings.SECOND_FACTOR and not has_device else None


def is_fresh(session: Any, *, now: datetime) -> bool:
    """Whether the password was typed a short while ago."""
    return _age(session, PROVED, now) <= FRESH


def prove(session: Any, *, now: datetime) -> None:
    """Note that the password was typed."""
    session[PROVED] = now.timestamp()


def note_sign_in(request: HttpRequest, **signal: object) -> None:
    """From now on the session ages."""
    for name in (SIGNED_IN, SEEN, PROVED):
        request.session[name] = timezone.now().timestamp()


def _admitted(request: HttpRequest, known: Any) -> Any:
    return AnonymousUser() if _current(request, known) is None or duty_of(known, request.session) else known


def _arriving(request: HttpRequest, known: Any) -> AbstractBaseUser | None:
    user: AbstractBaseUser | None = _current(request, known)
    return user if user is not None and duty_of(user, request.session) else None


def _current(request: HttpRequest, known: Any) -> Any:
    """Whoever the session is of, unless it is too old: then it ends."""
    if not known.is_authenticated:
        return None
    now = timezone.now()
    if _age(request.session, SIGNED_IN, now) > LONGEST or _age(request.session, SEEN, now) > LONGEST_IDLE:
        request.session.flush()
        return None
    if _age(request.session, SEEN, now) >= NOTED_EVERY:
        request.session[SEEN] = now.timestamp()
    return known


def _age(session: Any, name: str, now: datetime) -> timedelta:
    return timedelta(seconds=now.timestamp() - session.get(name, 0.0))


def _is_verified(user: Any, session: Any) -> bool:
    proved_by = session.get(DEVICE_ID_SESSION_KEY)
    return proved_by is not None and any(each.persistent_id == proved_by for each in devices_for_user(user))
