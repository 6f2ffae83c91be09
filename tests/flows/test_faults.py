"""The short form of `make faults`: real workers on the test database, killed, flushed and doubled."""

import os
import random
import signal
from collections.abc import Iterator
from threading import Event
from urllib.parse import quote

import pytest
from django.db import connection

from aitracker.local.state import CHECKOUT
from tests.faults.answers import held, letters
from tests.faults.checker import broken_laws, wait_quiet
from tests.faults.guard import Guard, removed
from tests.faults.guarded import GUARDS
from tests.faults.oracle import serving
from tests.faults.rig import Rig, opened_rig
from tests.faults.soak import EXPECTED, FAULTS, Soak
from tests.faults.stores import opened_stores


def url_of_tests() -> str:
    """The address of this process's test database."""
    facts = connection.settings_dict
    return f"postgresql://{facts['USER']}@/{facts['NAME']}?host={quote(str(facts['HOST']), safe='')}"


@pytest.fixture
def rig(transactional_db: None) -> Iterator[Rig]:
    """Both workers and the clock over the test database, with a broker of their own."""
    with (
        serving() as oracle,
        serving(("127.0.0.1",)) as decoy,
        opened_stores(database_url=url_of_tests()) as stores,
        opened_rig(stores, oracle, decoy) as rig,
    ):
        rig.reset()
        rig.go()
        yield rig


def test_neither_a_killed_worker_nor_a_flushed_queue_nor_a_hail_of_messages_loses_or_doubles_anything(
    rig: Rig,
) -> None:
    oracle, never = rig.oracle, Event()
    rig.add(oracle.script("/killed", held(never, letters("killed", 3)), letters("killed", 3)))
    oracle.wait_asked("/killed")
    for child in rig.pool("fetch"):
        os.kill(child, signal.SIGKILL)
    rig.add(*(oracle.script(f"/{name}", letters(name, 4), host=place) for place, name in enumerate("abc", 1)))
    rig.nudge("fetch_due", queue="fetch", times=20)
    rig.broker().flushall()
    wait_quiet(rig)
    never.set()

    assert rig.attempts("/killed") == ["lost", "changed"]
    assert [len(oracle.visits_of(f"/{name}")) for name in "abc"] == [1, 1, 1]
    assert broken_laws(rig, feeds=["/killed", "/a", "/b", "/c"]) == []


def test_half_a_minute_of_random_faults_loses_and_doubles_nothing(rig: Rig) -> None:
    """The database is that of the other tests, and the broker theirs to keep: both are left alone."""
    spared = [name for name in FAULTS if not name.startswith(("F6", "F10", "F12", "F26", "F27"))]
    soak = Soak(rig, random.Random(7), seconds=25.0, feeds=8, faults=spared)
    soak.add_feeds()
    soak.run()
    rig.make_due()
    wait_quiet(rig)

    assert broken_laws(rig, feeds=soak.paths, errors=EXPECTED) == []
    assert soak.done.total() >= 2


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: f"{guard.fault}: {guard.what}")
def test_a_guard_of_the_suite_stands_in_the_code_and_in_the_documents(guard: Guard) -> None:
    sources = {edit.file: (CHECKOUT / edit.file).read_text() for edit in guard.edits}
    for edit in guard.edits:
        sources[edit.file] = removed(sources[edit.file], edit)

    listed = (CHECKOUT / "docs" / "faults.md").read_text().splitlines()
    assert any(line.startswith(f"| {guard.fault} |") and f"| {guard.what} |" in line for line in listed)
