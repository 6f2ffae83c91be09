"""Prints what the front page costs a reader who comes for the first time, as a server sends it."""

import gzip
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page

from tests.browser.serving import committed_record, load_shipped
from tests.deployment.production import FROM_PROXY, production_site

RUNS = 5
SLOWER = 4
FONTS = "Font"
# A shift or a paint that comes later is none of the loading.
SETTLED_MS = 1_000
OBSERVE = """
    globalThis.seen = { shift: 0, paint: 0 };
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) seen.shift += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) seen.paint = entry.startTime;
    }).observe({ type: "largest-contentful-paint", buffered: true });
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """One cold load: bytes over the wire by type, the shift of the layout, the largest paint."""

    bytes_by_type: Counter[str]
    shift: float
    paint_ms: float


@pytest.fixture(scope="module")
def server(
    test_database: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of the site in production mode, with the shipped record."""
    with (
        django_db_blocker.unblock(),
        committed_record(load_shipped),
        production_site(tmp_path_factory.mktemp("production")) as url,
    ):
        yield url


def cold_load(browser: Browser, address: str, *, slower: int = 1) -> Load:
    """Open the page with an empty cache on a processor that many times slower."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, extra_http_headers=FROM_PROXY)
    context.add_init_script(OBSERVE)
    page = context.new_page()
    link = context.new_cdp_session(page)
    link.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    sizes = _listen(link)
    page.goto(address, wait_until="load")
    page.wait_for_timeout(SETTLED_MS)
    seen = page.evaluate("seen")
    context.close()
    return Load(bytes_by_type=sizes, shift=seen["shift"], paint_ms=seen["paint"])


def _listen(link: CDPSession) -> Counter[str]:
    """Fills while the page loads."""
    types: dict[str, str] = {}
    sizes: Counter[str] = Counter()

    def note_type(answer: Any) -> None:
        types[answer["requestId"]] = answer["type"]

    def note_size(answer: Any) -> None:
        sizes[types[answer["requestId"]]] += round(answer["encodedDataLength"])

    link.on("Network.responseReceived", note_type)
    link.on("Network.loadingFinished", note_size)
    link.send("Network.enable")
    return sizes


def compressed_document(page: Page, address: str) -> int:
    """What the document would weigh behind a proxy that compresses."""
    return len(gzip.compress(page.request.get(address, headers=FROM_PROXY).body(), 6))


def test_the_front_page_over_the_wire(report: Callable[..., None], browser: Browser, server: str) -> None:
    loads = [cold_load(browser, server) for _ in range(RUNS)]
    sizes = {
        name: round(median(each.bytes_by_type[name] for each in loads)) for name in loads[0].bytes_by_type
    }
    page = browser.new_page()
    report(
        "front page over the wire",
        runs=RUNS,
        **{f"{name.lower()}_bytes": size for name, size in sorted(sizes.items())},
        document_bytes_if_compressed=compressed_document(page, server),
        bytes_without_fonts=sum(size for name, size in sizes.items() if name != FONTS),
        ceiling_without_fonts=60_000,
        ceiling_fonts=200_000,
        layout_shift=round(median(each.shift for each in loads), 4),
        ceiling_layout_shift=0,
        largest_paint_ms=round(median(each.paint_ms for each in loads)),
    )
    page.close()


def test_the_front_page_on_a_slow_processor(
    report: Callable[..., None], browser: Browser, server: str
) -> None:
    loads = [cold_load(browser, server, slower=SLOWER) for _ in range(RUNS)]
    report(
        "front page on a slow processor",
        runs=RUNS,
        times_slower=SLOWER,
        largest_paint_ms=round(median(each.paint_ms for each in loads)),
        ceiling=1_000,
        layout_shift=round(median(each.shift for each in loads), 4),
        ceiling_layout_shift=0,
    )
