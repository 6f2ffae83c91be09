"""How each feed is doing, for every page that shows it: words, readings, the next try and why, advice."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from news.advice import Advice, Signs, advice_on
from news.models import Feed, Fetch
from news.queries import FeedCount, feeds_by_group, feeds_counted, feeds_with_health, recent_attempts
from news.sparklines import Sparkline, sparkline
from news.wording import (
    FEED_GROUPS,
    answer_words,
    attempt_words,
    group_of,
    next_check_words,
    seems_offline,
    state_words,
)

A_PAGE = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One feed with everything that is said of how it does; times are null where there is none."""

    feed: Feed
    address: str
    group: str
    state: str
    answer: str
    error_code: str
    next_try_at: datetime | None
    why_then: str
    lately: Sparkline
    advice: tuple[Advice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """How all feeds are doing: `number` of them, and the pages of those that hold the words asked for.

    `counts` is how many of those are in each group, in the groups' order; `conditions` are those of one page.
    """

    number: int
    counts: Mapping[str, int]
    conditions: Sequence[Condition]
    is_offline: bool
    is_unread: bool

    @property
    def shown(self) -> int:
        """How many hold the words, on all pages."""
        return sum(self.counts.values())

    @property
    def last_page(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.shown // A_PAGE))

    def page_of(self, group: str) -> int:
        """The number of the page on which a group begins."""
        before = takewhile(lambda key: key != group, self.counts)
        return sum(self.counts[key] for key in before) // A_PAGE + 1


def overview(words: Sequence[str], *, page: int, now: datetime) -> Overview:
    """The feeds that hold every word, failing ones first; a page that there is not holds none.

    Without words only the page's own feeds are read, however many there are.
    """
    counted = feeds_counted()
    counts, numbers = _found(words, page, now) if words else _every(counted, page)
    asked = _summed((each.error_code, each.number) for each in counted if each.was_asked)
    return Overview(
        number=sum(each.number for each in counted),
        counts={group.key: counts[group.key] for group in FEED_GROUPS if counts[group.key]},
        conditions=_conditions_of(numbers, now=now),
        is_offline=seems_offline(asked),
        is_unread=not asked,
    )


def _every(counted: Iterable[FeedCount], page: int) -> tuple[Counter[str], list[int]]:
    numbers = feeds_by_group().values_list("pk", flat=True)[_part(page)]
    return _summed((each.group, each.number) for each in counted), list(numbers)


def _found(words: Sequence[str], page: int, now: datetime) -> tuple[Counter[str], list[int]]:
    found = [feed for feed in feeds_by_group() if _holds(feed, words, now)]
    return Counter(group_key(feed) for feed in found), [feed.pk for feed in found[_part(page)]]


def _part(page: int) -> slice:
    return slice((page - 1) * A_PAGE, page * A_PAGE)


def _summed(pairs: Iterable[tuple[str, int]]) -> Counter[str]:
    sums: Counter[str] = Counter()
    for key, number in pairs:
        sums[key] += number
    return sums


def _conditions_of(numbers: Sequence[int], *, now: datetime) -> list[Condition]:
    found = feeds_with_health(now=now).in_bulk(numbers)
    return conditions([found[each] for each in numbers if each in found], now=now)


def _holds(feed: Feed, words: Iterable[str], now: datetime) -> bool:
    return says(feed, words, feed.last_error_code, *(each.words for each in _advice(feed, now)))


def state_of(feed: Feed) -> str:
    """How a feed is doing, in words."""
    return state_words(feed.state, enabled=feed.enabled, has_been_read=_has_been_read(feed))


def answer_of(feed: Feed) -> str:
    """How a feed answered last, in words; empty before the first time."""
    if not _has_been_read(feed):
        return ""
    return answer_words(error=feed.last_error_text, errors=feed.consecutive_errors)


def group_key(feed: Feed) -> str:
    """The key of the group that a feed belongs to."""
    has_been_read = _has_been_read(feed)
    return group_of(
        feed.state, enabled=feed.enabled, has_been_read=has_been_read, errors=feed.consecutive_errors
    )


def says(feed: Feed, words: Iterable[str], *further: str) -> bool:
    """Whether every word stands in a feed's name, kind, state or answer, or in what is said of it further."""
    told = (feed.name, feed.get_kind_display(), state_of(feed), answer_of(feed), *further)
    text = " ".join(told).casefold()
    return all(word in text for word in words)


def _has_been_read(feed: Feed) -> bool:
    return feed.last_checked_at is not None


def attempt_told(fetch: Fetch) -> str:
    """How an attempt at a feed ended, in words."""
    return attempt_words(
        fetch.outcome,
        seen=fetch.items_seen,
        new=fetch.items_new,
        changed=fetch.items_changed,
        error=fetch.error_text,
    )


def conditions(feeds: Sequence[Feed], *, now: datetime) -> list[Condition]:
    """How these feeds are doing, in their order; one query."""
    attempts = defaultdict(list)
    for feed_id, attempt in recent_attempts([feed.pk for feed in feeds]):
        attempts[feed_id].append(attempt)
    return [_condition(feed, sparkline(attempts[feed.pk]), now) for feed in feeds]


def _condition(feed: Feed, lately: Sparkline, now: datetime) -> Condition:
    return Condition(
        feed=feed,
        address=feed.homepage if feed.homepage.startswith(("http://", "https://")) else feed.url,
        group=group_key(feed),
        state=state_of(feed),
        answer=answer_of(feed),
        error_code=feed.last_error_code,
        next_try_at=feed.next_check_at if feed.enabled else None,
        why_then=next_check_words(feed.next_check_reason) if feed.enabled else "",
        lately=lately,
        advice=_advice(feed, now),
    )


def _advice(feed: Feed, now: datetime) -> tuple[Advice, ...]:
    return tuple(advice_on(_signs(feed), now=now)) if feed.enabled else ()


def _signs(feed: Feed) -> Signs:
    return Signs(
        state=feed.state,
        error_code=feed.last_error_code,
        moved_to=feed.permanent_redirect_url,
        moved_times=feed.permanent_redirect_count,
        suggested_url=feed.suggested_url,
        turned_at=feed.turned_at,
        interval_s=feed.interval_s,
        last_new_item_at=feed.last_new_item_at,
    )
