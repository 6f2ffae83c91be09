"""What pages answer over an empty record: to good and bad input, and to browsers and crawlers."""

import pytest
from django.test import Client, RequestFactory
from django.views.defaults import server_error

from tests.timeline.views.reading import words_of

ALWAYS = ("/", "/timeline/", "/ledger/", "/c/", "/news/")


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
    assert rules == "User-agent: *\nDisallow: /admin/\nAllow: /"
    assert sitemap == "Sitemap: http://testserver/sitemap.xml\n"
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_the_icon_is_found_where_browsers_look(visitor: Client) -> None:
    assert visitor.get("/favicon.ico").headers["Location"] == "/static/img/favicon.svg"


def test_a_failing_page_says_so_in_the_same_frame(rf: RequestFactory) -> None:
    response = server_error(rf.get("/"))
    assert response.status_code == 500
    assert "This page could not be shown" in words_of(response)
