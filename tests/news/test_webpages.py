"""A web page is read for its title, outlet, day and text, honestly about what it lacks, in bounded time."""

import time
from datetime import date

import pytest

from news.webpages import NoWebPage, WebPage, read_page

ARTICLE = """<!doctype html><html><head><title>Heron delays Otter | The Daily Example</title>
<meta property="og:title" content="Heron delays Otter Ink">
<meta property="og:site_name" content="The Daily Example">
<meta property="article:published_time" content="2026-06-04T23:30:00-07:00">
<script type="application/ld+json">{DATA}</script><script>alert("never")</script></head>
<body><nav><p>Subscribe now</p></nav><p>Most read today</p>
<article><h1>Heron delays Otter</h1><p>Heron has put off <b>Otter Ink</b>.</p><p>It comes in  August
&amp; not in June.</p><aside><p>Advertisement</p></aside></article><footer><p>All rights</p></footer>"""
DATA = """[{"@type": "WebSite", "name": "x"}, {"@graph": [{"@type": "NewsArticle", "headline":
"Otter is late", "datePublished": "2026-06-03", "publisher": {"name": "Daily Example"}}]}]"""


def read(html: str, content_type: str = "text/html; charset=utf-8") -> WebPage:
    return read_page(html.encode(), content_type=content_type)


def test_linked_data_comes_first_and_the_article_alone_is_read() -> None:
    assert read(ARTICLE.replace("{DATA}", DATA)) == WebPage(
        title="Otter is late",
        outlet="Daily Example",
        day=date(2026, 6, 3),
        text="Heron has put off Otter Ink.\nIt comes in August & not in June.",
        found_in={
            "title": "its linked data",
            "outlet": "its linked data",
            "day": "its linked data",
        },
    )


@pytest.mark.parametrize(
    "data", ["", "{", "[" * 5_000, '{"datePublished": 5}', '{"headline": ["x"]}', "null"]
)
def test_linked_data_that_says_nothing_gives_way_to_the_card_for_sharing(data: str) -> None:
    page = read(ARTICLE.replace("{DATA}", data))
    assert (page.title, page.outlet, page.day) == (
        "Heron delays Otter Ink",
        "The Daily Example",
        date(2026, 6, 4),
    )
    assert set(page.found_in.values()) == {"its card for sharing"}


def test_a_bare_page_says_what_it_does_not_name() -> None:
    page = read("<p>Otter comes in June.<p>Or so they say.")
    assert (page.title, page.outlet, page.day, dict(page.found_in)) == ("", "", None, {})
    assert page.text == "Otter comes in June.\nOr so they say."


@pytest.mark.parametrize(
    ("markup", "day"),
    [
        pytest.param('<time datetime="2026-06-04">x</time>', date(2026, 6, 4), id="the-only-time"),
        pytest.param(
            '<time datetime="2026-06-04"></time><time datetime="2026-06-05"></time>', None, id="two"
        ),
        pytest.param('<time datetime="2026-13-01"></time>', None, id="not-on-the-calendar"),
        pytest.param('<time datetime="0001-01-01"></time>', None, id="before-the-web"),
        pytest.param('<time datetime="last week"></time>', None, id="words"),
    ],
)
def test_a_day_is_taken_only_where_the_page_names_one(markup: str, day: date | None) -> None:
    assert read(f"<p>Otter</p>{markup}").day == day


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        pytest.param("<p>Grüße</p>".encode("latin-1"), "text/html; charset=ISO-8859-1", id="by-the-server"),
        pytest.param("<meta charset=cp1252><p>Grüße</p>".encode("cp1252"), "text/html", id="by-the-page"),
        pytest.param("<p>Grüße</p>".encode(), "text/html; charset=klingon", id="by-nobody"),
    ],
)
def test_a_page_is_read_in_its_own_encoding(body: bytes, content_type: str) -> None:
    assert read_page(body, content_type=content_type).text == "Grüße"


def test_what_is_no_page_is_refused() -> None:
    with pytest.raises(NoWebPage, match="holds no web page but application/pdf"):
        read_page(b"%PDF", content_type="application/pdf")
    with pytest.raises(NoWebPage, match="too much markup"):
        read("<div>" * 50_000)


@pytest.mark.parametrize(
    "piece", ["<div>", "<!--", "<a ", "<a x='", "<script>", "&amp", "<table>", "<p>", "x"]
)
def test_hostile_markup_is_read_or_refused_in_bounded_time(piece: str) -> None:
    began = time.process_time()
    read(piece * (15_000 if piece != "x" else 3_000_000))
    assert time.process_time() - began < 10
