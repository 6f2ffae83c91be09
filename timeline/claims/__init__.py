"""From a text and its tags to what it claims: plain functions, which know nothing of the record."""

from timeline.claims.claim import Claim, Mention, Role, Span, Stated

__all__ = ["Claim", "Mention", "Role", "Span", "Stated"]
