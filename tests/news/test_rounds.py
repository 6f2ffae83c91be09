"""news.ingest.rounds: one publisher's oddities, and our own faults, cost no other feed its answer."""

import socket
from typing import Any

import pytest
from pytest_django import Settings
from pytest_httpserver import HTTPServer

from news.ingest import claim_now, manners, run_batch
from news.models import Fetch
from tests.news.publishing import due_feed, feed_at, moved_to, rss

pytestmark = pytest.mark.django_db
ONE = ("one", "Otter 3 is out")


def test_a_redirect_in_raw_bytes_costs_nobody_else_an_answer(
    publisher: HTTPServer, raw_server: tuple[str, list[bytes]], settings: Settings
) -> None:
    host, sent = raw_server
    settings.FEED_ALLOW_HOSTS |= {host}
    sent.append(moved_to(publisher.url_for("/").encode() + b"caf\xe9"))
    paths = [f"/{place}" for place in range(4)]
    for path in paths:
        publisher.expect_request(path).respond_with_data(rss((path[1:], f"Otter {path[1:]} is out")))
    feeds = [due_feed(f"http://{host}/"), *(feed_at(publisher, path) for path in paths)]
    run_batch(claim_now([feed.pk for feed in feeds]), manners())

    ended = Fetch.objects.order_by("feed_id").values_list("outcome", "error_code")
    assert list(ended) == [("failed", "http_500"), *[("changed", "")] * 4]


def test_a_feed_whose_address_is_not_in_ascii_is_read(publisher: HTTPServer) -> None:
    feed = due_feed(f"http://{publisher.host}:{publisher.port}/café")
    publisher.expect_request("/café").respond_with_data(rss(ONE))

    run_batch(claim_now([feed.pk]), manners())

    assert Fetch.objects.values_list("outcome", "error_code").get() == ("changed", "")


def test_a_fault_of_ours_fails_one_feed_and_is_logged(
    publisher: HTTPServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    look_up = socket.getaddrinfo

    def look_up_or_break(host: str, *args: Any, **kwargs: Any) -> Any:
        if host == "broken.example":
            raise RuntimeError("the resolver broke")
        return look_up(host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", look_up_or_break)
    publisher.expect_request("/feed").respond_with_data(rss(ONE))
    feeds = [due_feed("http://broken.example/"), feed_at(publisher)]
    run_batch(claim_now([feed.pk for feed in feeds]), manners())

    ended = Fetch.objects.order_by("feed_id").values_list("outcome", "error_code", "error_text")
    assert list(ended) == [
        ("failed", "fault", "asking for the feed broke off by a fault of ours: RuntimeError"),
        ("changed", "", ""),
    ]
    assert "asking http://broken.example/ broke off" in caplog.text
    assert "RuntimeError: the resolver broke" in caplog.text
