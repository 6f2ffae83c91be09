"""Makes the tokens of programs, takes them back, and notes that they are used."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q, QuerySet

from timeline.models import ApiToken
from timeline.queries.tokens import token_hash

PREFIX = "ait_"
# How exactly the last use is known: a write for each request would cost more than it tells.
NOTED_EVERY = timedelta(minutes=1)


def make_token(
    name: str, *, scopes: Iterable[str], owner: AbstractBaseUser, expires_at: datetime, at: datetime
) -> tuple[ApiToken, str]:
    """A new token and its secret, which is kept nowhere."""
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        name=name,
        token_hash=token_hash(secret),
        scopes=sorted(scopes),
        owner_id=owner.pk,
        created_at=at,
        expires_at=expires_at,
    )
    return token, secret


def revoke(tokens: QuerySet[ApiToken], *, at: datetime) -> int:
    """End the tokens for good; how many were good until now."""
    return tokens.filter(revoked_at=None).update(revoked_at=at)


def note_use(token: ApiToken, *, at: datetime) -> None:
    """Note that the token is used, once in a minute."""
    if token.last_used_at is None or token.last_used_at <= at - NOTED_EVERY:
        unnoted = Q(last_used_at=None) | Q(last_used_at__lte=at - NOTED_EVERY)
        ApiToken.objects.filter(unnoted, pk=token.pk).update(last_used_at=at)
