"""How the catalogue's deliverables stand, judged from the files alone."""

from datetime import date

from timeline.documents import Document
from timeline.ledger import Standing, judge
from timeline.ledger.facts import Facts, Happening, Promise, Source
from timeline.seeding.files import Catalogue
from timeline.terms import Basis, Channel, Completeness, Effect, EvidenceRole, Precision


def standings(catalogue: Catalogue, *, as_of: date) -> dict[str, Standing]:
    """Every deliverable's standing on a day, by slug."""
    return {
        slug: judge(facts_in(catalogue, row), as_of=as_of) for slug, row in catalogue["deliverable"].items()
    }


def facts_in(catalogue: Catalogue, deliverable: Document) -> Facts:
    """The facts of one deliverable, out of the documents of all."""
    slug = deliverable["slug"]
    return Facts(
        slug=slug,
        channel=Channel(deliverable["channel"]),
        company=catalogue["product"][deliverable["product"]]["company"],
        promises=tuple(
            _promise(row) for row in catalogue["commitment"].values() if row["deliverable"] == slug
        ),
        happenings=tuple(
            _happening(event, outcome)
            for event in catalogue["event"].values()
            for outcome in event["outcomes"]
            if outcome["deliverable"] == slug
        ),
        merged_into=deliverable["merged_into"],
        last_verified_on=_day(deliverable["last_verified_on"]),
    )


def _promise(row: Document) -> Promise:
    return Promise(
        slug=row["slug"],
        basis=Basis(row["basis"]),
        said_earliest=_day(row["said_earliest"]),
        said_latest=_day(row["said_latest"]),
        first_reported_on=_day(row["first_reported_on"]),
        earliest=_day(row["earliest"]),
        latest=_day(row["latest"]),
        precision=Precision(row["precision"]),
        retro_disclosed=row["retro_disclosed"],
        retracted_on=_day(row["retracted_on"]),
        verified=row["verified"],
        sources=tuple(_source(each) for each in row["evidence"]),
    )


def _happening(event: Document, outcome: Document) -> Happening:
    return Happening(
        event=event["slug"],
        effect=Effect(outcome["effect"]),
        earliest=date.fromisoformat(event["earliest"]),
        latest=date.fromisoformat(event["latest"]),
        precision=Precision(event["precision"]),
        basis=Basis(event["basis"]),
        completeness=Completeness(outcome["completeness"]),
        verified=event["verified"],
        retracted_on=_day(event["retracted_on"]),
        sources=tuple(_source(each) for each in event["evidence"]),
    )


def _source(row: Document) -> Source:
    return Source(
        role=EvidenceRole(row["role"]),
        published_earliest=_day(row["published_earliest"]),
        published_latest=_day(row["published_latest"]),
        unopened=row["unopened"],
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
