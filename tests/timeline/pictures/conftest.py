"""Pictures as a visitor asks for them, at noon of the tests' day."""

from tests.timeline.views.conftest import noon, visitor

__all__ = ["noon", "visitor"]
