"""A deliverable's page as known on different days, and after its slug has moved on."""

import pytest
from django.test import Client

from tests.timeline.acme import deliverable_document, said, source
from tests.timeline.views.reading import words_of
from timeline.curation import Act, add, merge, rename, state
from timeline.documents import DELIVERABLE


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(
    ("as_of", "words"),
    [
        pytest.param("2026-06-02", "No date", id="announced"),
        pytest.param("2026-06-20", "Now promised for 3–30 June 2026", id="pending"),
        pytest.param("2026-07-05", "at least +5 d", id="overdue"),
        pytest.param("2026-11-22", "Shipped 9 Jul 2026 Against the first date +9 d", id="late"),
    ],
)
def test_muse_spark_reads_as_it_stood_on_the_day(visitor: Client, as_of: str, words: str) -> None:
    assert words in words_of(visitor.get(f"/d/muse-spark-api/?as_of={as_of}"))


@pytest.mark.usefixtures("shipped")
def test_the_slip_ledger_gives_words_windows_and_moves_of_both_lanes(visitor: Client) -> None:
    words = words_of(visitor.get("/d/muse-spark-api/"))
    assert "“this month” 3–30 Jun 2026 month dated Missed" in words
    assert "then May 1–31 May 2026 month +53 d Missed" in words
    assert "then June 1–30 Jun 2026 month +30 d Missed" in words


@pytest.mark.usefixtures("shipped")
def test_sources_that_could_not_be_read_yet_are_left_out(visitor: Client) -> None:
    before, after = (
        words_of(visitor.get(f"/d/muse-spark-api/?as_of={day}")) for day in ("2026-06-20", "2026-07-20")
    )
    assert "Support for the Meta Model API" not in before
    assert "Support for the Meta Model API" in after


def test_the_page_follows_the_record(visitor: Client, acme: str, act: Act) -> None:
    assert visitor.get(f"/d/{acme}/").status_code == 404
    state(act, acme, said(), [source()])
    assert "in June 1–30 Jun 2026 month first" in words_of(visitor.get(f"/d/{acme}/"))


def test_a_renamed_deliverable_leads_on_for_good(visitor: Client, acme: str, act: Act) -> None:
    rename(act, DELIVERABLE, acme, to="phone-interface")
    response = visitor.get(f"/d/{acme}/?as_of=2026-06-20")
    assert response.status_code == 301
    assert response.headers["Location"] == "/d/phone-interface/?as_of=2026-06-20"


def test_a_merged_deliverable_leads_to_the_other_one(visitor: Client, acme: str, act: Act) -> None:
    add(act, DELIVERABLE, deliverable_document("phone-web"))
    merge(act, acme, into="phone-web")
    response = visitor.get(f"/d/{acme}/")
    assert response.status_code == 301
    assert response.headers["Location"] == "/d/phone-web/"
