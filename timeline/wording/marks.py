"""The marks of the timeline, each with what it says."""

from typing import NamedTuple


class MarkNote(NamedTuple):
    """The name of a mark in the sprite, its colour group, and its meaning in a sentence."""

    mark: str
    tone: str
    meaning: str


MARKS: tuple[MarkNote, ...] = (
    MarkNote("tick", "plain", "The day on which a promise was made; a dotted line leads to its window."),
    MarkNote("promise", "promise", "The window of the current promise, as wide as it was promised."),
    MarkNote(
        "vague",
        "promise",
        "A wide or vague window: its ends fade. Where there is no date at all, a dotted line runs on.",
    ),
    MarkNote("replaced", "promise", "A window that a later promise replaced."),
    MarkNote(
        "slip",
        "slip",
        "The date moved: an arc from the end of the old window to the end of the new one, with its days.",
    ),
    MarkNote("ship", "ship", "It came. Half a disc: in part, taken away again, or back."),
    MarkNote("launch", "ship", "It came without having been promised."),
    MarkNote("late", "slip", "It came after the window: the line is the days late for certain."),
    MarkNote("overdue", "slip", "It had not come when it was last looked for: late at least so far."),
    MarkNote("unverified", "promise", "The window ran out, and nobody has looked since."),
    MarkNote("cancel", "cancel", "It will not come: the company said so, or others report it."),
    MarkNote("silent", "cancel", "Nobody speaks of it any more."),
    MarkNote("reorg", "reorg", "A restructuring of the company, over its whole lane. It is never scored."),
)
