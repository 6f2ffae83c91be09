"""What a document of the record must satisfy beyond its types; the database refuses most of it again."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from timeline.terms import ARRIVALS, BOUNDED, Effect, EventKind, EvidenceRole, Precision

Document = dict[str, Any]
ADDRESS = ("http://", "https://")
Faults = Iterator[tuple[str, str]]
# Fields that lead from row to row of one table, and must not lead back.
CHAINS = {
    "company": ("parent",),
    "product": ("family",),
    "deliverable": ("split_from", "merged_into", "renamed_to"),
}


def document_faults(table: str, document: Document, *, today: str) -> list[tuple[str, str]]:
    """What is wrong with one document, as (field, message); `today` and all days are YYYY-MM-DD."""
    return [*CHECKS[table](document, today)]


def cycle_faults(documents: Mapping[str, Document], field: str) -> list[tuple[str, str]]:
    """Rows that come back to themselves by following one field, as (slug, message)."""
    faults = []
    for slug in documents:
        seen = [slug]
        while (target := documents.get(seen[-1], {}).get(field)) and target not in seen:
            seen.append(target)
        if target == slug:
            faults.append((slug, f"{field} comes back to itself: {' > '.join([*seen, slug])}"))
    return faults


def _company(document: Document, today: str) -> Faults:
    if document["kind"] == "unit" and not document["parent"]:
        yield "parent", "a unit needs the company it belongs to"
    if not 1 <= document["fiscal_year_start_month"] <= 12:
        yield "fiscal_year_start_month", "is a month from 1 to 12"
    if document["homepage"] and not document["homepage"].startswith(ADDRESS):
        yield "homepage", "must be an address beginning with http:// or https://"
    yield from _twice(document["aliases"], ("folded",), "aliases")


def _product(document: Document, today: str) -> Faults:
    yield from _twice(document["aliases"], ("folded",), "aliases")


def _deliverable(document: Document, today: str) -> Faults:
    both = set(document["regions"]) & set(document["excluded_regions"])
    if both:
        yield "excluded_regions", f"{', '.join(sorted(both))} is both included and excluded"
    if document["last_verified_on"] and document["last_verified_on"] > today:
        yield "last_verified_on", f"{document['last_verified_on']} has not come yet"
    for field in ("split_from", "merged_into", "renamed_to"):
        if document[field] == document["slug"]:
            yield field, "points to itself"


def _commitment(document: Document, today: str) -> Faults:
    yield from window_faults(document)
    yield from _said(document, today)
    yield from _retraction(document, today)
    if document["relative_to"] == document["deliverable"]:
        yield "relative_to", "a promise cannot be relative to its own deliverable"
    yield from _evidence(document["evidence"], today)


def _retraction(document: Document, today: str) -> Faults:
    if document["retracted_on"] and document["retracted_on"] > today:
        yield "retracted_on", f"{document['retracted_on']} has not come yet"
    roles = {source["role"] for source in document["evidence"]}
    if bool(document["retracted_on"]) != (EvidenceRole.RETRACTS in roles):
        yield "retracted_on", "a retraction needs its day and a source with the role retracts"


def window_faults(document: Document) -> Faults:
    """What is wrong with earliest, latest, precision and strict_latest of a promise."""
    earliest, latest, precision = (document[name] for name in ("earliest", "latest", "precision"))
    if earliest and latest and earliest > latest:
        yield "latest", f"the window ends on {latest}, before it begins on {earliest}"
    if precision == Precision.VAGUE and latest:
        yield "latest", "a vague promise has no last day"
    if precision == Precision.FLOOR and (latest or not earliest):
        yield "latest", "a floor has a first day and no last day"
    if precision in BOUNDED and not (earliest and latest):
        yield "latest", f"the precision {precision} needs a first and a last day"
    if precision == Precision.DAY and earliest != latest:
        yield "latest", "the precision day needs the same first and last day"
    if document["strict_latest"] and (not latest or document["strict_latest"] > latest):
        yield "strict_latest", "the stricter reading cannot end after the charitable one"


def _said(document: Document, today: str) -> Faults:
    first, last, reported = (document[name] for name in ("said_earliest", "said_latest", "first_reported_on"))
    if first and last and first > last:
        yield "said", f"said until {last}, before {first}"
    if not last and not reported:
        yield "said", "neither the day it was said nor the day it was first reported is known"
    if document["basis"] == "official" and not last:
        yield "said", "an official promise needs the day, month or year it was said"
    if last and reported and last > reported:
        yield "first_reported_on", f"reported on {reported}, before it was said on {last}"
    known = first or reported
    if known and known > today:
        yield "said", f"{known} has not come yet"


def _event(document: Document, today: str) -> Faults:
    if document["earliest"] > document["latest"]:
        yield "date", f"ends on {document['latest']}, before it begins on {document['earliest']}"
    if document["precision"] == Precision.DAY and document["earliest"] != document["latest"]:
        yield "date", "the precision day needs the same first and last day"
    if document["earliest"] > today:
        yield "date", f"{document['earliest']} has not come yet: what is planned is a commitment"
    if (document["kind"] == EventKind.RESTRUCTURING) != bool(document["restructuring_kind"]):
        yield "restructuring_kind", "a restructuring, and only that, needs its kind"
    if not 1 <= document["significance"] <= 3:
        yield "significance", "is 1, 2 or 3"
    yield from _retraction(document, today)
    yield from _amounts(document)
    yield from _outcomes(document)
    yield from _twice(document["parties"], ("company", "product", "role"), "parties")
    yield from _evidence(document["evidence"], today)


def _amounts(document: Document) -> Faults:
    for name in ("headcount", "amount"):
        low, high = document[f"{name}_low"], document[f"{name}_high"]
        if low is not None and high is not None and low > high:
            yield name, f"goes from {low} down to {high}"
    if (document["amount_low"] is not None or document["amount_high"] is not None) != bool(
        document["currency"]
    ):
        yield "amount", "an amount needs its currency, and a currency its amount"


def _outcomes(document: Document) -> Faults:
    yield from _twice(document["outcomes"], ("deliverable", "effect"), "outcomes")
    effects = {outcome["effect"] for outcome in document["outcomes"]}
    if document["kind"] == EventKind.RESTRUCTURING and effects - {Effect.UNCLEAR}:
        yield "outcomes", "a restructuring leaves deliverables unclear and does nothing else to them"
    for outcome in document["outcomes"]:
        if outcome["effect"] in ARRIVALS and document["basis"] != "official" and not document["verified"]:
            yield "outcomes", f"the arrival of {outcome['deliverable']} is neither official nor verified"


def _evidence(sources: list[Document], today: str) -> Faults:
    if not sources:
        yield "evidence", "nothing is recorded without a source"
    yield from _twice(sources, ("url", "role"), "evidence")
    for source in sources:
        if not source["url"].startswith(ADDRESS):
            yield "evidence", f"{source['url']} is not an address beginning with http:// or https://"
        first, last = source["published_earliest"], source["published_latest"]
        if first and last and first > last:
            yield "evidence", f"{source['url']} was published until {last}, before {first}"
        if first and first > today:
            yield "evidence", f"{source['url']} was published on {first}, which has not come yet"


def _twice(parts: list[Document], key: tuple[str, ...], field: str) -> Faults:
    seen = set()
    for part in parts:
        value = tuple(part[name] for name in key)
        if value in seen:
            yield field, f"{' '.join(each for each in value if each)} stands twice"
        seen.add(value)


CHECKS: dict[str, Callable[[Document, str], Faults]] = {
    "company": _company,
    "product": _product,
    "deliverable": _deliverable,
    "commitment": _commitment,
    "event": _event,
}
