"""news.opml: lists of feeds, read without harm and written back."""

import pytest

from news.opml import OpmlError, Outline, read_opml, write_opml

HERON = Outline(url="https://heron.example/rss", name="Heron & co", homepage="https://heron.example/")
PRESS = Outline(url="https://press.example/rss", name="The Press")


def opml(body: str) -> bytes:
    return f'<?xml version="1.0"?><opml version="2.0"><head/><body>{body}</body></opml>'.encode()


def test_what_is_written_can_be_read_again() -> None:
    assert read_opml(write_opml([HERON, PRESS], title="Feeds").encode()) == [HERON, PRESS]


@pytest.mark.parametrize(
    ("body", "outlines"),
    [
        ("", []),
        (
            '<outline text="A folder"><outline text="x" xmlUrl="https://a.example/"/></outline>',
            ["https://a.example/"],
        ),
        ('<outline XMLURL=" https://a.example/ "/>', ["https://a.example/"]),
        ('<outline xmlUrl="https://a.example/"/>' * 3, ["https://a.example/"] * 3),
        ('<outline text="a folder"/><outline xmlUrl=""/><outline type="link" url="https://a.example/"/>', []),
        ('<outline type="rss" text="no address"/>', [""]),
    ],
    ids=["empty", "folders", "another case and blanks", "repeated", "no feeds", "a feed without an address"],
)
def test_the_feeds_of_a_list(body: str, outlines: list[str]) -> None:
    assert [outline.url for outline in read_opml(opml(body))] == outlines


def test_each_feed_knows_its_line() -> None:
    text = '<opml>\n<body>\n\n<outline xmlUrl="https://a.example/"/>\n<outline\n xmlUrl="https://b.example/"/></body></opml>'

    assert [outline.line for outline in read_opml(text.encode())] == [4, 5]


def test_a_hundred_thousand_levels_are_read_without_recursion() -> None:
    deep = "<outline>" * 54_000 + '<outline xmlUrl="https://a.example/"/>' + "</outline>" * 54_000

    assert read_opml(opml(deep)) == [Outline(url="https://a.example/")]
    with pytest.raises(OpmlError, match="larger than 1024 KiB"):
        read_opml(opml("<outline>" * 100_000 + "</outline>" * 100_000))


def test_what_a_document_declares_of_its_letters_is_not_believed_against_its_bytes() -> None:
    declared = '<?xml version="1.0" encoding="UTF-8"?><opml><outline text="Zürich" xmlUrl="https://a.example/"/></opml>'

    with pytest.raises(OpmlError, match="not well-formed"):
        read_opml(declared.encode("latin-1"))
    assert [
        outline.name for outline in read_opml(declared.replace("UTF-8", "ISO-8859-1").encode("latin-1"))
    ] == ["Zürich"]


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (b"", "not OPML"),
        (b"no XML", "not OPML"),
        (b"<rss/>", "begins with <rss>"),
        (b"<opml><body>", "not OPML"),
        (b'<?xml version="1.0" encoding="x-unknown"?><opml/>', "not OPML"),
        (b'<?xml version="1.0" encoding="utf-7"?><opml/>', "not OPML"),
        (b'<!DOCTYPE opml [<!ENTITY a "aaaa">]><opml>&a;</opml>', "document type or entities"),
        (b'<!DOCTYPE opml SYSTEM "file:///etc/passwd"><opml/>', "document type or entities"),
        (b"<opml>" + b"<outline/>" * 1_000_000 + b"</opml>", "larger than"),
        (b"<opml>" + b" " * 1024 * 1024 + b"</opml>", "larger than"),
        (opml("".join(f'<outline xmlUrl="https://a.example/{n}"/>' for n in range(2_001))), "more than 2000"),
    ],
    ids=[
        "nothing",
        "no XML",
        "a feed",
        "cut short",
        "an unknown encoding",
        "UTF-7",
        "entities",
        "an outer document",
        "a million outlines",
        "too large",
        "too many",
    ],
)
def test_what_is_no_list_is_refused_with_the_reason(document: bytes, reason: str) -> None:
    with pytest.raises(OpmlError, match=reason):
        read_opml(document)
