"""The rig of the fault suite, and the table of verdicts at its end."""

import os
import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.deployment.production import COLLECT
from tests.faults.oracle import Oracle, serving
from tests.faults.pages import PAGES, look
from tests.faults.rig import Rig, opened_rig
from tests.faults.stores import opened_stores

FAULT = "fault"
VERDICTS: dict[str, list[tuple[str, str, float]]] = {}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """With SEED= the faults come in another order, the same one for the same seed."""
    seed = os.environ.get("SEED", "")
    if seed:
        random.Random(seed).shuffle(items)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Keep the verdict on each fault; a setup that fails is one too."""
    number = dict(report.user_properties).get(FAULT)
    if number and (report.when == "call" or report.failed):
        VERDICTS.setdefault(str(number), []).append((report.nodeid, report.outcome, report.duration))


@pytest.fixture(autouse=True)
def numbered(request: pytest.FixtureRequest, record_property: Callable[[str, object], None]) -> None:
    """Let the report know which fault the test is about."""
    mark = request.node.get_closest_marker(FAULT)
    if mark:
        record_property(FAULT, mark.args[0])


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """One line for each fault: its number, its verdict, its seconds, what was seen to hold."""
    for number in sorted(VERDICTS, key=lambda name: (name[0], float(name[1:]))):
        for nodeid, outcome, seconds in VERDICTS[number]:
            sentence = nodeid.rpartition("::")[2].removeprefix("test_").replace("_", " ")
            terminalreporter.write_line(f"{number:<4} {outcome.upper():<7} {seconds:6.1f} s  {sentence}")


@pytest.fixture(scope="session")
def session_rig(django_db_blocker: Any) -> Iterator[Rig]:
    """Servers of the suite's own with the tables and the shipped record, or a database that has them."""
    shared = os.environ.get("FAULTS_DATABASE", "")
    with (
        django_db_blocker.unblock(),
        serving() as oracle,
        serving(("127.0.0.1",)) as decoy,
        opened_stores(database_url=shared) as stores,
        opened_rig(stores, oracle, decoy) as rig,
    ):
        if not shared:
            rig.fill()
        yield rig


@pytest.fixture
def rig(session_rig: Rig) -> Iterator[Rig]:
    """The rig with its servers up, without feeds, items, messages, cues and decoyed visits."""
    session_rig.reset()
    yield session_rig
    assert session_rig.decoy.connections == 0


@pytest.fixture
def oracle(rig: Rig) -> Oracle:
    return rig.oracle


@pytest.fixture
def web(rig: Rig) -> Iterator[int]:
    """The port of a web server that has answered every page once; it does not outlive the test."""
    if not (rig.stores.state / "static").exists():
        rig.manage(*COLLECT)
    port = rig.start_web()
    rig.wait(lambda: all(look(port, path).status == 200 for path in PAGES), "the web server answers")
    yield port
    if "web" in rig.parts:
        rig.kill("web")
