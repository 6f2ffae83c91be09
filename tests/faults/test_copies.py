"""Imports that die halfway, and a copy of the site taken while it works."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import LiteralString

import pytest

from tests.faults.answers import growing
from tests.faults.checker import broken_laws, wait_quiet
from tests.faults.oracle import Oracle
from tests.faults.record import is_replayed_whole, models_on
from tests.faults.rig import Rig

COPY = "copied_site"
FEEDS, FACTS = 40, 40
ROW = 25
SLOW_ROW = f"""
    CREATE SEQUENCE fault_rows;
    CREATE FUNCTION fault_slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF nextval('fault_rows') = {ROW} THEN PERFORM pg_sleep(3); END IF;
        RETURN new;
    END $$;
"""
IS_ASLEEP = (
    "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()"
)


@contextmanager
def empty_database(rig: Rig) -> Iterator[None]:
    """The rig over another database on the same server, empty; afterwards over the one it had."""
    before = rig.stores.database_url
    rig.rows(f"CREATE DATABASE {COPY} ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0")
    rig.stores.database_url = url_of(before, COPY)
    try:
        yield
    finally:
        rig.stop_all()
        rig.stores.database_url = before
        rig.rows(f"DROP DATABASE {COPY} WITH (FORCE)")


def url_of(url: str, database: str) -> str:
    """The address of another database of the same server."""
    address, _, query = url.partition("?")
    return f"{address.rpartition('/')[0]}/{database}?{query}"


@contextmanager
def slow_at_a_row(rig: Rig, table: LiteralString) -> Iterator[None]:
    """Let the insert of one row of a table take three seconds, once."""
    rig.rows(SLOW_ROW)
    rig.rows(f"CREATE TRIGGER fault BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION fault_slow()")
    try:
        yield
    finally:
        rig.rows("DROP FUNCTION fault_slow CASCADE")
        rig.rows("DROP SEQUENCE fault_rows")


def kill_at_the_row(rig: Rig, *arguments: str) -> None:
    """Begin a command and `kill -9` it while it inserts that row; returns when the database knows."""
    with rig.command(*arguments) as command:
        rig.wait(lambda: rig.one(IS_ASLEEP) == 1, "the row is being inserted")
        command.kill()
    rig.wait(lambda: rig.one(IS_ASLEEP) == 0, "the database is done with it")


@pytest.mark.fault("F40")
def test_a_list_of_feeds_is_taken_in_whole_or_not_at_all(rig: Rig, tmp_path: Path) -> None:
    outlines = "".join(f'<outline xmlUrl="https://lab-{number}.example/feed"/>' for number in range(FEEDS))
    file = tmp_path / "feeds.opml"
    file.write_text(f'<opml version="2.0"><head/><body>{outlines}</body></opml>')
    rig.stop_all()
    with slow_at_a_row(rig, "news_feed"):
        kill_at_the_row(rig, "import_opml", str(file))
        after_death = (feeds(rig), rig.one("SELECT count(*) FROM news_host WHERE host_key LIKE 'lab-%%'"))
        first, second = rig.manage("import_opml", str(file)), rig.manage("import_opml", str(file))

    assert after_death == (0, 0)
    assert (first, second) == (
        f"{FEEDS} feeds added, 0 there already\n",
        f"0 feeds added, {FEEDS} there already\n",
    )
    assert feeds(rig) == FEEDS


@pytest.mark.fault("F40")
def test_the_shipped_record_and_a_file_of_facts_are_taken_in_whole_or_not_at_all(
    rig: Rig, tmp_path: Path
) -> None:
    with empty_database(rig):
        rig.manage("migrate", "--noinput", "--verbosity=0")
        after_death, first, second = taken_in(rig, "load_catalogue")
        facts = ("import_facts", str(deliverables(rig, tmp_path / "deliverables.csv")))
        after_death_of_facts, with_facts, with_facts_again = taken_in(rig, *facts)
        with models_on(rig.stores.database_url):
            whole = is_replayed_whole()

    assert (after_death, after_death_of_facts) == (0, first)
    assert (first > ROW, second) == (True, first)
    assert (with_facts, with_facts_again) == (first + FACTS, first + FACTS)
    assert whole


def taken_in(rig: Rig, *arguments: str) -> tuple[int, int, int]:
    """How many changes there are after a command was killed at a row, was run, and was run again."""
    found = []
    with slow_at_a_row(rig, "timeline_change"):
        kill_at_the_row(rig, *arguments)
        found.append(changes(rig))
        for _ in range(2):
            rig.manage(*arguments)
            found.append(changes(rig))
    after_death, first, second = found
    return after_death, first, second


def deliverables(rig: Rig, path: Path) -> Path:
    """A file of deliverables of a product that stands."""
    product = rig.one("SELECT slug FROM news_product WHERE kind = 'model' ORDER BY slug LIMIT 1")
    rows = [f"phone-{number},{product},api,Phone {number}" for number in range(FACTS)]
    path.write_text("\n".join(["slug,product,channel,name", *rows]), encoding="utf-8")
    return path


def changes(rig: Rig) -> int:
    """How many changes of the record there are."""
    return int(rig.one("SELECT count(*) FROM timeline_change"))


def feeds(rig: Rig) -> int:
    """How many feeds are read."""
    return int(rig.one("SELECT count(*) FROM news_feed WHERE kind <> 'record'"))


@pytest.mark.fault("F42")
def test_a_copy_taken_while_feeds_are_read_goes_on_where_the_site_was(
    rig: Rig, oracle: Oracle, tmp_path: Path
) -> None:
    paths = [f"/copied-{number}" for number in range(8)]
    rig.go()
    rig.add(*(oracle.script(path, *growing(path[1:]), host=place) for place, path in enumerate(paths)))
    with rig.command("backup", str(tmp_path / "site.dump")) as backup:
        while backup.poll() is None:
            rig.make_due()
            time.sleep(0.3)
    rig.make_due()
    wait_quiet(rig)
    rig.stop_all()
    with empty_database(rig):
        rig.manage("restore", str(tmp_path / "site.dump"))
        rig.go()
        wait_quiet(rig)  # what the copy holds half done comes first
        rig.make_due()
        wait_quiet(rig)
        broken = broken_laws(rig, feeds=paths)

    assert backup.returncode == 0
    assert len(oracle.visits_of(paths[0])) > 3
    assert broken == []
