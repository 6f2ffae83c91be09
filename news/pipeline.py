"""A feed's whole way in one process, from the claim to the item tagged and in its story."""

import time
from collections.abc import Collection, Iterator

from news.ingest import BATCH, Claim, Manners, Tell, claim_due, claim_now, manners, parse_next, run_batch
from news.models import Fetch
from news.stories import cluster_items
from news.tagging import tag_items


def read_due(feed_ids: Collection[int] | None = None, *, tell: Tell | None = None) -> Iterator[Fetch]:
    """Read the due feeds, of those named or of all, as politely as a worker; yields each ended attempt."""
    how = manners()
    while claims := claim_due(feed_ids=feed_ids):
        yield from _read(claims, how, tell)
        # so that the next claim finds the hosts rested that had more feeds than one claim takes
        time.sleep(how.spacing_s)


def read_now(feed_ids: Collection[int], *, tell: Tell | None = None) -> Iterator[Fetch]:
    """Read these feeds whatever schedule, spacing, blocks and leases say; yields each ended attempt."""
    ordered = sorted(feed_ids)
    for start in range(0, len(ordered), BATCH):
        yield from _read(claim_now(ordered[start : start + BATCH]), manners(spacing_s=0.0), tell)


def _read(claims: list[Claim], how: Manners, tell: Tell | None) -> Iterator[Fetch]:
    """Fetch, parse, tag and cluster for the claimed feeds; attempts come back in the order of the claims."""
    run_batch(claims, how, tell=tell)
    feed_ids = [claim.feed_id for claim in claims]
    while parse_next(feed_ids):
        continue
    while tag_items(feed_ids=feed_ids):
        continue
    while cluster_items():
        continue
    attempts = Fetch.objects.select_related("feed").in_bulk([claim.fetch_id for claim in claims])
    yield from (attempts[claim.fetch_id] for claim in claims if claim.fetch_id in attempts)
