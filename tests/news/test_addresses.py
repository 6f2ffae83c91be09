"""news.fetching.addresses: which addresses may be asked."""

import socket
import threading
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any
from urllib.parse import quote

import pytest
from pytest_django import Settings
from pytest_httpserver import HTTPServer
from werkzeug import Response

from news.fetching import FetchOutcome, FetchRequest, fetch
from news.fetching.addresses import PORTS, is_refused
from news.looking import look_at
from tests.conftest import NOW


@pytest.fixture
def allowed(httpserver: HTTPServer) -> frozenset[str]:
    return frozenset({f"{httpserver.host}:{httpserver.port}"})


NOT_PUBLIC = [
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "192.0.0.1",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.0.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::8.8.8.8",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "fc00::1",
    "fe80::1",
    "fec0::1",
    "ff02::1",
]
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
NAME = "leads-there.example"


def spellings(address: str) -> list[str]:
    """Ten hosts of an address of the web that all mean this address."""
    ip = ip_address(address)
    return _of_four(ip) if isinstance(ip, IPv4Address) else _of_six(ip)


def _of_four(ip: IPv4Address) -> list[str]:
    number, text = int(ip), str(ip)
    return [
        text,
        f"{text}.",
        str(number),
        hex(number),
        f"0{number:o}",
        ".".join(hex(part) for part in ip.packed),
        f"{ip.packed[0]}.{number & 0xFFFFFF}",
        text.translate(FULL_WIDTH),
        f"[::ffff:{text}]",
        NAME,
    ]


def _of_six(ip: IPv6Address) -> list[str]:
    groups = [int(group, 16) for group in ip.exploded.split(":")]
    last = ".".join(str(part) for part in ip.packed[12:])
    padded = [":".join(f"{group:0{width}x}" for group in groups) for width in (1, 2, 3, 4)]
    with_four = [":".join(f"{group:0{width}X}" for group in groups[:6]) for width in (1, 2, 3)]
    hosts = [ip.compressed, *padded, *(f"{head}:{last}" for head in with_four)]
    return [*(f"[{host}]" for host in hosts), NAME, f"{NAME}."]


@pytest.fixture
def decoy(monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """A listener on loopback at the port that plain http means; nobody may come there."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.01)
        monkeypatch.setitem(PORTS, "http", listener.getsockname()[1])
        yield listener


def redirected(server: HTTPServer, host: str) -> str:
    """An address of the server that leads on to the host."""
    path = f"/{hash(host)}"
    answer = Response(status=302, headers={"Location": f"http://{quote(host, safe='[]:')}/"})
    server.expect_request(path).respond_with_response(answer)
    return str(server.url_for(path))


def discovered(server: HTTPServer, hosts: list[str]) -> list[str]:
    """The addresses of feeds that a page of the server offers at these hosts."""
    links = (f'<link rel="alternate" type="application/rss+xml" href="http://{host}/">' for host in hosts)
    page = f"<!doctype html><html><head>{''.join(links)}</head></html>"
    server.expect_request("/").respond_with_data(page, content_type="text/html; charset=utf-8")
    return [offer.url for offer in look_at(server.url_for("/"), now=NOW).offers]


def asked(way: str, server: HTTPServer, hosts: list[str]) -> list[str]:
    """The addresses to ask, each of which leads to its host by this way."""
    if way == "discovered":
        return discovered(server, hosts)
    return [f"http://{host}/" if way == "direct" else redirected(server, host) for host in hosts]


@pytest.mark.parametrize("way", ["direct", "redirected", "discovered"])
@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_an_address_inside_is_refused_in_all_its_spellings_and_by_every_way(
    address: str,
    way: str,
    decoy: socket.socket,
    httpserver: HTTPServer,
    allowed: frozenset[str],
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def resolve(host: str, *rest: Any, **how: Any) -> Any:
        if "%" in host:  # a name of signs that no resolver knows
            raise socket.gaierror
        return look_up(address if host == NAME else host, *rest, **how)

    look_up = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    hosts = spellings(address)
    settings.FEED_ALLOW_HOSTS = allowed
    urls = asked(way, httpserver, hosts)
    codes = [fetch(FetchRequest(url=url, allow_hosts=allowed)).error_code for url in urls]

    assert len(set(hosts)) == 10
    assert codes == [
        "dns" if way == "redirected" and not host.isascii() else "private_address" for host in hosts
    ]
    with pytest.raises(TimeoutError):
        decoy.accept()


@pytest.mark.parametrize(
    "url",
    [
        "http://127.1/",
        "http://0/",
        "http://0177.0.0.1/",
        "http://①②⑦.0.0.1/",
        "http://localhost/",
        "http://localhost./",
    ],
)
def test_loopback_is_refused_in_its_other_spellings(url: str) -> None:
    answer = fetch(FetchRequest(url=url))

    assert (answer.outcome, answer.error_code) == (FetchOutcome.FAILED, "private_address")


@pytest.mark.parametrize("address", [*NOT_PUBLIC, "fe80::1%eth0"])
def test_an_address_that_is_not_plainly_public_is_refused(address: str) -> None:
    assert is_refused(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "193.99.144.80", "2a00:1450:4001::200e"])
def test_a_public_address_is_not_refused(address: str) -> None:
    assert not is_refused(address)


def test_a_name_is_refused_when_any_of_its_addresses_is_private(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("193.99.144.80", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)

    assert fetch(FetchRequest(url="http://two.example/")).error_code == "private_address"


def test_permission_is_for_one_host_and_port_alone(httpserver: HTTPServer, allowed: frozenset[str]) -> None:
    with socket.socket() as decoy:
        decoy.bind(("127.0.0.1", 0))
        decoy.listen()
        decoy.settimeout(0.1)
        port = decoy.getsockname()[1]
        answer = fetch(FetchRequest(url=f"http://127.0.0.1:{port}/", allow_hosts=allowed))
        with pytest.raises(TimeoutError):
            decoy.accept()

    assert answer.error_code == "refused_port"


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("", "bad_address"),
        ("lab.example/feed", "bad_address"),
        ("file:///etc/passwd", "bad_address"),
        ("ftp://lab.example/", "bad_address"),
        ("http://", "bad_address"),
        ("http://lab.example:0/", "bad_address"),
        ("http://lab.example:65536/", "bad_address"),
        ("http://[::1/", "bad_address"),
        ("http://user@lab.example/", "bad_address"),
        ("http://" + "a" * 70 + ".example/", "bad_address"),
        ("http://lab.example/" + "a" * 2_048, "bad_address"),
        ("http://lab.example:6379/", "refused_port"),
        ("http://no-such-name.invalid/", "dns"),
    ],
)
def test_an_address_that_cannot_be_asked_is_named(url: str, code: str) -> None:
    assert fetch(FetchRequest(url=url)).error_code == code


def test_a_resolver_that_hangs_is_left_at_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("news.fetching.DEADLINE_S", 0.3)
    is_over = threading.Event()

    def hang(*args: object, **kwargs: object) -> list[object]:
        is_over.wait(10)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    answer = fetch(FetchRequest(url="http://slow.example/"))
    is_over.set()

    assert (answer.error_code, answer.error_text, 250 < answer.duration_ms < 2_000) == (
        "dns",
        "the name slow.example was not looked up in time",
        True,
    )
