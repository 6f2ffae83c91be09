"""The rig of the fault suite, for the soak."""

from tests.faults.conftest import oracle, rig, session_rig
from tests.faults.test_servers import web

__all__ = ["oracle", "rig", "session_rig", "web"]
