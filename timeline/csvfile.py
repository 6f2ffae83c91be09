"""Reads a CSV file into the same mappings as a YAML file; a dotted column leads into a part of the row."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO

from timeline.fields import Fault
from timeline.yamlfile import FileFault, Mapping, Place

LONGEST_CELL = 4_000
# Columns whose cell is a list of words, and those that lead into a list of parts: a line holds one of each.
WORDS = frozenset({"regions", "excluded_regions"})
PARTS = frozenset({"evidence", "outcomes", "parties"})
BETWEEN_WORDS = ";"
Numbered = tuple[int, list[str]]


def parse_csv(text: str, *, file: str, faults: list[Fault], most_rows: int) -> list[Mapping]:
    """The rows below the header, each cell a text and an empty one left out; adds faults of single lines.

    Columns are parted by commas, or by semicolons as some spreadsheets do. Raises FileFault for what is no
    table at all.
    """
    if "\0" in text:
        raise FileFault(f"{file}:{text[: text.index(chr(0))].count(chr(10)) + 1}: holds a NUL character")
    lines = _lines(text, file=file)
    header = _header(next(lines, None), file=file)
    rows: list[Mapping] = []
    for line, cells in lines:
        place = Place(file, line)
        if len(rows) >= most_rows:
            raise FileFault(f"{place}: holds more than {most_rows:,} rows: part the file")
        fault = _line_fault(header, cells)
        faults += [Fault(place, "", fault)] if fault else []
        rows += [] if fault else [_row(header, cells, place)]
    return rows


def _lines(text: str, *, file: str) -> Iterator[Numbered]:
    """Each line that holds anything, with the number at which it begins."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield start, cells
            start = reader.line_num + 1
    except csv.Error as error:
        raise FileFault(f"{file}:{start}: not CSV: {_cause(error)}") from error


def _delimiter(text: str) -> str:
    first = text[:LONGEST_CELL].split("\n", 1)[0]
    return ";" if ";" in first and "," not in first else ","


def _cause(error: csv.Error) -> str:
    if "unexpected end of data" in str(error):
        return "a quotation mark is opened here and closed nowhere"
    if "field larger than" in str(error):
        return f"a cell is longer than {csv.field_size_limit():,} characters"
    return str(error)


def _header(first: Numbered | None, *, file: str) -> list[str]:
    if first is None:
        raise FileFault(f"{file}:1: is empty: the first line names the columns")
    line, cells = first
    names = [cell.strip() for cell in cells]
    for number, name in enumerate(names, start=1):
        if not name:
            raise FileFault(f"{file}:{line}: column {number} has no name")
        if names.index(name) != number - 1:
            raise FileFault(f"{file}:{line}: the column {name} stands twice")
    owners = {name.rpartition(".")[0] for name in names}
    for name in names:
        if name.count(".") > 1 or name in owners:
            raise FileFault(f"{file}:{line}: the column {name} is both a value and a part, or too deep")
    if not {"slug", "url"} & set(names):
        raise FileFault(f"{file}:{line}: the first line must name the columns, slug or url among them")
    return names


def _line_fault(header: Sequence[str], cells: Sequence[str]) -> str:
    if len(cells) != len(header):
        return f"holds {len(cells)} cells where the header names {len(header)}"
    if list(header) == [cell.strip() for cell in cells]:
        return "is the header once more"
    long = next((name for name, cell in zip(header, cells, strict=True) if len(cell) > LONGEST_CELL), "")
    return f"{long} is longer than {LONGEST_CELL:,} characters" if long else ""


def _row(header: Sequence[str], cells: Sequence[str], place: Place) -> Mapping:
    row = Mapping(place)
    for name, cell in zip(header, cells, strict=True):
        if value := cell.strip():
            owner, _, inner = name.rpartition(".")
            _put(_inside(row, owner, place) if owner else row, inner, value, place)
    return row


def _inside(row: Mapping, name: str, place: Place) -> Mapping:
    """The part of a row into which a dotted column leads; made at its first cell."""
    if name not in row:
        part = Mapping(place)
        row[name], row.places[name] = ([part] if name in PARTS else part), place
    held = row[name]
    inside: Mapping = held[0] if name in PARTS else held
    return inside


def _put(owner: Mapping, name: str, value: str, place: Place) -> None:
    is_list = name in WORDS
    owner[name] = [word.strip() for word in value.split(BETWEEN_WORDS) if word.strip()] if is_list else value
    owner.places[name] = place
