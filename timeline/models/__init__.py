"""The tables of the record's promises, events and changes."""

from timeline.models.changes import Change
from timeline.models.commitments import Commitment
from timeline.models.deliverables import Deliverable
from timeline.models.events import Event, EventParty, Outcome
from timeline.models.evidence import Evidence
from timeline.models.holds import Hold
from timeline.models.suggestions import Passage, Suggestion
from timeline.models.tokens import ApiToken, SentRequest

__all__ = [
    "ApiToken",
    "Change",
    "Commitment",
    "Deliverable",
    "Event",
    "EventParty",
    "Evidence",
    "Hold",
    "Outcome",
    "Passage",
    "SentRequest",
    "Suggestion",
]
