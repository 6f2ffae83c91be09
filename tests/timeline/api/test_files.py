"""Lists as files: their names, their chunks, and nothing in them that a spreadsheet runs."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest

from aitracker.web.exports import cell
from news.models import Feed, Item
from tests.timeline.api.asking import LISTS, Asker
from tests.timeline.api.files import csv_rows, ndjson_rows
from timeline.models import Deliverable, Evidence

SUMMARY = "An invented report."


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [("csv", "text/csv; charset=utf-8"), ("ndjson", "application/x-ndjson; charset=utf-8")],
)
def test_a_file_has_a_type_a_name_and_a_licence(ask: Asker, kind: str, media_type: str) -> None:
    headers = ask(f"deliverables?format={kind}&as_of=2026-06-01").headers
    assert headers["Content-Type"] == media_type
    name = f"ai-tracker-deliverables-2026-06-01.{kind}"
    assert headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert headers["Link"] == '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["ETag"].startswith('W/"')


@pytest.mark.parametrize("name", LISTS)
def test_a_list_without_rows_is_its_columns(ask: Asker, name: str) -> None:
    assert ask(f"{name}?format=ndjson").text == ""
    lines = ask(f"{name}?format=csv").text.split("\r\n")
    assert (len(lines), lines[0].endswith(",as_of,record_through,licence"), lines[1]) == (2, True, "")


def test_a_file_that_the_reader_holds_is_not_sent_again(ask: Asker) -> None:
    tag = ask("events?format=csv").headers["ETag"]
    assert tag != ask("events?format=ndjson").headers["ETag"]
    again = ask("events?format=csv", if_none_match=tag)
    assert (again.status, again.text, again.queries) == (304, "", 1)


@pytest.mark.parametrize("accepted", ["text/csv", "application/x-ndjson", "text/html", "*/*"])
def test_the_address_alone_decides_the_type(ask: Asker, accepted: str) -> None:
    answer = ask("events?format=csv", accept=accepted)
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/csv; charset=utf-8")


def test_asked_for_json_a_list_is_as_ever(ask: Asker) -> None:
    assert ask("events?format=json").body == ask("events").body


def test_head_has_the_headers_of_a_file_alone(ask: Asker) -> None:
    answer = ask("companies?format=csv", method="HEAD")
    assert (answer.status, answer.text) == (200, "")
    assert answer.headers["Content-Disposition"].endswith('.csv"')


@pytest.mark.django_db
@pytest.mark.parametrize("number", [0, 1, 4, 5, 9, 10, 11])
def test_chunks_meet_without_a_gap(
    ask: Asker, monkeypatch: pytest.MonkeyPatch, items: Any, number: int
) -> None:
    monkeypatch.setattr("aitracker.web.exports.CHUNK", 5)
    titles = [f"Acme does thing {each}" for each in range(number)]
    items(titles)
    rows = ndjson_rows(ask("items?format=ndjson&sort=published"))
    assert [row["title"] for row in rows] == titles


@pytest.mark.parametrize(
    "title",
    ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "  =HYPERLINK()", "\u00a0=1", "＝1+1"],
)
def test_a_cell_is_no_formula(ask: Asker, items: Any, title: str) -> None:
    items([title])
    assert csv_rows(ask("items?format=csv"))[0]["title"] == f"'{title}"
    assert ndjson_rows(ask("items?format=ndjson"))[0]["title"] == title


@pytest.mark.parametrize(
    "title", ['He said "no", twice', "two\nlines", "Zürich 北京", "a;b", "5 - 3 = 2", "line\u2028end"]
)
def test_other_cells_are_as_they_are(ask: Asker, items: Any, title: str) -> None:
    items([title])
    assert csv_rows(ask("items?format=csv"))[0]["title"] == title
    assert [row["title"] for row in ndjson_rows(ask("items?format=ndjson"))] == [title]


def test_a_title_is_cut_at_280_characters(ask: Asker, items: Any) -> None:
    items(["long " * 99])
    for row in (csv_rows(ask("items?format=csv"))[0], ndjson_rows(ask("items?format=ndjson"))[0]):
        assert len(row["title"]) <= 280
        assert row["title"].endswith("long…")


@pytest.mark.parametrize("kind", ["csv", "ndjson"])
def test_what_publishers_wrote_stays_with_them(
    ask: Asker, promised: Deliverable, items: Any, kind: str
) -> None:
    Evidence.objects.update(quote="Their very words.")
    items(["Acme does a thing"])
    assert "Their very words." in ask("commitments").text
    assert SUMMARY in ask("items").text
    for name in ("commitments", "items", "changes"):
        text = ask(f"{name}?format={kind}").text
        assert "https://" in text
        assert not any(word in text for word in ("quote", "excerpt", "Their very words", SUMMARY))


def test_a_number_below_zero_stays_a_number() -> None:
    assert (cell(-3), cell(True), cell(None), cell(["a", "b"]), cell([{"a": -1}])) == (
        "-3",
        "true",
        "",
        "a; b",
        '[{"a":-1}]',
    )


@pytest.fixture
def items(db: None) -> Any:
    """Makes items with these titles, a second after one another."""
    feed = Feed.objects.create(url="https://daily.example/feed", name="Daily", host_key="daily.example")

    def make(titles: list[str]) -> list[Item]:
        begin = datetime(2026, 11, 20, tzinfo=UTC)
        return Item.objects.bulk_create(
            Item(
                feed=feed,
                uid=(digest := sha256(str(each).encode()).digest()),
                url=f"https://daily.example/{each}",
                canonical_url_hash=digest,
                content_hash=digest,
                title=title,
                outlet=feed.name,
                summary=SUMMARY,
                published_at=(at := begin + timedelta(seconds=each)),
                listed_at=at,
                first_seen_at=at,
                date_source="published",
            )
            for each, title in enumerate(titles)
        )

    return make


def test_no_more_is_read_than_has_been_sent(
    ask: Asker, monkeypatch: pytest.MonkeyPatch, items: Any, django_assert_num_queries: Any
) -> None:
    monkeypatch.setattr("aitracker.web.exports.CHUNK", 5)
    items([f"Acme does thing {each}" for each in range(20)])
    pieces = iter(ask.client.get("/api/v1/items?format=ndjson"))
    with django_assert_num_queries(0):
        assert next(pieces).count(b"\n") == 5
    with django_assert_num_queries(2):
        assert next(pieces).count(b"\n") == 5
    assert [piece.count(b"\n") for piece in pieces] == [5, 5]
