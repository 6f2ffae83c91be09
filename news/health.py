"""How each feed is doing, for every page that shows it: words, readings, the next try and why, advice."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from news.advice import Advice, Signs, advice_on
from news.models import Feed, Fetch
from news.queries import recent_attempts
from news.sparklines import Sparkline, sparkline
from news.wording import answer_words, attempt_words, group_of, next_check_words, state_words


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

    def holds(self, words: Iterable[str]) -> bool:
        """Whether its name, kind, state, answer or advice holds every word."""
        return says(self.feed, words, self.error_code, *(each.words for each in self.advice))


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
        advice=tuple(advice_on(_signs(feed), now=now)) if feed.enabled else (),
    )


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
