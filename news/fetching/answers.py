"""What a fetch is asked and what it answers: a publisher's failure is a value, never an exception."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from http import HTTPStatus

CHALLENGED = (401, 403, 503)


class FetchOutcome(StrEnum):
    """How a fetch ended."""

    BODY = "body"
    NOT_MODIFIED = "not_modified"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchRequest:
    """One address to read; validators are empty for an unconditional reading."""

    url: str
    etag: str = ""
    last_modified: str = ""
    user_agent: str = "AITracker"
    allow_hosts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchAnswer:
    """The end of one fetch. Header names are in lower case; `whole` is false when the transfer broke off.

    `moved_to` is where permanent redirects alone led to, empty where there was none.
    """

    outcome: FetchOutcome
    duration_ms: int = 0
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    whole: bool = True
    final_url: str = ""
    moved_to: str = ""
    error_code: str = ""
    error_text: str = ""


class FetchFailure(Exception):
    """A fetch that cannot go on: its code, the reason in plain words, and what is known of the answer."""

    def __init__(
        self, code: str, text: str, *, status: int | None = None, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(text)
        self.code = code
        self.text = text
        self.status = status
        self.headers = headers or {}


def is_challenge(headers: Mapping[str, str]) -> bool:
    """Whether the answer comes from a host's protection against bots."""
    return "cf-mitigated" in headers


def status_failure(status: int, headers: Mapping[str, str]) -> FetchFailure:
    """The failure that an HTTP status stands for, named `http_<status>`, or `bot_protection`.

    One that counts requests keeps its status: it says for how long to leave the host alone.
    """
    try:
        phrase = HTTPStatus(status).phrase.lower()
    except ValueError:
        phrase = "not a known status"
    text, code = f"the server answered {status} ({phrase})", f"http_{status}"
    if is_challenge(headers):
        text += ", from its protection against bots"
        code = "bot_protection" if status in CHALLENGED else code
    return FetchFailure(code, text, status=status, headers=headers)
