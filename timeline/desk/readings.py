"""How the words of a suggestion were read: from which words, said when, to which days, by which rule."""

from collections.abc import Iterator
from datetime import date

from timeline.models import Suggestion
from timeline.terms import Precision
from timeline.windows import Window, read_window
from timeline.wording.questions import read_as, since_then


def readings_of(suggestion: Suggestion, *, today: date) -> Iterator[str]:
    """The new and the old window, each in sentences; the new one also as seen from today."""
    said_on = suggestion.said_on
    if said_on is None:
        return
    if suggestion.words and suggestion.precision:
        stored = _window(suggestion.earliest, suggestion.latest, suggestion.precision)
        window = _with_rule(suggestion, suggestion.words, stored, said_on)
        yield read_as(suggestion.words, window, said_on=said_on, role=suggestion.role)
        if suggestion.role == "promised" and (passed := since_then(window, today=today)):
            yield passed
    if suggestion.previous_words and suggestion.previous_precision:
        precision = suggestion.previous_precision
        stored = _window(suggestion.previous_earliest, suggestion.previous_latest, precision)
        window = _with_rule(suggestion, suggestion.previous_words, stored, said_on)
        yield read_as(suggestion.previous_words, window, said_on=said_on, role="previous")


def _window(earliest: date | None, latest: date | None, precision: str) -> Window:
    return Window(earliest, latest, Precision(precision), None, "")


def _with_rule(suggestion: Suggestion, words: str, stored: Window, said_on: date) -> Window:
    """The window with the rule that reads the words so; as it stands where none does."""
    start = suggestion.company.fiscal_year_start_month if suggestion.company else 1
    read = read_window(words, said_on, said_on, fiscal_year_start_month=start)
    same = read and (read.earliest, read.latest) == (stored.earliest, stored.latest)
    return read if read and same else stored
