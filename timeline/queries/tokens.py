"""The tokens that programs ask with: only their hashes are kept."""

import hashlib
from datetime import datetime

from django.db.models import Q

from timeline.models import ApiToken


def token_hash(secret: str) -> bytes:
    """What is kept of a token. It is random and long, so that one round of SHA-256 is enough."""
    return hashlib.sha256(secret.encode()).digest()


def find_token(secret: str, *, at: datetime) -> ApiToken | None:
    """The token that is good at this moment: not revoked, not expired."""
    standing = Q(expires_at=None) | Q(expires_at__gt=at)
    return ApiToken.objects.filter(standing, token_hash=token_hash(secret), revoked_at=None).first()
