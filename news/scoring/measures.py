"""Precision, recall, F1 and their bootstrap intervals."""

from collections.abc import Callable, Collection, Mapping, Sequence
from random import Random
from typing import NamedTuple, TypeVar

ROUNDS = 1_000
SEED = 20_261_101
COVERED = 0.95
Row = TypeVar("Row")
Shares = Mapping[str, float]


class Counts(NamedTuple):
    """Answers against labels: how many answers were right, how many wrong, how many labels were missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @classmethod
    def of(
        cls,
        answers: Collection[object],
        labels: Collection[object],
        *,
        optional: Collection[object] = (),
    ) -> "Counts":
        """The counts of one item; what is optional counts neither as an answer nor as a label."""
        answered, labelled = set(answers) - set(optional), set(labels) - set(optional)
        return cls(len(answered & labelled), len(answered - labelled), len(labelled - answered))

    def plus(self, other: "Counts") -> "Counts":
        """Both counts together."""
        return Counts(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)


def prf(counts: Counts) -> dict[str, float]:
    """Precision, recall and F1, each 0 to 1; where nothing was answered or labelled nothing was wrong: 1."""
    right, wrong, missed = counts
    return {
        "precision": share(right, right + wrong),
        "recall": share(right, right + missed),
        "f1": share(2 * right, 2 * right + wrong + missed),
    }


def share(part: int, whole: int, *, of_nothing: float = 1.0) -> float:
    """The part as a share of the whole, and a stated value where there is no whole."""
    return part / whole if whole else of_nothing


def bootstrap(
    rows: Sequence[Row],
    measure: Callable[[Sequence[Row]], Shares],
    *,
    rounds: int = ROUNDS,
    seed: int = SEED,
    covered: float = COVERED,
) -> dict[str, tuple[float, float]]:
    """The percentile interval of each named measure, rows drawn with return; the same seed, the same answer.

    `measure` gives one number for every name from any rows; give rows that are independent of each other
    (an item, or a whole group of items that are measured together). Of no rows there are no intervals.
    """
    if not rows:
        return {}
    random = Random(seed)
    drawn = [measure(random.choices(rows, k=len(rows))) for _ in range(rounds)]
    return {name: _middle([each[name] for each in drawn], covered=covered) for name in drawn[0]}


def _middle(values: list[float], *, covered: float) -> tuple[float, float]:
    """The ends of the middle part of the values that holds `covered` of them."""
    values.sort()
    cut = round((1 - covered) / 2 * (len(values) - 1))
    return values[cut], values[-1 - cut]
