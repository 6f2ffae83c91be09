"""The daily notice that a promised window has ended."""

from datetime import timedelta

from timeline.curation.kernel import Act, writing
from timeline.models import Change, Commitment
from timeline.terms import Action


def note_closed_windows(act: Act) -> int:
    """Write one notice for each window that ended before the day of the act; a second run adds none."""
    with writing():
        noted = Change.objects.filter(action=Action.WINDOW_CLOSED.value).values("target_key")
        ended = (
            Commitment.objects.filter(latest__lte=act.at.date() - timedelta(days=1))
            .exclude(slug__in=noted)
            .order_by("latest", "slug")
        )
        notices = [_notice(act, commitment) for commitment in ended]
        Change.objects.bulk_create(notices)
        return len(notices)


def _notice(act: Act, commitment: Commitment) -> Change:
    return Change(
        at=act.at,
        actor=act.actor,
        action=Action.WINDOW_CLOSED.value,
        target_table="commitment",
        target_key=commitment.slug,
        reason=f"The window ended on {commitment.latest}.",
    )
