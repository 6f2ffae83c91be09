"""What pages answer over an empty record: to good and bad input, and to browsers and crawlers."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from news.subscriptions import FeedFacts, add_feed
from tests.timeline.views.reading import addresses_in, part_of, words_of

ALWAYS = ("/", "/timeline/", "/ledger/", "/c/", "/models/", "/news/", "/corrections/", "/method/")


@pytest.mark.parametrize("address", ALWAYS)
def test_a_page_stands_while_nothing_is_recorded(visitor: Client, address: str) -> None:
    response = visitor.get(address)
    assert response.status_code == 200
    assert "The record is empty." in words_of(response)


@pytest.mark.parametrize(
    "address",
    [
        "/d/nothing/",
        "/c/nothing/",
        "/p/nothing/",
        "/e/nothing/",
        "/news/?page=9",
        "/news/?page=x",
        "/models/?page=2",
        "/models/?page=x",
        "/nothing/",
    ],
)
def test_what_is_not_recorded_is_missing(visitor: Client, address: str) -> None:
    response = visitor.get(address)
    assert response.status_code == 404
    assert "Nothing is recorded at this address" in words_of(response)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        pytest.param(
            "as_of=2026-02-30", "Left out: as_of '2026-02-30' is not a day on the calendar", id="no such day"
        ),
        pytest.param("as_of=2030-01-01", "Left out: as_of 2030-01-01 has not come yet", id="a day to come"),
        pytest.param("fate=lost", "Left out: fate 'lost' is not one of", id="no such fate"),
        pytest.param("min_slip=3&min_slip=9", "Left out: min_slip is given more than once", id="given twice"),
        pytest.param("sort=luck", "Left out: sort 'luck' is not one of", id="no such order"),
        pytest.param("theme=pink", "Left out: theme 'pink' is not one of", id="no such theme"),
    ],
)
def test_what_cannot_be_read_is_named_above_the_result(visitor: Client, query: str, words: str) -> None:
    response = visitor.get(f"/ledger/?{query}")
    assert response.status_code == 200
    assert words in words_of(response)


def test_an_unknown_parameter_is_ignored(visitor: Client) -> None:
    assert "Left out" not in words_of(visitor.get("/ledger/?utm_source=mail"))


@pytest.mark.parametrize(
    ("query", "attribute"),
    [
        pytest.param("?theme=dark", 'data-theme="dark"', id="dark"),
        pytest.param("?theme=light", 'data-theme="light"', id="light"),
    ],
)
def test_the_address_may_choose_the_theme(visitor: Client, query: str, attribute: str) -> None:
    assert attribute in visitor.get(f"/{query}").content.decode()


def test_without_a_choice_the_theme_follows_the_system(visitor: Client) -> None:
    assert "data-theme=" not in visitor.get("/").content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_pages_are_only_read(visitor: Client, method: str) -> None:
    assert getattr(visitor, method)("/ledger/").status_code == 405


def test_crawlers_are_kept_out_of_the_admin_alone(visitor: Client) -> None:
    response = visitor.get("/robots.txt")
    rules, _, sitemap = response.content.decode().partition("\n\n")
    assert rules == "User-agent: *\nDisallow: /admin/\nDisallow: /review/\nDisallow: /report/\nAllow: /"
    assert sitemap == "Sitemap: http://testserver/sitemap.xml\n"
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_the_icon_is_found_where_browsers_look(visitor: Client) -> None:
    assert visitor.get("/favicon.ico").headers["Location"] == "/static/img/favicon.svg"


def test_a_failing_page_says_when_under_which_number_and_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the database, which this test is not given."""
    monkeypatch.setattr("timeline.views.today.board", None)
    client = Client(raise_request_exception=False, headers={"X-Request-ID": "7f3a91"})
    response = client.get("/?as_of=2026-06-20")
    assert response.status_code == 500
    words = words_of(response)
    assert "The server failed at 12:00:00 UTC on 22 November 2026" in words
    assert "in its log as request 7f3a91" in words
    assert {"/?as_of=2026-06-20", "/ledger/"} <= addresses_in(part_of(response, "main"))


def test_a_request_that_nobody_would_send_is_refused_in_the_same_frame(visitor: Client) -> None:
    response = visitor.get("/ledger/?" + "&".join(f"x{number}=1" for number in range(1100)))
    assert response.status_code == 400
    assert "This address could not be understood" in words_of(response)


def test_what_is_missing_offers_ways_out_that_keep_the_day(visitor: Client) -> None:
    main = part_of(visitor.get("/nothing/?as_of=2026-06-20"), "main")
    assert {"/ledger/?as_of=2026-06-20", "/?as_of=2026-06-20"} <= addresses_in(main)


def test_an_empty_site_says_how_many_feeds_are_read(visitor: Client) -> None:
    add_feed(FeedFacts(url="https://daily.example/rss", name="The Daily Example"))
    response = visitor.get("/")
    assert "1 feed will be read for news, 0 of them answered last time." in words_of(response)
    assert "/admin/" not in addresses_in(part_of(response, "main"))


def test_an_empty_site_leads_its_staff_to_the_admin(visitor: Client) -> None:
    visitor.force_login(User.objects.create_superuser("ada", password="otter"))
    assert "/admin/" in addresses_in(part_of(visitor.get("/"), "main"))


@pytest.mark.usefixtures("promised")
def test_a_day_before_the_record_begins_says_when_it_does(visitor: Client) -> None:
    response = visitor.get("/?as_of=2026-01-01")
    assert "The record begins on 2 March 2026; on 1 January 2026 nothing of it was public." in words_of(
        response
    )
