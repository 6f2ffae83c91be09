"""One batch from claim to spooled documents."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from django.conf import settings
from django.db import OperationalError

from news.ingest.claims import Claim
from news.ingest.finishing import end_unwritten, finish
from news.ingest.rounds import Asked, Manners, ask_all
from news.models import Fetch
from news.queries import database_now
from news.scheduling import NETWORK_ERRORS, is_outage

Tell = Callable[[int], object]
LATELY, LATELY_MOST = timedelta(minutes=1), 500


def manners(*, spacing_s: float | None = None) -> Manners:
    """How the settings want publishers to be asked, with another spacing where one is given."""
    contact = settings.FEED_CONTACT
    return Manners(
        spacing_s=settings.FEED_HOST_SPACING if spacing_s is None else spacing_s,
        allow_hosts=settings.FEED_ALLOW_HOSTS,
        user_agent=f"AITracker/0.1 (feed reader; {contact})" if contact else "AITracker/0.1 (feed reader)",
    )


def run_batch(claims: Sequence[Claim], how: Manners, *, tell: Tell | None = None) -> None:
    """Ask every claimed feed and write the answers down as they come, telling how many each time.

    Hosts that could not be reached are judged together at the end: when nearly all were, none is blamed.
    Raises OperationalError when the database takes no answers; that is held against no feed either.
    """
    try:
        _ask_and_finish(claims, how, tell)
    except OperationalError:
        end_unwritten(claims)
        raise


def _ask_and_finish(claims: Sequence[Claim], how: Manners, tell: Tell | None) -> None:
    unreachable: list[Asked] = []
    for asked in ask_all(claims, how):
        failed = [each for each in asked if _is_unreachable(each)]
        unreachable += failed
        finish([each for each in asked if each not in failed], spacing_s=how.spacing_s)
        if tell:
            tell(len(asked))
    if unreachable:
        finish(unreachable, spacing_s=how.spacing_s, outage=_is_outage(claims, unreachable))


def _is_outage(claims: Sequence[Claim], unreachable: Sequence[Asked]) -> bool:
    """Whether nearly all hosts of this batch, or of it and the attempts of the last minute, are away."""
    hosts = {claim.host_key for claim in claims}
    away = {each.claim.host_key for each in unreachable}
    if is_outage(hosts=len(hosts), unreachable=len(away)):
        return True
    lately = _asked_lately()
    reached = {host for host, code in lately if code not in NETWORK_ERRORS}
    away_lately = away | {host for host, code in lately if host not in reached}
    return is_outage(hosts=len(hosts | reached | away_lately), unreachable=len(away_lately))


def _asked_lately() -> list[tuple[str, str]]:
    """Host and error of the attempts that ended and began within the last minute, of the newest alone."""
    ended = Fetch.objects.exclude(outcome=None).exclude(outcome=Fetch.Outcome.LOST)
    newest = ended.order_by("-id").values_list("feed__host_key", "error_code", "started_at")[:LATELY_MOST]
    since = database_now() - LATELY
    return [(host, code) for host, code, started_at in newest if started_at >= since]


def _is_unreachable(asked: Asked) -> bool:
    return asked.answer is not None and asked.answer.error_code in NETWORK_ERRORS
