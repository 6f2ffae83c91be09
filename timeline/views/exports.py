"""What can be taken along from a page: the very rows that it shows, its days, its chart, a frame of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from timeline.api.views.record import Deliverables
from timeline.api.views.search import Search
from timeline.api.views.stories import Stories
from timeline.api.views.timeline import TimelineData
from timeline.chart.layout import Chart
from timeline.queries.deliverables import Row
from timeline.queries.groups import COMPANY
from timeline.views.addresses import path_of, written
from timeline.views.choices import GREATEST_LIMIT
from timeline.views.embedding import deliverable_embed, timeline_embed
from timeline.views.follow import OF_NEWS, OF_THE_RECORD
from timeline.views.frame import Visit
from timeline.views.shown import Shown

# What decides about a file, not about its rows.
OF_FILES = frozenset({"limit", "cursor", "include", "fields", "format"})
OF_CALENDARS = (*OF_THE_RECORD, "from", "to", "updated_since", "as_of")
ROWS = "Every row of this selection, under CC BY 4.0."
OUTLETS = "Titles belong to their outlets."


@dataclass(frozen=True, slots=True)
class Export:
    """One form in which something is taken along: its name, where it is, what to know of it."""

    name: str
    href: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exports:
    """The menu: its entries, what holds for all of them, and the code that shows the same on another site."""

    entries: tuple[Export, ...]
    note: str = ROWS
    embed: str = ""


def export_ledger(visit: Visit, *, sort: str) -> Exports:
    """The deliverables of the list, in its order."""
    return Exports(
        entries=(
            *_deliverables(visit, {"sort": sort}),
            _calendar(written(visit, OF_CALENDARS)),
            _changes(written(visit, OF_THE_RECORD)),
        )
    )


def export_timeline(visit: Visit, shown: Shown, chart: Chart, *, sort: str, every_lane: bool) -> Exports:
    """The deliverables of the lanes and days that are shown, and the chart.

    Lanes that are left out for room are left out of the files too, where an address can name those shown.
    """
    days = {"from": shown.span.first.isoformat(), "to": shown.span.last.isoformat()}
    lanes = _lanes_named(shown)
    return Exports(
        entries=(
            *_deliverables(visit, {"sort": sort, **days, **lanes}),
            _calendar(written(visit, OF_CALENDARS) | days | lanes),
            _changes(written(visit, OF_THE_RECORD) | lanes),
            *_pictures("timeline", _pictured(visit, every_lane=every_lane) | days, chart),
        ),
        note=ROWS if lanes or not shown.others else f"{ROWS} Lanes left out for room are in the files.",
        embed=timeline_embed(visit.request, visit.readable).code,
    )


def export_deliverable(visit: Visit, row: Row, chart: Chart) -> Exports:
    """Everything about it, its slip ledger, its promised days, its strip."""
    slug, day = row.facts.slug, written(visit, ["as_of"])
    named = {"sel": slug}
    whole = path_of("api:deliverable", day, slug)
    return Exports(
        entries=(
            Export("JSON", whole, "all of it, by the API"),
            *_files("commitments", {**named, **day, "sort": "said"}),
            *([_calendar({**named, **day})] if row.standing.current_promise else []),
            _changes(named),
            *_pictures("deliverable", day, chart, slug),
        ),
        note="CSV and NDJSON hold the slip ledger. Under CC BY 4.0.",
        embed=deliverable_embed(visit.request, slug, row.deliverable.name, visit.readable).code,
    )


def export_company(visit: Visit, slug: str) -> Exports:
    """Its deliverables, the longest late first, and its record."""
    named, day = {"company": slug}, written(visit, ["as_of"])
    return Exports(
        entries=(
            *_files("deliverables", {**named, **day, "sort": "-slip"}),
            _json("deliverables", {**named, **day, "sort": "-slip"}),
            Export("JSON, record", path_of("api:record", day, slug), "the figures of this page"),
            _calendar({**named, **day}),
            _changes(named),
        ),
        note="Every deliverable of the company, its units and labs, under CC BY 4.0.",
    )


def export_news(visit: Visit, *, only_changing: bool) -> Exports:
    """The stories in their order; those that the record cites as a feed alone: the API tells all."""
    asked = written(visit, OF_NEWS)
    if only_changing:
        return Exports(entries=(_news({**asked, "show": visit.readable["show"]}),), note="")
    query = written(visit, Stories.parameters - OF_FILES - {"sort"})
    return Exports(
        entries=(*_files("stories", query), _json("stories", query), _news(asked)), note=f"{ROWS} {OUTLETS}"
    )


def export_search(visit: Visit) -> Exports:
    """What was found, the best first."""
    query = written(visit, Search.parameters - OF_FILES - {"sort"})
    return Exports(entries=(*_files("search", query), _json("search", query)), note=f"{ROWS} {OUTLETS}")


def _deliverables(visit: Visit, changes: Mapping[str, str]) -> tuple[Export, ...]:
    query = {**written(visit, Deliverables.parameters - OF_FILES), **changes}
    return (*_files("deliverables", query), _json("deliverables", query))


def _files(resource: str, query: Mapping[str, str]) -> tuple[Export, Export]:
    where = f"api:{resource}"
    return (
        Export("CSV", path_of(where, {**query, "format": "csv"}), "for spreadsheets"),
        Export("NDJSON", path_of(where, {**query, "format": "ndjson"}), "one row a line"),
    )


def _json(resource: str, query: Mapping[str, str]) -> Export:
    return Export("JSON", path_of(f"api:{resource}", query), "by the API, in pages")


def _calendar(query: Mapping[str, str]) -> Export:
    return Export("iCalendar", path_of("timeline:calendar", query), "the promised days")


def _changes(query: Mapping[str, str]) -> Export:
    return Export("Atom", path_of("timeline:changes-feed", query), "each change of it, to subscribe to")


def _news(query: Mapping[str, str]) -> Export:
    return Export("Atom", path_of("timeline:news-feed", query), "new stories, to subscribe to")


def _pictures(view: str, query: Mapping[str, str], chart: Chart, *args: str) -> list[Export]:
    """The chart; one that is too high to be a picture is still a drawing."""
    if not chart.has_items:
        return []
    kinds = [("svg", "the chart, to print")]
    if chart.fits_picture:
        kinds.append(("png", "the chart, to paste"))
    themes: dict[str, dict[str, str]] = {"": {}, ", dark": {"theme": "dark"}}
    return [
        Export(f"{kind.upper()}{said}", path_of(f"timeline:{view}-{kind}", {**query, **theme}, *args), note)
        for kind, note in kinds
        for said, theme in themes.items()
    ]


def _pictured(visit: Visit, *, every_lane: bool) -> dict[str, str]:
    asked = written(visit, TimelineData.parameters - {"limit"})
    return asked | ({"limit": str(GREATEST_LIMIT)} if every_lane else {})


def _lanes_named(shown: Shown) -> dict[str, str]:
    """The companies that are shown, where others are not; a family would bring those inside it along."""
    if not shown.others or shown.group != COMPANY:
        return {}
    return {"company": ",".join(lane.slug for lane in shown.lanes)}
