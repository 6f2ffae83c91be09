"""Sums, numbers of people and names beside other names, as a reader writes them."""

import pytest

from timeline.wording.amounts import amount_text, headcount_text
from timeline.wording.names import part_name


@pytest.mark.parametrize(
    ("low", "high", "currency", "text"),
    [
        pytest.param(14_300_000_000, 14_300_000_000, "USD", "$14.3 billion", id="one sum"),
        pytest.param(1_000_000_000, 1_500_000_000, "EUR", "€1–1.5 billion", id="a range"),
        pytest.param(10_000_000, None, "CNY", "10 million yuan", id="a currency without a sign"),
        pytest.param(None, 2_000_000_000_000, "USD", "$2 trillion", id="only the upper end"),
        pytest.param(900, 900, "USD", "$900", id="a small sum"),
        pytest.param(5_000_000, 5_000_000, "SEK", "5 million SEK", id="a currency without a name"),
        pytest.param(None, None, "", "", id="none"),
    ],
)
def test_a_sum_is_written_in_words_of_its_size(
    low: int | None, high: int | None, currency: str, text: str
) -> None:
    assert amount_text(low, high, currency) == text


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        pytest.param(600, 600, "600", id="one number"),
        pytest.param(3000, 4000, "3,000–4,000", id="a range"),
        pytest.param(3600, None, "3,600", id="one end"),
        pytest.param(None, None, "", id="none"),
    ],
)
def test_people_are_counted_with_commas(low: int | None, high: int | None, text: str) -> None:
    assert headcount_text(low, high) == text


@pytest.mark.parametrize(
    ("name", "whole", "text"),
    [
        pytest.param("Muse Spark: public API", "Muse Spark", "public API", id="after a colon"),
        pytest.param("Muse Spark API", "Muse Spark", "API", id="after a space"),
        pytest.param("Muse Sparkle: API", "Muse Spark", "Muse Sparkle: API", id="another word"),
        pytest.param("Avocado: release", "Muse Spark", "Avocado: release", id="another name"),
        pytest.param("Muse Spark", "Muse Spark", "Muse Spark", id="the same"),
    ],
)
def test_a_part_is_called_without_its_whole(name: str, whole: str, text: str) -> None:
    assert part_name(name, whole) == text
