"""A scripted reader who zooms and pans a timeline, and the frames that the browser drew meanwhile."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from statistics import quantiles

from playwright.sync_api import Browser, FloatRect, Page

RECORDER = (Path(__file__).parent / "recorder.js").read_text(encoding="utf-8")
WIDTH, HEIGHT = 1440, 900
SECONDS = 6.0
MOST_WAIT_MS = 300_000
WAIT_MS = 50
# Steps of one gesture: enough of the wheel to go from the usual range to all that is recorded, or to days.
WHEEL_STEPS, DRAG_STEPS = 15, 10
NOTCH = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What was seen of one visit; times in milliseconds."""

    first_paint_ms: float
    p50_ms: float
    p95_ms: float
    frames: int
    nodes: int


def watch(browser: Browser, address: str) -> Figures:
    """Open the page, wait for its drawing, run the script over it once."""
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT})
    context.set_default_timeout(MOST_WAIT_MS)
    context.add_init_script(RECORDER)
    page = context.new_page()
    try:
        page.goto(address)
        first_paint = _first_paint(page)
        seen = _zoom_and_pan(page)
    finally:
        context.close()
    cuts = quantiles(seen["times"], n=20)
    return Figures(
        first_paint_ms=first_paint,
        p50_ms=cuts[9],
        p95_ms=cuts[18],
        frames=len(seen["times"]),
        nodes=seen["nodes"],
    )


def _first_paint(page: Page) -> float:
    """Milliseconds from the data to the frame that shows them; pages that forbid evaluation cannot wait."""
    for _ in range(MOST_WAIT_MS // WAIT_MS):
        painted: float | None = page.evaluate("bench.firstPaint()")
        if painted is not None:
            return painted
        page.wait_for_timeout(WAIT_MS)
    raise AssertionError("The chart was not drawn.")


def _zoom_and_pan(page: Page) -> dict[str, object]:
    """Zoom out, in beyond the start, out again, with pans between, for some seconds; the page stays."""
    place, address = _middle_of(page), page.url.partition("?")[0]
    page.evaluate("bench.start()")
    until = time.monotonic() + SECONDS
    for _ in _steps(page, place):
        if time.monotonic() > until:
            break
    page.mouse.up()
    page.keyboard.up("Control")
    seen: dict[str, object] = page.evaluate("bench.stop()")
    assert page.url.partition("?")[0] == address, "A pan opened another page."
    return seen


def _middle_of(page: Page) -> tuple[float, float]:
    """A point of the plot that is on screen, right of the names of the lanes."""
    chart = page.locator("[data-timeline]").first
    chart.scroll_into_view_if_needed()
    box: FloatRect | None = chart.bounding_box()
    assert box is not None, "The chart is not on screen."
    bottom = min(HEIGHT, box["y"] + box["height"])
    return box["x"] + box["width"] * 0.6, (max(0.0, box["y"]) + bottom) / 2


def _steps(page: Page, place: tuple[float, float]) -> Iterator[None]:
    page.mouse.move(*place)
    for gesture in cycle((_out, _pan_left, _in, _pan_right, _in, _pan_left, _out, _pan_right)):
        yield from gesture(page, place)


def _out(page: Page, place: tuple[float, float]) -> Iterator[None]:
    yield from _wheel(page, NOTCH)


def _in(page: Page, place: tuple[float, float]) -> Iterator[None]:
    yield from _wheel(page, -NOTCH)


def _wheel(page: Page, notch: int) -> Iterator[None]:
    page.keyboard.down("Control")
    for _ in range(WHEEL_STEPS):
        page.mouse.wheel(0, notch)
        yield
    page.keyboard.up("Control")


def _pan_left(page: Page, place: tuple[float, float]) -> Iterator[None]:
    yield from _drag(page, place, -1)


def _pan_right(page: Page, place: tuple[float, float]) -> Iterator[None]:
    yield from _drag(page, place, 1)


def _drag(page: Page, place: tuple[float, float], way: int) -> Iterator[None]:
    x, y = place
    page.mouse.down()
    for step in range(DRAG_STEPS):
        page.mouse.move(x + way * 36 * (step + 1), y)
        yield
    page.mouse.up()
    page.mouse.move(x, y)
