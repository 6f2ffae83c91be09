"""Fixtures for subscriptions: a fixed clock, and a stranger who subscribes."""

from tests.timeline.api.conftest import ask, noon

__all__ = ["ask", "noon"]
