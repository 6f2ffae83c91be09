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
        ('<outline xmlUrl="https://a.example/"/>' * 3, ["https://a.example/"]),
        ('<outline text="no address"/><outline xmlUrl=""/>', []),
    ],
    ids=["empty", "folders", "another case and blanks", "repeated", "without an address"],
)
def test_the_feeds_of_a_list(body: str, outlines: list[str]) -> None:
    assert [outline.url for outline in read_opml(opml(body))] == outlines


def test_a_hundred_thousand_levels_are_walked_without_recursion() -> None:
    deep = '<outline text="x">' * 40_000 + '<outline xmlUrl="https://a.example/"/>' + "</outline>" * 40_000

    with pytest.raises(OpmlError, match="larger than 1024 KiB"):
        read_opml(opml(deep))
    assert read_opml(opml(deep.replace(' text="x"', ""))) == [Outline(url="https://a.example/")]


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (b"", "not OPML"),
        (b"no XML", "not OPML"),
        (b"<rss/>", "begins with <rss>"),
        (b"<opml><body>", "not OPML"),
        (b'<?xml version="1.0" encoding="x-unknown"?><opml/>', "not OPML"),
        (b'<!DOCTYPE opml [<!ENTITY a "aaaa">]><opml>&a;</opml>', "not OPML"),
        (b'<!DOCTYPE opml SYSTEM "file:///etc/passwd"><opml/>', "not OPML"),
        (b"<opml>" + b" " * 1024 * 1024 + b"</opml>", "larger than"),
        (opml("".join(f'<outline xmlUrl="https://a.example/{n}"/>' for n in range(2_001))), "more than 2000"),
    ],
    ids=[
        "nothing",
        "no XML",
        "a feed",
        "cut short",
        "an unknown encoding",
        "entities",
        "an outer document",
        "too large",
        "too many",
    ],
)
def test_what_is_no_list_is_refused_with_the_reason(document: bytes, reason: str) -> None:
    with pytest.raises(OpmlError, match=reason):
        read_opml(document)
