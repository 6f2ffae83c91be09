"""The one writer of the record: every function changes rows and writes down the Change, or does nothing."""

from timeline.curation.acceptances import Acceptance, NewDeliverable, Way
from timeline.curation.deciding import (
    Decided,
    Outdated,
    accept,
    merge_suggestion,
    reject,
    reopen,
    want_source,
)
from timeline.curation.events import deliver, end, pull, record_event, restore, restructure
from timeline.curation.guarded import Overtaken, last_change, unless_overtaken
from timeline.curation.holding import hold
from timeline.curation.identity import merge, rename, split
from timeline.curation.importing import Fared, ImportReport, import_facts
from timeline.curation.kernel import Act, RecordError, Refused, StaleVersion, UnknownRow, add, writing
from timeline.curation.promises import redate, restate, retract, state, verify, withdraw_date
from timeline.curation.repairs import correct, reinstate, undo
from timeline.curation.screening import screen_stories
from timeline.curation.windows import note_closed_windows

__all__ = [
    "Acceptance",
    "Act",
    "Decided",
    "Fared",
    "ImportReport",
    "NewDeliverable",
    "Outdated",
    "Overtaken",
    "RecordError",
    "Refused",
    "StaleVersion",
    "UnknownRow",
    "Way",
    "accept",
    "add",
    "correct",
    "deliver",
    "end",
    "hold",
    "import_facts",
    "last_change",
    "merge",
    "merge_suggestion",
    "note_closed_windows",
    "pull",
    "record_event",
    "redate",
    "reinstate",
    "reject",
    "rename",
    "reopen",
    "restate",
    "restore",
    "restructure",
    "retract",
    "screen_stories",
    "split",
    "state",
    "undo",
    "unless_overtaken",
    "verify",
    "want_source",
    "withdraw_date",
    "writing",
]
