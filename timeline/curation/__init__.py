"""The one writer of the record: every function changes rows and writes down the Change, or does nothing."""

from timeline.curation.events import deliver, end, pull, record_event, restore, restructure
from timeline.curation.identity import merge, rename, split
from timeline.curation.kernel import Act, RecordError, Refused, StaleVersion, UnknownRow, add
from timeline.curation.promises import redate, restate, retract, state, verify, withdraw_date
from timeline.curation.repairs import correct, undo
from timeline.curation.screening import screen_stories
from timeline.curation.windows import note_closed_windows

__all__ = [
    "Act",
    "RecordError",
    "Refused",
    "StaleVersion",
    "UnknownRow",
    "add",
    "correct",
    "deliver",
    "end",
    "merge",
    "note_closed_windows",
    "pull",
    "record_event",
    "redate",
    "rename",
    "restate",
    "restore",
    "restructure",
    "retract",
    "screen_stories",
    "split",
    "state",
    "undo",
    "verify",
    "withdraw_date",
]
