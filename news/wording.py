"""Attempts and feeds in plain words, the same on every page and line."""

from news.scheduling import NETWORK_ERRORS

STATE_WORDS = {
    "ok": "well",
    "backing_off": "failing, asked less often",
    "gone": "gone, asked once a week",
    "paused": "asks for a login, paused",
}


def state_words(state: str, *, enabled: bool, has_been_read: bool) -> str:
    """How a feed is doing."""
    if not enabled:
        return "switched off"
    return STATE_WORDS[state] if has_been_read or state != "ok" else "not read yet"


def attempt_words(
    outcome: str | None, *, seen: int | None, new: int | None, changed: int | None, error: str
) -> str:
    """How an attempt at a feed ended; the numbers are null while its document waits."""
    if outcome == "changed":
        counts = f"{seen} entries, {new} new, {changed} changed"
        return counts + (f" ({error})" if error else "") if seen is not None else "fetched, waits to be read"
    words = {None: "still running", "not_modified": "not modified", "unchanged": "unchanged"}
    return words.get(outcome) or error or "lost"


def seems_offline(error_codes: list[str]) -> bool:
    """Whether nearly every one of these feeds (an empty code is a good one) fails for want of a network."""
    unreachable = sum(code in NETWORK_ERRORS for code in error_codes)
    return len(error_codes) > 0 and unreachable > len(error_codes) * 0.8


def answer_words(*, error: str, errors: int) -> str:
    """How a feed answered last: the reason where it failed, and how often in a row."""
    if not error:
        return "answered"
    return f"{error} ({errors} times in a row)" if errors > 1 else error
