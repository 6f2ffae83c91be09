"""Lists of the shipped record as files: the rows of JSON, in its order, cell by cell."""

import json
from typing import Any

import pytest

from tests.timeline.api.asking import LISTS, META, Asker
from tests.timeline.api.files import csv_rows, ndjson_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]
META_OF_FILES = {name: META[name] for name in ("as_of", "record_through", "licence")}
SELECTIONS = [
    "companies?sort=-name",
    "deliverables?company=meta&sort=-slip",
    "deliverables?as_of=2026-06-01&fate=pending,announced",
    "commitments?company=openai&sort=due",
    "events?kind=launch&from=2026-05-01&to=2026-08-31&sort=day",
    "restructurings?sort=-significance",
    "items?company=meta&sort=published",
    "changes?kind=state",
]
LEFT_OUT = ("quote", "excerpt", "hits")


def all_rows(ask: Asker, address: str) -> list[dict[str, Any]]:
    """Every page of the list as JSON."""
    sign = "&" if "?" in address else "?"
    answer = ask(f"{address}{sign}limit=200")
    rows: list[dict[str, Any]] = answer.data
    while where := answer.body["page"]["next"]:
        answer = ask(where)
        rows += answer.data
    return rows


def without_texts(value: Any) -> Any:
    if isinstance(value, list):
        return [without_texts(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {name: without_texts(each) for name, each in value.items() if name not in LEFT_OUT}


def flat(row: dict[str, Any], line: dict[str, str]) -> dict[str, Any]:
    """The values of a row by column: those of an object under names that begin with its own."""
    whole = {name: value for name, value in row.items() if name in line}
    parts = {
        f"{name}_{part}": inner
        for name, value in row.items()
        if isinstance(value, dict) and name not in line
        for part, inner in value.items()
    }
    return whole | parts


def said(value: Any) -> str:
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return "; ".join(value)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("address", [*LISTS, *SELECTIONS])
def test_the_rows_are_those_of_json_in_their_order(ask: Asker, address: str) -> None:
    sign = "&" if "?" in address else "?"
    rows = ndjson_rows(ask(f"{address}{sign}format=ndjson"))
    assert [row.pop("meta")["licence"] for row in rows] == ["CC-BY-4.0"] * len(rows)
    assert rows == without_texts(all_rows(ask, address))
    key = "slug" if rows and "slug" in rows[0] else "seq" if rows and "seq" in rows[0] else "id"
    lines = csv_rows(ask(f"{address}{sign}format=csv"))
    assert [line[key] for line in lines] == [said(row[key]) for row in rows]


@pytest.mark.parametrize("name", LISTS)
def test_every_cell_says_what_the_row_says(ask: Asker, name: str) -> None:
    rows, lines = all_rows(ask, name), csv_rows(ask(f"{name}?format=csv"))
    for row, line in zip(without_texts(rows), lines, strict=True):
        for column, value in flat(row, line).items():
            assert line[column].removeprefix("'") == said(value)


def test_each_row_says_on_which_day_and_record_it_rests(ask: Asker) -> None:
    line = csv_rows(ask("events?format=csv"))[0]
    assert {name: line[name] for name in META_OF_FILES} == META_OF_FILES
    assert list(line)[-3:] == list(META_OF_FILES)
    earlier = ndjson_rows(ask("events?format=ndjson&as_of=2026-06-01"))[0]
    assert earlier["meta"] == {
        "as_of": "2026-06-01",
        "record_through": "2026-10-29",
        "licence": "CC-BY-4.0",
    }


def test_an_object_in_a_row_has_a_column_for_each_of_its_fields(ask: Asker) -> None:
    line = csv_rows(ask("deliverables?format=csv&company=meta"))[0]
    assert {"first_promise_earliest", "current_promise_words", "arrived_latest", "links_html"} <= set(line)


def test_chosen_fields_are_the_columns(ask: Asker) -> None:
    text = ask("deliverables?format=csv&fields=slug,arrived&company=meta").text
    assert text.startswith("slug,arrived_earliest,arrived_latest,arrived_precision,as_of,")
    row = ndjson_rows(ask("deliverables?format=ndjson&fields=slug,fate&company=meta"))[0]
    assert list(row) == ["slug", "fate", "meta"]


@pytest.mark.parametrize("name", LISTS)
def test_the_number_of_queries_depends_on_chunks_alone(
    ask: Asker, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aitracker.web.exports.CHUNK", 1_000_000)
    assert ask(f"{name}?format=csv").queries <= 8
