"""The site's Celery application as the rig's workers run it: shorter times, a small internet, deaths on cue.

Nothing of the pipeline is replaced. A document carries a cue; when the rig has armed it, the worker that
holds the document dies, hangs or fails at that point, once for each time it was armed.
"""

import ctypes
import json
import os
import re
import signal
import socket
import sys
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import django
import urllib3.util.connection
from django.conf import settings

from aitracker.celery import app

django.setup()

from news.ingest import batches, claims, spool  # noqa: E402 -- models stand after setup only
from news.ingest.finishing import finish  # noqa: E402
from news.ingest.rounds import Asked  # noqa: E402
from news.models import Fetch  # noqa: E402
from news.parsing import parse_feed  # noqa: E402

RIG: dict[str, Any] = json.loads(os.environ["FAULTS_RIG"])
CUES, NAMES = Path(RIG["cues"]), Path(RIG["names"])
CUE = re.compile(rb"<!-- cue: ([a-z-]+) -->")
SOON = {"news.tasks.sweep": RIG["sweep_s"]}
EVERY = ("fetch_due", "parse_spooled", "tag_items", "cluster_items", "sweep")


def shorten_times() -> None:
    """Leases, ticks and limits of seconds, so that a fault is over before anybody falls asleep."""
    claims.LEASE = claims.BATCH_DEADLINE = timedelta(seconds=RIG["lease_s"])
    spool.PARSE_LEASE_S = RIG["lease_s"]
    app.conf.beat_schedule = {
        name: {**beat, "schedule": SOON.get(str(beat["task"]), RIG["tick_s"])}
        for name, beat in settings.CELERY_BEAT_SCHEDULE.items()
        if str(beat["task"]).rpartition(".")[2] in EVERY
    }
    for name in ("task_soft_time_limit", "task_time_limit"):
        if RIG[name] and app.conf[name]:
            app.conf[name] = RIG[name]


def act_on_cue(body: bytes, acts: dict[str, Callable[[], object]]) -> None:
    """Do what the body's cue says, as often as the rig has armed it."""
    found = CUE.search(body)
    name = found[1].decode() if found else ""
    if name in acts and _take(name):
        acts[name]()


def _take(name: str) -> bool:
    for token in sorted(CUES.glob(f"{name}.*")):
        try:
            token.unlink()
        except FileNotFoundError:
            continue
        (CUES / f"done.{token.name}").touch()
        return True
    return False


def die() -> None:
    """The end of this process as by `kill -9`."""
    os.kill(os.getpid(), signal.SIGKILL)


def crash() -> None:
    """A fault in native code."""
    ctypes.string_at(0)


def fail() -> None:
    """What no parser may raise."""
    raise RuntimeError("a parser's fault on cue")


def want_memory() -> None:
    """More memory than there is."""
    raise MemoryError


def leave() -> None:
    """A library that ends the process."""
    os._exit(1)


def hang() -> None:
    """Nothing any more, whoever asks to stop."""
    while True:
        try:
            time.sleep(600)
        except BaseException as error:
            print(f"ignored on cue: {type(error).__name__}", file=sys.stderr, flush=True)  # noqa: T201


PARSING = {"crash": crash, "fail": fail, "memory": want_memory, "leave": leave, "hang": hang}
_finish_parsed = spool._finish_parsed
_resolve, _connect = socket.getaddrinfo, urllib3.util.connection.create_connection


def parse_on_cue(body: bytes, **how: Any) -> Any:
    """The parser, after its cue."""
    act_on_cue(body, PARSING)
    return parse_feed(body, **how)


def finish_parsed_on_cue(fetch: Fetch, *rest: Any, **how: Any) -> None:
    """A document's end and commit, after which its worker may die."""
    body = spool._body(fetch)
    _finish_parsed(fetch, *rest, **how)
    act_on_cue(body, {"die-committed": die})


def finish_on_cue(asked: Sequence[Asked], **how: Any) -> None:
    """The commit of a batch's answers, before which the worker may die."""
    for each in asked:
        act_on_cue(each.answer.body if each.answer else b"", {"die-fetched": die})
    finish(asked, **how)


def resolve(host: Any, port: Any, *rest: Any, **how: Any) -> Any:
    """The names of the rig, each look-up its next answer; every other name by the system."""
    names = json.loads(NAMES.read_text()) if NAMES.exists() else {}
    if host not in names:
        return _resolve(host, port, *rest, **how)
    with (CUES / f"asked.{host}").open("a") as asked:
        asked.write("x")
        turn = asked.tell() - 1
    answer = names[host]["answers"][min(turn, len(names[host]["answers"]) - 1)]
    time.sleep(names[host].get("delay_s", 0))
    if not answer:
        raise socket.gaierror(socket.EAI_NONAME, "no such name on cue")
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, int(port))) for address in answer]


def connect(address: tuple[str, int], *rest: Any, **how: Any) -> socket.socket:
    """Public addresses of the rig's internet lead to the oracle; every other one where it leads."""
    routes = RIG["routes"]
    return _connect(tuple(routes[address[0]]) if address[0] in routes else address, *rest, **how)


PLACES = (
    (spool, "parse_feed", parse_on_cue),
    (spool, "_finish_parsed", finish_parsed_on_cue),
    (batches, "finish", finish_on_cue),
    (socket, "getaddrinfo", resolve),
    (urllib3.util.connection, "create_connection", connect),
)
shorten_times()
for module, name, on_cue in PLACES:
    setattr(module, name, on_cue)
