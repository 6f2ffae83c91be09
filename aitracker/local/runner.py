"""`make run` and `make dev`: the whole site as children of one process, watched until it is stopped."""

import http.client
import multiprocessing
import os
import signal
import socket
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from aitracker.local.environment import check_mode
from aitracker.local.preparation import collecting, finish_collecting, fonts_later, prepare_record
from aitracker.local.processes import LIBC, PR_SET_PDEATHSIG, Child
from aitracker.local.refusal import Refusal
from aitracker.local.session import Session, kept, opened_session, take_state
from aitracker.local.site import Site, started_site
from aitracker.local.state import sign, state_folder
from aitracker.local.web_port import HOST, bound_socket, wanted_port
from timeline.samples.script import HOST as SAMPLES

SECONDS_TO_ANSWER = 60
SECONDS_BETWEEN_LOOKS = 0.2


def run(environ: Mapping[str, str], *, mode: str) -> int:
    """Serve until Stopped is raised; Refusal when something is in the way or a child ends by itself."""
    check_mode(environ, wanted=mode)
    wanted_port(environ)
    check_shared_memory()
    _end_with_make()
    with kept(take_state(state_folder(environ))) as held, bound_socket(environ) as listener:
        sign(held.lock, f"{os.getpid()} at {address_of(listener)}")
        env = {**environ, "AITRACKER_MODE": mode, "AITRACKER_STATE": str(held.state)}
        env["FEED_ALLOW_HOSTS"] = ",".join(filter(None, (environ.get("FEED_ALLOW_HOSTS"), SAMPLES)))
        with (
            collecting(env, state=held.state) as static_files,
            opened_session(held, env) as session,
            session.announced(),
        ):
            prepare_record(session.env)
            finish_collecting(static_files, state=held.state)
            _serve(session, listener)
    return 0


def check_shared_memory() -> None:
    """Celery's pool and PostgreSQL need /dev/shm; say so before one of them fails obscurely."""
    try:
        multiprocessing.get_context("fork").Semaphore()
    except OSError as error:
        raise Refusal(
            f"Shared memory in /dev/shm can not be used ({error.strerror}) and Celery's workers need it; "
            "mount it with: mount -t tmpfs tmpfs /dev/shm (in a container: --shm-size=128m)."
        ) from error


def address_of(listener: socket.socket) -> str:
    """What to type into a browser."""
    return f"http://{HOST}:{listener.getsockname()[1]}/"


def _serve(session: Session, listener: socket.socket) -> None:
    """Start the web server first, so that it answers early; then watch all until one ends."""
    address, port = address_of(listener), listener.getsockname()[1]
    with started_site(session) as site:
        web = _start_web(site, listener)
        _wait_answer(port, site)
        site.start_worker("fetch", processes=1)
        site.start_worker("work", processes=2)
        site.start_beat()
        print(f"AI Tracker is at {address} - Ctrl-C stops it.", flush=True)
        with closing(fonts_later(session.env, state=session.held.state, web=web.process)) as fonts:
            _watch(site, fonts)


def _start_web(site: Site, listener: socket.socket) -> Child:
    port = listener.getsockname()[1]
    if site.session.env["AITRACKER_MODE"] == "local":
        web = site.start_web(listener)
        listener.close()
        return web
    listener.close()
    return site.start_reloading_web(port)


def _watch(site: Site, fonts: Iterator[None]) -> None:
    while True:
        look_after(_children(site))
        next(fonts, None)
        time.sleep(SECONDS_BETWEEN_LOOKS)


def _children(site: Site) -> Sequence[Child]:
    return [*site.session.servers.children, *site.parts]


def look_after(children: Iterable[Child]) -> None:
    """Refusal naming the first child that has ended."""
    for child in children:
        status = child.process.poll()
        if status is not None:
            how = f"status {status}" if status >= 0 else f"signal {signal.Signals(-status).name}"
            raise Refusal(
                f"{child.name} ended by itself ({how}), so everything is stopped; `make run` starts it again."
            )


def _wait_answer(port: int, site: Site) -> None:
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while not _answers(port):
        look_after(_children(site))
        if time.monotonic() > deadline:
            raise Refusal(
                f"The web server did not answer within {SECONDS_TO_ANSWER} s; what it said stands above."
            )
        time.sleep(SECONDS_BETWEEN_LOOKS)


def _answers(port: int) -> bool:
    link = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        link.request("GET", "/healthz")
        return link.getresponse().status == 200
    except OSError:
        return False
    finally:
        link.close()


def _end_with_make() -> None:
    """A killed `make` must not leave its site behind; any other parent may go and leave us running."""
    parent = Path("/proc", str(os.getppid()), "comm")
    if parent.exists() and parent.read_text().strip() in {"make", "gmake"}:
        LIBC.prctl(PR_SET_PDEATHSIG, int(signal.SIGTERM), 0, 0, 0)
