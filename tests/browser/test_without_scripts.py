"""With scripts off every page is read in full: its heading, its tables, its chart with named links."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.browser.addresses import PAGES
from tests.browser.visiting import WIDTHS

WITH_CHART = {"today", "timeline, chart asked for", "deliverable", "company"}
WITH_TABLE = {"today", "timeline", "ledger", "deliverable", "companies", "company", "product"}
NAMES = """(links) => links
    .filter((link) => link.checkVisibility())
    .map((link) => link.getAttribute("aria-label") ?? link.textContent.trim())"""
ROWS = """(tables) => tables
    .filter((table) => table.checkVisibility())
    .map((table) => table.rows.length)"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab that runs no script."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_read_in_full(page: Page, site: str, name: str) -> None:
    page.goto(site + PAGES[name])
    main = page.get_by_role("main")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert (width, missing(main, name)) == (width, [])


def missing(main: Locator, name: str) -> list[str]:
    """What of the page is not there to be read."""
    rows = main.get_by_role("table").evaluate_all(ROWS)
    names = main.get_by_role("group", name="Promises").get_by_role("link").evaluate_all(NAMES)
    is_there = {
        "one heading of the page": main.get_by_role("heading", level=1).count() == 1,
        "its words": len(main.inner_text().split()) > 20,
        "rows in each table": all(number > 1 for number in rows),
        "a table": bool(rows) or name not in WITH_TABLE,
        "a name on each mark of the chart": all(names),
        "a chart with sentences": any(each.endswith(".") for each in names) or name not in WITH_CHART,
    }
    return [what for what, there in is_there.items() if not there]
