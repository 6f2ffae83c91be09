"""The feeds in the API: how they do now, without what only the fetcher needs."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from news.models import Feed
from tests.conftest import NOW
from tests.timeline.api.asking import Asker
from tests.timeline.api.test_items import make_item


def make_feed(name: str, **values: Any) -> Feed:
    """A feed of an outlet that does not exist."""
    key = name.lower().replace(" ", "-")
    return Feed.objects.create(
        url=f"https://{key}.example/feed", name=name, host_key=f"{key}.example", next_check_at=NOW, **values
    )


@pytest.fixture
def feeds(db: None) -> dict[str, Feed]:
    """One that answers, one that fails, one not asked yet, one switched off, and the built-in one."""
    asked = {"last_checked_at": NOW, "last_ok_at": NOW - timedelta(days=1)}
    failing = {"state": "backing_off", "consecutive_errors": 3, "last_error_text": "HTTP 500"}
    return {
        "daily": make_feed("The Daily", kind="press", homepage="https://daily.example/", **asked),
        "acme": make_feed("Acme blog", kind="vendor", **asked, **failing),
        "new": make_feed("new one", kind="newsletter"),
        "off": make_feed("Zeta", enabled=False),
        "record": make_feed("The record", kind="record"),
    }


def test_a_feed_is_told_with_its_health(ask: Asker, feeds: dict[str, Feed]) -> None:
    make_item(feeds["acme"], 1)
    row = ask("sources?kind=vendor").data
    assert row == [
        {
            "id": feeds["acme"].pk,
            "name": "Acme blog",
            "url": "https://acme-blog.example/feed",
            "homepage": None,
            "kind": "vendor",
            "scope": "ai",
            "state": "backing_off",
            "group": "failing",
            "last_answer": "HTTP 500 (3 times in a row)",
            "last_checked_at": "2026-11-22T12:00:00Z",
            "last_ok_at": "2026-11-21T12:00:00Z",
            "last_new_item_at": None,
            "next_check_at": "2026-11-22T12:00:00Z",
            "items": 1,
            "new_items": 1,
        }
    ]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        pytest.param("", ["Acme blog", "new one", "The Daily", "Zeta"], id="by-name"),
        pytest.param("sort=-name", ["Zeta", "The Daily", "new one", "Acme blog"], id="turned"),
        pytest.param("kind=press,newsletter", ["new one", "The Daily", "Zeta"], id="kinds"),
        pytest.param("q=switched%20off", ["Zeta"], id="words-of-the-state"),
        pytest.param("q=acme%20500", ["Acme blog"], id="words-of-the-answer"),
        pytest.param("q=answered", ["The Daily"], id="never-asked-is-no-answer"),
        pytest.param("q=nothing", [], id="nothing"),
    ],
)
def test_feeds_are_chosen(ask: Asker, feeds: dict[str, Feed], query: str, names: list[str]) -> None:
    assert [row["name"] for row in ask(f"sources?{query}").data] == names


def test_feeds_of_one_name_are_each_met_once(ask: Asker, db: None) -> None:
    made = [Feed.objects.create(url=f"https://{n}.example/", name="Same", host_key="x").pk for n in range(12)]
    seen, address = [], "sources?limit=5&sort=-name"
    while address:
        answer = ask(address)
        seen += [row["id"] for row in answer.data]
        address = answer.body["page"]["next"]
    assert seen == made


@pytest.mark.parametrize(
    ("feed", "group"), [("daily", "answering"), ("acme", "failing"), ("new", "waiting"), ("off", "off")]
)
def test_a_feed_stands_in_the_group_of_its_page(
    ask: Asker, feeds: dict[str, Feed], feed: str, group: str
) -> None:
    rows = {row["id"]: row["group"] for row in ask("sources").data}
    assert rows[feeds[feed].pk] == group


def test_a_reading_changes_the_tag_of_the_answer(ask: Asker, feeds: dict[str, Feed]) -> None:
    tag = ask("sources").headers["ETag"]
    assert ask("sources", if_none_match=tag).status == 304
    Feed.objects.filter(pk=feeds["new"].pk).update(last_checked_at=NOW)
    assert ask("sources", if_none_match=tag).status == 200


def test_the_next_hour_has_another_tag(ask: Asker, feeds: dict[str, Feed]) -> None:
    tag = ask("sources").headers["ETag"]
    with time_machine.travel(NOW + timedelta(hours=1)):
        assert ask("sources", if_none_match=tag).status == 200


def test_feeds_are_not_known_of_an_earlier_day(ask: Asker, db: None) -> None:
    assert ask("sources?as_of=2026-01-01").body["errors"][0]["name"] == "as_of"
