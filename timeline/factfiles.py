"""Files of facts as people write them, CSV or YAML: which rows they hold, and what is wrong with each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePath
from typing import Any

from timeline.csvfile import parse_csv
from timeline.documents import COMMITMENT, DELIVERABLE, EVENT, Document, Table
from timeline.fields import Fault
from timeline.layout import commitment_document, deliverable_document, event_document, evidence_document
from timeline.yamlfile import FileFault, Mapping, Place, parse_yaml

MAX_BYTES = 2 * 1024 * 1024
MOST_ROWS = 2_000
EVIDENCE = "evidence"
# By the name of the file or of the list in it; in the order in which they are written.
KINDS: dict[str, Callable[[Any, list[Fault]], Document]] = {
    "deliverables": deliverable_document,
    "events": event_document,
    "commitments": partial(commitment_document, may_lack_window=True),
    EVIDENCE: evidence_document,
}
TABLES: dict[str, Table] = {"deliverables": DELIVERABLE, "events": EVENT, "commitments": COMMITMENT}
# Keys of a file that stand for several fields, or for one of another name.
GIVES: dict[str, tuple[str, ...]] = {
    "said": ("said_earliest", "said_latest"),
    "window": ("earliest", "latest", "precision", "strict_latest"),
    "date": ("earliest", "latest", "precision"),
    "published": ("published_earliest", "published_latest"),
    "headcount": ("headcount_low", "headcount_high"),
    "amount": ("amount_low", "amount_high", "currency"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """One row: its place, the whole document, and what of it the row itself says.

    `stated` holds those fields alone, and of each part its own: what a row leaves out it does not change.
    """

    kind: str
    place: Place
    document: Document
    stated: Document
    faults: tuple[Fault, ...] = ()

    @property
    def name(self) -> str:
        """The slug, of evidence the row that it belongs to and its address."""
        if self.kind != EVIDENCE:
            return str(self.document["slug"] or "")
        owner = self.document["commitment"] or self.document["event"] or ""
        return f"{owner} {self.document['source']['url']}"

    @property
    def key(self) -> tuple[str, str]:
        """What no two rows of a file share."""
        role = self.document["source"]["role"] if self.kind == EVIDENCE else ""
        return self.kind, f"{self.name} {role}"


@dataclass(slots=True)
class FactFile:
    """The rows of a file in their order, and faults of lines that are no rows."""

    rows: list[FactRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_facts(data: bytes, *, file: str, kind: str = "") -> FactFile:
    """The rows of a file; raises FileFault for one that cannot be read at all.

    `kind` is what a plain list holds; without it the name of the file tells, as `commitments.csv`.
    """
    if len(data) > MAX_BYTES:
        raise FileFault(f"{file}: is larger than {MAX_BYTES // 1024 // 1024} MiB: part it")
    text = _decoded(data, file=file)
    found = FactFile()
    named = kind or _kind_named(file)
    for each, values in _rows(text, file=file, kind=named, faults=found.faults):
        found.rows.append(_row(each, values, file=file))
    return found


def _kind_named(file: str) -> str:
    stem = PurePath(file).stem.lower()
    return stem if stem in KINDS else ""


def _decoded(data: bytes, *, file: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileFault(f"{file}: is written in UTF-16: save it as UTF-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FileFault(f"{file}:{line}: is not written in UTF-8: save it so") from error
    if not text.strip():
        raise FileFault(f"{file}: is empty")
    return text


def _rows(text: str, *, file: str, kind: str, faults: list[Fault]) -> Iterable[tuple[str, Any]]:
    """Each row with what it is."""
    if _is_csv(text, file=file):
        _require_kind(kind, file=file)
        return [(kind, row) for row in parse_csv(text, file=file, faults=faults, most_rows=MOST_ROWS)]
    value = parse_yaml(text.encode(), file=file)
    lists = value if isinstance(value, Mapping) else {_require_kind(kind, file=file): value}
    found = [(name, row) for name, rows in lists.items() for row in _list_of(rows, name, file=file)]
    if len(found) > MOST_ROWS:
        raise FileFault(f"{file}: holds more than {MOST_ROWS:,} rows: part the file")
    return found


def _is_csv(text: str, *, file: str) -> bool:
    """By the ending; of what was pasted by its first line, which names columns."""
    ending = PurePath(file).suffix.lower()
    if ending in (".csv", ".yaml", ".yml"):
        return ending == ".csv"
    first = text.lstrip().split("\n", 1)[0]
    return not first.startswith(("-", "#", "%", "{", "[")) and any(each in first for each in ",;")


def _require_kind(kind: str, *, file: str) -> str:
    if kind not in KINDS:
        raise FileFault(f"{file}: say what its rows are, by its name or beside it: one of {', '.join(KINDS)}")
    return kind


def _list_of(rows: Any, name: str, *, file: str) -> list[Any]:
    if name not in KINDS:
        raise FileFault(f"{file}: {name[:40]} is not one of {', '.join(KINDS)}")
    if not isinstance(rows, list):
        raise FileFault(f"{file}: {name} must be a list of rows")
    return rows


def _row(kind: str, values: Any, *, file: str) -> FactRow:
    faults: list[Fault] = []
    document = KINDS[kind](values, faults)
    place = values.place if isinstance(values, Mapping) else Place(file, 1)
    stated = _stated(values, document, kind) if not faults else {}
    return FactRow(kind=kind, place=place, document=document, stated=stated, faults=tuple(faults))


def _stated(values: Mapping, document: Document, kind: str) -> Document:
    if kind == EVIDENCE:
        return _given(values, document["source"])
    parts = {part.name for part in TABLES[kind].parts}
    said = {name: value for name, value in _given(values, document).items() if name not in parts}
    return said | {name: _parts(values.get(name), document[name]) for name in parts}


def _given(values: Mapping, document: Document) -> Document:
    """The fields of a document that its mapping gives."""
    given = {name for key, value in values.items() if value is not None for name in GIVES.get(key, (key,))}
    return {name: value for name, value in document.items() if name in given}


def _parts(given: Any, documents: list[Document]) -> list[tuple[Document, Document]]:
    """Each part whole, and with what is said of it."""
    return [(whole, _given(values, whole)) for values, whole in zip(given or [], documents, strict=True)]
