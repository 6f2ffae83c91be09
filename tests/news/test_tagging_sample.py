"""The judged sample of recorded news: its file is well formed, and its page states what the file holds."""

import re
from collections import Counter
from pathlib import Path

import pytest

from news.shipped import shipped_rows
from tests.news.judged import COLUMNS, VERDICTS, figures, ids_judged, read_judged, wilson

FILE = Path("docs/tagging-sample.tsv")
PAGE = Path("docs/tagging-sample.md")
ROWS = read_judged(FILE)
SLUGS = {
    *(f"company:{row['slug']}" for row in shipped_rows("companies")),
    *(f"product:{row['slug']}" for row in shipped_rows("products")),
}


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    [
        pytest.param(0, 0, 0.0, 1.0, id="of nothing nothing is known"),
        pytest.param(10, 10, 0.7225, 1.0, id="all right"),
        pytest.param(0, 10, 0.0, 0.2775, id="all wrong"),
        pytest.param(81, 263, 0.2553, 0.3662, id="Newcombe 1998"),
    ],
)
def test_the_interval_is_wilsons(right: int, of: int, low: float, high: float) -> None:
    assert wilson(right, of) == pytest.approx((low, high), abs=0.0001)


def test_the_file_has_its_columns_and_every_row_says_all_of_them() -> None:
    header = FILE.read_text(encoding="utf-8").splitlines()[0]

    assert header == "\t".join(COLUMNS)
    assert [row for row in ROWS if None in row or None in row.values()] == []
    assert [row for row in ROWS if not row["reason"] or row["verdict"] not in VERDICTS] == []


def test_an_id_is_twelve_hex_digits_and_the_rows_are_sorted_by_it() -> None:
    ids = [row["id"] for row in ROWS]

    assert [each for each in ids if not re.fullmatch("[0-9a-f]{12}", each)] == []
    assert ids == sorted(ids)


def test_a_tag_is_of_the_record_and_judged_once_an_item() -> None:
    judged = [row["tag"] for row in ROWS if row["verdict"] in ("right", "wrong")]
    missed = [row["tag"] for row in ROWS if row["verdict"] == "miss" and not row["tag"].startswith("name:")]

    assert sorted({*judged, *missed} - SLUGS) == []
    assert max(Counter((row["id"], row["tag"]) for row in ROWS).values()) == 1


def test_no_text_of_a_source_stands_in_it() -> None:
    assert max(len(row["reason"]) for row in ROWS) <= 120
    assert max(len(name) for row in ROWS for name in row["named"].split("; ")) <= 60


def test_two_hundred_items_are_judged_and_twenty_misses_listed() -> None:
    assert len(ids_judged(ROWS)) == 200
    assert sum(row["verdict"] == "miss" for row in ROWS) == 20


def test_the_page_states_the_precision_of_the_file() -> None:
    assert [line for line in figures(ROWS) if line not in PAGE.read_text(encoding="utf-8")] == []
