"""news.advice: what a person might do about a feed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from news.advice import ADVICE_KINDS, Signs, advice_on

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
WELL = Signs(
    state="ok",
    error_code="",
    moved_to="",
    moved_times=0,
    suggested_url="",
    turned_at=None,
    interval_s=3_600,
    last_new_item_at=NOW - timedelta(days=1),
)


@pytest.mark.parametrize(
    ("signs", "given"),
    [
        (WELL, []),
        (replace(WELL, moved_to="https://new.example/", moved_times=3), [("moved", "https://new.example/")]),
        (replace(WELL, error_code="web_page"), [("page", "")]),
        (
            replace(WELL, error_code="web_page", suggested_url="https://heron.example/rss"),
            [("page", "https://heron.example/rss")],
        ),
        (replace(WELL, state="gone", error_code="http_410"), [("gone", "")]),
        (replace(WELL, state="backing_off", error_code="http_410"), []),
        (replace(WELL, state="paused", error_code="http_401"), [("login", "")]),
        (replace(WELL, state="backing_off", error_code="bot_protection"), [("bots", "")]),
        (replace(WELL, turned_at=NOW), [("turned", "")]),
        (
            replace(WELL, error_code="web_page", moved_to="https://new.example/"),
            [("moved", "https://new.example/"), ("page", "")],
        ),
    ],
    ids=[
        "well",
        "moved",
        "a page",
        "a page with a feed",
        "gone",
        "gone once",
        "login",
        "bots",
        "turned",
        "two",
    ],
)
def test_advice_follows_from_how_a_feed_answers(signs: Signs, given: list[tuple[str, str]]) -> None:
    assert [(advice.kind, advice.address) for advice in advice_on(signs, now=NOW)] == given


@pytest.mark.parametrize(
    ("interval_s", "days", "is_silent"),
    [
        (3_600, 14, False),
        (3_600, 15, True),
        (12 * 3_600, 19, False),
        (12 * 3_600, 21, True),
        (86_400, 120, False),
        (86_400, 121, True),
    ],
)
def test_long_is_measured_by_a_feeds_own_rhythm(interval_s: int, days: int, is_silent: bool) -> None:
    signs = replace(WELL, interval_s=interval_s, last_new_item_at=NOW - timedelta(days=days))

    assert [advice.kind for advice in advice_on(signs, now=NOW)] == (["silent"] if is_silent else [])


@pytest.mark.parametrize(
    "signs",
    [
        replace(WELL, last_new_item_at=None),
        replace(WELL, state="backing_off", error_code="dns", last_new_item_at=NOW - timedelta(days=400)),
    ],
    ids=["never brought anything", "fails"],
)
def test_only_a_feed_that_answers_and_brought_something_is_silent(signs: Signs) -> None:
    assert advice_on(signs, now=NOW) == []


def test_every_kind_of_advice_has_a_heading() -> None:
    assert len({kind.title for kind in ADVICE_KINDS}) == len(ADVICE_KINDS)
