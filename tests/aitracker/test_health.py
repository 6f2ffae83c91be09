"""aitracker.health: alive is not ready, and what is not ready is named."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from news.models import Feed, Heartbeat, Host
from news.pulse import leave_sign
from news.queries import database_now


def ready() -> tuple[int, dict[str, Any]]:
    answer = Client().get("/readyz")
    return answer.status_code, answer.json()["checks"]


def everything_works() -> None:
    for part in Heartbeat.Part:
        leave_sign(part)


@pytest.mark.django_db
def test_a_site_whose_parts_all_work_is_ready() -> None:
    everything_works()

    status, checks = ready()

    assert status == 200
    assert {name: check["ok"] for name, check in checks.items()} == dict.fromkeys(
        ("database", "redis", "beat", "fetch", "work", "feeds"), True
    )


@pytest.mark.django_db
def test_a_part_that_never_said_a_thing_is_named() -> None:
    leave_sign(Heartbeat.Part.BEAT)
    leave_sign(Heartbeat.Part.WORK)

    status, checks = ready()

    assert (status, checks["fetch"]) == (503, {"ok": False, "detail": "no sign of life yet"})
    assert checks["beat"]["ok"] is True


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("part", "seconds", "ok"),
    [
        pytest.param("beat", 25, True, id="beat-within-two-periods"),
        pytest.param("beat", 31, False, id="beat-dead"),
        pytest.param("fetch", 190, True, id="busy-with-a-long-task"),
        pytest.param("fetch", 210, False, id="worker-dead"),
    ],
)
def test_silence_tells_of_death_after_the_longest_that_a_part_may_keep_it(
    part: str, seconds: int, ok: bool
) -> None:
    everything_works()
    Heartbeat.objects.filter(part=part).update(beaten_at=database_now() - timedelta(seconds=seconds))
    assert ready()[1][part]["ok"] is ok


@pytest.mark.django_db
def test_the_signs_of_all_parts_are_read_at_once() -> None:
    everything_works()
    with CaptureQueriesContext(connection) as queries:
        ready()

    assert len([each for each in queries if "news_heartbeat" in each["sql"]]) == 1


@pytest.mark.django_db
def test_an_older_sign_never_takes_the_place_of_a_newer_one() -> None:
    leave_sign(Heartbeat.Part.BEAT)
    later = database_now() + timedelta(minutes=5)
    Heartbeat.objects.update(beaten_at=later)

    leave_sign(Heartbeat.Part.BEAT)

    assert Heartbeat.objects.get().beaten_at == later


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("leased", "ok"), [pytest.param(False, False, id="left"), pytest.param(True, True, id="held")]
)
def test_a_feed_that_nobody_asks_is_noticed(leased: bool, ok: bool) -> None:
    everything_works()
    Host.objects.create(host_key="press.example")
    now = database_now()
    Feed.objects.create(
        url="https://press.example/feed",
        name="Press",
        host_key="press.example",
        next_check_at=now - timedelta(minutes=11),
        lease_until=now + timedelta(minutes=3) if leased else None,
    )
    assert ready()[1]["feeds"]["ok"] is ok


@pytest.mark.django_db
@override_settings(REDIS_URL="redis://127.0.0.1:1/0")
def test_without_redis_the_site_is_alive_but_not_ready() -> None:
    everything_works()

    status, checks = ready()

    assert (status, checks["redis"]) == (503, {"ok": False, "detail": "Redis does not answer"})
    assert Client().get("/healthz").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_without_the_database_the_site_is_alive_but_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "HOST", "/nowhere")
    status, checks = ready()
    alive = Client().get("/healthz").status_code
    monkeypatch.undo()

    assert (status, alive) == (503, 200)
    assert checks["database"] == {"ok": False, "detail": "the database does not answer"}
