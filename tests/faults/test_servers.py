"""Broker and database: killed, emptied, frozen, full. Pages answer or say that they cannot; work goes on."""

import json
import os
import random
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from typing import LiteralString

import psycopg
import pytest
from django.db import connection

from news.matching import Target
from news.models import Tag
from news.tagging import CITED, Rewording, write_rewordings
from tests.faults.answers import growing, held, letters
from tests.faults.checker import broken_laws, wait_quiet
from tests.faults.oracle import Oracle
from tests.faults.pages import PAGES, READERS, look, readers, unwell
from tests.faults.record import models_on
from tests.faults.restarts import BROKER_AWAY, DATABASE_AWAY, broker_away, database_away
from tests.faults.rig import Rig, stretched
from tests.faults.stores import SETTINGS

API = "/api/v1/deliverables?limit=5"
# One for each connection that the web server may hold: two workers of four threads.
HELD_CONNECTIONS = 8


@pytest.mark.fault("F6")
def test_workers_go_on_after_the_broker_was_killed_and_came_back(rig: Rig, oracle: Oracle) -> None:
    rig.go()
    mains = {name: rig.parts[name].process.pid for name in ("fetch", "work", "beat")}
    with broker_away(rig, seconds=4):
        rig.add(oracle.script("/a", letters("a", 3)))
    seconds = rig.wait(lambda: bool(oracle.visits_of("/a")), "work goes on", 30)
    wait_quiet(rig)

    assert seconds <= stretched(10)
    assert {name: rig.parts[name].process.pid for name in mains} == mains
    assert broken_laws(rig, feeds=["/a"], errors=BROKER_AWAY) == []


@pytest.mark.fault("F6")
def test_workers_go_on_where_the_broker_was_killed_with_a_message_in_their_hands(
    rig: Rig, oracle: Oracle
) -> None:
    rig.go()
    mains = {name: rig.parts[name].process.pid for name in ("fetch", "work", "beat")}
    os.kill(mains["beat"], signal.SIGSTOP)
    rig.wait(lambda: not rig.broker().exists("fetch", "work", "unacked"), "every message is done")
    stopped = [mains["beat"], *rig.pool("fetch"), *rig.pool("work")]
    for process in stopped:
        os.kill(process, signal.SIGSTOP)
    rig.nudge("fetch_due", queue="fetch")
    rig.nudge("tag_items", queue="work")
    # One each, and each asks for a second one.
    rig.wait(lambda: rig.broker().hlen("unacked") == 2, "a message waits for a child")
    with broker_away(rig, seconds=1):
        rig.add(oracle.script("/a", letters("a", 3)))
        for process in stopped:
            os.kill(process, signal.SIGCONT)
    rig.wait(lambda: bool(oracle.visits_of("/a")), "work goes on", 30)
    wait_quiet(rig)

    assert {name: rig.parts[name].process.pid for name in mains} == mains
    assert broken_laws(rig, feeds=["/a"], errors=BROKER_AWAY) == []


@pytest.mark.fault("F7")
def test_messages_that_were_flushed_are_not_missed(rig: Rig, oracle: Oracle) -> None:
    rig.go()
    for name in ("fetch", "work", "beat"):
        os.killpg(rig.parts[name].process.pid, signal.SIGSTOP)
    rig.add(*(oracle.script(f"/{name}", letters(name, 3), host=place) for place, name in enumerate("abc")))
    rig.nudge("fetch_due", queue="fetch", times=10)
    rig.broker().flushall()
    for name in ("fetch", "work", "beat"):
        os.killpg(rig.parts[name].process.pid, signal.SIGCONT)
    wait_quiet(rig)

    assert broken_laws(rig, feeds=["/a", "/b", "/c"], errors=BROKER_AWAY) == []


@pytest.mark.fault("F8")
def test_pages_answer_while_the_broker_is_frozen(rig: Rig, oracle: Oracle, web: int) -> None:
    rig.go()
    broker = rig.stores.valkey.child.process.pid
    os.kill(broker, signal.SIGSTOP)
    try:
        rig.add(oracle.script("/a", letters("a", 3)))
        began, seen = time.monotonic(), []
        while time.monotonic() - began < 20:
            seen += [look(web, path) for path in PAGES]
    finally:
        os.kill(broker, signal.SIGCONT)
    wait_quiet(rig)

    assert {each.status for each in seen} == {200}
    assert max(each.seconds for each in seen) < stretched(1)
    assert broken_laws(rig, feeds=["/a"], errors=BROKER_AWAY) == []


@pytest.mark.fault("F10")
def test_a_restart_of_the_database_under_load_costs_one_answer_a_connection(
    rig: Rig, oracle: Oracle, web: int
) -> None:
    released = threading.Event()
    rig.go()
    rig.add(oracle.script("/a", held(released, letters("a", 3)), letters("a", 3)))
    oracle.wait_asked("/a")
    with readers(web) as seen:
        rig.wait(lambda: len(seen) > 20, "readers are answered")
        with database_away(rig, signal.SIGQUIT, seconds=2):
            released.set()
        back = len(seen)
        rig.wait(lambda: len(seen) > back + 60, "readers are answered again")
        late = seen[back + HELD_CONNECTIONS :]
    wait_quiet(rig)

    assert {each.status for each in late} == {200}, rig.logs["web"].read_text()[-1_500:]
    # Told by the worker where the database came back while it waited, else by who found the attempt.
    assert rig.attempts("/a") in (["failed", "changed"], ["lost", "changed"])
    assert rig.errors()["/a"] == ""
    assert broken_laws(rig, feeds=["/a"], errors=DATABASE_AWAY) == []


@pytest.mark.fault("F11")
def test_without_a_database_the_site_says_so_and_comes_back_by_itself(
    rig: Rig, oracle: Oracle, web: int
) -> None:
    rig.go()
    mains = {name: rig.parts[name].process.pid for name in ("fetch", "work", "beat", "web")}
    rig.add(oracle.script("/a", letters("a", 3)))
    with database_away(rig, signal.SIGINT):
        time.sleep(30)
        alive, answer, page = look(web, "/healthz"), look(web, API), look(web, "/")
        ready, faulty = unwell(web)
    rig.wait(lambda: all(look(web, path).status == 200 for path in PAGES), "pages answer again", 20)
    wait_quiet(rig)

    assert (alive.status, answer.status, page.status) == (200, 503, 503)
    assert (ready, faulty) == (503, {"database", "beat", "fetch", "work", "feeds"})
    assert (answer.headers["Content-Type"], answer.headers["Retry-After"]) == (
        "application/problem+json",
        "5",
    )
    assert (json.loads(answer.body)["status"], page.headers["Retry-After"]) == (503, "5")
    assert {name: rig.parts[name].process.pid for name in mains} == mains
    assert broken_laws(rig, feeds=["/a"], errors=DATABASE_AWAY) == []


@pytest.mark.fault("F12")
def test_idle_connections_that_the_database_ended_are_found_out_before_use(
    rig: Rig, oracle: Oracle, web: int
) -> None:
    rig.go()
    rig.add(*(oracle.script(f"/{name}", *growing(name), host=place) for place, name in enumerate("abc")))
    with readers(web) as seen:
        rig.wait(lambda: len(seen) > 40, "every thread has a connection")
    wait_quiet(rig)
    rig.rows("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
    after = [look(web, path) for path in PAGES for _ in range(8)]
    rig.make_due()
    wait_quiet(rig)

    assert {each.status for each in after} == {200}
    assert [len(oracle.visits_of(f"/{name}")) for name in "abc"] == [2, 2, 2]
    assert broken_laws(rig, feeds=["/a", "/b", "/c"], errors=DATABASE_AWAY) == []


@pytest.mark.fault("F13")
def test_a_database_without_a_free_connection_is_said_at_once(rig: Rig, web: int) -> None:
    rig.stop_all()
    port = rig.start_web()
    rig.wait(lambda: look(port, "/healthz").status == 200, "the web server answers")
    with ExitStack() as held:
        with suppress(psycopg.OperationalError):
            for _ in range(int(SETTINGS["max_connections"])):
                held.enter_context(psycopg.connect(rig.stores.database_url))
        full = [look(port, API) for _ in range(4)]
    rig.wait(lambda: look(port, API).status == 200, "a connection is free again", 10)

    assert {each.status for each in full} == {503}
    assert max(each.seconds for each in full) < stretched(5)
    assert broken_laws(rig, feeds=[], errors=DATABASE_AWAY) == []


@pytest.mark.fault("F14")
def test_writers_of_the_same_tags_in_any_order_do_not_wait_for_each_other(rig: Rig, oracle: Oracle) -> None:
    rig.go()
    rig.add(oracle.script("/a", letters("a", 300)))
    wait_quiet(rig)
    rig.stop_all()
    with models_on(rig.stores.database_url):
        words = [
            Rewording(item_id=tag.item_id, target=Target("company", tag.company_id), before=tag, after=tag)
            for tag in Tag.objects.exclude(company=None).exclude(rule=CITED).order_by("id")
        ]
        with ThreadPoolExecutor(READERS) as pool:
            ends = [pool.submit(write_shuffled, words, seed) for seed in range(48)]
            failed = [str(end.exception()) for end in ends if end.exception()]

    assert len(words) >= 300
    assert failed == []


def write_shuffled(words: list[Rewording], seed: int) -> None:
    """One transaction over all of them, in an order of its own."""
    try:
        write_rewordings(random.Random(seed).sample(words, len(words)))
    finally:
        connection.close()


DEADLOCK_ON_CUE = """
    CREATE SEQUENCE fault_turns;
    CREATE FUNCTION fault_deadlock() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF nextval('fault_turns') = 1 THEN
            RAISE EXCEPTION 'deadlock on cue' USING ERRCODE = 'deadlock_detected';
        END IF;
        RETURN new;
    END $$;
"""
FORGET_DEADLOCK = "DROP FUNCTION IF EXISTS fault_deadlock CASCADE; DROP SEQUENCE IF EXISTS fault_turns"
WRITES: dict[str, tuple[LiteralString, list[str | None]]] = {
    "answers": ("BEFORE UPDATE ON news_fetch", ["failed", "changed"]),
    "items": ("BEFORE INSERT ON news_item", ["changed"]),
    "tags": ("BEFORE INSERT ON news_tag", ["changed"]),
    "stories": ("BEFORE INSERT ON news_story", ["changed"]),
}


@pytest.mark.fault("F14")
@pytest.mark.parametrize("written", WRITES)
def test_what_a_deadlock_undid_is_done_again_by_a_later_tick(rig: Rig, oracle: Oracle, written: str) -> None:
    when, attempts = WRITES[written]
    rig.go()
    rig.rows(DEADLOCK_ON_CUE)
    rig.rows(f"CREATE TRIGGER fault {when} FOR EACH ROW EXECUTE FUNCTION fault_deadlock()")
    try:
        rig.add(oracle.script("/a", letters("a", 5)))
        wait_quiet(rig)
        turns = rig.one("SELECT last_value FROM fault_turns")
    finally:
        rig.rows(FORGET_DEADLOCK)

    assert turns > 1
    assert rig.attempts("/a") == attempts
    assert broken_laws(rig, feeds=["/a"], errors=["deadlock on cue"]) == []
