"""Today: what leads, what moved, what ended in vain, and figures that say what they count."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from tests.timeline.acme import deliverable_document, said, source
from tests.timeline.views.reading import addresses_in, part_of, words_of
from timeline.curation import Act, add, deliver, state, verify
from timeline.curation.inputs import Happened
from timeline.documents import DELIVERABLE
from timeline.models import Deliverable


def moved(visitor: Client, query: str = "") -> list[str]:
    """The rows of What moved as a reader reads them."""
    table = part_of(visitor.get(f"/{query}"), "tbody")
    rows = table.split("<tr>")[1:]
    return [words_of(_Answer(f"<body>{row}")) for row in rows]


class _Answer:
    def __init__(self, html: str) -> None:
        self.content = html.encode()


@pytest.mark.parametrize(
    ("as_of", "rows"),
    [
        pytest.param("2026-06-30", ["2 Mar Acme Phone Api Promised in June – 1"], id="while it is open"),
        pytest.param(
            "2026-07-01",
            [
                "1 Jul Acme Phone Api Not checked in June → not checked since 2 Mar 2026 – 1",
                "2 Mar Acme Phone Api Promised in June – 1",
            ],
            id="from the day after",
        ),
    ],
)
def test_a_window_that_passed_unseen_is_told_on_the_day_after(
    visitor: Client, promised: Deliverable, as_of: str, rows: list[str]
) -> None:
    assert moved(visitor, f"?as_of={as_of}") == rows


def test_a_window_known_to_have_ended_in_vain_is_missed_by_the_days_it_was_looked_for(
    visitor: Client, promised: Deliverable, act: Act
) -> None:
    verify(replace(act, reason="not there"), promised.slug, on=date(2026, 7, 9))
    assert moved(visitor)[0] == "1 Jul Acme Phone Api Missed in June → not there by then at least +9 d 1"


def test_a_window_replaced_in_time_is_a_move_and_not_missed(
    visitor: Client, promised: Deliverable, act: Act
) -> None:
    later = said("in August", date(2026, 6, 20))
    state(act, promised.slug, later, [source("two", date(2026, 6, 20))])
    assert moved(visitor, "?as_of=2026-07-15") == [
        "20 Jun Acme Phone Api Moved in June → in August +62 d 1",
        "2 Mar Acme Phone Api Promised in June – 1",
    ]


def test_a_window_replaced_after_it_had_passed_is_both(
    visitor: Client, promised: Deliverable, act: Act
) -> None:
    later = said("in August", date(2026, 7, 3))
    state(act, promised.slug, later, [source("two", date(2026, 7, 3))])
    assert [row.split("Api ")[1].split(" in June")[0] for row in moved(visitor, "?as_of=2026-07-15")] == [
        "Moved",
        "Missed",
        "Promised",
    ]


def test_a_source_counts_from_the_day_it_could_be_read(visitor: Client, acme: str, act: Act) -> None:
    state(act, acme, said(), [source(), source("later", date(2026, 5, 5))])
    assert moved(visitor, "?as_of=2026-04-01") == ["2 Mar Acme Phone Api Promised in June – 1"]
    assert moved(visitor, "?as_of=2026-05-05") == ["2 Mar Acme Phone Api Promised in June – 2"]


def test_what_was_added_after_a_day_is_marked(visitor: Client, promised: Deliverable) -> None:
    assert "added since 1 March 2026" in moved(visitor, "?as_of=2026-06-01&since=2026-03-01")[0]
    assert "added" not in moved(visitor, "?as_of=2026-06-01&since=2026-03-02")[0]


def test_of_two_arrivals_as_late_the_more_significant_leads(visitor: Client, acme: str, act: Act) -> None:
    """The other one would come first by its slug, which decides where all else is equal."""
    add(act, DELIVERABLE, deliverable_document("tablet-api"))
    day = date(2026, 7, 9)
    for slug, significance in ((acme, 3), ("tablet-api", 1)):
        state(act, slug, said(), [source()])
        came = Happened(title=f"Acme opens {slug}", earliest=day, latest=day, significance=significance)
        deliver(act, slug, came, [source("opened", day)])
    assert "Phone Api came" in part_of(visitor.get("/?as_of=2026-07-12"), "article")


def test_launches_alone_are_no_empty_record(visitor: Client, acme: str, act: Act) -> None:
    day = date(2026, 7, 9)
    deliver(act, acme, Happened(title="Acme opens it", earliest=day, latest=day), [source("opened", day)])
    words = words_of(visitor.get("/?as_of=2026-07-12"))
    assert "No promise leads yet Nothing confirmed was promised by 12 July 2026" in words
    assert "Nothing is recorded yet" not in words


def test_few_first_dates_make_no_share(visitor: Client, promised: Deliverable) -> None:
    assert "0 of 0 first dates kept, too few for a share" in _tally(visitor)


def test_one_promise_of_one_company_reads_well(visitor: Client, promised: Deliverable) -> None:
    words = words_of(visitor.get("/?as_of=2026-06-01"))
    assert "Acme promises Phone Api for 1–30 June 2026" in words
    assert "30 Jun Phone Api Acme in June · first promise" in words
    assert "No first date has been resolved yet." in words


@pytest.mark.usefixtures("shipped")
class TestShipped:
    """Over the shipped record."""

    def test_the_lead_says_how_far_the_record_reaches(self, visitor: Client) -> None:
        assert "The record reaches to 29 October 2026" in part_of(visitor.get("/"), "article")

    def test_an_earlier_week_without_a_change_says_so(self, visitor: Client) -> None:
        assert "Nothing changed this week" in part_of(visitor.get("/?as_of=2026-09-30"), "article")

    def test_the_lead_counts_the_sources_it_rests_on(self, visitor: Client) -> None:
        counted = visitor.get("/api/v1/deliverables/gemini-3-5-pro-api").json()["data"]["evidence_count"]
        lead = part_of(visitor.get("/"), "article")
        assert f">{counted} sources</a>" in lead
        assert "/d/gemini-3-5-pro-api/#evidence" in addresses_in(lead)

    def test_every_link_keeps_the_day_shown(self, visitor: Client) -> None:
        main = part_of(visitor.get("/?as_of=2026-06-20"), "main")
        inside = [each for each in addresses_in(main) if each.startswith("/") and "since=" not in each]
        assert [each for each in inside if "as_of=2026-06-20" not in each] == ["/"]

    def test_a_restructuring_leads_to_its_event(self, visitor: Client) -> None:
        page = visitor.get("/")
        assert any("Reorganised layoffs" in row for row in moved(visitor))
        assert [each for each in addresses_in(part_of(page, "tbody")) if each.startswith("/e/")]

    @pytest.mark.parametrize("as_of", ["2022-12-01", "2024-02-01", "2025-06-01", "2026-11-22"])
    def test_every_figure_is_one_of_the_day(self, visitor: Client, as_of: str) -> None:
        tally = _tally(visitor, f"?as_of={as_of}")
        answered = visitor.get(
            f"/api/v1/deliverables?as_of={as_of}&fate=overdue&limit=200&fields=slug"
        ).json()
        assert f"{len(answered['data'])} overdue now" in tally


def _tally(visitor: Client, query: str = "") -> str:
    html = part_of(visitor.get(f"/{query}"), "dl")
    pairs = [part.split("</dt>") for part in html.split("<dt>")[1:]]
    return " · ".join(words_of(_Answer(f"<body>{figure} {label}")) for label, figure in pairs)
