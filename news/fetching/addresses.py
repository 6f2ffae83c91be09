"""Which addresses may be asked: the resolved address is judged, never the text of the URL."""

import socket
import string
import threading
from concurrent.futures import Future
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, quote, urlsplit

from news.fetching.answers import FetchFailure

MAX_URL = 2_048
PORTS = {"http": 80, "https": 443}
# What is_global lets through, on one Python version or another, and must not be reached.
REFUSED_NETWORKS = tuple(
    ip_network(network)
    for network in (
        "100.64.0.0/10",
        "168.63.129.16/32",
        "192.88.99.0/24",
        "::/96",
        "::ffff:0:0/96",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2001::/32",
        "2002::/16",
        "fec0::/10",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where one request goes: the address to connect to, and host and path to ask for there, in ASCII."""

    scheme: str
    host: str
    port: int
    address: str
    path: str

    @property
    def host_header(self) -> str:
        """The host as the server is to see it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def resolve_target(url: str, *, allow_hosts: frozenset[str], within_s: float) -> Target:
    """Judge an address and look it up once; raises FetchFailure where it may not be asked, or in time."""
    parts = _readable(url)
    host, port = _host(parts), parts.port or PORTS[parts.scheme]
    allowed = f"{host}:{port}" in allow_hosts or f"[{host}]:{port}" in allow_hosts
    if port not in PORTS.values() and not allowed:
        raise FetchFailure("refused_port", f"port {port} is refused: feeds are read on ports 80 and 443")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    address = _resolve(host, port, any_address=allowed, within_s=within_s)
    # the percent sign is kept as well: what is encoded already is not encoded twice
    in_ascii = quote(path, safe=string.punctuation)
    return Target(scheme=parts.scheme, host=host, port=port, address=address, path=in_ascii)


def _readable(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FetchFailure("bad_address", "the address cannot be read") from error
    if parts.scheme not in PORTS or not parts.hostname or len(url) > MAX_URL or port == 0:
        raise FetchFailure("bad_address", "the address is not one of http or https")
    if parts.username is not None or parts.password is not None:
        raise FetchFailure("bad_address", "the address holds a user name or password, which is refused")
    return parts


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    try:
        return host if ":" in host else host.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise FetchFailure("bad_address", "the host's name cannot be read") from error


def _resolve(host: str, port: int, *, any_address: bool, within_s: float) -> str:
    """The first address of a host, none of whose addresses is refused."""
    try:
        addresses = _look_up(host, port).result(timeout=within_s)
    except TimeoutError as error:
        raise FetchFailure("dns", f"the name {host} was not looked up in time") from error
    except (OSError, UnicodeError) as error:
        raise FetchFailure("dns", f"the name {host} was not found") from error
    if not addresses:
        raise FetchFailure("dns", f"the name {host} was not found")
    for address in addresses:
        if not any_address and is_refused(address):
            raise FetchFailure("private_address", f"{host} is not on the public internet ({address})")
    return addresses[0]


def _look_up(host: str, port: int) -> Future[list[str]]:
    """The addresses to come; the resolver takes no time limit, so a thread of its own waits for it."""
    future: Future[list[str]] = Future()

    def look_up() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            future.set_result([str(entry[4][0]) for entry in found])
        except Exception as error:
            future.set_exception(error)

    threading.Thread(target=look_up, name="resolve", daemon=True).start()
    return future


def is_refused(address: str) -> bool:
    """Whether an IP address is anything but a plain public one."""
    ip = ip_address(address.partition("%")[0])
    if not ip.is_global or ip.is_multicast or ip.is_reserved or ip.is_private:
        return True
    return any(_within(ip, network) for network in REFUSED_NETWORKS)


def _within(ip: IPv4Address | IPv6Address, network: object) -> bool:
    return ip.version == getattr(network, "version", None) and ip in network  # type: ignore[operator]
