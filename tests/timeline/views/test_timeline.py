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


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        pytest.param("/timeline/", "12 companies · ", id="companies of the chart"),
        pytest.param("/timeline/?group=family&company=meta", " families · ", id="families"),
        pytest.param(
            "/ledger/?group=family&company=meta,openai", "2 companies · ", id="the list of families"
        ),
    ],
)
def test_lanes_are_counted_as_what_they_are(visitor: Client, address: str, counted: str) -> None:
    assert counted in words_of(visitor.get(address))


@pytest.mark.parametrize(
    "address", ["/timeline/?group=none&company=meta", "/ledger/?group=none&company=meta"]
)
def test_one_lane_of_everything_is_not_counted(visitor: Client, address: str) -> None:
    assert (
        "lane" not in words_of(visitor.get(address)).partition("deliverables ·")[0].rpartition("shipped")[2]
    )


@pytest.mark.parametrize(
    ("query", "as_of"),
    [
        pytest.param("", "2026-11-22", id="today"),
        pytest.param("?since=2026-10-01", "2026-11-22", id="marked from a day"),
        pytest.param("?as_of=2026-11-22", "2026-11-22", id="today named"),
        pytest.param("?as_of=2026-06-20&since=2026-05-01", "2026-06-20", id="an earlier day"),
    ],
)
def test_the_address_to_share_names_the_day_shown_once(visitor: Client, query: str, as_of: str) -> None:
    field = re.search(r'value="([^"]*)" data-share', visitor.get(f"/timeline/{query}").content.decode())
    assert field
    assert parse_qs(urlsplit(unescape(field[1])).query)["as_of"] == [as_of]


def test_the_list_alone_loads_no_script_of_the_chart(visitor: Client) -> None:
    assert "js/timeline" not in visitor.get("/ledger/").content.decode()


def test_what_became_public_since_a_day_is_marked(visitor: Client) -> None:
    table = part_of(visitor.get("/ledger/?company=meta&since=2026-08-01"), "table")
    rows = [row for row in table.split("<tr>") if "added since" in row]
    marked = {slug for row in rows for slug in re.findall(r'href="/d/([^/]+)/', row)}
    assert {"muse-spark-weights", "muse-spark-api"} & marked == {"muse-spark-weights"}


@pytest.mark.parametrize("query", ["from=2100-01-01", "to=1999-12-31"])
def test_an_open_end_is_shown_from_or_to_the_day_that_was_given(visitor: Client, query: str) -> None:
    assert "No promise fits these filters" in words_of(visitor.get(f"/timeline/?{query}"))


def test_companies_are_offered_by_name_whatever_their_case(visitor: Client) -> None:
    picker = next(form for form in forms_in(visitor.get("/ledger/")) if 'value="xai"' in form)
    names = re.findall(r'value="[^"]*"[^>]*>\s*([^<]*?)\s*</label>', picker)
    assert "xAI" in names
    assert names == sorted(names, key=str.casefold)


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


def nothing_at(visitor: Client, address: str) -> tuple[str, set[str]]:
    """The words and the links of the state that stands for an empty list, without the way to report it."""
    html = part_of(visitor.get(address), "main").partition('<div class="state">')[2]
    html = html.partition("Not right?")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split()).replace(" .", ".").replace(
        " ,", ","
    ), addresses_in(html)


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        pytest.param(
            "/timeline/?company=meta&from=2100-01-01",
            "You asked for deliverables of Meta, from 1 January 2100 on.",
            id="days without an end",
        ),
        pytest.param(
            "/ledger/?company=meta,mistral&fate=announced,pending,unverified&to=1999-12-31",
            "You asked for open deliverables of Meta or Mistral AI, up to 31 December 1999.",
            id="a group of fates of two companies",
        ),
        pytest.param(
            "/ledger/?channel=api,weights&q=zebra&as_of=2026-06-20",
            "You asked for deliverables, of the kind API or Open weights, with “zebra” in the name,"
            " as known on 20 June 2026.",
            id="kinds, words and an earlier day",
        ),
        pytest.param(
            "/timeline/?company=nobody",
            "You asked for deliverables of a company not on record,"
            " from 1 November 2025 to 28 February 2027.",
            id="the usual days of the chart",
        ),
        pytest.param(
            "/ledger/?fate=withdrawn,superseded&min_slip=30000",
            "You asked for deliverables marked Withdrawn or Continued elsewhere,"
            " and for more that the address names.",
            id="what has no words of its own",
        ),
    ],
)
def test_where_nothing_fits_it_is_said_what_was_asked_for(visitor: Client, address: str, asked: str) -> None:
    words, _ = nothing_at(visitor, address)
    assert words.startswith(f"No promise fits these filters {asked}")


def test_where_nothing_fits_it_is_counted_what_fits_without_one_of_the_choices(visitor: Client) -> None:
    words, ways = nothing_at(visitor, "/ledger/?company=xai&fate=overdue&to=1999-12-31")
    number = len(every_slug(visitor, "company=xai&fate=overdue"))
    assert number
    assert f"Just outside: {number} on other days. Any time Clear filters" in words
    assert ways == {"/ledger/?company=xai&fate=overdue", "/ledger/"}


def test_without_days_all_of_them_are_the_one_range_marked_even_where_nothing_fits(visitor: Client) -> None:
    ranges = visitor.get("/ledger/?q=zebra").content.decode().partition('aria-label="Range"')[2]
    chosen = re.findall(r'aria-current="true">([^<]*)<', ranges.partition("</nav>")[0])
    assert chosen == ["All"]


def test_any_time_is_no_way_out_where_no_day_has_anything(visitor: Client) -> None:
    words, _ = nothing_at(visitor, "/ledger/?company=nobody&to=1999-12-31")
    assert words.endswith("up to 31 December 1999. Clear filters")


def test_every_choice_that_stands_in_the_way_is_a_link_without_it(visitor: Client) -> None:
    words, ways = nothing_at(visitor, "/ledger/?company=meta&channel=law&as_of=2026-06-20&page=2")
    kinds = len(every_slug(visitor, "company=meta&as_of=2026-06-20"))
    companies = len(every_slug(visitor, "channel=law&as_of=2026-06-20"))
    assert f"Just outside: {kinds} of another kind, {companies} of other companies. Clear filters" in words
    assert ways == {
        "/ledger/?as_of=2026-06-20&company=meta",
        "/ledger/?as_of=2026-06-20&channel=law",
        "/ledger/?as_of=2026-06-20",
    }


def test_the_chart_leads_from_days_without_anything_to_all_of_them(visitor: Client) -> None:
    words, ways = nothing_at(visitor, "/timeline/?company=meta&from=2100-01-01")
    assert f"{len(every_slug(visitor, 'company=meta'))} on other days" in words
    any_time = next(each for each in ways if "to=2027-02-28" in each)
    assert part_of(visitor.get(any_time), "table")
    assert "/timeline/" in ways


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
