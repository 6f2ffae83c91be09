"""Search in the API: one list of everything that holds the words."""

from typing import Any

import pytest

from tests.timeline.api.asking import Asker

pytestmark = pytest.mark.usefixtures("shipped")


def test_a_deliverable_is_found_by_its_name(ask: Asker) -> None:
    row = ask("search?q=muse+spark+api").data[0]
    assert row | {"excerpt": None, "hits": []} == {
        "kind": "deliverable",
        "slug": "muse-spark-api",
        "name": "Muse Spark: public API (preview)",
        "excerpt": None,
        "hits": [],
        "company": "meta",
        "outlet": None,
        "day": "2026-07-09",
        "fate": "delivered_late",
        "links": {"self": "/api/v1/deliverables/muse-spark-api", "html": "/d/muse-spark-api/"},
    }


def test_the_places_of_hits_are_those_of_the_words(ask: Asker) -> None:
    rows = ask("search?q=behemoth&kind=event").data
    assert rows
    for row in rows:
        words = [row["excerpt"][hit["start"] : hit["end"]] for hit in row["hits"]]
        assert {word.casefold() for word in words} <= {"behemoth", "behemoths"}


def test_kinds_choose(ask: Asker) -> None:
    kinds = {row["kind"] for row in ask("search?q=fall+or+siri&kind=event,commitment&limit=200").data}
    assert kinds == {"event", "commitment"}


def test_an_earlier_day_finds_what_was_public_then(ask: Asker) -> None:
    (early,) = ask("search?q=muse+spark+api&as_of=2026-07-05&limit=1").data
    assert early["fate"] == "overdue"
    days = [row["day"] for row in ask("search?q=meta&as_of=2025-01-01&limit=200").data if row["day"]]
    assert days
    assert max(days) <= "2025-01-01"


@pytest.mark.parametrize("sort", ["relevance", "-relevance", "day", "-day"])
def test_pages_joined_are_the_whole_in_its_order(ask: Asker, sort: str) -> None:
    whole = ask(f"search?q=openai&limit=200&sort={sort}&include=total")
    rows: list[Any] = []
    address = f"/api/v1/search?q=openai&limit=37&sort={sort}&include=total"
    while address and len(rows) < len(whole.data):
        page = ask(address)
        rows += page.data
        address = page.body["page"]["next"]
    assert rows[: len(whole.data)] == whole.data
    assert whole.body["page"]["total"] >= len(whole.data) > 37


def test_the_newest_stand_first_by_day(ask: Asker) -> None:
    days = [row["day"] or "" for row in ask("search?q=openai&limit=200&sort=-day").data]
    assert days == sorted(days, reverse=True)


def test_words_are_needed(ask: Asker) -> None:
    answer = ask("search")
    assert (answer.status, answer.body["errors"]) == (
        400,
        [{"in": "query", "name": "q", "detail": "is missing: nothing is answered without it"}],
    )


def test_what_nothing_holds_is_an_empty_list(ask: Asker) -> None:
    assert ask("search?q=zzzzqqq&include=total").body["page"] == {
        "limit": 50,
        "next": None,
        "previous": None,
        "total": 0,
    }


def test_many_rows_take_as_many_queries_as_few(ask: Asker) -> None:
    """In the transaction of a test facts and names are read anew, which takes five queries of the nine."""
    few, many = (ask(f"search?q=openai&limit={limit}").queries for limit in (1, 200))
    assert few == many <= 9


def test_an_empty_word_is_answered_with_what_helps(ask: Asker) -> None:
    (error,) = ask("search?q=").body["errors"]
    assert error["detail"] == "is empty: nothing is answered without it"


def test_a_file_has_no_places_in_a_text_that_it_leaves_out(ask: Asker) -> None:
    assert "hits" not in ask("search?q=siri&format=csv").text.partition("\n")[0].split(",")
