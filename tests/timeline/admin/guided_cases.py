"""One case for each guided change: what stands before, what is sent, what comes of it, what is refused."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.timeline.acme import deliverable_document, source
from timeline.curation import Act, add, deliver, pull
from timeline.curation.inputs import Happened
from timeline.documents import COMMITMENT, COMPANY, DELIVERABLE, EVENT, Table

PAGE = {
    "url": "https://daily.example/two",
    "page_title": "Acme says two",
    "publisher": "The Daily Example",
    "published_on": "2026-06-20",
    "read": "full",
}
SAID = PAGE | {"basis": "official", "voice": "press_release", "said_on": "2026-06-20"}
CAME = PAGE | {
    "title": "Acme opens its phone API",
    "happened_from": "2026-07-09",
    "basis": "official",
    "significance": "2",
    "completeness": "full",
}
ARRIVAL = Happened(title="Acme opens it", earliest=date(2026, 7, 9), latest=date(2026, 7, 9), slug="came")
GONE = Happened(title="Acme pulls it", slug="gone", earliest=date(2026, 8, 1), latest=date(2026, 8, 1))


def nothing_more(act: Act) -> None:
    """Acme's promise of the API in June stands, and that is all."""


def arrived(act: Act) -> None:
    deliver(act, "phone-api", ARRIVAL, [source("came", date(2026, 7, 9))])


def pulled(act: Act) -> None:
    arrived(act)
    pull(act, "phone-api", GONE, [source("gone", date(2026, 8, 1))])


def another(act: Act) -> None:
    add(act, DELIVERABLE, deliverable_document("phone-cloud"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """`sent` is recorded as `action`, and `foreseen` is told before; `bad` is refused because of `why`."""

    name: str
    table: Table
    slug: str
    sent: dict[str, Any]
    foreseen: tuple[str, ...]
    bad: dict[str, Any]
    why: str
    action: str
    before: Callable[[Act], None] = nothing_more

    def __str__(self) -> str:
        return f"{self.table.name} {self.name}"


CASES = [
    Case(
        name="state",
        table=DELIVERABLE,
        slug="phone-api",
        sent=SAID | {"words": "by the end of September"},
        foreseen=("Not checked", "30 September 2026"),
        bad={"words": "when the moon is right"},
        why="no rule reads these words: give the window",
        action="state",
    ),
    Case(
        name="redate",
        table=DELIVERABLE,
        slug="phone-api",
        sent=SAID | {"words": "in August"},
        foreseen=("1–31 August 2026",),
        bad={"words": "soon"},
        why="no date is read in these words: withdraw the date instead",
        action="redate",
    ),
    Case(
        name="withdraw-date",
        table=DELIVERABLE,
        slug="phone-api",
        sent=SAID | {"words": "soon"},
        foreseen=("soon is read",),
        bad={"words": "in August"},
        why="a date is read in these words: re-date the promise instead",
        action="withdraw_date",
    ),
    Case(
        name="deliver",
        table=DELIVERABLE,
        slug="phone-api",
        sent=CAME | {"effect": "delivered"},
        foreseen=("Shipped late: +9 d", "9 days"),
        bad={"happened_from": "2026-12-24"},
        why="2026-12-24 has not come yet",
        action="deliver",
    ),
    Case(
        name="end",
        table=DELIVERABLE,
        slug="phone-api",
        sent=CAME | {"effect": "cancelled", "title": "Acme drops its phone API"},
        foreseen=("Cancelled",),
        bad={"effect": "withdrawn"},
        why="has not arrived: nothing can be pulled",
        action="end",
    ),
    Case(
        name="bring-back",
        table=DELIVERABLE,
        slug="phone-api",
        before=pulled,
        sent=CAME | {"title": "Acme brings it back", "happened_from": "2026-09-01"},
        foreseen=("Withdrawn", "Shipped late: +9 d"),
        bad={"happened_from": "2026-12-24"},
        why="2026-12-24 has not come yet",
        action="deliver",
    ),
    Case(
        name="verify",
        table=DELIVERABLE,
        slug="phone-api",
        sent={"on": "2026-11-03", "why": "Not on the page of prices"},
        foreseen=("Overdue: at least +126 d", "2026-11-03"),
        bad={"on": "2026-12-24"},
        why="2026-12-24 has not come yet",
        action="verify",
    ),
    Case(
        name="merge",
        table=DELIVERABLE,
        slug="phone-api",
        before=another,
        sent={"into": "phone-cloud"},
        foreseen=("see phone-cloud",),
        bad={"into": "phone-api"},
        why="comes back to itself",
        action="merge",
    ),
    Case(
        name="split",
        table=DELIVERABLE,
        slug="phone-api",
        sent={"to": "phone-api-eu", "part": "Phone API in the EU", "regions": "EU, UK"},
        foreseen=("Phone API in the EU", "not there"),
        bad={"to": "Phone API"},
        why="is not a slug of at most 80",
        action="split",
    ),
    Case(
        name="rename",
        table=DELIVERABLE,
        slug="phone-api",
        sent={"to": "phone-cloud"},
        foreseen=("unchanged",),
        bad={"to": "phone-api"},
        why="phone-api is taken",
        action="rename",
    ),
    Case(
        name="rename",
        table=COMPANY,
        slug="acme",
        sent={"to": "acme-labs"},
        foreseen=("No promise and no fate changes",),
        bad={"to": "Acme Labs"},
        why="is not a slug of at most 80",
        action="rename",
    ),
    Case(
        name="restate",
        table=COMMITMENT,
        slug="phone-api-1",
        sent=PAGE,
        foreseen=("unchanged",),
        bad={"url": "javascript:alert(1)"},
        why="is not an address beginning with http:// or https://",
        action="add",
    ),
    Case(
        name="retract",
        table=COMMITMENT,
        slug="phone-api-1",
        sent=PAGE | {"on": "2026-06-20"},
        foreseen=("No date",),
        bad={"on": "2026-12-24"},
        why="2026-12-24 has not come yet",
        action="retract",
    ),
    Case(
        name="retract",
        table=EVENT,
        slug="came",
        before=arrived,
        sent=PAGE | {"on": "2026-08-20", "published_on": "2026-08-20"},
        foreseen=("Shipped late: +9 d", "Not checked"),
        bad={"on": "2026-12-24"},
        why="2026-12-24 has not come yet",
        action="retract",
    ),
]
