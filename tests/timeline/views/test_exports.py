"""The Export menus lead to the very rows that their pages show, in their order, and to the chart of them."""

import re
from collections.abc import Mapping
from html import unescape

import icalendar
import pytest
from defusedxml.ElementTree import fromstring
from django.test import Client

from tests.timeline.acme import said, source
from tests.timeline.api.asking import Asker
from tests.timeline.api.files import csv_rows, ndjson_rows
from timeline.chart import layout
from timeline.curation import Act, state
from timeline.models import Deliverable
from timeline.wording.leads import quoted

MENU = re.compile(r'<ul class="exports">(.*?)</ul>', re.DOTALL)
ENTRY = re.compile(r'<a href="([^"]*)">([^<]*)</a>')
TABLE = re.compile(r"<table.*?</table>", re.DOTALL)
DELIVERABLE = re.compile(r'href="/d/([^/"]+)/')
LAUNCHES = re.compile(r"(\d+) launch")
HEADLINE = re.compile(r"data-open>(.*?)</a>", re.DOTALL)
WORDS = re.compile(r'<td class="slips__words">\s*<span[^>]*>(.*?)</span>', re.DOTALL)
FOUND = re.compile(r'class="item-name"\s+href="([^"]*)"')
FILES = ["CSV", "NDJSON", "JSON"]
OF_ROWS = [*FILES, "iCalendar", "Atom"]
OF_CHARTS = ["SVG", "SVG, dark", "PNG", "PNG, dark"]
LEDGERS = [
    "/ledger/?company=meta",
    "/ledger/?company=meta,nobody",
    "/ledger/?company=meta,openai&fate=overdue,delivered_late&sort=name&q=%20",
    "/ledger/?as_of=2026-06-01&channel=api&sort=company",
    "/ledger/?from=2026-05-01&to=2026-08-31&q=a&view=list&theme=dark&since=2026-05-01&page=1",
]
TIMELINES = [
    "/timeline/",
    "/timeline/?lanes=all",
    "/timeline/?company=meta,nobody&theme=dark",
    "/timeline/?company=meta&from=2026-01-01&to=2026-06-30&sort=name",
    "/timeline/?as_of=2026-06-20&group=none&fate=pending,overdue",
    "/timeline/?group=family&lanes=all&company=openai",
]


def page_of(visitor: Client, address: str) -> str:
    return visitor.get(address).content.decode()


def ways_out(html: str) -> dict[str, str]:
    """The addresses of the menu by the names of its entries."""
    found = MENU.search(html)
    entries = ENTRY.findall(found[1]) if found else []
    return {unescape(name): unescape(href) for href, name in entries}


def rows_of(html: str, which: re.Pattern[str] = DELIVERABLE) -> list[str]:
    """What the page lists, each once, in its order."""
    return list(dict.fromkeys(which.findall(html)))


def listed(html: str) -> list[str]:
    table = TABLE.search(html)
    return rows_of(table[0]) if table else []


def assert_same_rows(ask: Asker, ways: Mapping[str, str], shown: list[str], key: str = "slug") -> None:
    assert shown
    assert [row[key] for row in csv_rows(ask(ways["CSV"]))] == shown
    assert [row[key] for row in ndjson_rows(ask(ways["NDJSON"]))] == shown
    assert [row[key] for row in ask(ways["JSON"]).data] == shown[:50]


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("page", LEDGERS)
def test_the_files_of_the_ledger_hold_its_rows(visitor: Client, page: str) -> None:
    html, ask = page_of(visitor, page), Asker(visitor)
    ways = ways_out(html)
    assert list(ways) == OF_ROWS
    assert_same_rows(ask, ways, listed(html))


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("page", TIMELINES)
def test_the_files_of_the_timeline_hold_its_lanes_and_days(visitor: Client, page: str) -> None:
    html, ask = page_of(visitor, page), Asker(visitor)
    ways = ways_out(html)
    assert list(ways) == [*OF_ROWS, *OF_CHARTS]
    assert_same_rows(ask, ways, listed(html))


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("page", ["/ledger/?company=meta", "/timeline/?as_of=2026-06-20", "/c/openai/"])
def test_the_calendar_holds_the_promised_days_of_the_rows(visitor: Client, page: str) -> None:
    ask, ways = Asker(visitor), ways_out(page_of(visitor, page))
    rows = ndjson_rows(ask(ways["NDJSON"]))
    dated = [row["slug"] for row in rows if row["current_promise"] and row["current_promise"]["latest"]]
    events = icalendar.Calendar.from_ical(ask(ways["iCalendar"]).text).walk("VEVENT")
    assert len(dated) > 1
    assert sorted(event["url"].split("/d/")[1].split("/")[0] for event in events) == sorted(dated)


@pytest.mark.usefixtures("shipped")
def test_every_way_out_of_every_menu_answers(visitor: Client) -> None:
    pages = [*LEDGERS[:2], *TIMELINES[:3], "/d/muse-spark-api/?as_of=2026-07-05", "/c/meta/?as_of=2026-06-20"]
    pages += ["/news/?company=meta", "/news/?show=ledger", "/search/?q=spark"]
    ways = {
        href for page in pages for name, href in ways_out(page_of(visitor, page)).items() if "PNG" not in name
    }
    assert len(ways) > 40
    assert {way for way in ways if visitor.get(way).status_code != 200} == set()


@pytest.mark.usefixtures("shipped")
def test_the_file_of_a_deliverable_is_its_slip_ledger(visitor: Client) -> None:
    html, ask = page_of(visitor, "/d/siri-personal/?as_of=2026-03-01"), Asker(visitor)
    ways = ways_out(html)
    assert list(ways) == ["JSON", "CSV", "NDJSON", "iCalendar", "Atom", *OF_CHARTS]
    words = [row["window_words"] for row in csv_rows(ask(ways["CSV"]))]
    assert words == [row["window"]["words"] for row in ndjson_rows(ask(ways["NDJSON"]))]
    assert [unescape(each) for each in WORDS.findall(html)] == [quoted(each) for each in words]
    assert len(words) > 3
    assert ask(ways["JSON"]).data["slug"] == "siri-personal"
    assert [row["slug"] for row in ask(ways["JSON"]).data["commitments"]] == [
        row["slug"] for row in csv_rows(ask(ways["CSV"]))
    ]


@pytest.mark.usefixtures("shipped")
def test_the_files_of_a_company_hold_its_promises_and_its_launches(visitor: Client) -> None:
    html, ask = page_of(visitor, "/c/meta/"), Asker(visitor)
    ways = ways_out(html)
    assert list(ways) == ["CSV", "NDJSON", "JSON", "JSON, record", "iCalendar", "Atom"]
    shown = listed(html)
    filed = [row["slug"] for row in csv_rows(ask(ways["CSV"]))]
    assert [slug for slug in filed if slug in shown] == shown
    launches = int(LAUNCHES.findall(html)[0])
    assert len(filed) == len(shown) + launches
    assert ask(ways["JSON, record"]).data["company"] == "meta"


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("page", ["/news/?company=meta", "/news/?as_of=2026-06-20&q=api&kind=launch"])
def test_the_files_of_the_news_hold_its_stories(visitor: Client, page: str) -> None:
    html, ask = page_of(visitor, page), Asker(visitor)
    ways = ways_out(html)
    shown = [unescape(each) for each in HEADLINE.findall(html)]
    assert list(ways) == [*FILES, "Atom"]
    assert shown
    assert [row["headline"] for row in ndjson_rows(ask(ways["NDJSON"]))][: len(shown)] == shown
    assert [row["headline"] for row in csv_rows(ask(ways["CSV"]))][: len(shown)] == shown


@pytest.mark.usefixtures("shipped")
def test_stories_that_the_record_cites_are_offered_as_a_feed_alone(visitor: Client) -> None:
    ways = ways_out(page_of(visitor, "/news/?show=ledger&company=meta"))
    assert ways == {"Atom": "/news.atom?company=meta&show=ledger"}


@pytest.mark.usefixtures("shipped")
def test_the_files_of_a_search_hold_what_was_found(visitor: Client) -> None:
    html, ask = page_of(visitor, "/search/?q=spark&kind=deliverable,commitment"), Asker(visitor)
    ways = ways_out(html)
    assert list(ways) == FILES
    shown = [unescape(each) for each in FOUND.findall(html)]
    filed = [row["links"]["html"] for row in ndjson_rows(ask(ways["NDJSON"]))]
    assert shown
    assert filed[: len(shown)] == shown


@pytest.mark.usefixtures("shipped")
def test_the_picture_of_the_timeline_holds_the_items_of_its_chart(visitor: Client) -> None:
    html = page_of(visitor, "/timeline/?company=meta,openai&from=2026-01-01&to=2026-12-31")
    chart = html[html.index("data-timeline") : html.index('class="legend"')]
    drawn = fromstring(visitor.get(ways_out(html)["SVG"]).content)
    links = [each.get("href", "") for each in drawn.iter("{http://www.w3.org/2000/svg}a")]
    shown = rows_of(chart)
    assert len(shown) > 10
    assert list(dict.fromkeys(link.split("/d/")[1].split("/")[0] for link in links if "/d/" in link)) == shown


@pytest.mark.parametrize(
    "page",
    [
        "/ledger/?q=nothingofthename",
        "/timeline/?q=nothingofthename",
        "/search/?q=qqqzzz",
        "/search/",
        "/news/?q=qqqzzz",
    ],
)
def test_a_page_without_rows_offers_none(visitor: Client, promised: Deliverable, page: str) -> None:
    assert ways_out(page_of(visitor, page)) == {}


def test_a_chart_that_is_no_picture_any_more_is_offered_as_a_drawing_alone(
    visitor: Client, promised: Deliverable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layout, "TALLEST_PICTURE", 50.0)
    ways = ways_out(page_of(visitor, "/timeline/"))
    assert [name for name in ways if name in OF_CHARTS] == ["SVG", "SVG, dark"]
    answer = visitor.get("/timeline.png")
    assert (answer.status_code, answer.json()["title"]) == (400, "Too large")
    assert "ask for fewer lanes, or for the SVG" in answer.json()["detail"]


def test_a_deliverable_that_was_promised_for_no_day_is_in_no_calendar(
    visitor: Client, acme: str, act: Act
) -> None:
    state(act, acme, said("soon"), [source()])
    assert "iCalendar" not in ways_out(page_of(visitor, "/d/phone-api/"))


def test_commitments_of_one_deliverable(visitor: Client, promised: Deliverable) -> None:
    ask = Asker(visitor)
    assert ask("commitments?sel=phone-api").slugs == ["phone-api-1"]
    assert ask("commitments?sel=nothing").body["errors"][0]["name"] == "sel"
