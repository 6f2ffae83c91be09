"""The tokens that programs ask with: only their hashes are kept."""

import hashlib
from datetime import datetime

from django.db.models import Q

from timeline.models import ApiToken


def token_hash(secret: str) -> bytes:
    """What is kept of a token. It is random and long, so that one round of SHA-256 is enough."""
    return hashlib.sha256(secret.encode()).digest()


def find_token(secret: str, *, at: datetime) -> ApiToken | None:
    """The token that is good at this moment: not revoked, not expired, its owner not locked out."""
    standing = Q(expires_at=None) | Q(expires_at__gt=at)
    owned = Q(owner=None) | Q(owner__is_active=True)
    found = ApiToken.objects.filter(standing, owned, token_hash=token_hash(secret), revoked_at=None)
    return found.select_related("owner").first()
