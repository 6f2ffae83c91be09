"""The Wilson interval against values worked out elsewhere, and its bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.ledger import wilson


@pytest.mark.parametrize(
    ("kept", "n", "low", "high"),
    [
        pytest.param(0, 1, 0.0, 0.7935, id="none-of-1"),
        pytest.param(1, 1, 0.2065, 1.0, id="1-of-1"),
        pytest.param(0, 10, 0.0, 0.2775, id="none-of-10"),
        pytest.param(5, 10, 0.2366, 0.7634, id="half-of-10"),
        pytest.param(8, 10, 0.4902, 0.9433, id="8-of-10"),
        pytest.param(10, 10, 0.7225, 1.0, id="10-of-10"),
        pytest.param(81, 263, 0.2553, 0.3662, id="81-of-263"),
    ],
)
def test_the_interval_has_the_known_value(kept, n, low, high):
    assert wilson(kept, n) == pytest.approx((low, high), abs=5e-5)


def test_nothing_has_no_interval():
    assert wilson(0, 0) is None


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_share_lies_in_its_interval(counts):
    kept, n = counts
    low, high = wilson(kept, n) or (1.0, 0.0)
    assert 0 <= low <= kept / n + 1e-12
    assert kept / n - 1e-12 <= high <= 1
