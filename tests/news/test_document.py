"""news.parsing on bad days: what is no feed, lying encodings, hostile sizes, documents that break off."""

import time

import pytest

from news.parsing import NotAFeedError
from tests.news.documents import only, parse, rss


def refusal(document: str | bytes) -> str:
    with pytest.raises(NotAFeedError) as caught:
        parse(document)
    return caught.value.code


@pytest.mark.parametrize(
    ("document", "code"),
    [
        pytest.param(b"", "empty", id="nothing"),
        pytest.param(b"\xef\xbb\xbf", "empty", id="a byte order mark alone"),
        pytest.param(b"\0" * 2_000, "empty", id="NULs alone"),
        pytest.param(b" \n\t ", "empty", id="blanks"),
        pytest.param("<!doctype html><title>Just a moment</title>", "web_page", id="a web page"),
        pytest.param("<html><body>Sign in</body></html>", "web_page", id="a web page without a doctype"),
        pytest.param("/etc/passwd", "not_a_feed", id="a path"),
        pytest.param("/dev/zero", "not_a_feed", id="a device"),
        pytest.param("file:///etc/passwd", "not_a_feed", id="a file's address"),
        pytest.param("http://169.254.169.254/latest/", "not_a_feed", id="an address"),
        pytest.param("%PDF-1.7 ...", "not_a_feed", id="a PDF"),
        pytest.param("<opml><body/></opml>", "not_a_feed", id="another kind of XML"),
        pytest.param("{", "not_a_feed", id="half JSON"),
        pytest.param("[" * 100_000, "not_a_feed", id="deep JSON"),
        pytest.param('{"items": 3}', "not_a_feed", id="JSON that is no feed"),
        pytest.param("[1, 2]", "not_a_feed", id="a JSON list"),
        pytest.param(
            '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel><item><title>&b;</title>'
            "</item></channel></rss>",
            "entities",
            id="entities of its own",
        ),
        pytest.param(
            '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss/>',
            "entities",
            id="an entity from a file",
        ),
    ],
)
def test_what_is_no_feed_is_refused_by_name(document: str | bytes, code: str) -> None:
    assert refusal(document) == code


CURLY = "Heron’s “Otter” – naïve"


@pytest.mark.parametrize(
    ("encoding", "declared", "content_type"),
    [
        ("utf-8", "utf-8", ""),
        ("utf-8", "iso-8859-1", ""),
        ("utf-8", "utf-8", "text/xml; charset=iso-8859-1"),
        ("utf-8", "no-such-encoding", ""),
        ("utf-8", "unicode_escape", ""),
        ("utf-8-sig", "utf-8", ""),
        ("cp1252", "utf-8", ""),
        ("cp1252", "iso-8859-1", "application/rss+xml"),
        ("cp1252", "windows-1252", "text/xml; charset=utf-8"),
        ("utf-16", "utf-16", ""),
        ("utf-16-le", "utf-16", ""),
        ("utf-32", "utf-32", ""),
    ],
)
def test_a_title_is_readable_whatever_the_encoding_is_said_to_be(
    encoding: str, declared: str, content_type: str
) -> None:
    prolog = f'<?xml version="1.0" encoding="{declared}"?>'
    document = rss(f"<title>{CURLY}</title>", prolog=prolog).encode(encoding)

    assert only(parse(document, content_type=content_type)).title == CURLY


def test_an_encoding_named_by_the_header_alone_is_taken() -> None:
    document = rss("<title>Выдра вышла</title>", prolog="").encode("koi8-r")

    assert only(parse(document, content_type="text/xml; charset=koi8-r")).title == "Выдра вышла"


def test_stray_windows_bytes_do_not_spoil_the_rest_of_a_document() -> None:
    document = rss("<title>Zoë’s otter</title>", "<title>Q QUOTED Q</title>").encode()
    document = document.replace(b"Q QUOTED Q", b"\x93Quoted\x94")

    assert [entry.title for entry in parse(document).entries] == ["Zoë’s otter", "“Quoted”"]


def test_the_thousand_newest_entries_are_kept_in_their_order() -> None:
    items = [
        f"<guid>k{place}</guid><title>n{place}</title>"
        f"<dc:date>2026-10-01T{place // 60:02}:{place % 60:02}:00Z</dc:date>"
        for place in range(1_200)
    ]

    titles = [entry.title for entry in parse(rss(*items)).entries]

    assert titles == [f"n{place}" for place in range(200, 1_200)]


def test_a_json_document_is_cut_before_its_entries_are_read() -> None:
    items = ",".join(f'{{"id": "{place}", "content_html": "<p>Otter</p>"}}' for place in range(100_000))
    began = time.process_time()
    feed = parse(f'{{"items": [{items}]}}')

    assert (len(feed.entries), time.process_time() - began < 10) == (1_000, True)


@pytest.mark.parametrize("piece", ["<skipHours>", "<at:deleted-entry ref='", "<skipDays><day>"])
def test_pieces_repeated_without_an_end_are_read_in_seconds(piece: str) -> None:
    began = time.process_time()
    feed = parse(rss("<title>Otter</title>").replace("<item>", f"{piece * 5_000}<item>"))

    assert (feed.withdrawn, time.process_time() - began < 5) == ((), True)


def test_twenty_thousand_entries_are_cut_before_they_are_read() -> None:
    began = time.monotonic()
    feed = parse(rss(*(f"<guid>k{place}</guid><title>n{place}</title>" for place in range(20_000))))

    assert (len(feed.entries), time.monotonic() - began < 30) == (1_000, True)


@pytest.mark.parametrize(
    "item",
    [
        "<author>" + "a-." * 70_000 + "</author>",
        "<author>" + "a" * 200_000 + "@</author>",
        "<description>" + "&lt;p&gt;word " * 200_000 + "</description>",
        "<description><![CDATA[" + "word &amp; " * 500_000 + "]]></description>",
        "<description>" + "a" * 99_000 + "</description>",
        "<a>" * 10_000 + "</a>" * 10_000,
    ],
    ids=[
        "an author of dots",
        "an author of letters",
        "megabytes of text",
        "megabytes of CDATA",
        "a text just short of the cut",
        "ten thousand levels",
    ],
)
def test_what_is_made_to_be_slow_is_read_in_seconds(item: str) -> None:
    began = time.monotonic()
    entry = only(parse(rss("<title>Otter is out</title>" + item)))

    assert (entry.title, time.monotonic() - began < 30) == ("Otter is out", True)


CUT = rss("<title>First</title>", "<title>Second</title>").rpartition("</title>")[0]


@pytest.mark.parametrize(
    ("document", "titles", "is_whole"),
    [
        (CUT, ["First"], False),
        (CUT + "</title></item>", ["First", "Second"], False),
        ("\n\n" + rss("<title>First</title>"), ["First"], True),
    ],
    ids=["inside an entry", "after an entry", "not at all, but blank lines stand before the prolog"],
)
def test_of_a_document_that_breaks_off_the_whole_entries_are_read(
    document: str, titles: list[str], is_whole: bool
) -> None:
    feed = parse(document)

    assert ([entry.title for entry in feed.entries], feed.whole) == (titles, is_whole)


def test_a_transfer_that_broke_off_is_not_whole_even_when_the_document_looks_so() -> None:
    assert parse(rss("<title>First</title>"), whole=False).whole is False


def test_a_text_in_the_feed_that_speaks_of_entities_is_no_declaration() -> None:
    entry = only(parse(rss("<title>How to write &lt;!ENTITY x&gt;</title>")))

    assert entry.title == "How to write <!ENTITY x>"
