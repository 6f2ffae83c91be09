"""The search page: what it shows of what was found, its ways out, and what it makes of bad input."""

import re
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.test import Client

from tests.timeline.views.reading import addresses_in, part_of, words_of

pytestmark = pytest.mark.usefixtures("shipped")
DAY = "2026-06-20"
FIRST = re.compile(r'<ol class="found".*?<li>(.*?)</li>', re.DOTALL)


def first_of(client: Client, query: str) -> tuple[str, str]:
    """Kind and address of the first thing found."""
    found = FIRST.search(client.get(f"/search/?{query}").content.decode())
    assert found is not None, f"{query} finds nothing."
    (kind,) = re.findall(r'class="eyebrow">([^<]*)<', found[1])
    return kind, re.findall(r'href="([^"]*)"', found[1])[0]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        pytest.param("q=Muse+Spark+API", ("Deliverable", "/d/muse-spark-api/"), id="a deliverable"),
        pytest.param("q=meta", ("Company", "/c/meta/"), id="a company"),
        pytest.param("q=Avocado", ("Product", "/p/muse-spark/"), id="a codename"),
        pytest.param("q=antropic", ("Company", "/c/anthropic/"), id="a name written wrongly"),
        pytest.param("q=gemni", ("Product", "/p/gemini/"), id="a product written wrongly"),
        pytest.param("q=meta&kind=event", ("Event", None), id="events alone"),
    ],
)
def test_what_is_asked_for_comes_first(visitor: Client, query: str, first: tuple[str, str]) -> None:
    kind, address = first_of(visitor, query)
    assert (kind, address) == (first[0], first[1] or address)


def test_a_name_written_wrongly_is_answered_with_those_like_it(visitor: Client) -> None:
    page = visitor.get("/search/?q=antropic")
    assert "Did you mean Anthropic" in words_of(page)
    assert "/search/?q=Anthropic" in addresses_in(part_of(page, "main"))


def test_a_deliverable_is_shown_with_its_fate(visitor: Client) -> None:
    queries = ("q=muse+spark+api", "q=muse+spark+api&as_of=2026-07-05")
    first = [FIRST.findall(visitor.get(f"/search/?{query}").content.decode())[0] for query in queries]
    fates = [[word for word in ("Shipped late", "Overdue") if word in each] for each in first]
    assert fates == [["Shipped late"], ["Overdue"]]


def test_the_words_found_are_marked_and_no_text_is_markup(visitor: Client) -> None:
    html = visitor.get("/search/?q=%3Cscript%3Espark%3C/script%3E+or+spark").content.decode()
    assert "<mark>Spark</mark>" in html
    assert "<script>spark" not in html


def test_every_link_of_the_result_keeps_the_day(visitor: Client) -> None:
    main = part_of(visitor.get(f"/search/?q=siri&as_of={DAY}"), "main")
    inside = [each for each in addresses_in(main) if each.startswith("/") and "since=" not in each]
    others = [each for each in inside if parse_qs(urlsplit(each).query).get("as_of") != [DAY]]
    assert others == ["/search/?q=siri"]
    assert f'name="as_of" value="{DAY}"' in main


def test_nothing_found_says_ways_out(visitor: Client) -> None:
    page = visitor.get(f"/search/?q=zzzzqqq&as_of={DAY}")
    assert "Nothing that was public on 20 June 2026 holds all of them" in words_of(page)
    links = addresses_in(part_of(page, "main"))
    assert {"/search/?q=zzzzqqq", f"/c/?as_of={DAY}", f"/news/?as_of={DAY}"} <= links


def test_a_kind_without_a_hit_leads_to_everything(visitor: Client) -> None:
    page = visitor.get("/search/?q=Avocado&kind=company")
    assert "/search/?q=Avocado" in addresses_in(part_of(page, "main"))
    assert "Search everything" in words_of(page)


def test_without_words_it_says_what_can_be_found(visitor: Client) -> None:
    words = words_of(visitor.get("/search/"))
    assert ("codenames" in words, "0 results" in words) == (True, False)


def test_pages_follow_one_another_without_a_double(visitor: Client) -> None:
    pages = [visitor.get(f"/search/?q=openai&page={number}").content.decode() for number in (1, 2)]
    found = [re.findall(r'class="item-name"\s+href="([^"]*)"', each) for each in pages]
    assert [len(each) for each in found] == [25, 25]
    assert 'rel="next"' in pages[0]
    assert 'rel="prev"' in pages[1]
    assert visitor.get("/search/?q=openai&page=2").content.decode() == pages[1]


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("q=%00", id="NUL"),
        pytest.param("q=a%01b", id="a control character"),
        pytest.param("q=%ff%fe", id="no UTF-8"),
        pytest.param("q=%ed%a0%80", id="half a surrogate"),
        pytest.param("q=" + "a" * 201, id="too long"),
        pytest.param("q=spark&kind=launch", id="a kind of events"),
        pytest.param("q=spark&as_of=2026-02-30", id="no day"),
        pytest.param("q=spark&q=meta", id="twice"),
    ],
)
def test_what_cannot_be_read_is_named(visitor: Client, query: str) -> None:
    page = visitor.get(f"/search/?{query}")
    assert (page.status_code, "Left out" in words_of(page)) == (200, True)


@pytest.mark.parametrize(
    "text",
    [
        "😀" * 200,
        "'",
        '"',
        '"""',
        "a & | ! b",
        "<->",
        ":*",
        "a:*",
        "(((",
        "or or or",
        "-" * 200,
        "- " * 100,
        "-a " * 66,
        '-""' * 66,
        '-"a' * 66,
        "-²" * 99,
        "-_" * 99,
        "a or -" * 33,
        "\\",
        "%",
        "\u200b",
        "\x7f",
        "\u202eabc",
        "'; DROP TABLE news_item; --",
        "{x}",
        "%s",
        "a " * 100,
        "-meta",
        "\ue000x\ue001",
    ],
)
def test_whatever_is_asked_is_answered(visitor: Client, text: str) -> None:
    assert visitor.get(f"/search/?q={quote(text[:200])}").status_code == 200


@pytest.mark.parametrize("number", ["0", "-1", "abc", "99", "1" * 400, "٣"])
def test_a_page_that_is_not_there_is_missing(visitor: Client, number: str) -> None:
    assert visitor.get(f"/search/?q=openai&page={number}").status_code == 404


def test_every_page_searches_the_site_and_keeps_the_day(visitor: Client) -> None:
    header = part_of(visitor.get(f"/c/meta/?as_of={DAY}"), "header")
    form = re.findall(r'<form class="search".*?</form>', header, re.DOTALL)[0]
    assert 'action="/search/"' in form
    assert f'name="as_of" value="{DAY}"' in form


def test_machines_are_asked_not_to_list_searches(visitor: Client) -> None:
    assert '<meta name="robots" content="noindex">' in visitor.get("/search/?q=meta").content.decode()
