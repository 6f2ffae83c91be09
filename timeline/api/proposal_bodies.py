"""What a program sends to propose something: its fields, and what makes of them a proposal."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Model
from rest_framework import serializers

from aitracker.web.bodies import Body, Fault, bad_fields, unknown_fields
from news.models import Company, Product
from timeline.api.page_addresses import page_fault
from timeline.api.schemas import choice_field
from timeline.curation.promises import fiscal_start
from timeline.curation.received import Proposed, Stated
from timeline.documents import COMPANY, DELIVERABLE, PRODUCT, Table
from timeline.models import Deliverable, Suggestion
from timeline.queries.redirects import moved_to
from timeline.terms import EventKind, Precision
from timeline.validity import window_faults
from timeline.windows import read_window

FIRST_DAY = date(1990, 1, 1)


class Words(serializers.CharField):
    """A text that says something; a number is none."""

    def to_internal_value(self, data: Any) -> str:
        """Refuses what is no text, or has neither letter nor digit."""
        if not isinstance(data, str):
            raise serializers.ValidationError("must be a text")
        text = str(super().to_internal_value(data))
        if text and not any(each.isalnum() for each in text):
            raise serializers.ValidationError("says nothing")
        return text


class Day(serializers.DateField):
    """A day as 2026-06-20, in plain digits."""

    def to_internal_value(self, value: Any) -> date:
        """Refuses other digits, which the calendar would take."""
        if not isinstance(value, str) or not value.isascii():
            raise serializers.ValidationError("must be a day, as 2026-06-20")
        return super().to_internal_value(value)


class ProposedWindow(serializers.Serializer[None]):
    """Days, both inclusive."""

    earliest = Day(required=False, allow_null=True)
    latest = Day(required=False, allow_null=True)
    precision = choice_field(Precision)


class Proposal(serializers.Serializer[None]):
    """A change of the record that a curator shall look at: an event, or a report that something is wrong."""

    kind = choice_field(Suggestion.Kind, help_text="An event or promise, or a report of what is wrong.")
    event_kind = choice_field(EventKind, required=False, help_text="Needed for an event.")
    company = Words(max_length=80, required=False, help_text="By slug. One of the three is needed.")
    product = Words(max_length=80, required=False, help_text="By slug.")
    deliverable = Words(max_length=80, required=False, help_text="By slug.")
    words = Words(
        max_length=200, required=False, help_text="In which words a date was named; read as a window."
    )
    window = ProposedWindow(required=False, help_text="The days meant, where no rule reads the words.")
    said_on = Day(required=False, help_text="The day on which it was said, or happened. Needed for an event.")
    url = Words(max_length=2000, required=False, help_text="The page that says so. Needed for an event.")
    title = Words(max_length=300, required=False, help_text="Of the page.")
    publisher = Words(max_length=120, required=False, help_text="Of the page; its host unless given.")
    quote = Words(
        max_length=280,
        required=False,
        help_text="The sentence that says so. Needed for an event.",
    )
    note = Words(max_length=400, required=False, help_text="For the curator. Needed for a report.")


NEEDED = {"event": ("event_kind", "said_on", "url", "quote"), "report": ("note",)}


def proposed_of(body: Body, *, today: date) -> Proposed:
    """The proposal; raises a problem (422) that names every field at fault."""
    form = Proposal(data=body)
    form.is_valid()
    faults = [*unknown_fields(body, form.fields), *_nested_unknown(body), *flat_faults(form.errors)]
    if faults:
        raise bad_fields(faults)
    given: Mapping[str, Any] = form.validated_data
    rows, missing = _rows(given)
    faults = [*missing, *_faults(given, today), *(() if missing else _disagreements(given, rows))]
    if faults:
        raise bad_fields(faults)
    return _proposed(given, rows)


def flat_faults(errors: Mapping[str, Any], *, inside: str = "") -> Iterator[Fault]:
    """Errors of a serializer by dotted names."""
    for name, messages in errors.items():
        path = f"{inside}.{name}" if inside else str(name)
        path = path.removesuffix(".non_field_errors")
        if isinstance(messages, Mapping):
            yield from flat_faults(messages, inside=path)
        else:
            yield path, " ".join(map(str, messages))


def _nested_unknown(body: Body) -> list[Fault]:
    window = body.get("window")
    if not isinstance(window, dict):
        return []
    return [(f"window.{name}", detail) for name, detail in unknown_fields(window, ProposedWindow().fields)]


def _faults(given: Mapping[str, Any], today: date) -> Iterator[Fault]:
    kind = given["kind"]
    for name in NEEDED[kind]:
        if not given.get(name):
            yield name, f"is needed for kind {kind}"
    if kind == Suggestion.Kind.REPORT and given.get("event_kind"):
        yield "event_kind", "goes with kind event alone"
    if not any(given.get(name) for name in ("company", "product", "deliverable")):
        yield "deliverable", "say what it is about: a deliverable, a product or a company"
    if given.get("url") and (fault := page_fault(given["url"])):
        yield "url", fault
    if (day := given.get("said_on")) and not FIRST_DAY <= day <= today:
        yield "said_on", f"{day} is not between {FIRST_DAY} and {today}"
    yield from _window_faults(given)


def _window_faults(given: Mapping[str, Any]) -> Iterator[Fault]:
    window = given.get("window")
    if window is None:
        if given.get("words") and _read(given) is None:
            yield "words", "are read as no window by any rule: give the window, too"
        return
    ends = {name: window[name].isoformat() if window.get(name) else None for name in ("earliest", "latest")}
    document = {**ends, "precision": window["precision"], "strict_latest": None}
    yield from ((f"window.{name}", detail) for name, detail in window_faults(document))


def _read(given: Mapping[str, Any]) -> Stated | None:
    day, deliverable = given.get("said_on"), given.get("deliverable", "")
    start = fiscal_start(deliverable) if Deliverable.objects.filter(slug=deliverable).exists() else 1
    window = read_window(given["words"], day, day, fiscal_year_start_month=start)
    if window is None:
        return None
    return Stated(
        words=given["words"], earliest=window.earliest, latest=window.latest, precision=window.precision
    )


def _rows(given: Mapping[str, Any]) -> tuple[dict[str, Any], list[Fault]]:
    """The named rows, and the names that nothing has."""
    rows: dict[str, Any] = {}
    faults: list[Fault] = []
    for name, table in (("company", COMPANY), ("product", PRODUCT), ("deliverable", DELIVERABLE)):
        if slug := given.get(name):
            rows[name] = _row(table, slug)
            if rows[name] is None:
                faults.append((name, f"{slug[:40]!r} is the slug of no {name} here"))
    return rows, faults


def _row(table: Table, slug: str) -> Model | None:
    """By its slug, or by one that it once had."""
    present = moved_to(table.name, slug) or slug
    found: Model | None = table.model._default_manager.filter(slug=present).first()
    return found


def _disagreements(given: Mapping[str, Any], rows: Mapping[str, Any]) -> Iterator[Fault]:
    """A deliverable belongs to one product, and a product to one company or a unit of it."""
    deliverable: Deliverable | None = rows.get("deliverable")
    product: Product | None = rows.get("product")
    if deliverable and product and deliverable.product_id != product.pk:
        yield "product", f"{given['deliverable']} belongs to {deliverable.product.slug}"
    made = deliverable.product if deliverable else product
    if made and (company := rows.get("company")) and not _is_within(made.company, company):
        yield "company", f"{made.slug} belongs to {made.company.slug}"


def _is_within(company: Company, above: Company) -> bool:
    here: Company | None = company
    for _ in range(8):
        if here is None or here.pk == above.pk:
            return here is not None
        here = here.parent
    return False


def _proposed(given: Mapping[str, Any], rows: Mapping[str, Any]) -> Proposed:
    deliverable: Deliverable | None = rows.get("deliverable")
    product: Product | None = deliverable.product if deliverable else rows.get("product")
    url = given.get("url", "")
    return Proposed(
        kind=Suggestion.Kind(given["kind"]),
        event_kind=EventKind(given["event_kind"]) if given.get("event_kind") else None,
        company=rows.get("company") or (product.company if product else None),
        product=product,
        deliverable=deliverable,
        window=_window(given),
        on=given.get("said_on"),
        page=url,
        page_title=given.get("title", ""),
        publisher=given.get("publisher") or url.partition("://")[2].partition("/")[0][:120],
        quote=given.get("quote", ""),
        note=given.get("note", ""),
    )


def _window(given: Mapping[str, Any]) -> Stated | None:
    window = given.get("window")
    if window is None:
        return _read(given) if given.get("words") else None
    return Stated(
        words=given.get("words", ""),
        earliest=window.get("earliest"),
        latest=window.get("latest"),
        precision=Precision(window["precision"]),
    )
