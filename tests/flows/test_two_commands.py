"""`make run` and the servers of `make test`, for real: start, answer, refuse, die, stop."""

import os
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest

from aitracker.local.state import CHECKOUT, running_servers
from aitracker.local.suite import without_outer_settings

SECONDS_TO_START = 120  # a fresh state folder on a busy machine; ten on an idle one
SECONDS_TO_END = 20
PARTS = {
    "PostgreSQL": "/postgres -D",
    "Valkey": "valkey-server",
    "the web server": "gunicorn",
    "the fetch worker": "--queues=fetch",
    "the work worker": "--queues=work",
    "beat": " beat ",
    "the watcher": "watcher.py",
}


@dataclass
class Site:
    """A run of our own: its process, its state folder, what it said."""

    process: subprocess.Popen[bytes]
    state: Path
    log: Path

    def said(self) -> str:
        return self.log.read_text(errors="replace")

    def port(self) -> int:
        found = re.search(r"AI Tracker is at http://127\.0\.0\.1:(\d+)/", self.said())
        assert found, self.said()
        return int(found[1])

    def family(self) -> dict[int, str]:
        """Every living process that descends from the run, itself included: pid and command line."""
        known = {self.process.pid}
        parents = {int(folder.name): parent_of(folder) for folder in Path("/proc").glob("[0-9]*")}
        while grown := {pid for pid, parent in parents.items() if parent in known} - known:
            known |= grown
        return {pid: command_of(pid) for pid in known if is_running(pid)}

    def processes_of(self, sign: str) -> list[int]:
        """Those with this on their command line, the oldest first."""
        return sorted(pid for pid, line in self.family().items() if sign in line)


@pytest.fixture(scope="module")
def environ(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of a state folder of our own, whose database is removed at the end."""
    state = tmp_path_factory.mktemp("run") / "state"
    env = {**without_outer_settings(os.environ), "AITRACKER_STATE": str(state)}
    yield env
    local(env, "reset", "--yes")


@pytest.fixture
def site(environ: dict[str, str], tmp_path: Path) -> Iterator[Site]:
    """`make run` on a free port, once it has said its address."""
    log = tmp_path / "said.txt"
    with log.open("wb") as output:
        process = subprocess.Popen(command("run"), cwd=CHECKOUT, env=environ, stdout=output, stderr=output)
    site = Site(process=process, state=Path(environ["AITRACKER_STATE"]), log=log)
    try:
        wait_until(lambda: "AI Tracker is at" in site.said() or process.poll() is not None, SECONDS_TO_START)
        yield site
    finally:
        process.terminate()
        process.wait(SECONDS_TO_END)


def test_a_run_answers_serves_a_manage_py_beside_it_and_ends_well_on_ctrl_c(
    site: Site, environ: dict[str, str]
) -> None:
    assert get(site.port(), "/healthz") == (200, b"ok\n")
    family = site.family()
    missing = [part for part, sign in PARTS.items() if not any(sign in line for line in family.values())]
    assert missing == []

    second = local(environ, "run")
    same_port = local({**environ, "AITRACKER_STATE": f"{site.state}-2", "PORT": str(site.port())}, "run")
    beside = subprocess.run(
        [sys.executable, "manage.py", "check", "--database", "default"],
        cwd=CHECKOUT,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (second.returncode, second.stdout, second.stderr) == (
        1,
        "",
        f"aitracker: AI Tracker is already running on {site.state} (process {site.process.pid} at "
        f"http://127.0.0.1:{site.port()}/); stop it there, or name another folder with AITRACKER_STATE=.\n",
    )
    assert (same_port.returncode, same_port.stdout, same_port.stderr) == (
        1,
        "",
        f"aitracker: Port {site.port()} on 127.0.0.1 is in use; "
        "stop what uses it, or leave PORT out for a free one.\n",
    )
    assert (beside.returncode, beside.stderr) == (0, "")

    site.process.send_signal(signal.SIGINT)

    assert site.process.wait(SECONDS_TO_END) == 0
    assert site.said().endswith("AI Tracker has stopped.\n")
    assert [line for pid, line in family.items() if is_running(pid)] == []
    assert not (site.state / "servers.json").exists()


def test_kill_9_of_the_run_leaves_no_process_and_the_next_command_starts_clean(
    site: Site, environ: dict[str, str]
) -> None:
    wait_until(lambda: len(site.processes_of("--queues=work")) == 3, SECONDS_TO_START)
    family = site.family()

    site.process.kill()

    wait_until(lambda: not any(is_running(pid) for pid in family), SECONDS_TO_END)
    assert running_servers(site.state) == {}
    after = local(environ, "manage", "--", "check", "--database", "default")
    assert (after.returncode, after.stderr) == (0, "")


def test_the_death_of_one_part_stops_the_rest_and_is_named(site: Site) -> None:
    family = site.family()
    worker = site.processes_of("--queues=work")[0]

    os.kill(worker, signal.SIGKILL)

    assert site.process.wait(SECONDS_TO_END) == 1
    assert site.said().endswith(
        "aitracker: The Celery worker of queue work ended by itself (signal SIGKILL), "
        "so everything is stopped; `make run` starts it again.\n"
    )
    assert [line for pid, line in family.items() if is_running(pid)] == []


def test_test_servers_run_beside_each_other_and_pass_the_status_on(environ: dict[str, str]) -> None:
    say = "echo $DATABASE_URL $REDIS_URL"
    inner = shlex.join(
        ["env", f"AITRACKER_STATE={environ['AITRACKER_STATE']}", *command("with", "sh", "-c", say)]
    )

    done = local(environ, "with", "--", "sh", "-c", f"{say}; {inner}; exit 7")

    addresses = [line.split() for line in done.stdout.splitlines() if line.startswith("postgresql://")]
    assert done.returncode == 7
    assert [len(set(pair)) for pair in zip(*addresses, strict=True)] == [2, 2]


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "aitracker.local", *arguments]


def local(environ: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments),
        cwd=CHECKOUT,
        env=environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS_TO_START,
    )


def get(port: int, path: str) -> tuple[int, bytes]:
    link = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        link.request("GET", path)
        answer = link.getresponse()
        return answer.status, answer.read()
    finally:
        link.close()


def wait_until(holds: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"it did not hold within {seconds} s"
        time.sleep(0.1)


def is_running(pid: int) -> bool:
    """Whether it lives; what is dead and waits to be reaped does not."""
    return status_of(Path("/proc", str(pid)))[0] not in {"Z", "X", ""}


def parent_of(folder: Path) -> int:
    return int(status_of(folder)[1] or 0)


def status_of(folder: Path) -> list[str]:
    """State and parent of a process, two empty texts when it is gone."""
    try:
        return (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()[:2]
    except OSError:
        return ["", ""]


def command_of(pid: int) -> str:
    try:
        return Path("/proc", str(pid), "cmdline").read_text(errors="replace").replace("\0", " ")
    except OSError:
        return ""
