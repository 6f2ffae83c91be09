"""The shipped names on headlines of our own, each the pattern of a trap: the gate of every edit of a name."""

from pathlib import Path

import pytest

from news.scoring import read_rows
from news.scoring.tags import NEEDED, Row, TagScorer, measures
from news.shipped import publisher_of, shipped_company_names, shipped_gazetteer

HEADLINES = read_rows([Path("news/data/headlines.jsonl")], needed=NEEDED)
SCORER = TagScorer(gazetteer=shipped_gazetteer(), names=shipped_company_names(), publisher_of=publisher_of)


@pytest.mark.parametrize("row", HEADLINES, ids=lambda row: f"{row['id']} {row['trap']}")
def test_the_headline_names_what_its_labels_say(row: Row) -> None:
    faults = SCORER.item_score(row, SCORER.answer(row)).faults

    assert (row["title"], faults) == (row["title"], ())


def test_the_headlines_are_many_and_a_third_of_them_names_nothing() -> None:
    hard = [row for row in HEADLINES if row["hard_negative"]]

    assert len(HEADLINES) >= 120
    assert len({row["title"] for row in HEADLINES}) == len(HEADLINES)
    assert len(hard) >= len(HEADLINES) // 3


def test_the_measures_of_all_headlines_are_above_their_floors() -> None:
    items = [SCORER.item_score(row, SCORER.answer(row)) for row in HEADLINES]
    told = measures(items)

    assert told["companies"]["f1"] >= 0.97
    assert told["companies"]["precision"] >= 0.98
    assert told["models"]["f1"] >= 0.95
    assert told["hard_negatives_wrong"] <= 0.01
    assert told["items_right"] >= 0.95
