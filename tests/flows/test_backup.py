"""A dump taken while feeds are read, filled into an empty database: the record as it was, no item lost."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections
from pytest_django import Settings

from tests.conftest import NOW
from tests.flows.test_streams import ROOT, document, environment, served, stream
from timeline.curation import Act
from timeline.models import Change, Commitment, Evidence
from timeline.seeding import load_catalogue

COPY = "restored_copy"
# Run on the copy.
COUNT = """
from timeline.models import Change, Commitment, Evidence
print(*(model.objects.count() for model in (Change, Commitment, Evidence)))
"""
# Who restores comes later than three minutes, when the leases of what was being done are over.
READ_ALL = """
from django.core.management import call_command
from django.utils import timezone
from news.models import Fetch
Fetch.objects.filter(parse_lease_until__isnull=False).update(parse_lease_until=timezone.now())
for _ in range(30):
    call_command("fetch_feeds", "--force", *{urls})
"""
LINKS = """
from news.models import Item
print(*Item.objects.filter(feed__kind="press").values_list("url", flat=True))
"""


@pytest.fixture
def copy() -> Iterator[str]:
    """The name of an empty database, gone after the test."""
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{COPY}"')
        cursor.execute(f"CREATE DATABASE \"{COPY}\" ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0")
    yield COPY
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{COPY}" WITH (FORCE)')


def manage(*arguments: str, allowed: str = "") -> str:
    """A command on the copy, as whoever restores a server gives it."""
    env = environment(allowed)
    env["DATABASE_URL"] = _of_copy(env)
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _of_copy(env: dict[str, str]) -> str:
    return env["DATABASE_URL"].replace(f"/{connection.settings_dict['NAME']}?", f"/{COPY}?")


@pytest.mark.django_db(transaction=True)
def test_a_dump_taken_while_feeds_are_read_loses_nothing(
    tmp_path: Path, copy: str, settings: Settings
) -> None:
    load_catalogue(Act(actor="shipped record", at=NOW))
    record = [model.objects.count() for model in (Change, Commitment, Evidence)]
    streams = {"river": stream("river", per_version=2), "pond": stream("pond", per_version=3)}
    links = {link for versions in streams.values() for version in versions for link in version}
    documents = {name: [document(each) for each in versions] for name, versions in streams.items()}
    with served(0, documents) as server:
        allowed = f"127.0.0.1:{server.server_port}"
        settings.FEED_ALLOW_HOSTS = frozenset({allowed})
        urls = [f"http://{allowed}/{name}" for name in streams]
        for url in urls:
            call_command("add_feed", url)
        stop, halfway = threading.Event(), threading.Event()
        reader = threading.Thread(target=_read_on, args=(urls, stop, halfway))
        reader.start()
        assert halfway.wait(60)
        call_command("backup", str(tmp_path / "site.dump"))
        stop.set()
        reader.join()

        manage("restore", str(tmp_path / "site.dump"))
        before = set(manage("shell", "-v0", "-c", LINKS).split())
        server.turns = dict.fromkeys(streams, 0)
        manage("shell", "-v0", "-c", READ_ALL.format(urls=urls), allowed=allowed)
        after = manage("shell", "-v0", "-c", LINKS).split()

    assert manage("shell", "-v0", "-c", COUNT).split() == [str(number) for number in record]
    assert 0 < len(before) < len(links)
    assert sorted(after) == sorted(links)


def _read_on(urls: list[str], stop: threading.Event, halfway: threading.Event) -> None:
    try:
        for number in range(30):
            if not stop.is_set():
                call_command("fetch_feeds", "--force", *urls)
            if number == 8:
                halfway.set()
    finally:
        halfway.set()
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_a_dump_goes_through_a_pipe(copy: str) -> None:
    load_catalogue(Act(actor="shipped record", at=NOW))
    source = environment("")
    target = source | {"DATABASE_URL": _of_copy(source)}
    with subprocess.Popen(
        [sys.executable, "manage.py", "backup", "-"], cwd=ROOT, env=source, stdout=subprocess.PIPE
    ) as dump:
        done = subprocess.run(
            [sys.executable, "manage.py", "restore", "-"],
            cwd=ROOT,
            env=target,
            stdin=dump.stdout,
            capture_output=True,
            text=True,
            check=False,
        )

    assert (dump.returncode, done.returncode, done.stderr) == (0, 0, "")
    assert manage("shell", "-v0", "-c", COUNT).split()[0] == str(Change.objects.count())


@pytest.mark.django_db(transaction=True)
def test_a_backup_is_never_overwritten_and_a_database_in_use_never_filled(tmp_path: Path) -> None:
    there = tmp_path / "site.dump"
    there.write_bytes(b"of yesterday")

    with pytest.raises(CommandError, match=r"is there already: a backup is never overwritten$"):
        call_command("backup", str(there))
    with pytest.raises(CommandError, match=r"the database holds \d+ tables"):
        call_command("restore", str(there))
    with pytest.raises(CommandError, match=r"is no file$"):
        call_command("restore", str(tmp_path / "nothing"))
    with pytest.raises(CommandError, match=r"cannot be written: No such file or directory$"):
        call_command("backup", str(tmp_path / "nowhere" / "site.dump"))

    assert there.read_bytes() == b"of yesterday"


def test_what_is_no_dump_leaves_the_database_empty(tmp_path: Path, transactional_db: None, copy: str) -> None:
    broken = tmp_path / "site.dump"
    broken.write_bytes(b"PGDMP and then nothing")
    env = environment("")
    env["DATABASE_URL"] = _of_copy(env)

    done = subprocess.run(
        [sys.executable, "manage.py", "restore", str(broken)],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert done.stderr.startswith("CommandError: pg_restore: ")
    with psycopg.connect(
        dbname=COPY, host=connection.settings_dict["HOST"], user=connection.settings_dict["USER"]
    ) as link:
        assert link.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)
