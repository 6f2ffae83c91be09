"""A deliverable's page as known on different days, and after its slug has moved on."""

from datetime import date

import pytest
from django.test import Client

from tests.timeline.acme import deliverable_document, said, source
from tests.timeline.views.reading import addresses_in, words_of
from timeline.curation import Act, add, merge, rename, state
from timeline.documents import DELIVERABLE
from timeline.terms import EvidenceRole


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
    assert "then May 1–31 May 2026 month +53 d 8 Apr → 31 May Missed 1 source" in words
    assert "then June 1–30 Jun 2026 month +30 d 31 May → 30 Jun Missed 2 sources" in words


@pytest.mark.usefixtures("shipped")
def test_a_promise_leads_to_its_sources_and_a_source_back_to_it(visitor: Client) -> None:
    response = visitor.get("/d/muse-spark-api/")
    html = response.content.decode()
    leading = {each for each in addresses_in(html) if each.startswith(("#promise-", "#source-"))}
    assert leading >= {"#promise-1", "#promise-2", "#source-5"}
    assert all(f'id="{each[1:]}"' in html for each in leading)


@pytest.mark.usefixtures("shipped")
def test_what_became_public_after_the_day_asked_for_is_marked(visitor: Client) -> None:
    marked = words_of(visitor.get("/d/muse-spark-api/?since=2026-06-20"))
    assert "Support for the Meta Model API in its first week GitHub: yologdev/yoagent · 11 Jul 2026" in marked
    assert marked.count("added since 20 June 2026") == 7
    assert "added since" not in words_of(visitor.get("/d/muse-spark-api/"))


@pytest.mark.usefixtures("shipped")
def test_what_a_curator_says_of_it_today_is_marked_so_on_an_earlier_day(visitor: Client) -> None:
    today, before = (words_of(visitor.get(f"/d/muse-spark-api/{on}")) for on in ("", "?as_of=2026-06-20"))
    note = "Opened as the Meta Model API with version 1.1."
    assert note in today
    assert "Noted later:" not in today
    assert f"Noted later: {note}" in before


@pytest.mark.usefixtures("shipped")
def test_it_is_cited_as_known_on_the_day_shown(visitor: Client) -> None:
    html = visitor.get("/d/muse-spark-api/?as_of=2026-06-20&since=2026-06-01").content.decode()
    address = "http://testserver/d/muse-spark-api/?as_of=2026-06-20"
    assert f'readonly value="{address}"' in html
    assert f"Muse Spark: public API (preview). AI Tracker, as known on 20 June 2026. {address}<" in html


@pytest.mark.usefixtures("shipped")
def test_it_is_described_in_a_sentence(visitor: Client) -> None:
    promised = "Meta, Muse Spark: public API (preview). Promised for 3–30 June 2026."
    assert (
        f'content="{promised} Shipped 9 Jul 2026, 9 days late."'
        in visitor.get("/d/muse-spark-api/").content.decode()
    )


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


def test_sources_that_disagree_are_named_with_both_readings(visitor: Client, acme: str, act: Act) -> None:
    against = source(
        "two", publisher="The Other Example", quote="not before autumn", role=EvidenceRole.CONTRADICTS
    )
    state(act, acme, said('"in June"'), [source(), against])
    words = words_of(visitor.get(f"/d/{acme}/"))
    assert "Sources disagree about promise 1. Recorded: “in June”, that is, 1–30 June 2026." in words
    assert "So say The Daily Example. Against it: The Other Example, “not before autumn”." in words


def test_a_moved_date_says_how_it_was_counted_and_how_early_it_was_told(
    visitor: Client, acme: str, act: Act
) -> None:
    state(act, acme, said(), [source()])
    later = date(2026, 6, 20)
    state(act, acme, said("in July", on=later), [source("two", on=later)])
    words = words_of(visitor.get(f"/d/{acme}/"))
    assert "+31 d 30 Jun → 31 Jul said 10 days before the old last day" in words
    assert "moved once" in words


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
