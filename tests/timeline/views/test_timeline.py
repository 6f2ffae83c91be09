"""The timeline and the ledger: one selection, drawn and listed."""

import re
from html import unescape
from typing import Any
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


def every_slug(visitor: Client, query: str) -> set[str]:
    answered = visitor.get(f"/api/v1/deliverables?{query}&fields=slug&limit=200").json()
    slugs = {row["slug"] for row in answered["data"]}
    while address := answered["page"]["next"]:
        answered = visitor.get(address).json()
        slugs |= {row["slug"] for row in answered["data"]}
    return slugs


@pytest.mark.parametrize(
    "query", ["sort=name", "company=meta", "fate=announced", "company=apple&as_of=2026-06-20"]
)
def test_without_days_in_the_address_the_ledger_holds_every_row_that_fits(
    visitor: Client, query: str
) -> None:
    pages = (visitor.get(f"/ledger/?{query}&page={number}") for number in (1, 2))
    listed = set[str]().union(*(deliverables_in(part_of(each, "table")) for each in pages))
    assert listed == {f"/d/{slug}/" for slug in every_slug(visitor, query)} != set()


@pytest.mark.parametrize("query", ["company=openai", "company=meta&as_of=2026-06-20"])
def test_without_days_in_the_address_the_chart_and_its_list_show_the_usual_days(
    visitor: Client, query: str
) -> None:
    first, last = ("2025-11-01", "2027-02-28") if "as_of" not in query else ("2025-06-01", "2026-09-30")
    response = visitor.get(f"/timeline/?{query}")
    slugs = every_slug(visitor, f"{query}&from={first}&to={last}")
    assert deliverables_in(part_of(response, "table")) == {f"/d/{slug}/" for slug in slugs} != set()


def test_the_way_from_chart_to_list_and_back_keeps_the_rows(visitor: Client) -> None:
    chart = visitor.get("/timeline/?company=meta")
    as_list = link_named(chart, "List")
    assert as_list == "/ledger/?company=meta&from=2025-11-01&to=2027-02-28"
    listed = visitor.get(as_list)
    assert deliverables_in(part_of(listed, "table")) == deliverables_in(part_of(chart, "table"))
    assert link_named(listed, "Chart") == "/timeline/?company=meta&from=2025-11-01&to=2027-02-28&view=chart"


def link_named(response: Any, words: str) -> str:
    found = re.search(rf'href="([^"]*)"[^>]*>{words}</a>', response.content.decode())
    assert found
    return unescape(found[1])


def test_a_long_list_is_cut_into_pages(visitor: Client) -> None:
    first, second = (visitor.get(f"/ledger/?page={number}") for number in (1, 2))
    assert "Rows 1–200 of 298" in words_of(first)
    assert "Rows 201–298 of 298" in words_of(second)
    both = [deliverables_in(part_of(each, "table")) for each in (first, second)]
    assert (len(both[0] | both[1]), both[0] & both[1]) == (298, set())


@pytest.mark.parametrize(
    ("group", "first", "note"),
    [
        pytest.param("family", "/p/gpt/", "deliverables", id="by family"),
        pytest.param("none", None, "Everything", id="all in one"),
    ],
)
def test_lanes_can_be_families_or_one(visitor: Client, group: str, first: str | None, note: str) -> None:
    chart = part_of(visitor.get(f"/timeline/?group={group}"), "svg")
    assert note in chart
    assert first is None or f'href="{first}"' in chart
    assert 'href="/c/' not in chart


def test_what_became_public_since_a_day_is_marked(visitor: Client) -> None:
    table = part_of(visitor.get("/ledger/?company=meta&since=2026-08-01"), "table")
    rows = [row for row in table.split("<tr>") if "added since" in row]
    marked = {slug for row in rows for slug in re.findall(r'href="/d/([^/]+)/', row)}
    assert {"muse-spark-weights", "muse-spark-api"} & marked == {"muse-spark-weights"}


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
    assert "are left out for room" in words_of(response)
    assert "/timeline/?lanes=all" in addresses_in(response.content.decode())


def test_links_keep_the_day_shown(visitor: Client) -> None:
    response = visitor.get("/timeline/?as_of=2026-06-20")
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


def test_a_form_carries_what_it_does_not_set(visitor: Client) -> None:
    response = visitor.get("/ledger/?fate=overdue&company=meta&q=spark")
    picker = next(form for form in forms_in(response) if 'name="company"' in form and "checkbox" in form)
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', picker))
    assert hidden == {"fate": "overdue", "q": "spark"}


def forms_in(response: Any) -> list[str]:
    return re.findall(r"<form.*?</form>", response.content.decode(), re.DOTALL)


def test_rows_that_rest_on_doubtful_details_say_unconfirmed(visitor: Client) -> None:
    assert "Siri with personal context (Siri AI) Device unconfirmed" in words_of(
        visitor.get("/ledger/?company=apple")
    )
