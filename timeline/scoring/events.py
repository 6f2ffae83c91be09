"""Claims against labelled items: kinds, the kinds that move promises, and promised windows to the day."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from time import perf_counter
from typing import Any

from news.scoring import Counts, bootstrap, prf
from timeline.claims import Claim, Role
from timeline.scoring.labels import KINDS, NONE, SLIP_KINDS, Days, Label, folded, read_label
from timeline.windows import read_window

ROUNDING = 4
# From title, text and day to what they claim.
Reader = Callable[[str, str, date], Claim]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventScore:
    """One labelled item and what was answered; `is_phrase_exact` is None where no phrase is labelled."""

    label: Label
    kind: str
    second: str
    answer: Days | None
    window: Counts
    is_phrase_exact: bool | None

    @property
    def is_hit(self) -> bool:
        """Whether the kind answered is one of the labelled."""
        return self.kind in (self.label.kind, self.label.kind_also)

    @property
    def is_in_two(self) -> bool:
        """Whether one of the two kinds answered is one of the labelled."""
        return self.is_hit or self.second in (self.label.kind, self.label.kind_also)

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong with the answer, in words."""
        kind = () if self.is_hit else (f"kind {self.kind} (then {self.second}), labelled {self.label.kind}",)
        wrong = self.window.wrong or self.window.missed
        window = (
            (f"window {_in_words(self.answer)}, labelled {_in_words(self.label.window)}",) if wrong else ()
        )
        return (*kind, *window)


def score_events(rows: Sequence[Mapping[str, Any]], read: Reader) -> tuple[dict[str, Any], list[EventScore]]:
    """The measures of all rows, and the score of each; raises LabelFault. Reading alone is timed."""
    labels = [read_label(row) for row in rows]
    # The first reading compiles names and cues, which no later one does.
    read("", "", labels[0].on)
    start = perf_counter()
    claims = [read(label.title, label.text, label.on) for label in labels]
    seconds = perf_counter() - start
    items = [score_item(label, claim) for label, claim in zip(labels, claims, strict=True)]
    intervals = {
        name: [round(low, ROUNDING), round(high, ROUNDING)]
        for name, (low, high) in bootstrap(items, measures_of).items()
    }
    speed = {"items": len(items), "items_per_second": round(len(items) / seconds)}
    rounded = {name: round(value, ROUNDING) for name, value in measures_of(items).items()}
    return rounded | {"kinds": _kinds(items)} | speed | {"intervals": intervals}, items


def score_item(label: Label, claim: Claim) -> EventScore:
    """One item: an answer that the label also allows is right, or nothing where no promise is labelled."""
    answer = _promised(claim)
    return EventScore(
        label=label,
        kind=folded(claim.kind),
        second=folded(claim.second),
        answer=answer,
        window=_window_counts(label, answer),
        is_phrase_exact=_is_phrase_exact(label),
    )


def measures_of(items: Sequence[EventScore]) -> dict[str, float]:
    """Shares from 0 to 1."""
    by_kind = kind_counts(items)
    slips = sum_of([by_kind[kind] for kind in SLIP_KINDS])
    windows = prf(sum_of([item.window for item in items]))
    phrases = [item.is_phrase_exact for item in items if item.is_phrase_exact is not None]
    return {
        "kind_accuracy": sum(item.is_hit for item in items) / len(items),
        "kind_macro_f1": sum(prf(counts)["f1"] for counts in by_kind.values()) / len(KINDS),
        "kind_top_two": sum(item.is_in_two for item in items) / len(items),
        "slip_kinds_f1": prf(slips)["f1"],
        "window_exact_recall": windows["recall"],
        "window_exact_precision": windows["precision"],
        "window_phrase_exact": sum(phrases) / len(phrases) if phrases else 1.0,
    }


def kind_counts(items: Sequence[EventScore]) -> dict[str, Counts]:
    """For each kind: a hit counts for the kind answered, a fault against it and as a miss of the labelled."""
    right, wrong, missed = (dict.fromkeys(KINDS, 0) for _ in range(3))
    for item in items:
        if item.is_hit:
            right[item.kind] += 1
        else:
            wrong[item.kind] += 1
            missed[item.label.kind] += 1
    return {kind: Counts(right[kind], wrong[kind], missed[kind]) for kind in KINDS}


def sum_of(counts: Sequence[Counts]) -> Counts:
    """All counts together."""
    total = Counts()
    for each in counts:
        total = total.plus(each)
    return total


def _kinds(items: Sequence[EventScore]) -> dict[str, dict[str, float]]:
    return {
        kind: {name: round(value, ROUNDING) for name, value in prf(counts).items()}
        for kind, counts in kind_counts(items).items()
    }


def _promised(claim: Claim) -> Days | None:
    promised = next((each.window for each in claim.stated if each.role == Role.PROMISED), None)
    return (promised.earliest, promised.latest) if promised else None


def _window_counts(label: Label, answer: Days | None) -> Counts:
    if label.window is None:
        return Counts(wrong=1) if answer is not None and answer not in label.also else Counts()
    if answer is None:
        return Counts(missed=1)
    is_right = answer == label.window or answer in label.also
    return Counts(right=1) if is_right else Counts(wrong=1, missed=1)


def _is_phrase_exact(label: Label) -> bool | None:
    if label.stated is None:
        return None
    window = read_window(label.words, label.on, label.on)
    return window is not None and (window.earliest, window.latest) == label.stated


def _in_words(days: Days | None) -> str:
    return " to ".join(str(day) if day else "open" for day in days) if days else NONE
