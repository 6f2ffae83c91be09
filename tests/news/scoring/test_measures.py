"""news.scoring.measures: precision, recall, F1 and their intervals."""

from collections.abc import Sequence

import pytest

from news.scoring import Counts, bootstrap, prf


@pytest.mark.parametrize(
    ("answers", "labels", "optional", "counts"),
    [
        pytest.param({"a", "b"}, {"b", "c"}, (), (1, 1, 1), id="one right, one wrong, one missed"),
        pytest.param({"a"}, {"b"}, {"a", "b"}, (0, 0, 0), id="the optional counts neither way"),
        pytest.param((), (), (), (0, 0, 0), id="nothing answered and nothing labelled"),
        pytest.param(["a", "a"], ["a"], (), (1, 0, 0), id="twice the same is once"),
    ],
)
def test_answers_are_counted_against_labels(
    answers: Sequence[str], labels: Sequence[str], optional: Sequence[str], counts: tuple[int, int, int]
) -> None:
    assert Counts.of(answers, labels, optional=optional) == counts


@pytest.mark.parametrize(
    ("counts", "precision", "recall", "f1"),
    [
        pytest.param(Counts(3, 1, 2), 0.75, 0.6, 2 / 3, id="some of each"),
        pytest.param(Counts(0, 0, 0), 1.0, 1.0, 1.0, id="nothing to do and nothing done"),
        pytest.param(Counts(0, 0, 4), 1.0, 0.0, 0.0, id="all missed"),
        pytest.param(Counts(0, 4, 0), 0.0, 1.0, 0.0, id="all wrong"),
    ],
)
def test_precision_recall_and_f1(counts: Counts, precision: float, recall: float, f1: float) -> None:
    assert prf(counts) == pytest.approx({"precision": precision, "recall": recall, "f1": f1})


def test_counts_add_up() -> None:
    assert Counts(1, 2, 3).plus(Counts(10, 20, 30)) == (11, 22, 33)


def mean(rows: Sequence[float]) -> dict[str, float]:
    return {"mean": sum(rows) / len(rows)}


def test_the_interval_of_a_mean_is_about_two_standard_errors_each_way() -> None:
    rows = [0.0, 1.0] * 200

    low, high = bootstrap(rows, mean)["mean"]

    assert (low, high) == pytest.approx((0.451, 0.549), abs=0.01)


def test_the_same_rows_have_the_same_interval_and_a_wider_one_covers_more() -> None:
    rows = [0.0, 1.0, 1.0, 0.0, 1.0] * 20
    first, again = bootstrap(rows, mean), bootstrap(rows, mean)
    narrow = bootstrap(rows, mean, covered=0.5)

    assert first == again
    assert first["mean"][0] < narrow["mean"][0] <= narrow["mean"][1] < first["mean"][1]


def test_rows_that_agree_have_no_spread_and_no_rows_have_no_interval() -> None:
    assert bootstrap([1.0] * 9, mean) == {"mean": (1.0, 1.0)}
    assert bootstrap([], mean) == {}
