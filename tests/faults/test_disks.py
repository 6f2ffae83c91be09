"""Disks that are full or may only be read: what cannot be written waits, and everything else goes on."""

import os
import secrets
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import LiteralString

import pytest

from aitracker.local.account import server_account
from tests.faults.answers import cue, entry, held, letters, links_of, rss, whole
from tests.faults.checker import broken_laws, items_of, wait_quiet
from tests.faults.oracle import Oracle
from tests.faults.pages import PAGES, look
from tests.faults.rig import Rig, Times

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a disk of its own")
FULL = "No space left on device"
TRIES = 4


@contextmanager
def mounted(folder: Path, *options: str) -> Iterator[Path]:
    """Something mounted on a folder for as long as the block lasts."""
    folder.mkdir(exist_ok=True)
    subprocess.run(["mount", *options, str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def on_a_small_disk(rig: Rig, table: LiteralString) -> Iterator[Path]:
    """A table moved to a disk of 24 MB; yields the folder of that disk."""
    account = server_account()
    assert account is not None
    home = Path(rig.one("SELECT current_setting('data_directory')")).parent
    owner = f"size=24m,mode=0700,uid={account.uid},gid={account.gid}"
    with mounted(home / "small-disk", "-t", "tmpfs", "-o", owner, "tmpfs") as disk:
        rig.rows(f"CREATE TABLESPACE small LOCATION '{disk}'")
        rig.rows(f"ALTER TABLE {table} SET TABLESPACE small")
        try:
            yield disk
        finally:
            rig.rows(f"ALTER TABLE {table} SET TABLESPACE pg_default")
            rig.rows("DROP TABLESPACE small")


@contextmanager
def filled(disk: Path) -> Iterator[None]:
    """A disk without any room."""
    with (disk / "filling").open("wb", buffering=0) as filling:
        size = 1024 * 1024
        while size:
            try:
                filling.write(bytes(size))
            except OSError:
                size //= 2
    try:
        yield
    finally:
        (disk / "filling").unlink()


@pytest.mark.fault("F34")
@as_root
@pytest.mark.parametrize("table", ["news_item", "news_fetch"])
def test_what_finds_no_room_in_the_tables_is_tried_until_it_does(
    rig: Rig, oracle: Oracle, table: LiteralString
) -> None:
    released = Event()
    rig.stop_all()
    links = links_of("a", range(300))
    document = whole(
        rss([entry(link, inside=f"<description>{secrets.token_hex(2_000)}</description>") for link in links]),
        links=links,
    )
    url = oracle.script("/a", held(released, document), document)
    with on_a_small_disk(rig, table) as disk:
        rig.go(Times(lease_s=4.0))
        rig.add(url)
        oracle.wait_asked("/a")
        with filled(disk):
            released.set()
            rig.wait(lambda: refusals(rig) >= TRIES, "the database has refused what it was given", 90)
            kept = items_of(rig, "/a")
        wait_quiet(rig)

    assert kept == []
    assert rig.errors() == {"/a": ""}
    assert broken_laws(rig, feeds=["/a"], errors=[FULL]) == []


def refusals(rig: Rig) -> int:
    """How often the logs tell of a full disk."""
    said = [log.read_text(errors="replace") for log in rig.logs.values()]
    return sum(each.count("django.db.utils.OperationalError: could not extend file") for each in said)


@pytest.mark.fault("F35")
def test_a_site_whose_log_is_full_and_whose_files_are_read_only_goes_on(
    rig: Rig, oracle: Oracle, web: int
) -> None:
    rig.stop_all()
    static = rig.stores.state / "static"
    with read_only(static), nowhere_to_log(rig):
        port = rig.start_web()
        rig.wait(lambda: look(port, "/healthz").status == 200, "the web server answers")
        rig.arm("fail", times=20)
        rig.go()
        rig.add(
            oracle.script("/poison", whole(rss([], before=cue("fail")))),
            oracle.script("/a", letters("a", 3), host=1),
        )
        seen = {path: look(port, path).status for path in (*PAGES, "/no-such-page/")}
        wait_quiet(rig)
    errors, broken = rig.errors(), broken_laws(rig, feeds=["/a"])
    rig.stop_all()

    assert seen == {**dict.fromkeys(PAGES, 200), "/no-such-page/": 404}
    assert errors == {"/poison": "quarantined", "/a": ""}
    assert broken == []


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """A folder in which nothing can be written: mounted so for root, whom no mode stops."""
    if os.geteuid() == 0:
        with mounted(folder, "--bind", "-o", "ro", str(folder)):
            yield
        return
    mode = folder.stat().st_mode
    folder.chmod(0o555)
    yield
    folder.chmod(mode)


@contextmanager
def nowhere_to_log(rig: Rig) -> Iterator[None]:
    """Every part that starts now writes its log on a disk that is full; no log of it can be read."""
    names = ("web", "fetch", "work", "beat")
    for name in names:
        (rig.folder / f"{name}.log").unlink(missing_ok=True)
        (rig.folder / f"{name}.log").symlink_to("/dev/full")
    yield
    for name in names:
        (rig.folder / f"{name}.log").unlink()
        (rig.folder / f"{name}.log").touch()
