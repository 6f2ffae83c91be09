"""How gunicorn serves the site, here and on a server: `gunicorn --config=python:aitracker.serving`."""

import os
import shutil
import tempfile
from pathlib import Path

from aitracker.limits import WEB

workers = int(os.environ.get("WEB_WORKERS", "2"))
worker_class = "gthread"
threads = 4
# What an answer may still take when the processes are replaced (SIGHUP) or stopped.
graceful_timeout = 20
timeout = 30
loglevel = "warning"
control_socket_disable = True
if Path("/dev/shm").is_dir():  # noqa: S108  a heartbeat file on a slow disk makes a worker look dead
    worker_tmp_dir = "/dev/shm"  # noqa: S108
os.environ.setdefault("PGOPTIONS", WEB)
# Read by prometheus_client when it is imported, which is why nothing here imports it.
COUNTS = "PROMETHEUS_MULTIPROC_DIR"
os.environ.setdefault(COUNTS, tempfile.mkdtemp(prefix="aitracker-metrics-"))


def on_exit(server: object) -> None:
    """Take the folder of counts along."""
    shutil.rmtree(os.environ[COUNTS], ignore_errors=True)
