"""What a person might do about a feed, told from how it has been answering."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from news.scheduling import DAY

SILENT_GAPS = 20
SILENT_AT_LEAST, SILENT_WHERE_SLOW = timedelta(days=14), timedelta(days=120)


class AdviceKind(NamedTuple):
    """A sort of advice: its key, and the heading over the feeds that it is given to."""

    key: str
    title: str


ADVICE_KINDS = (
    AdviceKind("moved", "Moved for good"),
    AdviceKind("page", "A web page in the feed’s place"),
    AdviceKind("gone", "Gone"),
    AdviceKind("login", "Behind a login"),
    AdviceKind("bots", "Behind a protection against bots"),
    AdviceKind("turned", "Another publication"),
    AdviceKind("silent", "Silent for long"),
)


class Advice(NamedTuple):
    """One piece of advice; `address` is the one to read instead, where one is known."""

    kind: str
    words: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What is known of a feed that is read, by its row alone."""

    state: str
    error_code: str
    moved_to: str
    moved_times: int
    suggested_url: str
    turned_at: datetime | None
    interval_s: int
    last_new_item_at: datetime | None


def advice_on(signs: Signs, *, now: datetime) -> list[Advice]:
    """Every piece of advice that fits, in the order of their kinds; none for a feed that does well."""
    return list(_advice(signs, now))


def _advice(signs: Signs, now: datetime) -> Iterator[Advice]:
    if signs.moved_to:
        times = f", {signs.moved_times} times so far" if signs.moved_times > 1 else ""
        yield Advice("moved", f"says that it has moved for good{times}", signs.moved_to)
    if signs.error_code == "web_page":
        found = "answers with a web page that leads to another feed"
        lost = "answers with a web page, perhaps of a sign-in, a challenge or a new owner"
        yield Advice("page", found if signs.suggested_url else lost, signs.suggested_url)
    if signs.state == "gone":
        yield Advice("gone", "says that it is gone for good: look for another address, or switch it off")
    if signs.error_code == "http_401":
        yield Advice("login", "asks for a login, which is not given: look for an open feed, or switch it off")
    if signs.error_code == "bot_protection":
        yield Advice("bots", "keeps readers of feeds out with its protection against bots: ask the publisher")
    if signs.turned_at:
        yield Advice("turned", "looks like another publication now: see whether it still belongs here")
    if is_silent(signs, now=now):
        yield Advice("silent", "has brought nothing new for unusually long")


def is_silent(signs: Signs, *, now: datetime) -> bool:
    """Whether a feed that answers has brought nothing for twenty of its usual gaps, and two weeks at least.

    Half the usual gap is its interval, which ends at a day: beyond that the gap is not known, and only four
    months are long.
    """
    if signs.last_new_item_at is None or signs.state != "ok" or signs.error_code:
        return False
    gap = timedelta(seconds=2 * signs.interval_s)
    slow = signs.interval_s >= DAY
    return now - signs.last_new_item_at > (
        SILENT_WHERE_SLOW if slow else max(SILENT_GAPS * gap, SILENT_AT_LEAST)
    )
