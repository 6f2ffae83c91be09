"""The nudges: each asks the database what is left to do; a lost or doubled message changes nothing."""

import functools
import time
from collections.abc import Callable
from typing import Any

from celery import shared_task
from celery.signals import celeryd_init, worker_process_init

from news import ingest, pulse, retagging, stories, tagging
from news.models import Heartbeat
from news.parsing import limit_memory

TICK_S = 15
BUDGET_S = 100.0
FETCHING = "fetch"


class TaskTooBigError(Exception):
    """A task wanted more memory than it may have; Celery's worker dies of the MemoryError itself."""


def _bounded(body: Callable[[], None]) -> Callable[[], None]:
    """The task's body with MemoryError as an ordinary failure."""

    @functools.wraps(body)
    def run() -> None:
        try:
            body()
        except MemoryError as error:
            raise TaskTooBigError(f"{body.__name__} ran out of memory") from error

    return run


def _until_done(step: Callable[[], object]) -> None:
    """Repeat a step while it finds something to do and its time lasts; the next tick goes on."""
    ends_at = time.monotonic() + BUDGET_S
    while time.monotonic() < ends_at and step():
        continue


@celeryd_init.connect
def bound_memory(options: dict[str, Any], **_: object) -> None:
    """Have the children of a worker that parses bounded; those that fetch need room for their threads."""
    if FETCHING not in str(options.get("queues") or FETCHING):
        worker_process_init.connect(bound_child)


def bound_child(**_: object) -> None:
    """A document that needs too much memory is then a failure of its own, not the machine's."""
    limit_memory()


@shared_task(name="news.tasks.fetch_due")
@_bounded
def fetch_due() -> None:
    """Claim and fetch one batch; a full one means that more is due."""
    pulse.leave_sign(Heartbeat.Part.FETCH)
    claims = ingest.claim_due()
    if not claims:
        return
    ingest.run_batch(claims, ingest.manners())
    parse_spooled.apply_async(expires=TICK_S)
    if len(claims) == ingest.BATCH:
        fetch_due.apply_async(expires=TICK_S)


@shared_task(name="news.tasks.parse_spooled")
@_bounded
def parse_spooled() -> None:
    """Parse the documents that wait, then let their items be tagged."""
    pulse.leave_sign(Heartbeat.Part.WORK)
    _until_done(ingest.parse_next)
    tag_items.apply_async(expires=TICK_S)


@shared_task(name="news.tasks.tag_items")
@_bounded
def tag_items() -> None:
    """Tag the items that the rules have not seen, then let their stories be found."""
    _until_done(tagging.tag_items)
    cluster_items.apply_async(expires=TICK_S)


@shared_task(name="news.tasks.cluster_items")
@_bounded
def cluster_items() -> None:
    """Find the stories of the items that are tagged."""
    _until_done(stories.cluster_items)


@shared_task(name="news.tasks.retag_items")
@_bounded
def retag_items() -> None:
    """Tag the items again that a change of the names touches."""
    _until_done(retagging.take_step)


@shared_task(name="news.tasks.sweep")
@_bounded
def sweep() -> None:
    """Clear up behind workers that died."""
    ingest.sweep()
