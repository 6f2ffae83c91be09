"""news.parsing: from the bytes of a document to clean entries."""

import json
from datetime import UTC, datetime

import pytest

from news.canonical import EntryIdentity, entry_uids, guid_uid
from news.parsing import ParsedEntry, ParsedFeed, Wishes, parse_feed
from tests.news.documents import BASE, NOW, atom, only, parse, rss


def test_an_rss_document_gives_title_page_and_entries() -> None:
    feed = parse(
        rss(
            "<title>Otter 3 is out</title><link>/otter-3</link><guid>k-1</guid>"
            "<dc:creator>Ada Reed</dc:creator>"
            "<description>&lt;p&gt;It swims.&lt;/p&gt;&lt;p&gt;Fast.&lt;/p&gt;</description>"
            "<pubDate>Mon, 02 Nov 2026 09:30:00 +0100</pubDate>"
            "<source url='https://w.example/'>The Wire</source>"
        )
    )

    assert feed == ParsedFeed(
        title="Heron news",
        homepage="https://lab.example/",
        entries=(
            ParsedEntry(
                uid=entry_uids([EntryIdentity(guid="k-1", link="", title="", date="")])[0],
                url="https://lab.example/otter-3",
                title="Otter 3 is out",
                author="Ada Reed",
                outlet="The Wire",
                summary="It swims. Fast.",
                published_at=datetime(2026, 11, 2, 8, 30, tzinfo=UTC),
                published_raw="Mon, 02 Nov 2026 09:30:00 +0100",
                date_source="published",
            ),
        ),
        whole=True,
    )


def test_an_atom_entry_takes_its_content_where_it_has_no_summary() -> None:
    entry = only(
        parse(
            atom(
                "<id>urn:1</id><title type='html'>Otter &amp;amp; Heron</title>"
                "<link rel='self' href='https://lab.example/1.atom'/><link href='https://lab.example/1'/>"
                "<updated>2026-11-02T09:00:00Z</updated>"
                "<content type='html'>"
                "&lt;div&gt;It swims.&lt;script&gt;x()&lt;/script&gt;&lt;/div&gt;</content>"
            )
        )
    )

    assert (entry.title, entry.url, entry.summary, entry.date_source) == (
        "Otter & Heron",
        "https://lab.example/1",
        "It swims.",
        "updated",
    )


def test_a_json_feed_is_read() -> None:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Heron news",
        "home_page_url": "https://lab.example/",
        "items": [
            {
                "id": 7,
                "url": "/otter-3",
                "title": "Otter 3\u0000 is out",
                "content_html": "<p>It swims.</p>",
                "date_published": "2026-11-02T10:30:00+02:00",
                "authors": [{"name": "Ada Reed"}],
            },
            "no item",
        ],
    }

    entry = only(parse(json.dumps(document)))

    assert (entry.url, entry.title, entry.author, entry.summary, entry.published_at) == (
        "https://lab.example/otter-3",
        "Otter 3 is out",
        "Ada Reed",
        "It swims.",
        datetime(2026, 11, 2, 8, 30, tzinfo=UTC),
    )


def test_a_guid_does_not_depend_on_where_the_feed_was_fetched() -> None:
    document = rss("<title>Otter</title><guid>k-1</guid>").encode()

    here, there = (
        parse_feed(document, base_url=base, content_type="", now=NOW)
        for base in (BASE, "https://mirror.example/rss")
    )

    assert only(here).uid == only(there).uid


def test_a_valid_feed_may_be_empty() -> None:
    assert parse(rss()).entries == ()


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("Otter &amp; Heron", "Otter & Heron"),
        ("Otter &amp;amp; Heron", "Otter & Heron"),
        ("&lt;b&gt;Otter&lt;/b&gt; is out", "Otter is out"),
        ("<![CDATA[<em>Otter</em> is out]]>", "Otter is out"),
        ("Otter &lt; Heron", "Otter < Heron"),
        ("Otter\n   is\tout", "Otter is out"),
        ("Otter&#x202E;tuo si&#8203;", "Ottertuo si"),
        ("Otter&#0;&#x1F;&#xD800;&#99999999999; is out", "Otter is out"),
        ("Cafe&#x301;", "Café"),
        ("Otter &nbsp;is &bogus; out", "Otter is &bogus; out"),
        ("Otter & Heron", "Otter & Heron"),
        ("x" * 700, "x" * 500),
        ("&lt;script&gt;alert(1)&lt;/script&gt;Otter", "Otter"),
    ],
    ids=[
        "escaped once",
        "escaped twice",
        "markup",
        "markup in CDATA",
        "a lone less-than sign",
        "white space",
        "direction and zero-width marks",
        "references to no character",
        "composed",
        "entities that XML does not know",
        "a bare ampersand",
        "too long",
        "a script",
    ],
)
def test_a_title_is_plain_text(markup: str, title: str) -> None:
    assert only(parse(rss(f"<title>{markup}</title>"))).title == title


@pytest.mark.parametrize(
    ("item", "url"),
    [
        ("<link>https://lab.example/a</link>", "https://lab.example/a"),
        ("<link>a</link>", "https://lab.example/blog/a"),
        ("<link>//other.example/a</link>", "https://other.example/a"),
        ("<link xml:base='https://base.example/x/'>a</link>", "https://base.example/x/a"),
        ("<link>https://lab.example/a?x=1&amp;y=2</link>", "https://lab.example/a?x=1&y=2"),
        ("<link>  https://lab.example/\n a </link>", "https://lab.example/a"),
        ("<link>javascript:alert(1)</link>", "https://lab.example/"),
        ("<link>java&#10;script:alert(1)</link>", "https://lab.example/"),
        ("<link>data:text/html,x</link>", "https://lab.example/"),
        (f"<link>https://lab.example/{'x' * 3_000}</link>", "https://lab.example/"),
        ("<link>http://[broken</link>", "https://lab.example/"),
        ("<guid>https://lab.example/g</guid>", "https://lab.example/g"),
        ("<guid isPermaLink='false'>https://lab.example/g</guid>", "https://lab.example/"),
    ],
    ids=[
        "absolute",
        "relative to the feed's address",
        "without a scheme",
        "relative to xml:base",
        "two parameters",
        "blanks inside",
        "a script's address",
        "a script's address, broken over lines",
        "a data address",
        "too long",
        "unreadable",
        "the guid is the link",
        "the guid is not the link",
    ],
)
def test_links_are_absolute_web_addresses(item: str, url: str) -> None:
    assert only(parse(rss(f"<title>Otter is out</title>{item}"))).url == url


@pytest.mark.parametrize(
    ("dates", "published_at", "source"),
    [
        (
            "<pubDate>Mon, 02 Nov 2026 09:00:00 GMT</pubDate>",
            datetime(2026, 11, 2, 9, tzinfo=UTC),
            "published",
        ),
        (
            "<pubDate>Mon, 02 Nov 2026 09:00:00 PDT</pubDate>",
            datetime(2026, 11, 2, 16, tzinfo=UTC),
            "published",
        ),
        ("<dc:date>2026-11-02T09:00:00</dc:date>", datetime(2026, 11, 2, 9, tzinfo=UTC), "updated"),
        (
            "<pubDate>Mon, 02 Nov 2026 09:00:00</pubDate>",
            datetime(2026, 11, 2, 9, tzinfo=UTC),
            "published",
        ),
        ("<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>", None, "none"),
        ("<pubDate>Tue, 03 Nov 2026 14:00:00 GMT</pubDate>", None, "none"),
        (
            "<pubDate>Tue, 03 Nov 2026 12:59:00 GMT</pubDate>",
            datetime(2026, 11, 3, 12, 59, tzinfo=UTC),
            "published",
        ),
        ("<pubDate>Montag, 2. November 2026</pubDate>", None, "none"),
        ("<pubDate>Invalid Date</pubDate>", None, "none"),
        ("<pubDate>Mon, 02 Nov 99999 09:00:00 GMT</pubDate>", None, "none"),
        (
            "<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate><dc:date>2026-11-02T09:00:00Z</dc:date>",
            datetime(2026, 11, 2, 9, tzinfo=UTC),
            "updated",
        ),
        ("", None, "none"),
    ],
    ids=[
        "RFC 822",
        "a named zone",
        "no zone is UTC",
        "no zone in RFC 822 either",
        "the epoch",
        "two hours ahead",
        "within the hour ahead",
        "another language",
        "no date",
        "an absurd year",
        "the first one is not believable",
        "none",
    ],
)
def test_a_date_is_believed_or_null(dates: str, published_at: datetime | None, source: str) -> None:
    entry = only(parse(rss(f"<title>Otter is out</title>{dates}")))

    assert (entry.published_at, entry.date_source) == (published_at, source)


def test_the_date_as_written_is_kept_where_it_is_not_believed() -> None:
    entry = only(parse(rss("<title>Otter is out</title><pubDate>Invalid Date</pubDate>")))

    assert entry.published_raw == "Invalid Date"


@pytest.mark.parametrize(
    ("item", "title"),
    [
        ("<description>It swims.</description>", "It swims."),
        ("<link>https://lab.example/a</link>", "https://lab.example/a"),
    ],
    ids=["its first words", "its address"],
)
def test_an_entry_without_a_title_is_called_by(item: str, title: str) -> None:
    assert only(parse(rss(item))).title == title


def test_an_entry_that_says_nothing_is_left_out() -> None:
    assert (
        parse(rss("<category>x</category>", "<title>Otter is out</title>")).entries[0].title == "Otter is out"
    )


def test_an_entry_served_twice_comes_once() -> None:
    assert len(parse(rss(*["<title>Otter</title><guid>k</guid>"] * 2)).entries) == 1


def test_a_document_says_how_often_it_wants_to_be_read() -> None:
    document = rss("<title>Otter</title>").replace(
        "<channel>",
        '<channel xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><ttl>90</ttl>'
        "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>"
        "<skipHours><hour>3</hour><hour> 24</hour></skipHours><skipDays><day>Sunday</day></skipDays>",
    )

    assert parse(document).wishes == Wishes(pause_s=21_600, skip_hours=(0, 3), skip_days=(6,))


def test_entries_that_an_atom_feed_takes_back_are_named() -> None:
    deleted = (
        '<at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" when="x" ref="urn:a&amp;b"/>'
        "<at:deleted-entry ref='urn:2'><at:comment>Gone</at:comment></at:deleted-entry>"
        "<at:deleted-entry when='x'/>"
    )
    document = atom("<id>urn:1</id><title>Otter</title>").replace("</feed>", f"{deleted}</feed>")

    assert parse(document).withdrawn == (guid_uid("urn:a&b"), guid_uid("urn:2"))


def test_rss_0_90_is_read() -> None:
    document = (
        '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>Heron news</title>'
        "<link>https://lab.example/</link></channel><item><title>Otter is out</title>"
        "<link>https://lab.example/otter</link></item></rdf:RDF>"
    )
    entry = only(parse(document))

    assert (entry.title, entry.url) == ("Otter is out", "https://lab.example/otter")
