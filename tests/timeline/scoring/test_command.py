"""manage.py score_events: one JSON object out of files of labels, without a database."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

OWN = Path(__file__).parents[2] / "data" / "events.jsonl"
KEYS = {
    *("kind_accuracy", "kind_macro_f1", "kind_top_two", "kinds", "slip_kinds_f1", "window_exact_recall"),
    *("window_exact_precision", "window_phrase_exact", "items", "items_per_second", "intervals"),
}


def scored(*files: Path, **options: Any) -> tuple[dict[str, Any], str]:
    out, err = StringIO(), StringIO()
    call_command("score_events", *map(str, files), stdout=out, stderr=err, **options)
    return json.loads(out.getvalue()), err.getvalue()


def test_it_prints_one_object_with_every_measure_and_its_interval() -> None:
    result, errors = scored(OWN)

    low, high = result["intervals"]["kind_accuracy"]
    assert result.keys() == KEYS
    assert low <= result["kind_accuracy"] <= high
    assert len(result["kinds"]) == 10
    assert errors == ""


def test_it_lists_what_went_wrong_when_asked(tmp_path: Path) -> None:
    file = tmp_path / "labels.jsonl"
    label = {"id": "x1", "title": "Acme delays Heron", "published": "2026-06-04", "kind": "funding"}
    file.write_text(json.dumps(label), encoding="utf-8")

    result, errors = scored(file, errors=True)

    assert result["items"] == 1
    assert errors.strip() == "x1: kind delay (then none), labelled funding: Acme delays Heron"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"id": "x1", "title": "t", "kind": "delay"}', "labels.jsonl:1: without published"),
        ("{", "labels.jsonl:1: not JSON"),
        ("", "no labelled item"),
    ],
    ids=["a field is missing", "no JSON", "empty"],
)
def test_a_file_it_cannot_read_is_named(tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "labels.jsonl"
    file.write_text(content, encoding="utf-8")

    with pytest.raises(CommandError, match=said):
        scored(file)
