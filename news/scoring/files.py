"""Reads labelled items, JSON Lines, and says which line of which file cannot be read."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

MAX_BYTES = 64 * 1024 * 1024


class LabelFault(Exception):
    """A file of labels that cannot be read as it stands; the message names file, line and cause."""


Row = dict[str, Any]


def read_rows(
    paths: Iterable[Path], *, needed: Collection[str] = (), fault_of: Callable[[Row], str] | None = None
) -> list[Row]:
    """The rows of all files in order, each an object with the `needed` keys; raises LabelFault.

    `fault_of` a row says in words what is wrong with it, or nothing.
    """
    rows = [row for path in paths for row in _rows_of(path, needed, fault_of)]
    if not rows:
        raise LabelFault("no labelled item in these files")
    return rows


def _rows_of(path: Path, needed: Collection[str], fault_of: Callable[[Row], str] | None) -> Iterator[Row]:
    for number, line in enumerate(_text_of(path).split("\n"), start=1):
        if not line.strip():
            continue
        row = _row(line, place=f"{path.name}:{number}", needed=needed)
        if fault_of and (fault := fault_of(row)):
            raise LabelFault(f"{path.name}:{number}: {fault}")
        yield row


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise LabelFault(f"{path}: larger than {MAX_BYTES // 1024 // 1024} MiB")
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise LabelFault(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise LabelFault(f"{path}: not UTF-8 at byte {error.start}") from error


def _row(line: str, *, place: str, needed: Collection[str]) -> Row:
    try:
        row = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise LabelFault(f"{place}: not JSON: {getattr(error, 'msg', 'nested too deep')}") from error
    if not isinstance(row, dict):
        raise LabelFault(f"{place}: not an object")
    missing = [key for key in needed if key not in row]
    if missing:
        raise LabelFault(f"{place}: without {', '.join(missing)}")
    return row
