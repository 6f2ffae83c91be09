"""One batch from claim to spooled documents."""

from collections.abc import Callable, Sequence

from django.conf import settings

from news.ingest.claims import Claim
from news.ingest.finishing import finish
from news.ingest.rounds import Asked, Manners, ask_all
from news.scheduling import NETWORK_ERRORS, is_outage

Tell = Callable[[int], object]


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
    """
    unreachable: list[Asked] = []
    for asked in ask_all(claims, how):
        failed = [each for each in asked if _is_unreachable(each)]
        unreachable += failed
        finish([each for each in asked if each not in failed], spacing_s=how.spacing_s)
        if tell:
            tell(len(asked))
    outage = is_outage(
        hosts=len({claim.host_key for claim in claims}),
        unreachable=len({each.claim.host_key for each in unreachable}),
    )
    finish(unreachable, spacing_s=how.spacing_s, outage=outage)


def _is_unreachable(asked: Asked) -> bool:
    return asked.answer is not None and asked.answer.error_code in NETWORK_ERRORS
