"""news.scoring.stories and `manage.py score_stories`: pairs of reports against their labels; no database."""

import json
from io import StringIO
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from news.scoring import LabelFault, read_rows
from news.scoring.stories import NEEDED, answered_stories, error_lines, labelled_reports, story_scores
from news.shipped import shipped_gazetteer

OURS = Path(__file__).parents[2] / "data" / "stories.jsonl"
NUMBERS = count(1)
WORDS = "The harbour's cranes learn to wave at passing ferries"


def row(title: str = WORDS, **fields: Any) -> dict[str, Any]:
    number = next(NUMBERS)
    plain = {"id": f"r{number}", "lead": None, "published": "2026-11-03", "story": None, "thread": None}
    return {**plain, "title": title, "url": f"https://outlet-{number}.example/", **fields}


def scores(*rows: dict[str, Any]) -> tuple[float, float, float]:
    found = story_scores(labelled_reports(rows, shipped_gazetteer()))
    return found["pair_precision"], found["pair_recall"], found["pair_f1"]


def test_stories_of_our_own_are_told_apart() -> None:
    labelled = labelled_reports(read_rows([OURS], needed=NEEDED), shipped_gazetteer())
    found = story_scores(labelled)

    assert found["items"] >= 60
    assert (found["pair_precision"] >= 0.85, found["pair_recall"] >= 0.95) == (True, True), "\n".join(
        error_lines(labelled, answered_stories(labelled))
    )


def test_a_pair_is_right_wrongly_joined_or_wrongly_parted() -> None:
    other = "A quiet vote on soup"

    assert scores(row(story="a"), row(story="a")) == (1, 1, 1)
    assert scores(row(story="a"), row(story="a"), row(other, story="a")) == (1, 0.3333, 0.5)
    assert scores(row(story="a"), row(story="a"), row()) == (0.3333, 1, 0.5)


def test_pairs_of_one_thread_count_neither_way() -> None:
    assert scores(row(thread="t"), row(thread="t")) == (1, 1, 1)


def test_pairs_more_than_four_days_apart_do_not_count() -> None:
    assert scores(row(story="a"), row(story="a", published="2026-11-08")) == (1, 1, 1)


def test_reports_are_clustered_in_the_order_they_were_published() -> None:
    rows = [row(published="2026-11-05"), row(published="2026-11-03")]

    assert [each.on.day for each in labelled_reports(rows, shipped_gazetteer())] == [3, 5]


def test_each_wrong_pair_is_a_line() -> None:
    labelled = labelled_reports([row(), row()], shipped_gazetteer())

    assert list(error_lines(labelled, answered_stories(labelled))) == [f"joined: {WORDS} | {WORDS}"]


def test_an_unreadable_day_is_named() -> None:
    with pytest.raises(LabelFault, match="x1: published is no day: 'soon'"):
        labelled_reports([row(id="x1", published="soon")], shipped_gazetteer())


def test_the_command_prints_one_object_and_errors_apart() -> None:
    out, err = StringIO(), StringIO()
    call_command("score_stories", str(OURS), "--errors", stdout=out, stderr=err)
    printed = json.loads(out.getvalue())

    assert set(printed) == {
        "pair_precision", "pair_recall", "pair_f1", "items", "items_per_second", "intervals",
    }  # fmt: skip
    low, high = printed["intervals"]["pair_f1"]
    assert (low <= printed["pair_f1"] <= high, "joined: " in err.getvalue()) == (True, True)


def test_the_command_names_what_it_cannot_read(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("score_stories", str(tmp_path / "none.jsonl"))
