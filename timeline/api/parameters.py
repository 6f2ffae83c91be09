"""The query parameters of the API as the OpenAPI document declares them, one for each name."""

from collections.abc import Collection, Mapping
from typing import Any

from drf_spectacular.utils import OpenApiParameter

from aitracker.web.selection import CURSOR, DAYS, LISTS, LONGEST_LIST, LONGEST_QUERY, NUMBERS

SLUG = r"^[A-Za-z0-9][A-Za-z0-9._:=+/-]*$"
DAY = r"^(19|2[01])[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
# Something other than blanks and commas, and no control character.
TEXT = r"^[^\x00-\x1F\uFFFD]*[^\x00-\x20,\uFFFD][^\x00-\x1F\uFFFD]*$"
PURPOSES = {
    "company": "Companies by slug, with their units and labs. A slug that was given up stands for the "
    "present one; one that nothing here ever had is refused.",
    "product": "Products by slug, with every product whose family they are.",
    "model": "The same for products of kinds family and model alone.",
    "kind": "Kinds; of a change, what it did; of what a search finds, what it is; of a suggestion, "
    "the kind of the event that it proposes.",
    "standing": "Who stands behind the feed that brought it: the company itself, press, newsletter, "
    "research, forum, or a source that only the record cites.",
    "state": "What became of it: open, accepted, merged or rejected.",
    "channel": "Channels.",
    "basis": "Official or reported; of a deliverable, the lane that it is judged in.",
    "fate": "Fates on the day of the answer.",
    "precision": "How exactly the window was stated; of a deliverable, that of its current promise.",
    "fields": "The fields of each row, those and no others.",
    "include": "What else to answer: the number of rows on all pages (total), why the news stand under "
    "their names (why).",
    "from": "From this day on: of changes the day they were made, of items the day they were published. A "
    "deliverable takes up the days from its first window or outcome to its last; "
    "without a date, those for which it is waited for.",
    "to": "Up to this day.",
    "due_after": "The promise ends on this day or later.",
    "due_before": "The promise ends on this day or earlier.",
    "said_after": "Promised on this day or later.",
    "updated_since": "Publicly changed on this day or later; a deliverable also by its promises and events.",
    "since": "Mark what became public after this day.",
    "sel": "One deliverable by its slug. A slug that was given up stands for the present one; one that no "
    "deliverable here ever had is refused.",
    "group": "What makes a lane: a company, a family of products, or nothing.",
    "as_of": "Judge with this day as today, by what was public then; not in the future.",
    "overdue": "Only what is overdue.",
    "min_slip": "Late by so many days at least.",
    "region": "A region that it was promised to.",
    "q": "Words in names and texts: of news whole words in any form, of all else also parts of words.",
    "sort": "The order; - reverses. Rows of equal rank stand by their slug or number.",
    "limit": "Rows on a page; of the timeline, lanes.",
    "cursor": "Where the page begins: use the addresses in `page`.",
    "format": "JSON unless asked otherwise. A list comes as CSV or NDJSON whole, every row in the order "
    "asked for: without `limit`, `cursor` and `include`. Each row also says on which day and record it "
    "rests and under which licence; excerpts and quotes, which belong to their publishers, are left out. "
    "In CSV an object has a column for each of its fields (`window_latest`), words of a list are "
    "joined by semicolons, other lists are JSON, and a quote stands before what a spreadsheet "
    "would take for a formula.",
}


HEADERS = {
    "ETag": ("Of this answer: send it back as If-None-Match.", [200]),
    "Link": ("The next and the previous page of a list.", [200]),
    "RateLimit-Policy": ("Requests (q) in a window of seconds (w).", [200, 429]),
    "RateLimit": ("Requests that are left (r), for seconds (t).", [200, 429]),
    "Retry-After": ("Seconds after which to try again.", [429]),
}


def declared_headers() -> list[OpenApiParameter]:
    """The headers of answers; those of the rate are left out where nothing is counted."""
    return [
        OpenApiParameter(name, str, OpenApiParameter.HEADER, description=purpose, response=statuses)
        for name, (purpose, statuses) in HEADERS.items()
    ]


def declared(
    names: Collection[str], *, terms: Mapping[str, Collection[str]], required: Collection[str] = ()
) -> list[OpenApiParameter]:
    """The parameters of one address, enumerated where only some values are taken."""
    return [_declared(name, sorted(terms.get(name, ())), name in required) for name in sorted(names)]


def _declared(name: str, values: list[str], is_required: bool) -> OpenApiParameter:
    style = {"style": "form", "explode": False} if name in LISTS else {}
    return OpenApiParameter(
        name,
        _type(name, values),
        description=PURPOSES[name],
        required=is_required,
        **style,  # type: ignore[arg-type]
    )


def _type(name: str, values: list[str]) -> dict[str, Any]:
    word: dict[str, Any] = {"type": "string"} | ({"enum": values} if values else {"pattern": SLUG})
    if name in LISTS:
        return {"type": "array", "items": word, "minItems": 1, "maxItems": LONGEST_LIST}
    if name in DAYS:
        return {"type": "string", "format": "date", "pattern": DAY}
    if name in NUMBERS:
        low, high = NUMBERS[name]
        default = {"default": 50} if name == "limit" else {}
        return {"type": "integer", "minimum": low, "maximum": high, **default}
    if name == "cursor":
        return {"type": "string", "pattern": f"^{CURSOR.pattern}$"}
    if name == "overdue":
        return {"type": "string", "enum": ["true"]}
    if name == "q":
        return {"type": "string", "minLength": 1, "maxLength": LONGEST_QUERY, "pattern": TEXT}
    return word
