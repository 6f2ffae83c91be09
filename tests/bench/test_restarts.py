"""Prints what a restart of the broker and one of the database cost: the faults F6 and F10, measured."""

import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.deployment.proxied import proxy_before
from tests.faults.answers import growing
from tests.faults.checker import items_of, wait_quiet
from tests.faults.conftest import oracle, rig, session_rig, web
from tests.faults.oracle import HOSTS, Oracle
from tests.faults.pages import Seen, readers
from tests.faults.restarts import broker_away, database_away
from tests.faults.rig import Rig

__all__ = ["oracle", "rig", "session_rig", "web"]
FEEDS, RESTARTS = 12, 5
RESUMED_CEILING_S, BROKER_AWAY_S = 10, 4
FAILED_CEILING_PERCENT = 0.5
BEFORE_S, AFTER_S = 15, 15


@pytest.fixture
def paths(rig: Rig, oracle: Oracle) -> list[str]:
    """Feeds on every host of the publisher, with five entries more at each visit, all read once."""
    found = [f"/restarts-{number}" for number in range(FEEDS)]
    rig.go()
    rig.add(
        *(
            oracle.script(path, *growing(path[1:], times=200), host=place % len(HOSTS))
            for place, path in enumerate(found)
        )
    )
    wait_quiet(rig)
    return found


@pytest.mark.parametrize("turn", range(1, RESTARTS + 1))
def test_a_broker_that_is_killed(
    report: Callable[..., None], rig: Rig, oracle: Oracle, paths: list[str], turn: int
) -> None:
    rig.make_due()
    oracle.wait_asked(paths[0], times=2)
    with broker_away(rig, seconds=BROKER_AWAY_S):
        rig.add(oracle.script("/late", growing("late")[-1]))
    resumed = rig.wait(lambda: bool(oracle.visits_of("/late")), "work goes on")
    quiet = wait_quiet(rig)
    report(
        "broker killed",
        turn=turn,
        seconds_away=BROKER_AWAY_S,
        resumed_s=round(resumed, 1),
        quiet_s=round(resumed + quiet, 1),
        ceiling_resumed_s=RESUMED_CEILING_S,
        **kept(rig, oracle, [*paths, "/late"]),
    )


@pytest.mark.parametrize("behind_proxy", [False, True], ids=["web-server", "proxy"])
def test_a_database_that_is_restarted(
    report: Callable[..., None],
    rig: Rig,
    oracle: Oracle,
    paths: list[str],
    web: int,
    tmp_path: Path,
    behind_proxy: bool,
) -> None:
    with reached(web, tmp_path, behind_proxy=behind_proxy) as port, readers(port) as seen:
        time.sleep(BEFORE_S)
        rig.make_due()
        began = time.monotonic()
        with database_away(rig, signal.SIGQUIT):
            pass
        away = time.monotonic() - began
        time.sleep(AFTER_S)
    wait_quiet(rig)
    report(
        "database restarted",
        asked="the proxy" if behind_proxy else "the web server",
        seconds_away=round(away, 1),
        **failures(seen),
        ceiling_percent=FAILED_CEILING_PERCENT,
        **kept(rig, oracle, paths),
    )


@contextmanager
def reached(web: int, folder: Path, *, behind_proxy: bool) -> Iterator[int]:
    """The port that readers ask: the web server's own, or its proxy's."""
    with ExitStack() as stack:
        yield stack.enter_context(proxy_before(web, folder=folder)) if behind_proxy else web


def kept(rig: Rig, oracle: Oracle, paths: Sequence[str]) -> dict[str, int]:
    """Entries that were served whole, those of them not stored, those stored twice, with their ceilings."""
    served = {link for path in paths for link in oracle.served(path)}
    stored = [link for path in paths for link in items_of(rig, path)]
    return {
        "served": len(served),
        "lost": len(served - set(stored)),
        "doubled": len(stored) - len(set(stored)),
        "ceiling_lost": 0,
        "ceiling_doubled": 0,
    }


def failures(seen: Sequence[Seen]) -> dict[str, float]:
    """Answers of 500 and above and none at all: their number, their share, seconds from first to last."""
    at = [each.at for each in seen if each.status == 0 or each.status >= 500]
    return {
        "requests": len(seen),
        "failed": len(at),
        "failed_percent": round(100 * len(at) / len(seen), 2),
        "failing_s": round(max(at) - min(at), 1) if at else 0.0,
    }
