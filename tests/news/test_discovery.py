"""news.discovery: the feeds of a web page, found without following a thing."""

import time

import pytest

from news.discovery import MAX_OFFERED, Offer, offered_feeds, says_feed, usual_feeds

PAGE = "https://heron.example/blog/"


def offers(markup: str, *, page_url: str = PAGE) -> list[Offer]:
    return offered_feeds(markup.encode(), page_url=page_url)


def link(href: str, kind: str = "application/rss+xml", **attributes: str) -> str:
    others = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f'<link rel="alternate" type="{kind}" href="{href}"{others}>'


@pytest.mark.parametrize(
    ("markup", "urls"),
    [
        (link("feed.xml"), ["https://heron.example/blog/feed.xml"]),
        (link("/all", "application/atom+xml"), ["https://heron.example/all"]),
        (link("//cdn.example/f", "application/feed+json"), ["https://cdn.example/f"]),
        (link("x", "application/rss+xml; charset=utf-8"), ["https://heron.example/blog/x"]),
        ('<base href="/news/"><base href="/no/">' + link("rss"), ["https://heron.example/news/rss"]),
        ("<LINK REL=ALTERNATE TYPE=application/rss+xml HREF=/rss>", ["https://heron.example/rss"]),
        ("<link rel='feed' type='application/rss+xml' href='/a?b=1&amp;c=2'>", ["https://heron.example/a?b=1&c=2"]),
        ('<a class="x" href="/rss.xml">Follow us</a>', ["https://heron.example/rss.xml"]),
        ('<a href="/feeds">all</a>' + link("/one"), ["https://heron.example/one", "https://heron.example/feeds"]),
        (link("/a") * 3 + link("/a#top"), ["https://heron.example/a"]),
        (link("/comments/feed") + link("/feed"), ["https://heron.example/feed", "https://heron.example/comments/feed"]),
        (link(PAGE), []),
        (link("/wp-json/1", "application/json"), []),
        ('<link rel="stylesheet" type="application/rss+xml" href="/rss">', []),
        ('<a href="/feedback">Tell us</a><a href="/about">About</a>', []),
        (f"<!-- {link('/old')} --><script>'{link('/js')}'</script><title>{link('/t')}</title>", []),
        (f"<!-- never closed {link('/old')}", []),
        (link("javascript:alert(1)") + link("file:///etc/passwd") + link("data:,x") + link(""), []),
    ],
    ids=[
        "beside the page", "from the root", "another host", "a type with a charset", "the first base counts",
        "capitals without quotes", "rel feed", "a link in the text", "what is declared comes first",
        "the same address again", "comments come last", "the page itself", "JSON that is no feed",
        "another relation", "addresses like a feed's", "comments and scripts", "an open comment",
        "other schemes",
    ],
)  # fmt: skip
def test_the_feeds_that_a_page_offers(markup: str, urls: list[str]) -> None:
    assert [offer.url for offer in offers(markup)] == urls


def test_an_offer_has_the_title_that_the_page_gives_it() -> None:
    assert offers(link("/rss", title="Heron &amp;\u202e friends")) == [
        Offer(url="https://heron.example/rss", title="Heron & friends")
    ]


def test_a_page_offers_ten_feeds_at_most() -> None:
    assert len(offers("".join(link(f"/{place}") for place in range(500)))) == MAX_OFFERED


@pytest.mark.parametrize(
    "piece", ["<link ", "<!--", '<a href="', "<script>", "<div>", "<a 'x=", "<base href=/x/>", "<a x="]
)
def test_half_a_megabyte_of_a_broken_page_is_looked_through_at_once(piece: str) -> None:
    page = (piece * (512 * 1024 // len(piece))).encode()
    began = time.process_time()

    assert offered_feeds(page, page_url=PAGE) == []
    assert time.process_time() - began < 2.0


def test_where_a_silent_site_may_keep_its_feed() -> None:
    assert [offer.url for offer in usual_feeds("https://heron.example/blog")] == [
        *(f"https://heron.example/blog/{path}" for path in
          ("feed", "rss.xml", "feed.xml", "atom.xml", "rss", "index.xml", "feed.json")),
        *(f"https://heron.example/{path}" for path in ("feed", "rss.xml", "feed.xml")),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("https://heron.example/rss", True),
        ("https://heron.example/blog/feed/", True),
        ("https://heron.example/atom.xml?page=1", True),
        ("https://heron.example/blog.rss", True),
        ("https://heron.example/", False),
        ("https://heron.example/feedback", False),
        ("https://[heron", False),
    ],
)
def test_addresses_that_say_they_are_feeds(url: str, says: bool) -> None:
    assert says_feed(url) is says
