"""news.looking: what stands at an address, and what reading it would bring, without writing anything."""

from datetime import UTC, datetime

import pytest
from django.core.management import CommandError
from pytest_django import Settings
from pytest_httpserver import HTTPServer

from news.looking import find_feeds, look_at, rehearse
from news.models import Feed, Fetch, Host, Item
from news.pipeline import read_now
from tests.news.publishing import feed_at, rss
from tests.news.test_commands import run

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
ONE, TWO = ("one", "Otter 3 is out"), ("two", "Heron AI opens an office")
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>Heron by Atom</title><entry><id>a</id></entry></feed>'
)
JSON = '{"version": "https://jsonfeed.org/version/1.1", "title": "Heron by JSON", "items": [{"id": "1"}]}'


def page(*hrefs: str) -> str:
    links = (f'<link rel="alternate" type="application/rss+xml" href="{href}">' for href in hrefs)
    return f"<!doctype html><html><head>{''.join(links)}</head></html>"


def serve_site(server: HTTPServer, *hrefs: str, **documents: str) -> str:
    """A home page that declares these feeds, and documents under their names; its address."""
    server.expect_request("/").respond_with_data(page(*hrefs), content_type="text/html")
    for name, document in documents.items():
        server.expect_request(f"/{name}").respond_with_data(document)
    return server.url_for("/")


def test_the_feeds_of_a_home_page_are_found_whatever_their_kind(publisher: HTTPServer) -> None:
    home = serve_site(publisher, "/r", "/a", "/j", "/none", r=rss(ONE), a=ATOM, j=JSON)
    found = find_feeds(home, now=NOW)

    assert (found.look.error_code, [(look.url, look.feed.title) for look in found.feeds]) == (
        "web_page",
        [
            (publisher.url_for("/r"), "Heron news"),
            (publisher.url_for("/a"), "Heron by Atom"),
            (publisher.url_for("/j"), "Heron by JSON"),
        ],
    )


def test_an_address_of_a_feed_leads_to_itself_by_one_request(publisher: HTTPServer) -> None:
    publisher.expect_request("/feed").respond_with_data(rss(ONE))
    found = find_feeds(publisher.url_for("/feed"), now=NOW)

    assert ([look.url for look in found.feeds], len(publisher.log)) == ([publisher.url_for("/feed")], 1)


def test_a_page_that_says_nothing_is_asked_for_its_feed_at_the_usual_places(publisher: HTTPServer) -> None:
    home = serve_site(publisher, **{"feed.xml": rss(ONE), "index.xml": rss(TWO)})

    assert [look.url for look in find_feeds(home, now=NOW).feeds] == [publisher.url_for("/feed.xml")]


def test_what_a_page_offers_is_judged_like_any_other_address(
    publisher: HTTPServer, settings: Settings
) -> None:
    inside = HTTPServer(host="127.0.0.1", port=0)
    inside.start()
    inside.expect_request("/feed").respond_with_data(rss(ONE))
    home = serve_site(publisher, inside.url_for("/feed"), "http://169.254.169.254/feed", "file:///etc/passwd")
    found = find_feeds(home, now=NOW)
    inside.stop()

    assert (found.feeds, inside.log) == ((), [])
    assert [look_at(offer.url, now=NOW).error_code for offer in found.look.offers] == [
        "refused_port",
        "private_address",
    ]


def test_a_rehearsal_tells_what_is_new_and_changed_and_writes_nothing(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    publisher.expect_ordered_request("/feed").respond_with_data(rss(ONE, ("old", "Heron AI hires")))
    list(read_now([feed.pk]))
    changed = ("one", "Otter 3 is out today")
    publisher.expect_ordered_request("/feed").respond_with_data(rss(TWO, changed, ("old", "Heron AI hires")))
    before = stored()
    rehearsal = rehearse(feed, now=NOW)

    assert [(entry.title, fate) for entry, fate in rehearsal.entries()] == [
        ("Heron AI opens an office", "new"),
        ("Otter 3 is out today", "changed"),
        ("Heron AI hires", "known"),
    ]
    assert stored() == before


def test_a_rehearsal_of_a_feed_that_fails_names_the_reason(publisher: HTTPServer) -> None:
    publisher.expect_request("/feed").respond_with_data(status=403, headers={"cf-mitigated": "challenge"})
    rehearsal = rehearse(feed_at(publisher), now=NOW)

    assert (rehearsal.entries(), rehearsal.look.error_code, rehearsal.look.error_text) == (
        [],
        "bot_protection",
        "the server answered 403 (forbidden), from its protection against bots",
    )


def stored() -> list[list[tuple[object, ...]]]:
    """Every row that reading a feed may touch."""
    return [list(model.objects.order_by("pk").values_list()) for model in (Feed, Fetch, Host, Item)]


def test_add_feed_takes_a_home_page_and_adds_the_first_feed_of_it(publisher: HTTPServer) -> None:
    home = serve_site(publisher, "/comments", "/r", "/a", r=rss(ONE), a=ATOM, comments=rss(TWO))

    assert run("add_feed", home) == [
        f"{publisher.url_for('/r')}: added",
        f"{publisher.url_for('/a')}: a feed of the same page, not added",
        f"{publisher.url_for('/comments')}: a feed of the same page, not added",
    ]
    assert Feed.objects.values_list("url", "homepage").get() == (publisher.url_for("/r"), home)


def test_add_feed_refuses_a_page_without_a_feed(publisher: HTTPServer) -> None:
    with pytest.raises(CommandError, match="a web page, and no feed was found"):
        run("add_feed", serve_site(publisher))
    assert Feed.objects.count() == 0


def test_add_feed_adds_what_cannot_be_read_just_now(publisher: HTTPServer) -> None:
    publisher.expect_request("/news").respond_with_data(status=503)

    assert run("add_feed", publisher.url_for("/news")) == [f"{publisher.url_for('/news')}: added"]


def test_add_feed_asks_nobody_where_the_address_is_to_be_taken_as_it_is(publisher: HTTPServer) -> None:
    lines = [run("add_feed", "--as-is", publisher.url_for("/x")), run("add_feed", publisher.url_for("/rss"))]

    assert lines == [[f"{publisher.url_for(path)}: added"] for path in ("/x", "/rss")]
    assert publisher.log == []
