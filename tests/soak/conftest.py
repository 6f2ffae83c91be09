"""The rig of the fault suite, for the soak."""

from tests.faults.conftest import oracle, rig, session_rig, web

__all__ = ["oracle", "rig", "session_rig", "web"]
