"""Reads a YAML file into plain lists, mappings and strings, and remembers the line of every key."""

from pathlib import Path
from typing import Any, NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)
from yaml.events import SequenceStartEvent as ListStart

MAX_BYTES = 20 * 1024 * 1024
MAX_DEPTH = 8
NODES = frozenset({AliasEvent, ScalarEvent, MappingStartEvent, ListStart})
NOTHING = frozenset({"", "null", "~"})


class Place(NamedTuple):
    """Where something stands in a file."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class FileFault(Exception):
    """A file that cannot be read as it stands; the message names file, line and cause."""


class Mapping(dict[str, Any]):
    """A mapping that knows its own place and that of each of its keys."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.places: dict[str, Place] = {}


def load_yaml(path: Path) -> Any:
    """The value of a file, as parse_yaml reads it; raises FileFault also for one that cannot be read."""
    try:
        text = path.read_bytes()
    except OSError as error:
        raise FileFault(f"{path.name}: cannot be read: {error.strerror}") from error
    if len(text) > MAX_BYTES:
        raise FileFault(f"{path.name}: larger than {MAX_BYTES // 1024 // 1024} MiB")
    return parse_yaml(text, file=path.name)


def parse_yaml(text: bytes, *, file: str) -> Any:
    """The value of a text: every scalar a string, an empty plain one or null as None.

    Raises FileFault for duplicate keys, anchors, tags, nesting beyond MAX_DEPTH, more than one document, and
    what is no YAML.
    """
    try:
        return _Builder(file).build(text)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        raise FileFault(f"{file}{_line_of(error)}: not YAML: {_cause_of(error)}") from error


def _line_of(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f":{mark.line + 1}" if mark else ""


def _cause_of(error: Exception) -> str:
    return str(getattr(error, "problem", None) or error).splitlines()[0][:200]


class _Builder:
    """Builds the value from the parser's events, without recursion."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.result: Any = None
        self.owner: Any = None
        self.outer: list[Any] = []
        self.key: str | None = None
        self.documents = 0

    def build(self, text: bytes) -> Any:
        event: Any
        for event in iter(yaml.CBaseLoader(text).get_event, None):
            kind = type(event)
            if kind in NODES and event.anchor:
                raise FileFault(f"{self._place(event)}: anchors and aliases are not allowed")
            if kind is DocumentStartEvent:
                self._count_document(event)
            elif kind is ScalarEvent:
                self._add(self._scalar(event), event)
            elif kind is MappingStartEvent or kind is ListStart:
                self._open(event)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self.owner = self.outer.pop()
        return self.result

    def _count_document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            raise FileFault(f"{self._place(event)}: a second document begins: one file holds one")

    def _place(self, event: Any) -> Place:
        return Place(self.file, event.start_mark.line + 1)

    def _scalar(self, event: ScalarEvent) -> str | None:
        if event.tag and event.tag != "!":
            raise FileFault(f"{self._place(event)}: tags are not allowed")
        plain = not event.style
        return None if plain and event.value.lower() in NOTHING else event.value

    def _open(self, event: Any) -> None:
        if len(self.outer) >= MAX_DEPTH:
            raise FileFault(f"{self._place(event)}: nested deeper than {MAX_DEPTH}")
        value: Any = Mapping(self._place(event)) if isinstance(event, MappingStartEvent) else []
        self._add(value, event)
        self.outer.append(self.owner)
        self.owner = value

    def _add(self, value: Any, event: Any) -> None:
        if self.key is not None:
            self.owner[self.key] = value
            self.key = None
        elif type(self.owner) is Mapping:
            self._open_key(value, event)
        elif self.owner is None:
            self.result = value
        else:
            self.owner.append(value)

    def _open_key(self, key: Any, event: Any) -> None:
        owner: Mapping = self.owner
        if not isinstance(key, str) or not key:
            raise FileFault(f"{self._place(event)}: a key must be a word")
        if key in owner.places:
            raise FileFault(f"{self._place(event)}: the key {key} stands twice")
        owner.places[key] = self._place(event)
        self.key = key
