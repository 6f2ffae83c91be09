"""Short ways to write facts down in a test: days as texts, one line a promise or a happening."""

from dataclasses import replace
from datetime import date
from typing import Any

from timeline.ledger import Facts, Happening, Promise, Source
from timeline.terms import Basis, Channel, Effect, EvidenceRole, Precision


def day(text: str) -> date:
    """The day of an ISO text."""
    return date.fromisoformat(text)


def days(text: str) -> tuple[date, date]:
    """Both ends of "2026-06-01..2026-06-30"; a lone day is its own end."""
    first, _, last = text.partition("..")
    return day(first), day(last or first)


def promise(
    slug: str,
    said: str,
    window: str,
    precision: Precision = Precision.MONTH,
    *,
    retro_disclosed: bool = False,
    retracted_on: str | None = None,
    sources: tuple[Source, ...] = (),
) -> Promise:
    """An official promise; a window such as "2026-06-03.." has no latest day."""
    said_earliest, said_latest = days(said)
    start, _, end = window.partition("..")
    return Promise(
        slug=slug,
        basis=Basis.OFFICIAL,
        said_earliest=said_earliest,
        said_latest=said_latest,
        first_reported_on=None,
        earliest=day(start),
        latest=None if window.endswith("..") else day(end or start),
        precision=precision,
        retro_disclosed=retro_disclosed,
        retracted_on=None if retracted_on is None else day(retracted_on),
        sources=sources,
    )


def report(slug: str, on: str, window: str, precision: Precision = Precision.MONTH, **more: Any) -> Promise:
    """A reported promise whose saying is unknown, first reported on the day."""
    return replace(
        promise(slug, on, window, precision, **more),
        basis=Basis.REPORTED,
        said_earliest=None,
        said_latest=None,
        first_reported_on=day(on),
    )


def happened(
    effect: Effect,
    on: str,
    *,
    event: str = "event",
    basis: Basis = Basis.OFFICIAL,
    retracted_on: str | None = None,
    sources: tuple[Source, ...] = (),
) -> Happening:
    """An outcome on a day, or within "2026-07-01..2026-07-31"."""
    earliest, latest = days(on)
    return Happening(
        event=event,
        effect=effect,
        earliest=earliest,
        latest=latest,
        precision=Precision.DAY if earliest == latest else Precision.MONTH,
        basis=basis,
        retracted_on=None if retracted_on is None else day(retracted_on),
        sources=sources,
    )


def source(on: str, role: EvidenceRole = EvidenceRole.CONFIRMS, *, unopened: bool = False) -> Source:
    """Evidence of a day, or of some day within "2026-07-01..2026-07-31"."""
    earliest, latest = days(on)
    return Source(role=role, published_earliest=earliest, published_latest=latest, unopened=unopened)


def facts(
    *recorded: Promise | Happening,
    slug: str = "thing",
    channel: Channel = Channel.API,
    company: str = "acme",
    verified: str | None = None,
    merged_into: str | None = None,
    carved_out_on: tuple[str, ...] = (),
) -> Facts:
    """A deliverable with these promises and happenings; verified is its last_verified_on."""
    return Facts(
        slug=slug,
        channel=channel,
        company=company,
        promises=tuple(each for each in recorded if isinstance(each, Promise)),
        happenings=tuple(each for each in recorded if isinstance(each, Happening)),
        merged_into=merged_into,
        last_verified_on=None if verified is None else day(verified),
        carved_out_on=tuple(map(day, carved_out_on)),
    )
