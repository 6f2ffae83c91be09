"""news.scoring.tags and the command: answers against labels, and what becomes of bad files."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from news.matching import Name, Publisher, Target, Thing, compile_gazetteer, folded_key
from news.scoring.tags import TagScorer
from news.shipped import shipped_grammar

HERON, NEST, WATCH = (Target("company", number) for number in (1, 2, 3))
OTTER, PHONE = Target("product", 4), Target("product", 5)
THINGS = [
    Thing(target=HERON, slug="heron", name="Heron", kind="company"),
    Thing(target=NEST, slug="nest", name="Nest Labs", kind="lab"),
    Thing(target=WATCH, slug="watch", name="Market Watch", kind="regulator"),
    Thing(target=OTTER, slug="otter", name="Otter", kind="family"),
    Thing(target=PHONE, slug="phone", name="Wader", kind="device"),
]
SCORER = TagScorer(
    gazetteer=compile_gazetteer(
        [Name(text=thing.name, target=thing.target) for thing in THINGS],
        owners={NEST: HERON, OTTER: HERON, PHONE: HERON},
        things=THINGS,
        grammar=shipped_grammar(),
    ),
    names={folded_key(thing.name): thing.target for thing in THINGS if thing.target.kind == "company"},
    publisher_of=lambda address, source: Publisher(),
)


def row(title: object, **labels: Any) -> Mapping[str, Any]:
    return {"id": "1", "title": title, "companies": [], "models": []} | labels


@pytest.mark.parametrize(
    ("item", "faults"),
    [
        pytest.param(row("Heron grows", companies=["Heron"]), (), id="right"),
        pytest.param(row("Heron grows"), ("company Heron: false",), id="a false company"),
        pytest.param(row("It grows", companies=["heron"]), ("company Heron: missed",), id="a missed company"),
        pytest.param(
            row("It grows", companies=["Ibis"]), ("company ibis: missed",), id="a company nobody knows"
        ),
        pytest.param(row("Heron grows", companies_optional=["Heron"]), (), id="an optional company"),
        pytest.param(row("Heron grows", companies_open=[]), (), id="a list that is open"),
        pytest.param(row("Nest Labs grows", companies=["Heron"]), (), id="a lab counts as its company"),
        pytest.param(row("Market Watch warns"), (), id="a regulator is not scored"),
        pytest.param(
            row("Otter 3.0 Pro", models=["Heron Otter Pro 3"], companies_implied=["Heron"]),
            (),
            id="a model in any order",
        ),
        pytest.param(
            row("Otter 3", models=["Otter 4"], companies_implied=["Heron"]),
            ("model 3 otter: false", "model 4 otter: missed"),
            id="another version",
        ),
        pytest.param(row("The Wader"), (), id="a device is no model"),
    ],
)
def test_what_is_a_fault(item: Mapping[str, Any], faults: tuple[str, ...]) -> None:
    assert SCORER.item_score(item, SCORER.answer(item)).faults == faults


def test_the_measures_of_three_items() -> None:
    rows = [
        row("Heron grows", companies=["Heron"]),
        row("Otter 3", models=["Otter 3"]),
        row("Heron flies south", hard_negative=True),
    ]
    told, _ = SCORER.score(rows)

    assert told["companies"] == {"precision": 0.3333, "recall": 1.0, "f1": 0.5}
    assert told["models"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert (told["hard_negatives_wrong"], told["items_right"], told["items"]) == (1.0, 0.3333, 3)
    assert set(told["intervals"]) == {"companies_f1", "models_f1", "hard_negatives_wrong", "items_right"}
    assert told["items_per_second"] > 0


def written(folder: Path, *rows: Mapping[str, Any]) -> Path:
    path = folder / "labels.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def test_the_command_prints_one_object_and_lists_faults_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, row("OpenAI opens an office"))

    call_command("score_tags", str(path), errors=True)
    out, err = capsys.readouterr()

    assert (json.loads(out)["items"], json.loads(out)["items_right"]) == (1, 0.0)
    assert err.strip() == "1\tcompany OpenAI: false\tOpenAI opens an office"


@pytest.mark.parametrize(
    ("labels", "fault"),
    [
        pytest.param({"title": 3}, "labels.jsonl:1: title is no text", id="a title that is a number"),
        pytest.param(
            {"companies": "OpenAI"}, "labels.jsonl:1: companies is no list of texts", id="a name for a list"
        ),
        pytest.param(
            {"models": [3]}, "labels.jsonl:1: models is no list of texts", id="a number for a model"
        ),
        pytest.param({"published": "soon"}, "labels.jsonl:1: published is no day", id="a day that is none"),
    ],
)
def test_a_label_of_the_wrong_shape_is_named(tmp_path: Path, labels: dict[str, Any], fault: str) -> None:
    with pytest.raises(CommandError, match=fault):
        call_command("score_tags", str(written(tmp_path, {**row("OpenAI"), **labels})))
