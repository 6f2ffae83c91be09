"""The whole site as real processes under the suite's hand: started, nudged, looked at, killed."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, LiteralString
from urllib.parse import urlsplit

import psycopg
import redis
from celery import Celery

from aitracker.local.commands import manage
from aitracker.local.processes import Child, start_child
from aitracker.local.site import AS_ROOT, FINISH_THEN_DROP, GUNICORN, WORKER_OPTIONS
from aitracker.local.state import CHECKOUT
from aitracker.local.suite import without_outer_settings
from news.tasks import TICK_S
from tests.faults.children import children_of
from tests.faults.oracle import HOSTS, TLS_HOST, Oracle
from tests.faults.record import add_feeds, forget_news, models_on
from tests.faults.stores import Stores

CELERY = [sys.executable, *AS_ROOT, "-m", "celery", "--quiet", "-A", "tests.faults.worker"]
SECONDS_TO_START = 60.0
MOST_STRETCH = float(os.environ.get("FAULTS_STRETCH", "8"))


def stretched(seconds: float) -> float:
    """Seconds of an idle machine, as many more as there are others who wait for its cores."""
    waiting = os.getloadavg()[0] / len(os.sched_getaffinity(0))
    return seconds * min(max(1.0, waiting), MOST_STRETCH)


@dataclass(frozen=True, kw_only=True)
class Times:
    """Seconds by which the rig's workers go; limits of 0 are those of the settings."""

    lease_s: float = 6.0
    tick_s: float = 1.0
    sweep_s: float = 2.0
    task_soft_time_limit: float = 0.0
    task_time_limit: float = 0.0


@dataclass
class Rig:
    """The processes over one pair of stores, fed by one oracle; `decoy` stands where nobody may come."""

    stores: Stores
    oracle: Oracle
    decoy: Oracle
    times: Times = field(default_factory=Times)
    parts: dict[str, Child] = field(default_factory=dict)
    logs: dict[str, Path] = field(default_factory=dict)
    expected_dead: set[int] = field(default_factory=set)

    @property
    def folder(self) -> Path:
        """Where cues, names and logs lie."""
        return self.stores.state.parent

    @property
    def certificate(self) -> Path:
        """The one that the rig's processes trust, where a test has made it."""
        return self.folder / "certificate.pem"

    @property
    def env(self) -> dict[str, str]:
        """What every process of the rig sees."""
        facts = asdict(self.times) | {
            "cues": str(self.folder / "cues"),
            "names": str(self.folder / "names.json"),
            "routes": {"8.8.8.8": [HOSTS[0], self.oracle.port], "8.8.4.4": [HOSTS[1], self.oracle.port]},
        }
        return without_outer_settings(os.environ) | {
            "AITRACKER_MODE": "local",
            "AITRACKER_STATE": str(self.stores.state),
            "API_RATE_ANON": "1000000",
            "DATABASE_URL": self.stores.database_url,
            "REDIS_URL": self.stores.valkey.address,
            "FEED_ALLOW_HOSTS": ",".join(f"{host}:{self.oracle.port}" for host in (*HOSTS, TLS_HOST)),
            "FEED_HOST_SPACING": "0",
            "SSL_CERT_FILE": str(self.certificate),
            "FAULTS_RIG": json.dumps(facts),
        }

    def start_worker(self, queue: str, *, processes: int = 2, name: str = "") -> Child:
        """A worker of one queue."""
        name = name or queue
        options = [f"--queues={queue}", f"--concurrency={processes}", f"--hostname={name}@rig"]
        return self._start(name, [*CELERY, "worker", *options, *WORKER_OPTIONS])

    def start_beat(self, name: str = "beat") -> Child:
        """The clock."""
        schedule = self.folder / f"{name}-schedule"
        return self._start(
            name, [*CELERY, "beat", f"--schedule={schedule}", "--pidfile=", "--loglevel=WARNING"]
        )

    def start_web(self, name: str = "web") -> int:
        """gunicorn over the same stores; returns the port that it listens at."""
        with socket.create_server(("127.0.0.1", 0)) as listener:
            number, port = listener.fileno(), int(listener.getsockname()[1])
            self._start(name, [*GUNICORN, f"--bind=fd://{number}"], pass_fds=[number])
        return port

    def start_pipeline(self) -> None:
        """Both workers and the clock, those of them that do not run."""
        starts: Mapping[str, Callable[[], Child]] = {
            "fetch": lambda: self.start_worker("fetch"),
            "work": lambda: self.start_worker("work"),
            "beat": self.start_beat,
        }
        for name, start in starts.items():
            if name not in self.parts or self.parts[name].process.poll() is not None:
                start()
        self.wait(lambda: all(self.pool(name) for name in ("fetch", "work")), "the workers start")

    def go(self, times: Times | None = None) -> None:
        """Have the pipeline run by these times; web servers go on as they are."""
        times = times or Times()
        if times != self.times:
            for name in [name for name in self.parts if not name.endswith("web")]:
                self.kill(name)
            self.times = times
        self.start_pipeline()

    def add(self, *urls: str) -> None:
        """Add feeds that are due at once."""
        with models_on(self.stores.database_url):
            add_feeds(list(urls))

    def make_due(self) -> None:
        """Have every feed read at the next tick."""
        self.rows("UPDATE news_feed SET next_check_at = now()")

    def attempts(self, path: str) -> list[str | None]:
        """How the attempts at a feed ended, the first one first."""
        rows = self.rows(
            "SELECT outcome FROM news_fetch f JOIN news_feed feed ON feed.id = feed_id"
            " WHERE url LIKE %s ORDER BY f.started_at, f.id",
            f"%{path}",
        )
        return [row[0] for row in rows]

    def errors(self) -> dict[str, str]:
        """The last error's code of every feed, by path."""
        rows = self.rows("SELECT url, last_error_code FROM news_feed WHERE kind <> 'record'")
        return {urlsplit(url).path: code for url, code in rows}

    def fill(self) -> None:
        """Make the tables and load the shipped record; what that cites has nothing to do with the faults."""
        self.manage("migrate", "--noinput", "--verbosity=0")
        self.manage("load_catalogue")
        self.rows("UPDATE news_item SET tagged_at = now(), clustered_at = now(), changed_at = now()")

    def reset(self) -> None:
        """Begin anew on the same servers: no feed, no item, no message, no cue, no visit."""
        with models_on(self.stores.database_url):
            forget_news()
        self.broker().flushall()
        self.oracle.forget()
        self.decoy.forget()
        shutil.rmtree(self.folder / "cues", ignore_errors=True)
        (self.folder / "cues").mkdir()
        (self.folder / "names.json").unlink(missing_ok=True)
        for log in self.logs.values():
            log.write_bytes(b"")

    def kill(self, name: str) -> None:
        """`kill -9` of a part with all its children."""
        part = self.parts.pop(name)
        self.expected_dead.add(part.process.pid)
        os.killpg(part.process.pid, signal.SIGKILL)
        part.process.wait()

    def stop(self, name: str) -> int:
        """Ask a part to stop as the site does and wait for its end; returns its status."""
        part = self.parts.pop(name)
        self.expected_dead.add(part.process.pid)
        part.process.send_signal(FINISH_THEN_DROP[0])
        try:
            return part.process.wait(stretched(40))
        finally:
            part.wait_stopped()

    def stop_all(self) -> None:
        """End every part, the frozen ones too."""
        for name in list(self.parts):
            self.kill(name)

    def pool(self, name: str) -> list[int]:
        """The pool children of a worker."""
        return children_of(self.parts[name].process.pid)

    def _start(self, name: str, command: Sequence[str], *, pass_fds: Sequence[int] = ()) -> Child:
        self.logs[name] = self.folder / f"{name}.log"
        with self.logs[name].open("ab") as output:
            child = start_child(
                name, command, env=self.env, cwd=CHECKOUT, output=output, pass_fds=pass_fds, grace=10
            )
        self.parts[name] = self.stores.guard.add(child)
        return child

    def command(self, *arguments: str, settings: str = "aitracker.settings") -> subprocess.Popen[str]:
        """A management command that has begun, with these settings."""
        env = {**self.env, "DJANGO_SETTINGS_MODULE": settings}
        pipe = subprocess.PIPE
        return subprocess.Popen(
            manage(*arguments), env=env, cwd=CHECKOUT, stdout=pipe, stderr=pipe, text=True
        )

    def manage(self, *arguments: str) -> str:
        """What a management command says; fails when the command does."""
        with self.command(*arguments) as command:
            said, complained = command.communicate()
        assert command.returncode == 0, complained
        return said

    def nudge(self, task: str, *, queue: str, times: int = 1, expires_s: float = TICK_S) -> None:
        """Put messages on a queue, which expire as those of beat do where nothing else is said."""
        with Celery(broker=self.stores.valkey.address.replace("unix://", "redis+socket://", 1)) as app:
            for _ in range(times):
                app.send_task(f"news.tasks.{task}", queue=queue, ignore_result=True, expires=expires_s)

    def rows(self, query: LiteralString, *values: Any) -> list[tuple[Any, ...]]:
        """What the database answers, over a connection of its own."""
        with psycopg.connect(self.stores.database_url, autocommit=True) as link:
            cursor = link.execute(query, values)
            return cursor.fetchall() if cursor.description else []

    def one(self, query: LiteralString, *values: Any) -> Any:
        """The first value of the first row, null without a row."""
        found = self.rows(query, *values)
        return found[0][0] if found else None

    def broker(self) -> redis.Redis:
        """A connection to the broker."""
        return redis.Redis.from_url(self.stores.valkey.address, socket_timeout=5)

    def arm(self, cue: str, times: int = 1) -> None:
        """Let the next so many documents with this cue take effect."""
        folder = self.folder / "cues"
        folder.mkdir(exist_ok=True)
        for number in range(times):
            (folder / f"{cue}.{number:03}").touch()

    def cues_taken(self, cue: str) -> int:
        """How often the cue took effect."""
        return len(list((self.folder / "cues").glob(f"done.{cue}.*")))

    def name(self, host: str, *answers: list[str], delay_s: float = 0) -> None:
        """Let a name be looked up so, one answer after the other; an empty one is not found."""
        path = self.folder / "names.json"
        names = json.loads(path.read_text()) if path.exists() else {}
        names[host] = {"answers": answers, "delay_s": delay_s}
        path.write_text(json.dumps(names))

    def look_ups(self, host: str) -> int:
        """How often a name was looked up."""
        path = self.folder / "cues" / f"asked.{host}"
        return path.stat().st_size if path.exists() else 0

    def wait(self, holds: Callable[[], bool], what: str, within_s: float = SECONDS_TO_START) -> float:
        """Return the seconds until it holds; fails when it does not in time."""
        began = time.monotonic()
        while not holds():
            assert time.monotonic() - began < stretched(within_s), f"not within {within_s:.0f} s: {what}"
            time.sleep(0.1)
        return time.monotonic() - began


@contextmanager
def opened_rig(stores: Stores, oracle: Oracle, decoy: Oracle) -> Iterator[Rig]:
    """A rig without processes yet; whatever it starts is ended."""
    rig = Rig(stores, oracle, decoy)
    try:
        yield rig
    finally:
        rig.stop_all()
