"""The words of the promises that deliverables are judged by."""

from collections.abc import Iterable

from timeline.models import Commitment
from timeline.queries.deliverables import Row


def words_of_promises(rows: Iterable[Row]) -> dict[str, str]:
    """Words by the commitment's slug, of the first and the current promise of each row; one query."""
    judged = {
        promise.slug
        for row in rows
        for promise in (row.standing.first_promise, row.standing.current_promise)
        if promise is not None
    }
    return dict(Commitment.objects.filter(slug__in=judged).values_list("slug", "words"))
