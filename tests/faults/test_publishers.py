"""Publishers that drip, burst and lie: each is named, none is believed, nobody else waits."""

from collections.abc import Callable, Iterable, Iterator
from itertools import repeat

import pytest
from urllib3.util.request import ACCEPT_ENCODING

from tests.faults.answers import (
    brotli_bomb,
    dripping,
    entry,
    gzip_bomb,
    gzipped,
    head,
    letters,
    links_of,
    pieces,
    rss,
    status,
    whole,
    zstd_bomb,
)
from tests.faults.checker import broken_laws, items_of, wait_quiet
from tests.faults.children import growth_of
from tests.faults.oracle import Answer, Oracle
from tests.faults.rig import Rig, Times, stretched

PATIENT = Times(lease_s=60.0)
CHUNK = b"4\r\n<a/>\r\n"


def header_drip() -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\n"
    yield from (f"X-{number}: drip\r\n".encode() for number in range(10_000))


def body_drip() -> Iterator[bytes]:
    yield head(Content_Length="100000")
    yield from repeat(b"<", 100_000)


def endless_chunks() -> Iterator[bytes]:
    yield head(Transfer_Encoding="chunked")
    yield from repeat(CHUNK)


@pytest.mark.fault("F26")
def test_slow_servers_are_left_after_twenty_seconds_and_nobody_waits_for_them(
    rig: Rig, oracle: Oracle
) -> None:
    drips = {"/header": header_drip, "/body": body_drip, "/chunks": endless_chunks}
    urls = [
        oracle.script(path, dripping(drip), host=place) for place, (path, drip) in enumerate(drips.items())
    ]
    sound = [oracle.script(f"/{name}", letters(name, 5), host=5 + place) for place, name in enumerate("abcd")]
    rig.go(PATIENT)
    rig.add(*urls, *sound)
    seconds = rig.wait(lambda: all(items_of(rig, f"/{name}") for name in "abcd"), "others are read", 15)
    wait_quiet(rig)
    took = rig.rows("SELECT duration_ms FROM news_fetch WHERE outcome = 'failed' ORDER BY duration_ms")

    assert {path: rig.errors()[path] for path in drips} == dict.fromkeys(drips, "timeout")
    assert [19_000 <= milliseconds <= stretched(21_000) for (milliseconds,) in took] == [True] * 3
    assert seconds < stretched(15)
    assert broken_laws(rig, feeds=["/a", "/b", "/c", "/d"]) == []


# Where no library of Zstandard is there, its bytes are read as they came.
ZSTD = "too_large" if "zstd" in ACCEPT_ENCODING else "not_a_feed"
BOMBS: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "10 GiB in one layer": (lambda: gzip_bomb(gib=10), "gzip", "too_large"),
    "2 GiB in three layers": (lambda: gzipped(gzip_bomb(gib=2), 2), "gzip, gzip, gzip", "too_large"),
    "50 layers": (lambda: gzipped(b"x", 50), ", ".join(["gzip"] * 50), "bad_answer"),
    "Brotli, unasked": (lambda: brotli_bomb(mib=512), "br", "too_large"),
    "Zstandard, unasked": (lambda: zstd_bomb(mib=512), "zstd", ZSTD),
}


@pytest.mark.fault("F27")
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_decompression_bomb_is_cut_off_without_taking_memory(rig: Rig, oracle: Oracle, bomb: str) -> None:
    make, encoding, code = BOMBS[bomb]
    rig.go(PATIENT)
    rig.add(oracle.script("/warm", letters("warm", 1)))
    wait_quiet(rig)
    main, bomb_bytes = rig.parts["fetch"].process.pid, make()
    with growth_of(rig.pool("fetch")) as grown:
        rig.add(
            oracle.script("/bomb", whole(bomb_bytes, Content_Encoding=encoding), host=1),
            oracle.script("/a", letters("a", 3), host=2),
        )
        wait_quiet(rig)

    assert (rig.errors()["/bomb"], rig.attempts("/bomb")) == (code, ["failed"])
    assert rig.parts["fetch"].process.pid == main
    assert max(grown) < 50
    assert broken_laws(rig, feeds=["/a"]) == []


def laughs() -> bytes:
    grown = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{grown}]>{DOC.format("&l9;")}'.encode()


DOC = "<rss version='2.0'><channel><title>Letters</title><item><title>One {}</title></item></channel></rss>"
DECLARED = '<?xml version="1.0"?><!DOCTYPE rss {}>'


@pytest.mark.fault("F28")
def test_documents_that_grow_or_reach_out_do_neither(rig: Rig, oracle: Oracle) -> None:
    decoy = f"http://127.0.0.1:{rig.decoy.port}/dtd"
    hostile = {
        "/laughs": laughs(),
        "/quadratic": (
            DECLARED.format(f'[<!ENTITY a "{"a" * 50_000}">]') + DOC.format("&a;" * 50_000)
        ).encode(),
        "/file": (DECLARED.format('[<!ENTITY a SYSTEM "file:///etc/passwd">]') + DOC.format("&a;")).encode(),
        "/http": (DECLARED.format(f'[<!ENTITY a SYSTEM "{decoy}">]') + DOC.format("&a;")).encode(),
        "/dtd": (DECLARED.format(f'SYSTEM "{decoy}"') + DOC.format("&a;")).encode(),
        "/nested": DOC.format("<b>" * 20_000 + "deep" + "</b>" * 20_000).encode(),
    }
    urls = [
        oracle.script(path, whole(body), host=place) for place, (path, body) in enumerate(hostile.items())
    ]
    rig.go()
    rig.add(*urls, oracle.script("/a", letters("a", 3), host=9))
    wait_quiet(rig)

    codes = rig.errors()
    assert {path: codes[path] for path in hostile} == {
        "/laughs": "entities",
        "/quadratic": "entities",
        "/file": "entities",
        "/http": "entities",
        "/dtd": "",
        "/nested": "",
    }
    assert rig.rows("SELECT title FROM news_item WHERE title LIKE '%%root:%%' OR length(title) > 500") == []
    assert rig.decoy.connections == 0
    assert broken_laws(rig, feeds=["/a"]) == []


TWO = rss([entry(link) for link in links_of("two", (1, 2))])
LIES: dict[str, tuple[Answer, str, int]] = {
    "long": (pieces([head(Content_Length="99999") + TWO]), "", 2),
    "short": (pieces([head(Content_Length="150") + TWO]), "", 0),
    "charset": (whole(TWO, Content_Type="application/rss+xml; charset=utf-16"), "", 2),
    "unknown-charset": (whole(TWO, Content_Type="text/xml; charset=martian"), "", 2),
    "mark": (whole(b"\xef\xbb\xbf" + TWO), "", 2),
    "html": (whole(b"<!doctype html><html><p>Sign in</p></html>", Content_Type="text/html"), "web_page", 0),
    "html-named": (whole(TWO, Content_Type="text/html"), "", 2),
    "empty": (whole(b""), "empty", 0),
    "unasked-304": (status(304), "unexpected_304", 0),
    "huge-etag": (
        pieces([head(ETag=f'"{"e" * 1_000_000}"', Content_Length=str(len(TWO))) + TWO]),
        "bad_answer",
        0,
    ),
    "gone": (status(410), "http_410", 0),
    "reset": (pieces([head(Content_Length=str(len(TWO))) + TWO[:200]], reset=True), "", 0),
    "no-http": (pieces([b"220 mail.example ESMTP\r\n"]), "bad_answer", 0),
    "nothing": (pieces([b""]), "bad_answer", 0),
}


@pytest.mark.fault("F32")
def test_what_lying_servers_say_is_named_and_never_half_believed(rig: Rig, oracle: Oracle) -> None:
    urls = [
        oracle.script(f"/{name}", answer, host=place)
        for place, (name, (answer, _, _)) in enumerate(LIES.items())
    ]
    rig.go()
    rig.add(*urls)
    wait_quiet(rig)

    codes = rig.errors()
    assert {name: (codes[f"/{name}"], len(items_of(rig, f"/{name}"))) for name in LIES} == {
        name: (code, items) for name, (_, code, items) in LIES.items()
    }
    assert kept_validators(rig, ("long", "short", "reset", "empty")) == []
    assert broken_laws(rig, feeds=[]) == []


WAITS: dict[str, tuple[int, str, tuple[float, float]]] = {
    "for-ever": (503, "1000000000", (86_400, 86_400)),
    "negative": (503, "-5", (900, 7_920)),
    "past": (503, "Wed, 21 Oct 2015 07:28:00 GMT", (900, 7_920)),
    "garbage": (503, "soon", (900, 7_920)),
    "two-hours": (503, "7200", (7_200, 7_920)),
}


@pytest.mark.fault("F32")
def test_what_a_busy_server_asks_for_is_heard_within_reason(rig: Rig, oracle: Oracle) -> None:
    urls = [
        oracle.script(f"/{name}", status(code, Retry_After=value), host=place)
        for place, (name, (code, value, _)) in enumerate(WAITS.items())
    ]
    rig.go()
    rig.add(*urls)
    wait_quiet(rig)

    rows = rig.rows(
        "SELECT split_part(url, '/', 4), extract(epoch FROM next_check_at - last_checked_at)::float"
        " FROM news_feed WHERE kind <> 'record'"
    )
    outside = {
        name: seconds
        for name, seconds in rows
        if not WAITS[name][2][0] - 1 <= seconds <= WAITS[name][2][1] + 1
    }
    assert outside == {}
    assert {len(oracle.visits_of(f"/{name}")) for name in WAITS} == {1}


@pytest.mark.fault("F32")
def test_a_feed_that_falls_empty_keeps_its_items(rig: Rig, oracle: Oracle) -> None:
    url = oracle.script("/a", letters("a", 5), whole(rss([])), whole(b""), status(410))
    rig.go()
    rig.add(url)
    for _ in range(4):
        wait_quiet(rig)
        rig.make_due()
    wait_quiet(rig)

    assert len(items_of(rig, "/a")) == 5
    assert broken_laws(rig, feeds=["/a"]) == []


def kept_validators(rig: Rig, names: Iterable[str]) -> list[str]:
    """Those of the feeds whose validators or hash were kept."""
    rows = rig.rows(
        "SELECT split_part(url, '/', 4) FROM news_feed WHERE etag <> '' OR body_sha256 IS NOT NULL"
    )
    return sorted({name for (name,) in rows} & set(names))
