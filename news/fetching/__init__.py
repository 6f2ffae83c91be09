"""The one place that opens connections to the outside, and to public addresses only."""

import http.client
import ssl
import string
import time
from dataclasses import dataclass, replace
from urllib.parse import quote, urljoin, urlsplit

import urllib3.exceptions

from news.fetching.addresses import is_refused, resolve_target
from news.fetching.answers import (
    FetchAnswer,
    FetchFailure,
    FetchOutcome,
    FetchRequest,
    is_challenge,
    status_failure,
)
from news.fetching.reading import DEADLINE_S, Deadline, Reply, ask

__all__ = [
    "DEADLINE_S",
    "FetchAnswer",
    "FetchOutcome",
    "FetchRequest",
    "fetch",
    "is_refused",
]
MAX_REDIRECTS = 5
NETWORK_FAILURES = (OSError, http.client.HTTPException, urllib3.exceptions.HTTPError)
REDIRECTS = (301, 302, 303, 307, 308)
PERMANENT = (301, 308)
UNCACHED = {"Cache-Control": "no-cache", "Pragma": "no-cache"}
ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"


def fetch(request: FetchRequest) -> FetchAnswer:
    """Read one address within the deadline, following redirects; every failure comes back as a value."""
    started = time.monotonic()
    deadline = Deadline(DEADLINE_S)
    try:
        answer = _answer(_follow(request, deadline))
    except (*NETWORK_FAILURES, ValueError, FetchFailure) as error:
        answer = _failed(_named(error, deadline))
    return replace(answer, duration_ms=round((time.monotonic() - started) * 1000))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Arrival:
    """The address that answered at last, its reply, and where permanent redirects alone had led to."""

    url: str
    reply: Reply
    moved_to: str


def _follow(request: FetchRequest, deadline: Deadline) -> _Arrival:
    """Ask, and follow redirects; each hop is judged like the first."""
    url, moved_to, is_permanent = request.url, "", True
    for _hop in range(MAX_REDIRECTS + 1):
        reply = _reply(url, request, deadline)
        if reply.status not in REDIRECTS:
            return _Arrival(url=url, reply=reply, moved_to=moved_to)
        url = _next_address(url, reply)
        is_permanent = is_permanent and reply.status in PERMANENT
        moved_to = url if is_permanent else moved_to
    raise FetchFailure("too_many_redirects", f"the address redirects more than {MAX_REDIRECTS} times")


def _reply(url: str, request: FetchRequest, deadline: Deadline) -> Reply:
    """The reply of one hop; "not modified" without having been asked is asked again, once."""
    target = resolve_target(url, allow_hosts=request.allow_hosts, within_s=deadline.left())
    headers = _headers(request) | {"Host": target.host_header}
    reply = ask(target, headers, deadline)
    is_conditional = "If-None-Match" in headers or "If-Modified-Since" in headers
    if reply.status == 304 and not is_conditional:
        reply = ask(target, headers | UNCACHED, deadline)
    _refuse_unusable(reply, conditional=is_conditional)
    return reply


def _headers(request: FetchRequest) -> dict[str, str]:
    headers = {"User-Agent": request.user_agent, "Accept": ACCEPT, "Accept-Encoding": "gzip"}
    if request.etag:
        headers["If-None-Match"] = request.etag
    if request.last_modified:
        headers["If-Modified-Since"] = request.last_modified
    return headers


def _next_address(url: str, reply: Reply) -> str:
    # http.client reads headers as Latin-1: so encoded, bytes go back to the server as it sent them
    location = quote(reply.headers.get("location", ""), safe=string.printable, encoding="latin-1")
    try:
        target = urljoin(url, location)
        scheme = urlsplit(target).scheme
    except ValueError as error:
        raise FetchFailure("bad_redirect", "the address redirects to one that cannot be read") from error
    if not location or scheme not in ("http", "https"):
        raise FetchFailure("bad_redirect", "the address redirects to nothing that can be fetched")
    if scheme == "http" and urlsplit(url).scheme == "https":
        raise FetchFailure("bad_redirect", "the address redirects from https to http, which is refused")
    return target


def _refuse_unusable(reply: Reply, *, conditional: bool) -> None:
    if reply.status == 304 and not conditional:
        raise FetchFailure("unexpected_304", "the server answered 304 (not modified) without being asked")
    if reply.status not in (200, 304, *REDIRECTS):
        raise status_failure(reply.status, reply.headers)
    if reply.status == 200 and is_challenge(reply.headers):
        raise FetchFailure("bot_protection", "got a challenge to bots, not a feed", status=200)
    if reply.status == 200 and not reply.body and not reply.whole:
        raise FetchFailure("truncated", "the connection broke off before the document came")


def _answer(arrival: _Arrival) -> FetchAnswer:
    reply = arrival.reply
    return FetchAnswer(
        outcome=FetchOutcome.NOT_MODIFIED if reply.status == 304 else FetchOutcome.BODY,
        status=reply.status,
        headers=reply.headers,
        body=reply.body,
        whole=reply.whole,
        final_url=arrival.url,
        moved_to=arrival.moved_to,
    )


def _failed(failure: FetchFailure) -> FetchAnswer:
    return FetchAnswer(
        outcome=FetchOutcome.FAILED,
        status=failure.status,
        headers=failure.headers,
        error_code=failure.code,
        error_text=failure.text,
    )


def _named(error: Exception, deadline: Deadline) -> FetchFailure:
    """The failure that an exception of the network stands for."""
    if isinstance(error, FetchFailure):
        return error
    refused = isinstance(error, urllib3.exceptions.NewConnectionError)
    late = isinstance(error, TimeoutError | urllib3.exceptions.TimeoutError)
    if deadline.is_over() or (late and not refused):
        return FetchFailure("timeout", "the server did not answer in time")
    if isinstance(error, ssl.SSLError | urllib3.exceptions.SSLError):
        return FetchFailure("tls", "the server's certificate or encryption is not acceptable")
    if isinstance(error, http.client.HTTPException | urllib3.exceptions.DecodeError):
        return FetchFailure("bad_answer", "the server's answer does not follow the rules of HTTP")
    if isinstance(error, NETWORK_FAILURES):
        return FetchFailure("connect", "no connection to the server could be made")
    return FetchFailure("unreadable", "the address or the answer holds what cannot be read or written")
