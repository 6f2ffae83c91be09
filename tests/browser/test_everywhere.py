"""Every page in both themes and widths, also filtered, of a day, and since a day: `make deep`."""

import pytest
from playwright.sync_api import Browser

from tests.browser.addresses import FURTHER, MISSING, PAGES
from tests.browser.visiting import THEMES, WIDTHS, opened_visit

pytestmark = pytest.mark.deep
EVERY_PAGE = PAGES | FURTHER
# Chromium's own note of every page that is not there.
NOT_THERE = "Failed to load resource: the server responded with a status of 404 (Not Found)"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("address", EVERY_PAGE.values(), ids=EVERY_PAGE)
def test_a_page_is_silent_accessible_and_fits_its_window(
    browser: Browser, site: str, address: str, theme: str, width: int
) -> None:
    with opened_visit(browser, theme=theme, width=width) as visit:
        answer = visit.page.goto(site + address)
        assert answer is not None
        assert (answer.status, visit.faults()) == (200, [])


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", THEMES)
def test_a_page_that_is_not_there_says_so_accessibly(
    browser: Browser, site: str, theme: str, width: int
) -> None:
    with opened_visit(browser, theme=theme, width=width) as visit:
        answer = visit.page.goto(site + MISSING)
        assert answer is not None
        assert (answer.status, visit.faults()) == (404, [NOT_THERE])


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", THEMES)
def test_a_chart_is_accessible_while_one_of_its_marks_is_pointed_at(
    browser: Browser, site: str, theme: str, width: int
) -> None:
    with opened_visit(browser, theme=theme, width=width) as visit:
        visit.page.goto(f"{site}/timeline/?view=chart&company=meta&from=2026-05-01&to=2026-08-31")
        visit.page.locator(".chart--live").wait_for()
        mark = visit.page.get_by_role("link", name="Meta, Muse Spark: public API (preview). Promised").first
        mark.focus()
        mark.hover()
        visit.page.get_by_role("tooltip").wait_for()
        assert visit.faults() == []
