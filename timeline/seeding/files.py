"""Reads the catalogue's files into documents, all or nothing."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from timeline.documents import TABLES, Document, Table, part_key
from timeline.fields import Fault
from timeline.layout import (
    commitment_document,
    company_document,
    deliverable_document,
    event_document,
    product_document,
)
from timeline.reading import rule_of
from timeline.seeding.names import clashing_names
from timeline.validity import CHAINS, cycle_faults, document_faults
from timeline.yamlfile import FileFault, Mapping, Place, load_yaml

ROOT = Path(__file__).resolve().parent.parent.parent
SHIPPED: dict[str, Path] = {
    "company": ROOT / "news/data/companies.yaml",
    "product": ROOT / "news/data/products.yaml",
    "deliverable": ROOT / "timeline/data/deliverables.yaml",
    "commitment": ROOT / "timeline/data/commitments.yaml",
    "event": ROOT / "timeline/data/events.yaml",
}
CONVERTERS: dict[str, Callable[[Any, list[Fault]], Document]] = {
    "company": company_document,
    "product": product_document,
    "deliverable": deliverable_document,
    "commitment": commitment_document,
    "event": event_document,
}
Catalogue = dict[str, dict[str, Document]]


class CatalogueFaults(Exception):
    """The files are not loaded; `faults` names file, line and field of each thing wrong."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(f"{len(faults)} faults in the catalogue")
        self.faults = faults


def catalogue_files(folder: Path) -> dict[str, Path]:
    """The five files of one folder, named as the shipped ones."""
    return {table: folder / path.name for table, path in SHIPPED.items()}


def read_catalogue(files: dict[str, Path] | None = None, *, today: str, clashes: bool = False) -> Catalogue:
    """Documents by table and slug, references checked; raises CatalogueFaults with everything found.

    clashes: also finds names that would always count for two things. Such a catalogue can be loaded: a
    curator may have made it so, and what was exported must come back.
    """
    faults: list[Fault] = []
    places: dict[tuple[str, str], Place] = {}
    catalogue = {
        table: _read_table(table, path, faults, places, today=today)
        for table, path in (files or SHIPPED).items()
    }
    if not faults:
        _check_references(catalogue, faults, places)
        _check_cycles(catalogue, faults, places)
    if not faults and clashes:
        faults += [
            Fault(places[table, slug], "aliases", text) for table, slug, text in clashing_names(catalogue)
        ]
    if faults:
        raise CatalogueFaults(faults)
    _read_rules(catalogue)
    return catalogue


def _read_rules(catalogue: Catalogue) -> None:
    """Note at each commitment the rule that reads its words, by the fiscal year of its company."""
    for document in catalogue["commitment"].values():
        product = catalogue["deliverable"][document["deliverable"]]["product"]
        company = catalogue["company"][catalogue["product"][product]["company"]]
        document["rule"] = rule_of(document, fiscal_year_start_month=company["fiscal_year_start_month"])


def _read_table(
    table: str, path: Path, faults: list[Fault], places: dict[tuple[str, str], Place], *, today: str
) -> dict[str, Document]:
    documents: dict[str, Document] = {}
    for row in _rows(path, faults):
        found: list[Fault] = []
        document = _ordered(CONVERTERS[table](row, found), TABLES[table])
        place = row.place if isinstance(row, Mapping) else Place(path.name, 1)
        slug = str(document["slug"])
        if slug in documents:
            found.append(Fault(place, "slug", f"{slug} stands twice"))
        if not found:
            checked = document_faults(table, document, today=today)
            found = [Fault(place, field, message) for field, message in checked]
        faults.extend(found)
        documents[slug] = document
        places[table, slug] = place
    return documents


def _ordered(document: Document, table: Table) -> Document:
    """The document with its parts in the order of their keys, as the record gives them back."""
    parts = {part.name: sorted(document[part.name], key=partial(part_key, part)) for part in table.parts}
    return document | parts


def _rows(path: Path, faults: list[Fault]) -> list[Any]:
    try:
        rows = load_yaml(path)
    except FileFault as fault:
        faults.append(Fault(None, "", str(fault)))
        return []
    if not isinstance(rows, list):
        faults.append(Fault(Place(path.name, 1), "", "must be a list of rows"))
        return []
    return rows


def _check_references(
    catalogue: Catalogue, faults: list[Fault], places: dict[tuple[str, str], Place]
) -> None:
    for name, documents in catalogue.items():
        for slug, document in documents.items():
            for field, target, value in _references(TABLES[name], document):
                if value not in catalogue[target]:
                    faults.append(Fault(places[name, slug], field, f"there is no {target} {value}"))


def _references(table: Table, document: Document) -> list[tuple[str, str, str]]:
    """Every (field, table, slug) that a document points to, its parts included."""
    found = [(field, target, document[field]) for field, target in table.references.items()]
    for part in table.parts:
        for each in document[part.name]:
            found += [(part.name, target, each[field]) for field, target in part.references.items()]
    return [reference for reference in found if reference[2]]


def _check_cycles(catalogue: Catalogue, faults: list[Fault], places: dict[tuple[str, str], Place]) -> None:
    for table, fields in CHAINS.items():
        for field in fields:
            for slug, message in cycle_faults(catalogue[table], field):
                faults.append(Fault(places[table, slug], field, message))
