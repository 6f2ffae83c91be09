"""From a text and its tags to what it claims: plain functions, which know nothing of the record."""

from timeline.claims.claim import Claim, Mention, Role, Span, Stated
from timeline.claims.reading import read_claim

__all__ = ["Claim", "Mention", "Role", "Span", "Stated", "read_claim"]
