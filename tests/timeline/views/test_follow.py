"""Pages say how they can be followed, by addresses that answer."""

import re
from html import unescape

import pytest
from django.test import Client

from tests.timeline.acme import said, source
from tests.timeline.telling import add_otter_ink, tell
from timeline.curation import Act, state
from timeline.models import Deliverable

DISCOVERED = re.compile(
    r'<link rel="alternate"\s+type="application/atom\+xml"\s+title="([^"]*)"\s+href="([^"]*)">'
)
FOLLOWED = re.compile(r'<a href="([^"]*)"\s+type="(?:application/atom\+xml|text/calendar)">')
WATCHED = re.compile(r'data-watch="([^"]*)"')
HOST = "http://testserver"


def html(visitor: Client, address: str) -> str:
    response = visitor.get(address)
    assert response.status_code == 200
    return unescape(response.content.decode())


def discovered(visitor: Client, address: str) -> list[str]:
    return [path.removeprefix(HOST) for _, path in DISCOVERED.findall(html(visitor, address))]


def followed(visitor: Client, address: str) -> list[str]:
    return [path.removeprefix(HOST) for path in FOLLOWED.findall(html(visitor, address))]


@pytest.mark.parametrize(
    ("page", "feeds"),
    [
        ("/", ["/changes.atom", "/news.atom"]),
        ("/d/phone-api/", ["/changes.atom?sel=phone-api"]),
        ("/p/phone/", ["/changes.atom?product=phone", "/news.atom?product=phone"]),
        ("/c/acme/", ["/changes.atom?company=acme", "/news.atom?company=acme"]),
        ("/ledger/?fate=overdue,unverified&sort=name", ["/changes.atom?fate=overdue,unverified"]),
        ("/timeline/?company=acme&from=2026-01-01&sel=phone-api", ["/changes.atom?company=acme"]),
    ],
)
def test_feed_readers_find_what_the_page_shows(
    visitor: Client, promised: Deliverable, page: str, feeds: list[str]
) -> None:
    assert discovered(visitor, page) == feeds
    assert [visitor.get(feed).status_code for feed in feeds] == [200] * len(feeds)
    assert WATCHED.findall(html(visitor, page))[0].split("?")[0] == "/changes.atom"


@pytest.mark.parametrize(
    ("page", "calendar"),
    [
        ("/d/phone-api/", "/calendar.ics?sel=phone-api"),
        ("/p/phone/", "/calendar.ics?product=phone"),
        ("/c/acme/", "/calendar.ics?company=acme"),
        ("/timeline/?company=acme&from=2026-01-01", "/calendar.ics?company=acme"),
        ("/ledger/?channel=api&sort=name", "/calendar.ics?channel=api"),
    ],
)
def test_a_reader_finds_feeds_and_calendar_on_the_page(
    visitor: Client, promised: Deliverable, page: str, calendar: str
) -> None:
    assert followed(visitor, page) == [*discovered(visitor, page), calendar]
    assert "BEGIN:VEVENT" in visitor.get(calendar).getvalue().decode()


def test_what_has_no_date_is_offered_no_calendar(visitor: Client, acme: str, act: Act) -> None:
    state(act, acme, said("soon"), [source()])
    assert followed(visitor, "/d/phone-api/") == ["/changes.atom?sel=phone-api"]


def test_the_news_are_followed_as_they_are_chosen(visitor: Client, act: Act, db: None) -> None:
    add_otter_ink(act)
    tell("Heron opens the Otter Ink API")
    address = (
        "/news/?model=otter-ink&standing=press&q=opens&from=2026-06-01&page=1&theme=dark&show=everything"
    )
    feed = "/news.atom?from=2026-06-01&model=otter-ink&q=opens&standing=press"
    assert followed(visitor, address) == discovered(visitor, address) == [feed]
    assert WATCHED.findall(html(visitor, address)) == [
        "/news.atom?from=2026-06-01&limit=1&model=otter-ink&q=opens&standing=press"
    ]
    assert "<entry>" in visitor.get(feed).content.decode()


@pytest.mark.parametrize("page", ["/news/?company=heron,nobody", "/ledger/?company=nobody"])
def test_no_address_is_offered_that_would_not_answer(visitor: Client, act: Act, db: None, page: str) -> None:
    add_otter_ink(act)
    tell("Heron opens the Otter Ink API")
    assert discovered(visitor, page) == followed(visitor, page) == []
    assert WATCHED.findall(html(visitor, page)) == []


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("/news/?q=nothing", "/news.atom?q=nothing"),
        (
            "/ledger/?company=acme&overdue=true&fate=delivered_late",
            "/changes.atom?company=acme&fate=delivered_late&overdue=true",
        ),
        ("/timeline/?company=acme&channel=law", "/changes.atom?channel=law&company=acme"),
    ],
)
def test_what_finds_nothing_yet_can_be_followed(
    visitor: Client, promised: Deliverable, page: str, feed: str
) -> None:
    assert discovered(visitor, page) == followed(visitor, page)[:1] == [feed]
    assert visitor.get(feed).status_code == 200
    assert len(WATCHED.findall(html(visitor, page))) == 1


def test_a_page_of_the_past_offers_today_s_feeds_and_is_not_watched(
    visitor: Client, promised: Deliverable
) -> None:
    page = "/d/phone-api/?as_of=2026-04-01"
    assert discovered(visitor, page) == ["/changes.atom?sel=phone-api"]
    assert WATCHED.findall(html(visitor, page)) == []
