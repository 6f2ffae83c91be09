"""`make test`: throwaway servers beside whatever else runs, then pytest on all cores."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from aitracker.local.commands import call
from aitracker.local.preparation import build_fonts
from aitracker.local.refusal import Refusal
from aitracker.local.session import Held, Session, kept, opened_session, take_state
from aitracker.local.state import Taken, state_folder

MOST_AT_ONCE = 16
# Much of the time a test waits: for a browser, the database, a process that it started.
PER_CORE = 2
# A test run must neither depend on the shell around it nor write to a record that one points at.
OUTER_NAMES = {
    "DATABASE_URL",
    "REDIS_URL",
    "ALLOWED_HOSTS",
    "PORT",
    "SENTRY_DSN",
    "PROXIES",
    "WEB_WORKERS",
    "KEEP_FETCHES",
}
OUTER_PREFIXES = ("AITRACKER_", "API_RATE_", "DJANGO_", "FEED_")


def tests_folder(environ: Mapping[str, str]) -> Path:
    """The folder that holds the state folders of test runs, one for each that runs at a time."""
    base = state_folder(environ)
    return base.with_name(f"{base.name}-test")


@contextmanager
def opened_test_session(environ: Mapping[str, str]) -> Iterator[Session]:
    """Servers of their own in the first state folder that no other test run holds."""
    clean = without_outer_settings(environ)
    with (
        kept(_take_free(tests_folder(environ))) as held,
        opened_session(held, clean, fast=True) as session,
    ):
        yield session


def without_outer_settings(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment with none of the site's own variables."""
    return {
        name: value
        for name, value in environ.items()
        if name not in OUTER_NAMES and not name.startswith(OUTER_PREFIXES)
    }


def run_tests(environ: Mapping[str, str], arguments: Sequence[str]) -> int:
    """Run pytest with the test servers; returns its status."""
    workers = PER_CORE * len(os.sched_getaffinity(0))
    with opened_test_session(environ) as session:
        build_fonts(session.env)
        command = [sys.executable, "-m", "pytest", "-n", str(workers), *arguments]
        return call(command, env=session.env)


def _take_free(folder: Path) -> Held:
    for number in range(1, MOST_AT_ONCE + 1):
        try:
            return take_state(folder / str(number), patient=False)
        except Taken:
            continue
    raise Refusal(f"{MOST_AT_ONCE} test runs use {folder} already; wait for one to end.")
