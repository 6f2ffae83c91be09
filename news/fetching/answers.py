"""What a fetch is asked and what it answers: a publisher's failure is a value, never an exception."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from http import HTTPStatus


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
    """The end of one fetch. Header names are in lower case; `whole` is false when the transfer broke off."""

    outcome: FetchOutcome
    duration_ms: int = 0
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    whole: bool = True
    final_url: str = ""
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


def status_failure(status: int, headers: Mapping[str, str]) -> FetchFailure:
    """The failure that an HTTP status stands for, named `http_<status>`."""
    try:
        phrase = HTTPStatus(status).phrase.lower()
    except ValueError:
        phrase = "not a known status"
    text = f"the server answered {status} ({phrase})"
    if "cf-mitigated" in headers:
        text += ", from its protection against bots"
    return FetchFailure(f"http_{status}", text, status=status, headers=headers)
