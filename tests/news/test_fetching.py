"""news.fetching: what may be asked, and how every failure comes back as a named value."""

import gzip
import re
import socket

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from news.fetching import FetchAnswer, FetchOutcome, FetchRequest, fetch
from tests.news.publishing import moved_to

FEED = b"<rss/>"


def ask(server: HTTPServer, path: str = "/feed", **validators: str) -> FetchAnswer:
    """The answer to a request that may go to this server alone."""
    hosts = frozenset({f"{server.host}:{server.port}"})
    return fetch(FetchRequest(url=server.url_for(path), allow_hosts=hosts, user_agent="T/1", **validators))


def test_a_good_answer_comes_with_its_body_and_headers(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/feed").respond_with_data(FEED, headers={"ETag": '"1"'})

    answer = ask(httpserver)

    assert (answer.outcome, answer.status, answer.body, answer.headers["etag"], answer.final_url) == (
        FetchOutcome.BODY,
        200,
        FEED,
        '"1"',
        httpserver.url_for("/feed"),
    )


def test_the_request_names_us_and_asks_conditionally(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/feed").respond_with_data(status=304)

    answer = ask(httpserver, etag='"1"', last_modified="Mon, 02 Nov 2026 09:00:00 GMT")
    sent = httpserver.log[0][0].headers

    assert (answer.outcome, sent["User-Agent"], sent["If-None-Match"], sent["If-Modified-Since"]) == (
        FetchOutcome.NOT_MODIFIED,
        "T/1",
        '"1"',
        "Mon, 02 Nov 2026 09:00:00 GMT",
    )


def test_a_compressed_body_is_unpacked(httpserver: HTTPServer) -> None:
    packed = gzip.compress(FEED * 1_000)
    httpserver.expect_request("/feed").respond_with_data(packed, headers={"Content-Encoding": "gzip"})

    assert ask(httpserver).body == FEED * 1_000


@pytest.mark.parametrize("status", [204, 401, 403, 404, 410, 429, 500, 503, 599])
def test_a_status_is_a_named_failure(httpserver: HTTPServer, status: int) -> None:
    httpserver.expect_request("/feed").respond_with_data(status=status, headers={"Retry-After": "77"})

    answer = ask(httpserver)

    assert (answer.outcome, answer.error_code, answer.status, answer.headers["retry-after"]) == (
        FetchOutcome.FAILED,
        f"http_{status}",
        status,
        "77",
    )


@pytest.mark.parametrize(
    ("status", "code", "text"),
    [
        (403, "bot_protection", "the server answered 403 (forbidden), from its protection against bots"),
        (
            429,
            "http_429",
            "the server answered 429 (too many requests), from its protection against bots",
        ),
        (200, "bot_protection", "got a challenge to bots, not a feed"),
    ],
)
def test_protection_against_bots_is_told(httpserver: HTTPServer, status: int, code: str, text: str) -> None:
    httpserver.expect_request("/feed").respond_with_data(status=status, headers={"cf-mitigated": "challenge"})
    answer = ask(httpserver)

    assert (answer.error_code, answer.error_text) == (code, text)


def test_a_304_that_nobody_asked_for_is_asked_again_once(httpserver: HTTPServer) -> None:
    httpserver.expect_ordered_request("/feed").respond_with_data(status=304)
    httpserver.expect_ordered_request("/feed").respond_with_data(FEED)
    answer = ask(httpserver)

    assert (answer.outcome, answer.body, len(httpserver.log)) == (FetchOutcome.BODY, FEED, 2)
    assert httpserver.log[1][0].headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    ("statuses", "moved_to"),
    [((301, 308), "/2"), ((301, 302), "/1"), ((302, 301), ""), ((307,), ""), ((), "")],
    ids=["permanent all the way", "permanent at first", "not at first", "never", "no redirect"],
)
def test_where_permanent_redirects_alone_lead_is_told(
    httpserver: HTTPServer, statuses: tuple[int, ...], moved_to: str
) -> None:
    for place, status in enumerate(statuses):
        location = {"Location": f"/{place + 1}"}
        httpserver.expect_request(f"/{place}").respond_with_data(status=status, headers=location)
    httpserver.expect_request(f"/{len(statuses)}").respond_with_data(FEED)
    answer = ask(httpserver, "/0")

    assert (answer.body, answer.moved_to) == (FEED, httpserver.url_for(moved_to) if moved_to else "")


def test_a_304_that_nobody_asked_for_is_a_failure(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/feed").respond_with_data(status=304)

    assert ask(httpserver).error_code == "unexpected_304"


@pytest.mark.parametrize("size", [10 * 1024 * 1024 + 1, 64 * 1024 * 1024])
def test_a_document_over_the_limit_is_not_read_to_its_end(httpserver: HTTPServer, size: int) -> None:
    packed = gzip.compress(b"\0" * size)
    httpserver.expect_request("/feed").respond_with_data(packed, headers={"Content-Encoding": "gzip"})

    answer = ask(httpserver)

    assert (answer.error_code, answer.body) == ("too_large", b"")


def test_what_is_not_gzip_though_it_says_so_is_a_bad_answer(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/feed").respond_with_data(FEED, headers={"Content-Encoding": "gzip"})

    assert ask(httpserver).error_code == "bad_answer"


def chain(server: HTTPServer, length: int) -> None:
    for place in range(length):
        server.expect_request(f"/{place}").respond_with_data(
            status=302, headers={"Location": f"/{place + 1}"}
        )
    server.expect_request(f"/{length}").respond_with_data(FEED)


@pytest.mark.parametrize(
    ("length", "outcome", "code"),
    [(5, FetchOutcome.BODY, ""), (6, FetchOutcome.FAILED, "too_many_redirects")],
)
def test_five_redirects_are_followed(
    httpserver: HTTPServer, length: int, outcome: FetchOutcome, code: str
) -> None:
    chain(httpserver, length)

    answer = ask(httpserver, "/0")

    assert (answer.outcome, answer.error_code) == (outcome, code)


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("http://169.254.169.254/latest/meta-data/", "private_address"),
        ("http://[::1]/", "private_address"),
        ("http://2130706433/", "private_address"),
        ("http://0x7f.1/", "private_address"),
        ("http://localhost/", "private_address"),
        ("http://127.0.0.1:22/", "refused_port"),
        ("file:///etc/passwd", "bad_redirect"),
        ("gopher://lab.example/", "bad_redirect"),
        ("http://user:secret@lab.example/", "bad_address"),
        ("", "bad_redirect"),
    ],
)
def test_every_hop_is_judged_like_the_first(httpserver: HTTPServer, location: str, code: str) -> None:
    httpserver.expect_request("/feed").respond_with_data(status=301, headers={"Location": location})

    assert ask(httpserver).error_code == code


def test_a_proxy_in_the_environment_is_not_used(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    httpserver.expect_request("/feed").respond_with_data(FEED)

    assert ask(httpserver).body == FEED


OK = b"HTTP/1.1 200 OK\r\nContent-Length: "


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ([OK + b"6\r\n\r\n<rss/>"], ("body", "", b"<rss/>", True)),
        ([OK + b"600\r\n\r\n<rss/>"], ("body", "", b"<rss/>", False)),
        ([OK + b"600\r\n\r\n"], ("failed", "truncated", b"", True)),
        (
            [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n<rs\r\n"],
            ("body", "", b"<rs", False),
        ),
        (
            [b"HTTP/1.1 302 Found\r\nLocation: http://[broken\r\nContent-Length: 0\r\n\r\n"],
            ("failed", "bad_redirect", b"", True),
        ),
        ([b"SSH-2.0-x\r\n"], ("failed", "bad_answer", b"", True)),
        ([b""], ("failed", "bad_answer", b"", True)),
    ],
    ids=[
        "whole",
        "cut short",
        "cut before it began",
        "cut inside a chunk",
        "a redirect to nowhere",
        "another protocol",
        "nothing",
    ],
)
def test_what_a_lying_server_sends(
    raw_server: tuple[str, list[bytes]], pieces: list[bytes], expected: tuple[str, str, bytes, bool]
) -> None:
    host, sent = raw_server
    sent += pieces

    answer = fetch(FetchRequest(url=f"http://{host}/", allow_hosts=frozenset({host})))

    assert (answer.outcome.value, answer.error_code, answer.body, answer.whole) == expected


@pytest.mark.parametrize(
    "dripped",
    [b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 60, OK + b"60\r\n\r\n" + b"a" * 60],
    ids=["in the headers", "in the body"],
)
def test_a_server_that_drips_is_left_at_the_deadline(
    raw_server: tuple[str, list[bytes]], dripped: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("news.fetching.DEADLINE_S", 1.0)
    host, sent = raw_server
    sent += [bytes([byte]) for byte in dripped]

    answer = fetch(FetchRequest(url=f"http://{host}/", allow_hosts=frozenset({host})))

    assert (answer.error_code, 900 < answer.duration_ms < 2_500) == ("timeout", True)


def test_a_closed_port_is_no_connection() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{unused.getsockname()[1]}"
        answer = fetch(FetchRequest(url=f"http://{host}/", allow_hosts=frozenset({host})))

    assert (answer.error_code, answer.error_text) == (
        "connect",
        "no connection to the server could be made",
    )


def test_the_host_is_asked_for_by_its_name(httpserver: HTTPServer) -> None:
    def host_of(request: Request) -> Response:
        return Response(request.headers["Host"])

    httpserver.expect_request("/feed").respond_with_handler(host_of)

    assert ask(httpserver).body.decode() == f"{httpserver.host}:{httpserver.port}"


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/café", "/caf%C3%A9"),
        ("/caf%C3%A9?q=café+au%20lait&b=(1)", "/caf%C3%A9?q=caf%C3%A9+au%20lait&b=(1)"),
        ("/ligne de temps", "/ligne%20de%20temps"),
    ],
    ids=["outside of ASCII", "in part encoded", "with spaces"],
)
def test_an_address_is_asked_for_in_ascii(httpserver: HTTPServer, path: str, asked: str) -> None:
    httpserver.expect_request(re.compile(".*")).respond_with_handler(
        lambda request: Response(request.environ["REQUEST_URI"])
    )
    host = f"{httpserver.host}:{httpserver.port}"
    answer = fetch(FetchRequest(url=f"http://{host}{path}", allow_hosts=frozenset({host})))

    assert answer.body.decode() == asked


@pytest.mark.parametrize(
    ("location", "asked"),
    [(b"/caf\xe9", "/caf%E9"), ("/café".encode(), "/caf%C3%A9")],
    ids=["in Latin-1", "in UTF-8"],
)
def test_a_redirect_in_raw_bytes_is_followed_byte_for_byte(
    raw_server: tuple[str, list[bytes]], httpserver: HTTPServer, location: bytes, asked: str
) -> None:
    httpserver.expect_request(re.compile(".*")).respond_with_handler(
        lambda request: Response(request.environ["REQUEST_URI"])
    )
    host, sent = raw_server
    target = f"{httpserver.host}:{httpserver.port}"
    sent.append(moved_to(f"http://{target}".encode() + location))

    answer = fetch(FetchRequest(url=f"http://{host}/", allow_hosts=frozenset({host, target})))

    assert (answer.error_code, answer.body, answer.final_url) == (
        "",
        asked.encode(),
        f"http://{target}{asked}",
    )


def test_what_cannot_be_put_into_a_request_is_a_named_failure(httpserver: HTTPServer) -> None:
    host = f"{httpserver.host}:{httpserver.port}"
    answer = fetch(FetchRequest(url=f"http://{host}/", allow_hosts=frozenset({host}), user_agent="→"))

    assert (answer.outcome, answer.error_code, answer.error_text) == (
        FetchOutcome.FAILED,
        "unreadable",
        "the address or the answer holds what cannot be read or written",
    )
