"""A reader's own model of the record, made from nothing but the answers of /changes."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from timeline.ledger import judge
from timeline.ledger.facts import Facts, Happening, Promise, Source
from timeline.terms import Basis, Channel, Completeness, Effect, EvidenceRole, Precision

Rows = dict[str, dict[str, Any]]
# Which fields of a row or of its parts name a row of another table.
REFERENCES = {
    "company": {"parent": "company", "company": "company"},
    "product": {"company": "company", "family": "product"},
    "deliverable": {
        "product": "product",
        "split_from": "deliverable",
        "merged_into": "deliverable",
        "renamed_to": "deliverable",
    },
    "commitment": {"deliverable": "deliverable", "relative_to": "deliverable"},
    "event": {},
    "outcomes": {"deliverable": "deliverable"},
    "parties": {"company": "company", "product": "product"},
}


def replayed(changes: Iterable[dict[str, Any]]) -> dict[str, Rows]:
    """The rows of every table after all changes, as the description of /changes says."""
    tables: dict[str, Rows] = {
        name: {} for name in ("company", "product", "deliverable", "commitment", "event")
    }
    for change in changes:
        before, after = change["before"], change["after"]
        if before:
            del tables[change["table"]][before["slug"]]
        if after:
            tables[change["table"]][after["slug"]] = after
        if before and after and before["slug"] != after["slug"]:
            _rename(tables, change["table"], before["slug"], after["slug"])
    return tables


def fates(tables: dict[str, Rows], day: date) -> dict[str, str]:
    """The fate of every deliverable that was public on the day, by the rules of the ledger."""
    standings = {slug: judge(_facts(slug, tables), as_of=day) for slug in tables["deliverable"]}
    return {slug: str(standing.fate) for slug, standing in standings.items() if standing.is_public}


def _rename(tables: dict[str, Rows], table: str, old: str, new: str) -> None:
    for name, rows in tables.items():
        for row in rows.values():
            _point(row, name, table, old, new)
            for part in ("outcomes", "parties"):
                for each in row.get(part, ()):
                    _point(each, part, table, old, new)


def _point(row: dict[str, Any], kind: str, table: str, old: str, new: str) -> None:
    for field, target in REFERENCES[kind].items():
        if target == table and row.get(field) == old:
            row[field] = new


def _facts(slug: str, tables: dict[str, Rows]) -> Facts:
    row = tables["deliverable"][slug]
    product = tables["product"][row["product"]]
    own = [_promise(each) for each in tables["commitment"].values() if each["deliverable"] == slug]
    return Facts(
        slug=slug,
        channel=Channel(row["channel"]),
        company=product["company"],
        promises=tuple(own),
        happenings=tuple(_happenings(slug, tables["event"].values())),
        merged_into=row["merged_into"],
        last_verified_on=_day(row["last_verified_on"]),
        carved_out_on=tuple(_carved_out(slug, tables)),
    )


def _carved_out(slug: str, tables: dict[str, Rows]) -> Iterable[date]:
    for part in tables["deliverable"].values():
        if part["split_from"] == slug:
            promised = [each for each in tables["commitment"].values() if each["deliverable"] == part["slug"]]
            days = [_promise(each).public_on for each in promised]
            yield from [min(day for day in days if day)] if days else []


def _promise(row: dict[str, Any]) -> Promise:
    days = ("said_earliest", "said_latest", "first_reported_on", "earliest", "latest", "retracted_on")
    return Promise(
        slug=row["slug"],
        basis=Basis(row["basis"]),
        precision=Precision(row["precision"]),
        retro_disclosed=row["retro_disclosed"],
        relative_to=row["relative_to"],
        sources=_sources(row),
        **{name: _day(row[name]) for name in days},
    )


def _happenings(slug: str, events: Iterable[dict[str, Any]]) -> Iterable[Happening]:
    for event in sorted(events, key=lambda each: each["slug"]):
        for outcome in event["outcomes"]:
            if outcome["deliverable"] == slug:
                yield Happening(
                    event=event["slug"],
                    effect=Effect(outcome["effect"]),
                    completeness=Completeness(outcome["completeness"]),
                    earliest=date.fromisoformat(event["earliest"]),
                    latest=date.fromisoformat(event["latest"]),
                    precision=Precision(event["precision"]),
                    basis=Basis(event["basis"]),
                    retracted_on=_day(event["retracted_on"]),
                    sources=_sources(event),
                )


def _sources(row: dict[str, Any]) -> tuple[Source, ...]:
    return tuple(
        Source(
            role=EvidenceRole(each["role"]),
            published_earliest=_day(each["published_earliest"]),
            published_latest=_day(each["published_latest"]),
            unopened=each["unopened"],
        )
        for each in row["evidence"]
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
