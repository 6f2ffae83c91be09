"""news.wording: attempts and feeds in plain words."""

from collections import Counter

import pytest

from news.models import NextCheck
from news.wording import (
    NEXT_CHECK_WORDS,
    answer_words,
    attempt_words,
    next_check_words,
    seems_offline,
    state_words,
)


@pytest.mark.parametrize(
    ("state", "enabled", "has_been_read", "words"),
    [
        ("ok", True, True, "well"),
        ("ok", True, False, "not read yet"),
        ("ok", False, True, "switched off"),
        ("backing_off", True, True, "failing, asked less often"),
        ("paused", True, True, "asks for a login, paused"),
        ("gone", True, False, "gone, asked once a week"),
    ],
)
def test_how_a_feed_is_doing(state: str, enabled: bool, has_been_read: bool, words: str) -> None:
    assert state_words(state, enabled=enabled, has_been_read=has_been_read) == words


@pytest.mark.parametrize(
    ("outcome", "counts", "error", "words"),
    [
        (None, (None, None, None), "", "still running"),
        ("not_modified", (None, None, None), "", "not modified"),
        ("unchanged", (None, None, None), "", "unchanged"),
        ("changed", (12, 3, 1), "", "12 entries, 3 new, 1 changed"),
        (
            "changed",
            (12, 3, 1),
            "the connection broke off",
            "12 entries, 3 new, 1 changed (the connection broke off)",
        ),
        ("changed", (None, None, None), "", "fetched, waits to be read"),
        ("failed", (None, None, None), "the answer was empty", "the answer was empty"),
        ("lost", (None, None, None), "", "lost"),
    ],
)
def test_how_an_attempt_ended(
    outcome: str | None, counts: tuple[int | None, int | None, int | None], error: str, words: str
) -> None:
    seen, new, changed = counts

    assert attempt_words(outcome, seen=seen, new=new, changed=changed, error=error) == words


@pytest.mark.parametrize(
    ("error", "errors", "words"),
    [
        ("", 0, "answered"),
        ("no connection", 1, "no connection"),
        ("no connection", 4, "no connection (4 times in a row)"),
    ],
)
def test_how_a_feed_answered_last(error: str, errors: int, words: str) -> None:
    assert answer_words(error=error, errors=errors) == words


@pytest.mark.parametrize(
    ("codes", "offline"),
    [
        ([], False),
        (["dns"] * 9 + [""], True),
        (["dns"] * 8 + ["", "http_500"], False),
        (["connect", "timeout"], True),
        (["http_404"] * 10, False),
    ],
    ids=["nothing asked", "nearly all", "eight of ten", "all, in several ways", "servers that answer"],
)
def test_a_machine_seems_offline_when_nearly_nothing_can_be_reached(codes: list[str], offline: bool) -> None:
    assert seems_offline(Counter(codes)) is offline


def test_every_reason_for_the_next_check_has_words_of_its_own() -> None:
    assert set(NEXT_CHECK_WORDS) == set(NextCheck.values)
    assert len({next_check_words(reason) for reason in NextCheck.values}) == len(NextCheck.values)
