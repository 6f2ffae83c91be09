"""Attempts and feeds in plain words, the same on every page and line."""

from collections.abc import Mapping
from typing import NamedTuple

from news.scheduling import NETWORK_ERRORS


class FeedGroup(NamedTuple):
    """Feeds that are doing alike: the name of the group and what it means."""

    key: str
    title: str
    meaning: str


FEED_GROUPS = (
    FeedGroup("failing", "Failing", "did not answer as they should when they were asked last"),
    FeedGroup("waiting", "Not asked yet", "their first reading is still to come"),
    FeedGroup("answering", "Answering", "were read when they were asked last"),
    FeedGroup("off", "Switched off", "are not read any more; what they brought stays"),
)


class FeedStanding(NamedTuple):
    """Feeds behind which the same sort of people stand, with the kinds of feed that these are."""

    key: str
    title: str
    kinds: tuple[str, ...]


FEED_STANDINGS = (
    FeedStanding("company", "Companies’ own", ("vendor",)),
    FeedStanding("press", "Press", ("press",)),
    FeedStanding("newsletter", "Newsletters", ("newsletter",)),
    FeedStanding("research", "Research", ("arxiv",)),
    FeedStanding("forum", "Forums", ("hn", "forum")),
    FeedStanding("record", "The record’s own sources", ("record",)),
)
STATE_WORDS = {
    "ok": "well",
    "backing_off": "failing, asked less often",
    "gone": "gone, asked once a week",
    "paused": "asks for a login, paused",
}


NEXT_CHECK_WORDS = {
    "first": "its first reading",
    "by_hand": "somebody asked for it",
    "interval": "as often as it brings news",
    "publisher": "no sooner, the publisher asks",
    "skipped": "after the hours that the publisher wants left out",
    "unread": "its document is still to be read",
    "patience": "it failed, and is asked less and less often",
    "refused": "it refuses, and is asked less and less often",
    "retry_after": "the server named the time",
    "outage": "nearly nothing could be reached from here",
    "login": "it asks for a login: once a week",
    "gone": "it is gone: once a week",
    "quarantined": "reading it never ended: once a week",
}


def next_check_words(reason: str) -> str:
    """Why a feed is asked again when it is."""
    return NEXT_CHECK_WORDS[reason]


def state_words(state: str, *, enabled: bool, has_been_read: bool) -> str:
    """How a feed is doing."""
    if not enabled:
        return "switched off"
    return STATE_WORDS[state] if has_been_read or state != "ok" else "not read yet"


def group_of(state: str, *, enabled: bool, has_been_read: bool, errors: int) -> str:
    """The key of the group that a feed belongs to."""
    if not enabled:
        return "off"
    if not has_been_read:
        return "waiting"
    return "answering" if state == "ok" and errors == 0 else "failing"


def attempt_words(
    outcome: str | None, *, seen: int | None, new: int | None, changed: int | None, error: str
) -> str:
    """How an attempt at a feed ended; the numbers are null while its document waits."""
    if outcome == "changed":
        counts = f"{seen} entries, {new} new, {changed} changed"
        return counts + (f" ({error})" if error else "") if seen is not None else "fetched, waits to be read"
    words = {None: "still running", "not_modified": "not modified", "unchanged": "unchanged"}
    return words.get(outcome) or error or "lost"


def seems_offline(error_codes: Mapping[str, int]) -> bool:
    """Whether nearly every one of these feeds fails for want of a network.

    `error_codes` is how many had which error last; an empty code is a good one.
    """
    number = sum(error_codes.values())
    unreachable = sum(each for code, each in error_codes.items() if code in NETWORK_ERRORS)
    return number > 0 and unreachable > number * 0.8


def answer_words(*, error: str, errors: int) -> str:
    """How a feed answered last: the reason where it failed, and how often in a row."""
    if not error:
        return "answered"
    return f"{error} ({errors} times in a row)" if errors > 1 else error
