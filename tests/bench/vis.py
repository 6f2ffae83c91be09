"""vis-timeline out of npm, beside ours: the same items as ranges in the same groups, in a page of its own."""

import gzip
import json
import shutil
import subprocess
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from timeline.models import Deliverable

PACKAGES = ("vis-timeline", "vis-data")
SCRIPT = "node_modules/vis-timeline/standalone/umd/vis-timeline-graph2d.min.js"
STYLES = "node_modules/vis-timeline/styles/vis-timeline-graph2d.min.css"
PAGE = """<!DOCTYPE html>
<meta charset="utf-8">
<title>vis-timeline</title>
<link rel="stylesheet" href="{styles}">
<div data-timeline></div>
<script src="{script}"></script>
<script src="rows.js"></script>
<script>
    performance.mark("chart:data");
    const chart = new vis.Timeline(document.querySelector("[data-timeline]"), rows.items, rows.groups, {{
        start: rows.start, end: rows.end, height: "800px", verticalScroll: true, zoomKey: "ctrlKey",
    }});
    chart.on("changed", () => performance.mark("chart:drawn"));
</script>
"""


class NotHere(Exception):
    """npm, or the package, can not be had on this machine."""


def install(folder: Path) -> str:
    """Install the packages into the folder and return the version of vis-timeline; NotHere says why not."""
    npm = shutil.which("npm")
    if npm is None:
        raise NotHere("npm is not installed")
    command = [npm, "install", "--no-audit", "--no-fund", "--prefix", folder, *PACKAGES]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=180, check=False)
    if done.returncode or not (folder / SCRIPT).exists():
        raise NotHere(f"npm could not install {PACKAGES[0]}")
    described = json.loads((folder / "node_modules/vis-timeline/package.json").read_text(encoding="utf-8"))
    return str(described["version"])


def script_bytes(folder: Path) -> int:
    """The script, compressed."""
    return len(gzip.compress((folder / SCRIPT).read_bytes(), 9))


def write_page(folder: Path, *, start: date, end: date) -> str:
    """A page that shows every deliverable of the database from its first window to its last."""
    rows = {"items": _items(), "groups": _groups(), "start": str(start), "end": str(end)}
    (folder / "rows.js").write_text(f"const rows = {json.dumps(rows)};", encoding="utf-8")
    page = folder / "index.html"
    page.write_text(PAGE.format(script=SCRIPT, styles=STYLES), encoding="utf-8")
    return page.as_uri()


def _items() -> list[dict[str, Any]]:
    found = Deliverable.objects.order_by("pk").prefetch_related("commitments", "outcomes__event")
    return [
        {
            "id": each.pk,
            "group": each.product.company_id,
            "content": each.name,
            "start": str(first),
            "end": str(last + timedelta(days=1)),
        }
        for each in found.select_related("product")
        for first, last in [_span(_days(each))]
    ]


def _days(deliverable: Deliverable) -> list[date]:
    promises = [day for each in deliverable.commitments.all() for day in (each.earliest, each.latest) if day]
    return promises + [each.event.latest for each in deliverable.outcomes.all()]


def _span(days: Sequence[date]) -> tuple[date, date]:
    return min(days, default=date(2026, 1, 1)), max(days, default=date(2026, 1, 1))


def _groups() -> list[dict[str, Any]]:
    found = Deliverable.objects.values_list("product__company_id", "product__company__name").distinct()
    return [{"id": pk, "content": name} for pk, name in sorted(found)]
