"""Prints how the timeline draws ten thousand deliverables in a Chromium, and how vis-timeline does."""

from collections.abc import Callable, Iterator
from statistics import median
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.bench import vis
from tests.bench.gestures import Figures, watch
from tests.bench.scripts import compressed_bytes, timeline_modules
from tests.bench.seed import seed_record
from tests.browser.serving import served
from tests.conftest import NOW
from timeline.models import Commitment, Deliverable
from timeline.views.ranges import usual

DELIVERABLES = 10_000
RUNS = 3
CEILINGS = {"ceiling_first_paint_ms": 150, "ceiling_p95_ms": 34, "ceiling_nodes": 1_500}
SCRIPT_CEILING = 14 * 1024
Report = Callable[..., None]


@pytest.fixture(scope="module")
def full_site(
    test_database: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of the site with a seeded record of ten thousand deliverables."""
    static = tmp_path_factory.mktemp("static")
    with django_db_blocker.unblock(), served(lambda: seed_record(DELIVERABLES), static=static) as url:
        yield url


def medians(visits: list[Figures]) -> dict[str, float | int]:
    """The middle one of each measure; of the nodes the most."""
    return {
        "first_paint_ms": round(median(each.first_paint_ms for each in visits), 1),
        "p50_ms": round(median(each.p50_ms for each in visits), 1),
        "p95_ms": round(median(each.p95_ms for each in visits), 1),
        "frames": round(median(each.frames for each in visits)),
        "nodes": max(each.nodes for each in visits),
    }


def test_the_timeline_is_light(report: Report) -> None:
    modules = timeline_modules()
    report(
        "timeline scripts, compressed",
        modules=len(modules),
        bytes=compressed_bytes(modules),
        ceiling=SCRIPT_CEILING,
    )


def test_the_timeline_zooms_and_pans(
    report: Report, browser: Browser, full_site: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The other timeline is watched in the same run, so that its ratio to ours is of one machine."""
    ours = medians([watch(browser, f"{full_site}/timeline/?view=chart") for _ in range(RUNS)])
    size = {"deliverables": Deliverable.objects.count(), "commitments": Commitment.objects.count()}
    report("timeline in Chromium", **size, runs=RUNS, **ours, **CEILINGS)
    folder, shown = tmp_path_factory.mktemp("vis"), usual(NOW.date())
    try:
        version = vis.install(folder)
    except vis.NotHere as reason:
        pytest.skip(f"no vis-timeline to compare with: {reason}")
    page = vis.write_page(folder, start=shown.first, end=shown.last)
    theirs = medians([watch(browser, page)])
    weight, own_weight = vis.script_bytes(folder), compressed_bytes(timeline_modules())
    report(
        "vis-timeline beside it",
        version=version,
        items=size["deliverables"],
        runs=1,
        **theirs,
        script_bytes=weight,
        times_our_first_paint=round(theirs["first_paint_ms"] / ours["first_paint_ms"], 1),
        times_our_p95=round(theirs["p95_ms"] / ours["p95_ms"], 1),
        times_our_script=round(weight / own_weight, 1),
    )
