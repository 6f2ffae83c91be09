"""Which addresses can be the page of a source: one of the open web, as everybody can follow it."""

import re
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

LONGEST = 2000
ODD = re.compile(r"[\s\\<>\"`{}|^\x00-\x20\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
INSIDE = (".local", ".localhost", ".internal")
HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+", re.ASCII)


def page_fault(url: str) -> str:
    """What is wrong with the address; empty for a good one."""
    if len(url) > LONGEST:
        return f"is longer than {LONGEST} characters"
    if ODD.search(url):
        return "holds a blank or a character that no address has"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        return f"is no address: {error}"
    if parts.scheme not in ("http", "https"):
        return "must begin with http:// or https://"
    if "@" in parts.netloc:
        return "must name nobody who signs in"
    if port == 0:
        return "has no port 0"
    return _host_fault(parts)


def _host_fault(parts: SplitResult) -> str:
    """The host in its plain form, a name that stands in the open web."""
    host = (parts.hostname or "").rstrip(".")
    try:
        plain = host.encode("idna").decode("ascii")
        plain.encode("ascii").decode("idna")
    except UnicodeError:
        return "has a host that is no name"
    if _is_number(plain) or not HOST.fullmatch(plain) or plain.endswith(INSIDE):
        return "must name a host of the open web"
    return ""


def _is_number(host: str) -> bool:
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return host.rpartition(".")[2].isdigit()
    return True
