"""The daily notice that a promised window has ended."""

from datetime import date

from django.db.models import Min

from timeline.curation.kernel import Act, writing
from timeline.curation.renames import renames_since
from timeline.documents import COMMITMENT
from timeline.models import Change, Commitment
from timeline.terms import Action


def note_closed_windows(act: Act) -> int:
    """Write one notice for each window that ended before the day of the act; a second run adds none.

    A window that had ended before the record knew of it is noted too, but is no news: not public.
    """
    with writing():
        noted = Change.objects.filter(action=Action.WINDOW_CLOSED.value).values_list("target_key", flat=True)
        names = renames_since()
        done = {names.get((COMMITMENT.name, slug), slug) for slug in noted}
        ended = Commitment.objects.filter(latest__lt=act.at.date()).order_by("latest", "slug")
        known_since = _known_since()
        notices = [_notice(act, each, known_since) for each in ended if each.slug not in done]
        Change.objects.bulk_create(notices)
        return len(notices)


def _known_since() -> dict[str, date]:
    """The day on which each commitment was first recorded, by the slug it had then."""
    changes = Change.objects.filter(target_table=COMMITMENT.name, before__isnull=True)
    firsts = changes.values_list("target_key").annotate(first=Min("at"))
    return {slug: first.date() for slug, first in firsts}


def _notice(act: Act, commitment: Commitment, known_since: dict[str, date]) -> Change:
    known = known_since.get(commitment.slug, date.min)
    return Change(
        at=act.at,
        actor=act.actor,
        action=Action.WINDOW_CLOSED.value,
        target_table=COMMITMENT.name,
        target_key=commitment.slug,
        reason=f"The window ended on {commitment.latest}.",
        public=commitment.latest is not None and known <= commitment.latest,
    )
