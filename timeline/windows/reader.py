"""From a phrase and the day it was said to a window, by the phrase table and by nothing else."""

import re
from datetime import date

from timeline.terms import Precision
from timeline.windows.forms import Shape, find_form
from timeline.windows.frames import Frame
from timeline.windows.grammar import reduce_phrase
from timeline.windows.shapes import READERS
from timeline.windows.spans import Span
from timeline.windows.window import Window
from timeline.windows.words import Phrase, tokenise

_LONGEST = 10_000
_COMPANION = re.compile(r"\b(?:with|alongside|on the same day as|at the same time as)\b")
_COMPANION_FIRST = ("with ", "alongside ")
_OPENING = " \"'("
_DENIED = re.compile(r"\b(?:not|no|never|without|too soon)\b|n't\b")
_NO_DATE = re.compile(r"\b(?:no|without an?) (?:\w+ ){0,2}date\b|\bundated\b")
_VAGUE = re.compile(
    r"\b(?:soon|shortly|tbd|tba|tbc|asap|eventually|someday|in due course|to follow)\b"
    r"|\b(?:when|once) (?:(?:it|they|we)(?:'s|'re| is| are| feels?)? )?(?:\w+ )?ready\b"
    r"|\bas soon as (?:possible|we can|it|they|we|its)\b"
    r"|\bto be (?:announced|determined|confirmed|decided)\b"
    r"|\b(?:at|on) an? (?:later|future) date\b|\bin the (?:near |not too distant )?future\b"
)


def read_window(
    words: str,
    said_earliest: date | None,
    said_latest: date | None,
    *,
    fiscal_year_start_month: int = 1,
    previous: Window | None = None,
    relative: date | None = None,
    retro: bool = False,
) -> Window | None:
    """The window that rule set 1 reads from the words, or None where no rule does. Never fails on any text.

    Said on a day: pass that day twice. In a month: its first and last day. Unknown: the day of the first
    report twice; without any, only what the words themselves date is read, as if said before it.
    `retro`: a plan disclosed afterwards, read as if said before its window. The days are those of the
    disclosure: they tell which June is meant (the nearest, of two as near the past one), what "next week" is
    and where a deadline still open then begins, and cut off no earliest day. What counts from the day of
    saying ("in the coming weeks") is not read.
    `previous`: the window that "one more month" moves. `relative`: the day of what "with the app" goes with.
    """
    if len(words) > _LONGEST:
        return None
    frame = Frame(said_earliest, said_latest, retro, previous, relative)
    try:
        return _read(tokenise(words), frame, fiscal_year_start_month)
    except (ValueError, OverflowError):
        # The calendar ends with the year 9999, and so does every promise.
        return None


def _read(phrase: Phrase, frame: Frame, fiscal_year_start_month: int) -> Window | None:
    form = find_form(reduce_phrase(phrase, fiscal_year_start_month=fiscal_year_start_month))
    if form is None:
        return None
    dated = form.shape != Shape.NOTHING
    if frame.relative is not None and _COMPANION.search(phrase.text):
        window = READERS[form.shape](form, frame) if dated else None
        return _with_companion(phrase.text, frame, frame.relative, window) if window or not dated else None
    if not dated:
        return _read_vague(phrase.text, frame)
    # What it goes with would name the day, and that day is not known here.
    return (
        None
        if phrase.text.lstrip(_OPENING).startswith(_COMPANION_FIRST)
        else READERS[form.shape](form, frame)
    )


def _with_companion(text: str, frame: Frame, day: date, window: Window | None) -> Window | None:
    """The other's day, unless the words also name days that it does not lie in."""
    if window is None and _DENIED.search(text):
        return _read_vague(text, frame)
    if window is not None and not _holds(window, day):
        return None
    return frame.window(Span(day, day), precision=Precision.DAY, rule="with")


def _holds(window: Window, day: date) -> bool:
    return (window.earliest is None or window.earliest <= day) and (
        window.latest is None or day <= window.latest
    )


def _read_vague(text: str, frame: Frame) -> Window | None:
    """ "No date" is a statement; any other denial ("not soon") is not read."""
    if _NO_DATE.search(text) or (_VAGUE.search(text) and not _DENIED.search(text)):
        return frame.vague()
    return None
