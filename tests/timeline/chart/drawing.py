"""Short ways to a scale, a standing and a row of the chart."""

from datetime import date
from typing import Any

from tests.timeline.ledger.building import day, facts
from timeline.chart.figures import Figure, Window, figure_of, window_of
from timeline.chart.items import Row, deliverable_row
from timeline.chart.scale import Scale
from timeline.ledger import Happening, Promise, Standing, judge

# One pixel a day over 2026, right of a gutter of 100: 1 January begins at 100, 1 July at 281.
YEAR = Scale(first=date(2026, 1, 1), last=date(2026, 12, 31), left=100, right=465)


def standing(*recorded: Promise | Happening, as_of: str = "2026-11-22", **values: Any) -> Standing:
    """The recorded facts judged on a day."""
    return judge(facts(*recorded, **values), as_of=day(as_of))


def row(*recorded: Promise | Happening, slug: str = "thing", name: str = "Thing", **values: Any) -> Row:
    """A row of the chart with these facts."""
    drawn = {key: values.pop(key) for key in ("important", "unconfirmed", "added") if key in values}
    names = {"name": name, "full_name": name, "company": "Acme", "href": f"/d/{slug}/"}
    return deliverable_row(standing(*recorded, slug=slug, **values), **names, **drawn)


def windows(*promises: Promise) -> list[Window]:
    """The windows of promises."""
    return [window_of(each) for each in promises]


def figure(judged: Standing) -> Figure:
    """What is drawn of a standing."""
    return figure_of(judged)
