"""What one row looks like in an answer: its fields by name, unknown values null."""

from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from timeline.api.links import API, links_of
from timeline.queries.answered.reading import Answer
from timeline.terms import Precision
from timeline.windows import Window, display, edtf

Shape = dict[str, Any]
EXCERPT = 280


def window_shape(
    earliest: date | None, latest: date | None, precision: str, *, words: str | None = None
) -> Shape:
    """A window with its two texts; words are null where nobody's words were read."""
    days = {"earliest": earliest, "latest": latest, "precision": precision, "words": words}
    return days | _texts(earliest, latest, precision)


def instant(moment: datetime | None) -> str | None:
    """A moment in UTC, to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z") if moment else None


def company_shape(row: Answer) -> Shape:
    """A company."""
    slug = row["slug"]
    return row | {"links": links_of("companies", slug, record=f"{API}/companies/{slug}/record")}


def product_shape(row: Answer, *, resource: str = "products") -> Shape:
    """A product, or a model."""
    deliverables = f"{API}/deliverables?product={row['slug']}"
    return row | {"links": links_of(resource, row["slug"], deliverables=deliverables)}


def commitment_shape(row: Answer) -> Shape:
    """A promise."""
    page = links_of("deliverables", row["deliverable"])
    links = {"deliverable": page["self"], "html": page["html"]}
    return row | {"window": _with_texts(row["window"]), "links": links}


def event_shape(row: Answer) -> Shape:
    """An event with who took part, what it did and its sources."""
    return row | {"window": _with_texts(row["window"]), "links": links_of("events", row["slug"])}


def outcome_shape(row: Answer) -> Shape:
    """What one event did to the deliverable that is looked at."""
    return row | {"window": _with_texts(row["window"]), "links": links_of("events", row["event"])}


def item_shape(row: Answer) -> Shape:
    """A news item, its text cut to an excerpt."""
    return row | {"excerpt": excerpt(row["excerpt"])}


def _with_texts(window: Answer) -> Shape:
    first, last = (date.fromisoformat(day) if day else None for day in (window["earliest"], window["latest"]))
    return window | _texts(first, last, window["precision"])


@lru_cache(maxsize=10_000)
def _texts(earliest: date | None, latest: date | None, precision: str) -> Shape:
    """Shared, to be read only: windows are few, and asked for again and again."""
    window = Window(earliest, latest, Precision(precision), strict_latest=None, rule="")
    return {"display": display(window), "edtf": edtf(window)}


def excerpt(text: str) -> str | None:
    """The beginning of the text, cut at a word."""
    plain = " ".join(text.split())
    if len(plain) <= EXCERPT:
        return plain or None
    return plain[: EXCERPT - 1].rsplit(" ", 1)[0] + "…"
