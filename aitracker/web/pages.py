"""Lists in pages: signed cursors that belong to their query, and the addresses around them."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core import signing
from django.http import HttpRequest

# Without the time of signing: one place in a list has one address, which caches may keep.
SIGNER = signing.Signer(salt="aitracker.cursor")
Row = TypeVar("Row")


class BadCursor(ValueError):
    """A cursor that this site did not make, or made for another query."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page begins: after the row with these sort values, or with `back` before it."""

    key: list[Any]
    back: bool


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page of rows, and the cursors to its neighbours (null: there is none)."""

    rows: list[Row]
    next: str | None
    previous: str | None


def read_cursor(text: str, *, binding: str) -> Cursor | None:
    """The cursor of a request, or None for the first page; raises BadCursor."""
    if not text:
        return None
    try:
        value = SIGNER.unsign_object(text)
    except signing.BadSignature as error:
        raise BadCursor("is not a cursor of this site") from error
    if value.get("of") != binding:
        raise BadCursor("belongs to another query: begin again without it")
    return Cursor(value["key"], bool(value["back"]))


def binding_of(request: HttpRequest) -> str:
    """A digest of the path and of every parameter that chooses or orders the rows."""
    pairs = sorted((name, value) for name, value in request.GET.items() if name not in ("cursor", "limit"))
    return hashlib.sha256(json.dumps([request.path, pairs]).encode()).hexdigest()[:16]


def page_of(
    rows: Sequence[Row],
    *,
    cursor: Cursor | None,
    limit: int,
    key: Callable[[Row], list[Any]],
    binding: str,
) -> Page[Row]:
    """The page from up to `limit` + 1 rows that were read beyond the cursor, in reading direction."""
    more = len(rows) > limit
    shown = list(rows[:limit])
    back = cursor is not None and cursor.back
    if back:
        shown.reverse()
    before = more if back else cursor is not None
    after = True if back else more

    def sign(row: Row, *, backwards: bool) -> str:
        return SIGNER.sign_object({"key": key(row), "back": backwards, "of": binding}, compress=True)

    return Page(
        shown,
        next=sign(shown[-1], backwards=False) if shown and after else None,
        previous=sign(shown[0], backwards=True) if shown and before else None,
    )


def address(request: HttpRequest, cursor: str | None) -> str | None:
    """Path and query of the same list at another cursor."""
    if cursor is None:
        return None
    query = request.GET.copy()
    query["cursor"] = cursor
    return f"{request.path}?{query.urlencode(safe=',')}"
