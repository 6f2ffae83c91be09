"""The JSON that programs send: one object, read strictly, each fault naming its field."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from rest_framework.parsers import BaseParser

from aitracker.web.problems import Problem

LONGEST_BODY = 64 * 1024
LONGEST_NAME = 60
Body = dict[str, Any]
Fault = tuple[str, str]


class ObjectParser(BaseParser):
    """Reads one object of at most LONGEST_BODY bytes, no key twice in it, no number beyond JSON."""

    media_type = "application/json"

    def parse(
        self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Body:
        """The object; raises a problem (400, 413, 422)."""
        raw = stream.read(LONGEST_BODY + 1)
        if len(raw) > LONGEST_BODY:
            raise Problem(413, "Body too long", f"The body is longer than {LONGEST_BODY} bytes.")
        try:
            value = json.loads(raw.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant)
        except RecursionError:
            raise unreadable("is nested too deeply") from None
        except ValueError as error:
            raise unreadable(f"is not JSON in UTF-8: {error}") from None
        if not isinstance(value, dict):
            raise unreadable("is not an object")
        if faults := list(_odd_texts(value)):
            raise bad_fields(faults)
        return value


def bad_fields(faults: Iterable[Fault]) -> Problem:
    """422 for fields that cannot be used, (name, detail) each."""
    errors = errors_of(faults)
    detail = "; ".join(f"{each['name']}: {each['detail']}" for each in errors)
    return Problem(422, "Bad field", detail, errors)


def errors_of(faults: Iterable[Fault]) -> list[dict[str, str]]:
    """Faults of a body as problems tell them."""
    return [{"in": "body", "name": name, "detail": detail} for name, detail in faults]


def unknown_fields(body: Mapping[str, Any], known: Collection[str]) -> list[Fault]:
    """A fault for every field that is not known here."""
    named = (name for name in body if name not in known)
    return [(name[:LONGEST_NAME], "is no field of this address") for name in named]


def unreadable(detail: str) -> Problem:
    """400 for a body that cannot be read at all."""
    return Problem(400, "Bad body", f"The body {detail}.", errors_of([("body", detail)]))


def _once(pairs: list[tuple[str, Any]]) -> Body:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice in an object")
    return found


def _no_constant(word: str) -> Any:
    raise ValueError(f"{word} is no number of JSON")


def _odd_texts(value: Any, name: str = "") -> Iterator[Fault]:
    """Texts that no column can hold, by the name of their field; lines may be broken."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _odd_texts(each, name or _printable(key))
            if _is_odd(key):
                yield _printable(key), "has a control character in its name"
    elif isinstance(value, list):
        for each in value:
            yield from _odd_texts(each, name)
    elif isinstance(value, str) and _is_odd(value):
        yield name, "holds a control character or half of a character"


def _is_odd(text: str) -> bool:
    return any((ord(each) < 32 and each not in "\t\n\r") or 0xD800 <= ord(each) <= 0xDFFF for each in text)


def _printable(name: str) -> str:
    return name[:LONGEST_NAME].encode("unicode_escape").decode("ascii")
