"""Workers and the clock: killed, doubled, frozen, poisoned. What they left is done by others, once."""

import os
import signal
from threading import Event

import pytest

from news.tasks import TICK_S
from tests.faults.answers import cue, growing, held, letters, rss, whole
from tests.faults.checker import broken_laws, items_of, wait_quiet
from tests.faults.oracle import Oracle
from tests.faults.pages import unwell
from tests.faults.rig import Rig, Times, stretched

DEATHS = ("a parser's fault on cue", "signal 11", "exitcode 1", "exited prematurely")


@pytest.mark.fault("F1")
def test_a_pool_child_killed_while_it_fetches_loses_nothing(rig: Rig, oracle: Oracle) -> None:
    never = Event()
    url = oracle.script("/a", held(never, letters("a", 3)), letters("a", 3))
    rig.go()
    rig.add(url)
    oracle.wait_asked("/a")
    for child in rig.pool("fetch"):
        os.kill(child, signal.SIGKILL)
    wait_quiet(rig)
    never.set()

    assert (rig.attempts("/a"), broken_laws(rig, feeds=["/a"])) == (["lost", "changed"], [])


@pytest.mark.fault("F2")
def test_a_worker_killed_while_it_parses_is_replaced_by_another(rig: Rig, oracle: Oracle) -> None:
    url = oracle.script("/a", letters("a", 3, before=cue("hang")))
    rig.arm("hang")
    rig.go()
    rig.add(url)
    rig.wait(lambda: rig.cues_taken("hang") == 1, "the document is being parsed")
    rig.start_worker("work", name="other")
    rig.kill("work")
    seconds = wait_quiet(rig)
    parsed = rig.rows("SELECT parse_attempts FROM news_fetch")
    rig.stop("other")

    assert (rig.attempts("/a"), parsed, broken_laws(rig, feeds=["/a"])) == (["changed"], [(2,)], [])
    assert seconds < stretched(6 + 20)


@pytest.mark.fault("F3")
def test_a_worker_killed_after_the_commit_leaves_nothing_to_do_again(rig: Rig, oracle: Oracle) -> None:
    url = oracle.script("/a", letters("a", 3, before=cue("die-committed")))
    rig.arm("die-committed")
    rig.go()
    rig.add(url)
    rig.wait(lambda: rig.cues_taken("die-committed") == 1, "the document is stored")
    rig.nudge("parse_spooled", queue="work", times=3)
    wait_quiet(rig)
    parsed = rig.rows("SELECT parse_attempts, items_new FROM news_fetch")

    assert (rig.attempts("/a"), parsed, broken_laws(rig, feeds=["/a"])) == (["changed"], [(1, 3)], [])


@pytest.mark.fault("F4")
def test_an_answer_whose_worker_died_is_asked_for_again_without_its_validators(
    rig: Rig, oracle: Oracle
) -> None:
    url = oracle.script("/a", letters("a", 3, before=cue("die-fetched"), ETag='"first"'))
    rig.arm("die-fetched")
    rig.go()
    rig.add(url)
    rig.wait(lambda: rig.cues_taken("die-fetched") == 1, "the answer has come")
    kept = rig.rows("SELECT etag, body_sha256 FROM news_feed WHERE kind <> 'record'")
    wait_quiet(rig)

    assert kept == [("", None)]
    assert [visit.headers.get("if-none-match") for visit in oracle.visits_of("/a")] == [None, None]
    assert rig.one("SELECT etag FROM news_feed WHERE kind <> 'record'") == '"first"'
    assert (rig.attempts("/a"), broken_laws(rig, feeds=["/a"])) == (["lost", "changed"], [])


@pytest.mark.fault("F5")
def test_a_worker_asked_to_stop_finishes_what_it_began(rig: Rig, oracle: Oracle) -> None:
    released = Event()
    first, second = (oracle.script(f"/{name}", held(released, letters(name, 3))) for name in "ab")
    rig.go()
    rig.add(first)
    oracle.wait_asked("/a")
    rig.parts["fetch"].process.send_signal(signal.SIGTERM)
    rig.add(second)
    released.set()
    status = rig.stop("fetch")
    ended = rig.attempts("/a")
    rig.go()
    wait_quiet(rig)

    assert (status, ended) == (0, ["changed"])
    assert (rig.attempts("/a"), rig.attempts("/b")) == (["changed"], ["changed"])
    assert broken_laws(rig, feeds=["/a", "/b"]) == []


@pytest.mark.fault("F16")
def test_a_feed_that_twenty_messages_ask_for_is_asked_once(rig: Rig, oracle: Oracle) -> None:
    rig.go()
    rig.kill("beat")
    rig.kill("fetch")
    released = Event()
    paths = ["/a", "/b", "/c", "/d"]
    answers = (held(released, letters(path[1:], 3)) for path in paths)
    rig.add(
        *(oracle.script(*each, host=place) for place, each in enumerate(zip(paths, answers, strict=True)))
    )
    rig.nudge("fetch_due", queue="fetch", times=20)
    rig.start_worker("fetch", processes=4)
    rig.wait(lambda: rig.broker().llen("fetch") == 0, "every message is taken")
    released.set()
    rig.go()
    wait_quiet(rig)

    assert [len(oracle.visits_of(path)) for path in paths] == [1, 1, 1, 1]
    assert broken_laws(rig, feeds=paths) == []


@pytest.mark.fault("F17")
def test_two_clocks_have_each_feed_read_once_a_period(rig: Rig, oracle: Oracle) -> None:
    urls = [oracle.script(f"/{name}", *growing(name), host=place) for place, name in enumerate("abc")]
    rig.go()
    rig.start_beat("second-beat")
    rig.add(*urls)
    for _period in range(3):
        rig.make_due()
        wait_quiet(rig)
    rig.stop("second-beat")

    assert [len(oracle.visits_of(f"/{name}")) for name in "abc"] == [3, 3, 3]
    assert broken_laws(rig, feeds=["/a", "/b", "/c"]) == []


@pytest.mark.fault("F18")
def test_without_a_clock_the_site_says_so_and_a_command_of_cron_still_reads_what_is_due(
    rig: Rig, oracle: Oracle, web: int
) -> None:
    url = oracle.script("/a", letters("a", 3))
    rig.go()
    rig.wait(lambda: unwell(web) == (200, set()), "every part has left a sign of life")
    rig.kill("beat")
    seconds = rig.wait(lambda: unwell(web) == (503, {"beat"}), "the clock is missed", 2 * TICK_S + 5)
    rig.add(url)
    rig.manage("fetch_feeds")
    wait_quiet(rig)

    assert 2 * TICK_S - 5 <= seconds <= stretched(2 * TICK_S + 5)
    assert rig.attempts("/a") == ["changed"]
    assert broken_laws(rig, feeds=["/a"], errors=["Service Unavailable: /readyz"]) == []


@pytest.mark.fault("F21")
@pytest.mark.parametrize("cause", ["fail", "crash", "memory", "leave"])
def test_a_document_that_kills_its_reader_is_set_aside_and_the_others_are_read(
    rig: Rig, oracle: Oracle, cause: str
) -> None:
    poison = oracle.script("/poison", whole(rss([], before=cue(cause))))
    sound = [oracle.script(f"/{name}", letters(name, 5), host=place + 1) for place, name in enumerate("ab")]
    rig.arm(cause, times=20)
    rig.go()
    mains = {name: rig.parts[name].process.pid for name in ("fetch", "work")}
    rig.add(poison, *sound)
    rig.wait(lambda: all(items_of(rig, f"/{name}") for name in "ab"), "the others are read", 20)
    wait_quiet(rig)

    tries = {"memory": 1}.get(cause, 3)
    assert rig.errors()["/poison"] == {"memory": "too_big"}.get(cause, "quarantined")
    assert (rig.cues_taken(cause), rig.attempts("/poison")) == (tries, ["failed"])
    assert {name: rig.parts[name].process.pid for name in mains} == mains
    assert broken_laws(rig, feeds=["/a", "/b"], errors=DEATHS) == []


@pytest.mark.fault("F22")
def test_a_reader_that_hangs_and_will_not_hear_is_ended_by_force(rig: Rig, oracle: Oracle) -> None:
    poison = oracle.script("/poison", whole(rss([], before=cue("hang"))))
    sound = oracle.script("/a", letters("a", 5), host=1)
    rig.arm("hang", times=20)
    rig.go(Times(task_soft_time_limit=1.5, task_time_limit=3.0, lease_s=4.0))
    main = rig.parts["work"].process.pid
    rig.add(poison, sound)
    wait_quiet(rig, within_s=90)

    assert (rig.errors()["/poison"], rig.cues_taken("hang")) == ("quarantined", 3)
    assert rig.parts["work"].process.pid == main
    assert broken_laws(rig, feeds=["/a"], errors=(*DEATHS, "TimeLimitExceeded", "time limit")) == []


@pytest.mark.fault("F23")
def test_five_thousand_stale_messages_are_worked_off_and_twenty_fresh_ones_ask_once(
    rig: Rig, oracle: Oracle
) -> None:
    released = Event()
    url = oracle.script("/a", held(released, letters("a", 3)))
    rig.go(Times(lease_s=60.0))
    rig.kill("fetch")
    rig.add(url)
    rig.nudge("fetch_due", queue="fetch", times=5_000, expires_s=1)
    rig.start_worker("fetch")
    oracle.wait_asked("/a")
    rig.nudge("fetch_due", queue="fetch", times=20)
    rig.wait(lambda: rig.broker().llen("fetch") == 0, "the queue is worked off", 15)
    released.set()
    wait_quiet(rig)

    assert (len(oracle.visits_of("/a")), broken_laws(rig, feeds=["/a"])) == (1, [])
