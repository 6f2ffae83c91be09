"""What a correction of names would do to the tags: made, looked at and taken back, nothing is written."""

from typing import Any

from django.db import transaction

from news.matching import EVERYTHING, Reach, footprint, touched_patterns
from news.retagging import ScoreChange, Trial, score_names, try_names
from news.vocabulary import current_gazetteer
from timeline.curation import Act, correct
from timeline.documents import Table

# A page waits for it: what has not been looked at by then is said to be left out.
BUDGET_S = 8.0


def rehearse(act: Act, table: Table, slug: str, *, values: dict[str, Any]) -> Trial:
    """What `correct` with these values would change in the tags of the newest items, as many as time allows.

    Raises RecordError for what `correct` would refuse.
    """
    standing = current_gazetteer()
    with transaction.atomic():
        correct(act, table, slug, values=values)
        gazetteer = current_gazetteer()
        transaction.set_rollback(True)
    touched = touched_patterns(footprint(standing), gazetteer)
    reach = None if EVERYTHING in touched else Reach(touched)
    trial = try_names(gazetteer, reach=reach, budget_s=BUDGET_S)
    trial.score = ScoreChange(before=score_names(standing), after=score_names(gazetteer))
    return trial
