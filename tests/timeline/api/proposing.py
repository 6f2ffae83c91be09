"""Programs and people who propose and decide, and what they send."""

import json
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Permission, User
from django.test import Client

from tests.conftest import NOW
from tests.timeline.api.asking import Answer, Asker
from timeline.tokens import make_token

PROPOSAL = {
    "kind": "event",
    "event_kind": "delay",
    "deliverable": "phone-api",
    "words": "in August",
    "said_on": "2026-06-20",
    "url": "https://daily.example/phone-late",
    "quote": "The phone API now opens in August.",
    "note": "Their blog says the same.",
}


def person(name: str = "ada", *, is_staff: bool = True, rights: tuple[str, ...] = ()) -> User:
    """Somebody with an account and these rights on suggestions."""
    user = User.objects.create_user(name, password="x" * 12, is_staff=is_staff)
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    return user


def secret_of(*scopes: str, owner: User | None = None, days: int = 1, name: str = "a program") -> str:
    """The secret of a new token; one of a curator unless an owner is given."""
    owner = owner or User.objects.filter(username="root").first() or superuser()
    until = NOW + timedelta(days=days)
    return make_token(name, scopes=scopes, owner=owner, expires_at=until, at=NOW)[1]


def superuser(name: str = "root") -> User:
    """Somebody who may do everything."""
    return User.objects.create_superuser(name, password="x" * 12)


def signed_in(user: User) -> Asker:
    """Asks from a session."""
    client = Client()
    client.force_login(user)
    return Asker(client)


def send(ask: Asker, address: str, body: Any, secret: str = "", **headers: str) -> Answer:
    """POST a body as JSON."""
    if secret:
        headers["authorization"] = f"Bearer {secret}"
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return ask(address, method="POST", body=raw, **headers)
