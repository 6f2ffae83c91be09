"""The timeline and the ledger: one selection, drawn and listed."""

from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from tests.timeline.views.reading import addresses_in, part_of, words_of

pytestmark = pytest.mark.usefixtures("shipped")


def deliverables_in(html: str) -> set[str]:
    return {urlsplit(each).path for each in addresses_in(html) if each.startswith("/d/")}


@pytest.mark.parametrize(
    "query",
    ["?fate=announced", "?fate=overdue", "?from=2025-01-01&to=2025-12-31&lanes=all"],
)
def test_chart_and_list_show_the_same_rows(visitor: Client, query: str) -> None:
    response = visitor.get(f"/timeline/{query}")
    listed = deliverables_in(part_of(response, "table"))
    assert deliverables_in(part_of(response, "svg")) == listed
    assert deliverables_in(part_of(visitor.get(f"/ledger/{query}"), "table")) == listed != set()


@pytest.mark.parametrize(
    "query", ["lanes=all", "company=meta", "fate=announced", "company=apple&as_of=2026-06-20"]
)
def test_without_days_in_the_address_the_list_holds_every_row_that_fits(visitor: Client, query: str) -> None:
    selected = query.replace("lanes=all", "")
    answered = visitor.get(f"/api/v1/deliverables?{selected}&fields=slug&limit=200").json()
    expected = {row["slug"] for row in answered["data"]}
    while address := answered["page"]["next"]:
        answered = visitor.get(address).json()
        expected |= {row["slug"] for row in answered["data"]}
    response = visitor.get(f"/timeline/?{query}")
    assert deliverables_in(part_of(response, "table")) == {f"/d/{slug}/" for slug in expected} != set()
    assert deliverables_in(part_of(response, "svg")) <= deliverables_in(part_of(response, "table"))


@pytest.mark.parametrize("query", ["from=2100-01-01", "to=1999-12-31"])
def test_an_open_end_is_shown_from_or_to_the_day_that_was_given(visitor: Client, query: str) -> None:
    assert "No promise fits these filters" in words_of(visitor.get(f"/timeline/?{query}"))


def test_two_companies_stand_together_in_the_order_they_were_named(visitor: Client) -> None:
    chart = part_of(visitor.get("/timeline/?company=openai,meta"), "svg")
    assert 0 < chart.index('href="/c/openai/"') < chart.index('href="/c/meta/"')
    assert 'href="/c/google/"' not in chart


def test_twelve_lanes_are_shown_and_the_rest_are_a_link_away(visitor: Client) -> None:
    response = visitor.get("/timeline/")
    assert len({each for each in addresses_in(part_of(response, "svg")) if each.startswith("/c/")}) == 12
    assert "more companies are left out for room" in words_of(response)
    assert "/timeline/?lanes=all" in addresses_in(response.content.decode())


def test_links_keep_the_day_shown(visitor: Client) -> None:
    response = visitor.get("/timeline/?as_of=2026-06-20")
    assert "As known on 20 June 2026" in words_of(response)
    inside = [
        each for each in addresses_in(part_of(response, "main")) if each.startswith(("/d/", "/c/", "/e/"))
    ]
    assert {tuple(parse_qs(urlsplit(each).query)["as_of"]) for each in inside} == {("2026-06-20",)}


def test_an_unreadable_value_is_not_passed_on_by_links(visitor: Client) -> None:
    response = visitor.get("/ledger/?fate=lost&company=meta")
    carried = [each for each in addresses_in(part_of(response, "main")) if "company=meta" in each]
    assert carried
    assert not [each for each in carried if "lost" in each]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        pytest.param("?company=meta", "/d/muse-spark-api/", id="the latest first"),
        pytest.param("?company=meta&sort=name", "/d/avocado-release/", id="by name"),
    ],
)
def test_the_ledger_is_sorted_as_asked(visitor: Client, query: str, first: str) -> None:
    table = part_of(visitor.get(f"/ledger/{query}"), "table")
    names = [part.split('"')[0] for part in table.split('href="')[1:] if part.startswith("/d/")]
    expected = names if first == names[0] else []
    assert expected, f"{names[:3]} begin the ledger"


def test_nothing_that_fits_offers_two_ways_out(visitor: Client) -> None:
    response = visitor.get("/timeline/?company=meta&from=2100-01-01")
    assert "No promise fits these filters" in words_of(response)
    assert "/timeline/" in addresses_in(part_of(response, "main"))


def test_a_fate_group_stays_marked_as_chosen(visitor: Client) -> None:
    response = visitor.get("/ledger/?fate=overdue")
    chosen = [
        unescape(part.split("<")[0]) for part in response.content.decode().split('aria-current="true">')[1:]
    ]
    assert "Overdue" in {each.strip() for each in chosen}


def test_the_form_keeps_the_other_choices(visitor: Client) -> None:
    form = part_of(visitor.get("/ledger/?fate=overdue&company=meta&as_of=2026-06-20"), "main")
    assert '<input type="hidden" name="fate" value="overdue">' in form
    assert form.count('type="hidden"') == 1


def test_rows_that_rest_on_doubtful_details_say_unconfirmed(visitor: Client) -> None:
    assert "Siri with personal context (Siri AI) Device unconfirmed" in words_of(
        visitor.get("/ledger/?company=apple")
    )
