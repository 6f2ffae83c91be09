"""Ten minutes of everything at once: feeds that grow, readers who read, and a fault every few seconds.

`make soak SEED=7` takes the same faults in the same order again. What is not a fault's fault breaks a law.
"""

import json
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.faults.answers import (
    cue,
    dripping,
    entry,
    growing,
    gzip_bomb,
    head,
    links_of,
    pieces,
    redirect,
    rss,
    status,
    whole,
)
from tests.faults.oracle import HOSTS, Answer
from tests.faults.pages import Seen
from tests.faults.restarts import BROKER_AWAY, DATABASE_AWAY, broker_away, database_away
from tests.faults.rig import Rig, stretched
from tests.faults.test_workers import DEATHS

PAUSES = (5.0, 15.0)
PERIOD_S = 6.0
# After a server is back, the connections of before are still being found out.
RECOVERY_S = 8.0
EXPECTED = (*BROKER_AWAY, *DATABASE_AWAY, *DEATHS, "time limit", "TimeLimitExceeded", "Connection refused")
ENTITIES = b"<!DOCTYPE r [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]><rss><channel>&b;</channel></rss>"
POISON = ("fail", "crash", "memory", "leave")


@dataclass
class Soak:
    """A rig under fire: its feeds, what was done to it and when nothing could be expected of its pages."""

    rig: Rig
    chance: random.Random
    seconds: float = 600.0
    feeds: int = 50
    faults: Sequence[str] = ()
    paths: list[str] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    windows: list[tuple[float, float]] = field(default_factory=list)

    def add_feeds(self) -> None:
        """Feeds on every host of the oracle, each with an entry more at every visit, to the end."""
        self.paths = [f"/soak-{number}" for number in range(self.feeds)]
        visits = int(self.seconds / PERIOD_S) + 50
        self.rig.add(
            *(
                self.rig.oracle.script(
                    path, *growing(path[1:], step=1, times=visits), host=place % len(HOSTS)
                )
                for place, path in enumerate(self.paths)
            )
        )

    def run(self) -> None:
        """Faults until the time is over, and all feeds due again every few seconds."""
        ends_at, due_at = time.monotonic() + self.seconds, 0.0
        while time.monotonic() < ends_at:
            name = self.chance.choice(sorted(self.faults or FAULTS))
            FAULTS[name](self)
            self.done[name] += 1
            pause_until = time.monotonic() + self.chance.uniform(*PAUSES)
            while time.monotonic() < pause_until:
                if time.monotonic() >= due_at:
                    self.rig.make_due()
                    due_at = time.monotonic() + PERIOD_S
                time.sleep(0.2)
        self.rig.start_pipeline()

    def answer_once(self, answer: Answer, *, path: str = "") -> None:
        """Let one feed, any where none is named, answer so at its next visit."""
        path = path or self.chance.choice(self.paths)
        with self.rig.oracle.lock:
            self.rig.oracle.scripts[path].insert(0, answer)

    @contextmanager
    def window(self) -> Iterator[None]:
        """A time in which no page is promised."""
        began = time.monotonic()
        yield
        self.windows.append((began, time.monotonic()))

    def unexcused(self, seen: Sequence[Seen]) -> list[str]:
        """The answers of 500 and above, and none at all, at a time when a page could be expected."""
        failed = [each for each in seen if each.status == 0 or each.status >= 500]
        return [f"{each.status} for {each.path}" for each in failed if not self._is_excused(each)]

    def _is_excused(self, each: Seen) -> bool:
        return any(start <= each.at <= end + stretched(RECOVERY_S) for start, end in self.windows)


def kill_child(soak: Soak, *, queue: str) -> None:
    """`kill -9` of a pool's child, whatever it is doing."""
    children = soak.rig.pool(queue)
    if children:
        os.kill(soak.chance.choice(children), signal.SIGKILL)


def kill_worker(soak: Soak) -> None:
    """`kill -9` of a worker with its children; another one takes over."""
    name = soak.chance.choice(("fetch", "work"))
    soak.rig.kill(name)
    soak.rig.start_worker(name)


def kill_broker(soak: Soak) -> None:
    """The broker killed, away for two seconds, and back."""
    with soak.window(), broker_away(soak.rig, seconds=2):
        pass


def restart_database(soak: Soak) -> None:
    """An immediate restart of the database."""
    with soak.window(), database_away(soak.rig, signal.SIGQUIT):
        pass


def end_connections(soak: Soak) -> None:
    """Every connection to the database ended."""
    with soak.window():
        soak.rig.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")


def second_clock(soak: Soak) -> None:
    """Two clocks for a while, then the first one alone is killed and another takes its place."""
    soak.rig.start_beat("second-beat")
    time.sleep(3)
    soak.rig.kill("second-beat")


def lose_clock(soak: Soak) -> None:
    """The clock killed and started again."""
    soak.rig.kill("beat")
    time.sleep(1)
    soak.rig.start_beat()


def poison(soak: Soak) -> None:
    """A document at which its reader dies, fails or wants more memory than there is."""
    cause = soak.chance.choice(POISON)
    soak.rig.arm(cause)
    soak.answer_once(whole(rss([], before=cue(cause))))


def lie(soak: Soak) -> None:
    """An answer that is not what it says."""
    path = soak.chance.choice(soak.paths)
    body = rss([entry(link) for link in links_of(path[1:], (1,))])
    answers = (
        pieces([head(Content_Length=str(len(body) + 500)) + body]),
        pieces([head(Content_Length=str(len(body))) + body[: len(body) // 2]], reset=True),
        whole(b""),
        whole(b"<html><body>Checking your browser</body></html>", **{"Content-Type": "text/html"}),
        status(304),
        status(500),
        status(503, Retry_After="1"),
        redirect("http://169.254.169.254/latest/"),
        redirect("/soak-0/again-and-again"),
        pieces([b"not http at all\r\n\r\n"], reset=True),
    )
    soak.answer_once(soak.chance.choice(answers), path=path)


FAULTS: dict[str, Callable[[Soak], object]] = {
    "F1 fetching child killed": lambda soak: kill_child(soak, queue="fetch"),
    "F1 working child killed": lambda soak: kill_child(soak, queue="work"),
    "F2 worker killed": kill_worker,
    "F6 broker killed": kill_broker,
    "F7 messages flushed": lambda soak: soak.rig.broker().flushall(),
    "F10 database restarted": restart_database,
    "F12 connections ended": end_connections,
    "F16 twenty messages": lambda soak: soak.rig.nudge("fetch_due", queue="fetch", times=20),
    "F17 second clock": second_clock,
    "F18 clock killed": lose_clock,
    "F21 poison": poison,
    "F26 drip": lambda soak: soak.answer_once(dripping(lambda: iter([head()] + [b"<"] * 60))),
    "F27 bomb": lambda soak: soak.answer_once(whole(gzip_bomb(gib=1), **{"Content-Encoding": "gzip"})),
    "F28 entities": lambda soak: soak.answer_once(whole(ENTITIES)),
    "F32 lie": lie,
}


def line_of(soak: Soak, *, seed: int, **figures: int) -> str:
    """What was done, as one line of JSON."""
    return json.dumps(
        {"soak": seed, "seconds": soak.seconds, **figures, "faults": dict(sorted(soak.done.items()))}
    )
