"""Asks a batch of claimed feeds with many sockets, one host at a time each; touches no database."""

import logging
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from urllib.parse import urlsplit

from news.fetching import DEADLINE_S, FetchAnswer, FetchOutcome, FetchRequest, fetch
from news.ingest.claims import BATCH_DEADLINE, Claim

SOCKETS = 32
GATHER_S = 1.0
UNAVAILABLE_FEEDS = 3
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How publishers are asked: seconds between requests to a host, and who we say we are."""

    spacing_s: float
    allow_hosts: frozenset[str]
    user_agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A claim and its answer; null where its turn did not come."""

    claim: Claim
    answer: FetchAnswer | None


def ask_all(claims: Sequence[Claim], manners: Manners) -> Iterator[list[Asked]]:
    """Ask every feed, yielding the answers as they gather, about once a second."""
    by_host: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_host[claim.host_key].append(claim)
    ends_at = time.monotonic() + BATCH_DEADLINE.total_seconds() - DEADLINE_S
    with ThreadPoolExecutor(max_workers=SOCKETS, thread_name_prefix="fetch") as pool:
        pending = {pool.submit(_ask_host, of_host, manners, ends_at) for of_host in by_host.values()}
        while pending:
            done, pending = wait(pending, timeout=GATHER_S)
            yield _gathered(done)


def _gathered(done: set[Future[list[Asked]]]) -> list[Asked]:
    return [asked for future in done for asked in future.result()]


def _ask_host(claims: list[Claim], manners: Manners, ends_at: float) -> list[Asked]:
    """Ask the feeds of one host one after another, with the spacing between, until it wants no more."""
    asked: list[Asked] = []
    for claim in claims:
        if _wants_no_more(asked) or time.monotonic() >= ends_at:
            asked.append(Asked(claim=claim, answer=None))
            continue
        if asked and not _is_free(claim.url, manners):
            time.sleep(manners.spacing_s)
        asked.append(Asked(claim=claim, answer=_answer(claim, manners)))
    return asked


def _wants_no_more(asked: list[Asked]) -> bool:
    """Whether the host said that it is asked too much, or is unavailable for one feed after another."""
    statuses = [each.answer.status for each in asked if each.answer is not None]
    return 429 in statuses or statuses.count(503) >= UNAVAILABLE_FEEDS


def _answer(claim: Claim, manners: Manners) -> FetchAnswer:
    """The feed's answer; a fault of ours is logged and fails this feed alone, not its whole batch."""
    try:
        return fetch(_request(claim, manners))
    except Exception as error:
        logger.exception("asking %s broke off", claim.url)
        text = f"asking for the feed broke off by a fault of ours: {type(error).__name__}"
        return FetchAnswer(outcome=FetchOutcome.FAILED, error_code="fault", error_text=text)


def _is_free(url: str, manners: Manners) -> bool:
    try:
        return urlsplit(url).netloc.lower() in manners.allow_hosts
    except ValueError:
        return False


def _request(claim: Claim, manners: Manners) -> FetchRequest:
    return FetchRequest(
        url=claim.url,
        etag=claim.etag,
        last_modified=claim.last_modified,
        user_agent=manners.user_agent,
        allow_hosts=manners.allow_hosts,
    )
