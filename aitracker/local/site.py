"""The processes of the site itself: web server, two Celery workers, beat."""

import signal
import socket
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from aitracker.local.commands import manage
from aitracker.local.processes import Child, start_child
from aitracker.local.session import Session
from aitracker.local.state import CHECKOUT
from aitracker.local.web_port import HOST

# Root is told so at each start by Celery, and knows.
AS_ROOT = ["-W", "ignore:You're running the worker with superuser privileges"]
CELERY = [sys.executable, *AS_ROOT, "-m", "celery", "--quiet", "-A", "aitracker"]
WORKER_OPTIONS = ["--pool=prefork", "--without-mingle", "--without-gossip", "--loglevel=WARNING"]
GUNICORN = [sys.executable, "-m", "gunicorn", "aitracker.wsgi", "--config=python:aitracker.serving"]
# A worker told to quit drops its task; the task's lease in the database brings it back.
FINISH_THEN_DROP = (signal.SIGTERM, signal.SIGQUIT)
SECONDS_TO_STOP = 6


@dataclass
class Site:
    """The started processes of one session, in the order of their start."""

    session: Session
    parts: list[Child] = field(default_factory=list)

    def start_web(self, listener: socket.socket) -> Child:
        """gunicorn on the socket that has been listening since the port was chosen."""
        descriptor = listener.fileno()
        command = [*GUNICORN, f"--bind=fd://{descriptor}", f"--graceful-timeout={SECONDS_TO_STOP - 1}"]
        return self._start("The web server", command, pass_fds=[descriptor])

    def start_reloading_web(self, port: int) -> Child:
        """Django's own server, which starts anew when a file of the code changes."""
        return self._start("The web server", [str(part) for part in manage("runserver", f"{HOST}:{port}")])

    def start_worker(self, queue: str, *, processes: int) -> Child:
        """One worker for one queue, each task in a process of its pool."""
        options = [f"--queues={queue}", f"--concurrency={processes}", f"--hostname={queue}@%h"]
        command = [*CELERY, "worker", *options, *WORKER_OPTIONS]
        return self._start(f"The Celery worker of queue {queue}", command, stop_signals=FINISH_THEN_DROP)

    def start_beat(self) -> Child:
        """The clock; what it has sent is remembered in the state folder."""
        schedule = self.session.held.state / "beat-schedule"
        command = [*CELERY, "beat", f"--schedule={schedule}", "--pidfile=", "--loglevel=WARNING"]
        return self._start("Celery beat", command)

    def _start(
        self,
        name: str,
        command: list[str],
        *,
        pass_fds: Sequence[int] = (),
        stop_signals: tuple[signal.Signals, ...] = (signal.SIGTERM,),
    ) -> Child:
        child = start_child(
            name,
            command,
            env=self.session.env,
            cwd=CHECKOUT,
            pass_fds=pass_fds,
            stop_signals=stop_signals,
            grace=SECONDS_TO_STOP,
        )
        self.parts.append(self.session.held.guard.add(child))
        return child


@contextmanager
def started_site(session: Session) -> Iterator[Site]:
    """A site to start parts of; on the way out all are asked to stop together and waited for."""
    site = Site(session)
    try:
        yield site
    finally:
        for part in reversed(site.parts):
            part.ask_to_stop()
        for part in reversed(site.parts):
            part.wait_stopped()
