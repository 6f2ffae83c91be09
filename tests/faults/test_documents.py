"""The fifteen faults that feeds of the real world have, each through the whole pipeline."""

from itertools import chain, repeat

import pytest

from tests.faults.answers import entry, head, letters, links_of, pieces, redirect, rss, status, whole
from tests.faults.checker import broken_laws, items_of, wait_quiet
from tests.faults.children import growth_of
from tests.faults.oracle import HOSTS, Answer, Oracle, Wire
from tests.faults.rig import Rig

MiB = 1024 * 1024
PAGE = b"<!doctype html><html><title>Just a moment</title></html>"


def read(rig: Rig, oracle: Oracle, *turns: Answer, path: str = "/a") -> None:
    """Have a feed read once for each of these answers."""
    url = oracle.script(path, *turns)
    rig.go()
    rig.add(url)
    for turn in range(len(turns)):
        if turn:
            rig.rows("UPDATE news_host SET next_allowed_at = NULL, blocked_until = NULL")
            rig.make_due()
        wait_quiet(rig)


def titles(rig: Rig) -> list[tuple[str, int]]:
    """Title and revision of every item that a feed brought, the first one first."""
    return rig.rows(
        "SELECT title, revision FROM news_item item JOIN news_feed feed ON feed.id = feed_id"
        " WHERE kind <> 'record' ORDER BY item.id"
    )


def new_of_each(rig: Rig) -> list[int | None]:
    """How many items each attempt brought."""
    return [new for (new,) in rig.rows("SELECT items_new FROM news_fetch ORDER BY started_at, id")]


@pytest.mark.fault("I1")
def test_a_body_that_is_a_path_or_an_address_is_not_opened(rig: Rig, oracle: Oracle) -> None:
    planted = rig.folder / "planted.xml"
    planted.write_bytes(rss([entry("https://oracle.example/planted")]))
    paths = [str(planted), f"file://{planted}", "/etc/passwd", f"http://127.0.0.1:{rig.decoy.port}/feed"]
    urls = [oracle.script(f"/{place}", whole(path.encode()), host=place) for place, path in enumerate(paths)]
    rig.go()
    rig.add(*urls)
    wait_quiet(rig)

    assert rig.errors() == {f"/{place}": "not_a_feed" for place in range(4)}
    assert rig.decoy.connections == 0
    assert broken_laws(rig, feeds=[]) == []


@pytest.mark.fault("I2")
def test_a_host_inside_is_refused_and_left_alone_for_a_day(rig: Rig, oracle: Oracle) -> None:
    urls = [f"http://{host}/" for host in ("[::ffff:127.0.0.1]", "0x7f.1", "[fd00::1]", "169.254.169.254")]
    rig.go()
    rig.add(*urls)
    wait_quiet(rig)

    rows = rig.rows(
        "SELECT last_error_code, next_check_at - last_checked_at > interval '20 hours', last_error_text LIKE"
        " '%%public internet%%' FROM news_feed WHERE kind <> 'record'"
    )
    assert rows == [("private_address", True, True)] * 4
    assert broken_laws(rig, feeds=[]) == []


@pytest.mark.fault("I3")
def test_an_endless_body_is_left_at_ten_mebibytes(rig: Rig, oracle: Oracle) -> None:
    rig.go()
    rig.add(oracle.script("/warm", letters("warm", 1), host=1))
    wait_quiet(rig)
    with growth_of(rig.pool("fetch")) as grown:
        rig.add(oracle.script("/a", pieces(chain([head()], repeat(b"x" * MiB, 200)))))
        wait_quiet(rig)

    assert rig.errors()["/a"] == "too_large"
    assert oracle.visits_of("/a")[0].sent < 40 * MiB
    assert max(grown) < 50
    assert broken_laws(rig, feeds=["/warm"]) == []


@pytest.mark.fault("I4")
def test_of_twenty_thousand_entries_the_first_thousand_are_kept_and_others_do_not_wait(
    rig: Rig, oracle: Oracle
) -> None:
    many = rss([entry(link) for link in links_of("many", range(20_000))])
    rig.go()
    rig.add(oracle.script("/many", whole(many)), oracle.script("/a", letters("a", 5), host=1))
    wait_quiet(rig)

    assert (len(items_of(rig, "/many")), rig.errors()) == (1_000, {"/many": "", "/a": ""})
    assert broken_laws(rig, feeds=["/a"]) == []


@pytest.mark.fault("I5")
def test_entries_that_share_one_guid_are_all_kept_once(rig: Rig, oracle: Oracle) -> None:
    alike = [
        f"<item><guid>same</guid><link>{link}</link><title>Otter opens office {place}</title></item>"
        for place, link in enumerate(links_of("alike", range(8)))
    ]
    read(rig, oracle, whole(rss(alike)), whole(rss(alike[::-1])))

    assert (len(titles(rig)), new_of_each(rig)) == (8, [8, 0])
    assert broken_laws(rig, feeds=[]) == []


@pytest.mark.fault("I6")
def test_an_entry_given_another_guid_scheme_or_title_stays_one_item(rig: Rig, oracle: Oracle) -> None:
    def told(guid: str, scheme: str, title: str) -> Answer:
        link = f"{scheme}://oracle.example/story"
        return whole(rss([f"<item><guid>{guid}</guid><link>{link}</link><title>{title}</title></item>"]))

    read(
        rig,
        oracle,
        told("http://oracle.example/1", "http", "Anthropic opens an ofice"),
        told("https://oracle.example/1", "https", "Anthropic opens an ofice"),
        told("rotated", "https", "Anthropic opens an ofice"),
        told("rotated", "https", "Anthropic opens an office"),
    )

    assert (titles(rig), new_of_each(rig)) == ([("Anthropic opens an office", 2)], [1, 0, 0, 0])
    assert broken_laws(rig, feeds=[]) == []


@pytest.mark.fault("I7")
def test_links_that_carry_a_mark_of_the_request_bring_nothing_twice(rig: Rig, oracle: Oracle) -> None:
    def asked(mark: str) -> Answer:
        return whole(
            rss(
                [
                    f"<item><link>https://oracle.example/story/{n}?sessionid={mark}</link>"
                    f"<title>Otter opens office {n}</title></item>"
                    for n in range(6)
                ]
            )
        )

    read(rig, oracle, asked("one"), asked("two"))

    assert (len(titles(rig)), new_of_each(rig)) == (6, [6, 0])
    assert broken_laws(rig, feeds=[]) == []


@pytest.mark.fault("I8")
def test_a_web_page_in_place_of_a_feed_keeps_the_items_and_not_its_validators(
    rig: Rig, oracle: Oracle
) -> None:
    read(
        rig,
        oracle,
        letters("a", 4, ETag='"feed"'),
        whole(PAGE, Content_Type="text/html", ETag='"page"'),
        whole(PAGE, status=403, cf_mitigated="challenge"),
    )

    feed = rig.rows("SELECT etag, last_error_code, last_error_text FROM news_feed WHERE kind <> 'record'")
    assert feed[0][0] == '"feed"'
    assert "bot" in feed[0][2]
    codes = rig.rows("SELECT error_code FROM news_fetch ORDER BY started_at, id")
    assert codes[1] == ("web_page",)
    assert (len(items_of(rig, "/a")), broken_laws(rig, feeds=["/a"])) == (4, [])


@pytest.mark.fault("I9")
def test_a_host_that_says_too_many_is_left_in_peace_with_all_its_feeds(rig: Rig, oracle: Oracle) -> None:
    busy = oracle.script("/busy", status(429, Retry_After="3600"))
    sibling = oracle.script("/sibling", letters("sibling", 3))
    other = oracle.script("/other", letters("other", 3), host=1)
    rig.go()
    rig.add(busy)
    wait_quiet(rig)
    rig.add(sibling, other)
    rig.make_due()
    rig.wait(lambda: len(items_of(rig, "/other")) == 3, "the other host is read")
    wait_quiet(rig)

    assert (len(oracle.visits_of("/busy")), len(oracle.visits_of("/sibling"))) == (1, 0)
    blocked = rig.one(
        "SELECT extract(epoch FROM blocked_until - now())::int FROM news_host WHERE blocked_until IS NOT NULL"
    )
    assert 3_400 < blocked <= 3_960
    assert broken_laws(rig, feeds=["/other"]) == []


@pytest.mark.fault("I10")
def test_validators_that_lie_hide_nothing_for_longer_than_a_day(rig: Rig, oracle: Oracle) -> None:
    def always_unmodified(count: int) -> Answer:
        def answer(wire: Wire) -> None:
            known = "if-none-match" in wire.visit.headers
            (status(304) if known else letters("a", count, ETag='"constant"'))(wire)

        return answer

    url = oracle.script("/a", always_unmodified(2), always_unmodified(4))
    twice = oracle.script("/b", status(304), letters("b", 2), host=1)
    same = oracle.script("/c", letters("c", 2, ETag='"1"'), letters("c", 2, ETag='"2"'), host=2)
    rig.go()
    rig.add(url, twice, same)
    wait_quiet(rig)
    rig.make_due()
    wait_quiet(rig)
    hidden = len(items_of(rig, "/a"))
    rig.rows("UPDATE news_feed SET last_unconditional_at = now() - interval '30 hours'")
    rig.make_due()
    wait_quiet(rig)

    assert (hidden, len(items_of(rig, "/a")), len(items_of(rig, "/b"))) == (2, 4, 2)
    assert rig.attempts("/c")[:2] == ["changed", "unchanged"]
    assert broken_laws(rig, feeds=["/a", "/b", "/c"]) == []


ENCODED: dict[str, tuple[bytes, str, str]] = {
    "cp1252 as UTF-8": ("Ottér “quotes” €5".encode("cp1252"), "utf-8", "Ottér “quotes” €5"),
    "header against prolog": ("Ottér 6".encode(), "iso-8859-1", "Ottér 6"),
    "controls": (b"Otter\x00 \x07seven\x1b", "utf-8", "Otter seven"),
}


@pytest.mark.fault("I11")
def test_titles_can_be_read_whatever_their_encoding_pretends(rig: Rig, oracle: Oracle) -> None:
    urls = []
    for place, (words, charset, _) in enumerate(ENCODED.values()):
        body = rss([entry("https://oracle.example/1", title="@")]).replace(b"@", words)
        urls.append(
            oracle.script(f"/{place}", whole(body, Content_Type=f"text/xml; charset={charset}"), host=place)
        )
    wide = rss([entry("https://oracle.example/1", title="Ottér wide")]).decode().replace("utf-8", "utf-16")
    urls.append(oracle.script("/wide", whole(wide.encode("utf-16")), host=9))
    rig.go()
    rig.add(*urls)
    wait_quiet(rig)

    assert {title for title, _ in titles(rig)} == {*(words for _, _, words in ENCODED.values()), "Ottér wide"}
    assert broken_laws(rig, feeds=[]) == []


@pytest.mark.fault("I12")
def test_broken_xml_gives_what_it_holds_and_a_cut_transfer_is_asked_for_again(
    rig: Rig, oracle: Oracle
) -> None:
    sound = rss([entry(link) for link in links_of("cut", range(1, 5))])
    cut = sound[: sound.index(b"ice number 4<")]
    blank = b"\n\n" + rss([entry("https://oracle.example/blank/1")])
    ampersand = rss([entry("https://oracle.example/ampersand/1", title="Otter & Heron")])
    rig.go()
    rig.add(
        oracle.script("/cut", pieces([head(Content_Length=str(len(sound)), ETag='"x"') + cut])),
        oracle.script("/blank", whole(blank), host=1),
        oracle.script("/ampersand", whole(ampersand), host=2),
    )
    wait_quiet(rig)

    assert {path: len(items_of(rig, path)) for path in ("/cut", "/blank", "/ampersand")} == {
        "/cut": 3,
        "/blank": 1,
        "/ampersand": 1,
    }
    assert rig.rows("SELECT etag, body_sha256 FROM news_feed WHERE url LIKE '%%/cut'") == [("", None)]
    assert ("Otter & Heron", 1) in titles(rig)
    assert broken_laws(rig, feeds=[]) == []


DATES = {
    "Thu, 01 Jan 2099 00:00:00 GMT": None,
    "Thu, 01 Jan 1970 00:00:00 GMT": None,
    "Invalid Date": None,
    "": None,
    "Tue, 03 Nov 2026 08:00:00": "2026-11-03 08:00",
    "Tue, 03 Nov 2026 08:00:00 PDT": "2026-11-03 15:00",
}


@pytest.mark.fault("I13")
def test_unbelievable_dates_are_none_and_move_nothing(rig: Rig, oracle: Oracle) -> None:
    dated = [
        entry(f"https://oracle.example/dated/{place}", inside=f"<pubDate>{words}</pubDate>")
        for place, words in enumerate(DATES)
    ]
    later = [item.replace("08:00:00", "09:30:00") for item in dated]
    read(rig, oracle, whole(rss(dated)), whole(rss(later)))

    rows = rig.rows(
        "SELECT item.url, to_char(published_at, 'YYYY-MM-DD HH24:MI'), revision FROM news_item item"
        " JOIN news_feed feed ON feed.id = feed_id WHERE kind <> 'record' ORDER BY item.url"
    )
    assert rows == [
        (f"https://oracle.example/dated/{place}", day, 1) for place, day in enumerate(DATES.values())
    ]
    assert broken_laws(rig, feeds=[]) == []


HOSTILE = (
    "&lt;script&gt;alert(1)&lt;/script&gt;Otter &lt;b onclick='x()'&gt;bold&lt;/b&gt; \u202egnorw",
    "&lt;img src='https://track.example/p.gif'&gt;&lt;a href='javascript:x()'&gt;words&lt;/a&gt;"
    + "y" * 2 * MiB,
)


@pytest.mark.fault("I14")
def test_hostile_markup_becomes_plain_words_and_only_web_links(rig: Rig, oracle: Oracle) -> None:
    item = (
        f"<item><guid>1</guid><link>javascript:alert(1)</link><title>{HOSTILE[0]}</title>"
        f"<description>{HOSTILE[1]}</description></item>"
    )
    read(rig, oracle, whole(rss([item])))

    (title, url, summary), *others = rig.rows(
        "SELECT item.title, item.url, item.summary FROM news_item item"
        " JOIN news_feed feed ON feed.id = feed_id WHERE kind <> 'record'"
    )
    assert (title, others) == ("Otter bold gnorw", [])
    assert url.startswith(("http://", "https://"))
    assert "<" not in summary
    assert len(summary) <= 20_000
    assert broken_laws(rig, feeds=[]) == []


@pytest.mark.fault("I15")
def test_when_no_host_can_be_reached_no_feed_is_blamed(rig: Rig, oracle: Oracle) -> None:
    names = [f"h{place}.example" for place in range(12)]
    for name in names:
        rig.name(name, [])
    rig.go()
    rig.add(*(f"http://{name}/" for name in names))
    wait_quiet(rig)
    blamed = rig.rows("SELECT url FROM news_feed WHERE consecutive_errors > 0 AND kind <> 'record'")
    soon = rig.one("SELECT max(next_check_at) < now() + interval '20 minutes' FROM news_feed WHERE enabled")

    assert (blamed, soon) == ([], True)
    assert broken_laws(rig, feeds=[]) == []


@pytest.mark.fault("I15")
def test_a_captive_portal_moves_no_feed(rig: Rig, oracle: Oracle) -> None:
    oracle.script("/portal", whole(PAGE, Content_Type="text/html"))
    read(rig, oracle, letters("a", 3), *[redirect(f"http://{HOSTS[0]}:{oracle.port}/portal", 301)] * 2)

    assert (rig.errors()["/a"], len(items_of(rig, "/a"))) == ("web_page", 3)
    assert broken_laws(rig, feeds=["/a"]) == []
