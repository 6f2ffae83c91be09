"""Every page in a Chromium: silent, within its content policy, accessible, and no wider than its window."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.addresses import PAGES
from tests.browser.visiting import Visit, opened_visit

# Each theme and each width once; `make deep` looks at all four.
SCREENS = {"light, 1440 px": ("light", 1440), "dark, 390 px": ("dark", 390)}


@pytest.fixture(params=SCREENS.values(), ids=list(SCREENS))
def visit(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Visit]:
    """A tab of one theme and width that writes down whatever the console says."""
    theme, width = request.param
    with opened_visit(browser, theme=theme, width=width) as visit:
        yield visit


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_a_page_is_silent_accessible_and_fits_its_window(visit: Visit, site: str, address: str) -> None:
    visit.page.goto(site + address)
    assert visit.faults() == []


def test_the_theme_switch_keeps_its_choice(browser: Browser, site: str) -> None:
    context = browser.new_context(color_scheme="light")
    page = context.new_page()
    page.goto(site)
    page.get_by_role("button", name="Dark theme").click()
    page.goto(f"{site}/ledger/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 21, 18)"
    page.get_by_role("button", name="Light theme").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(251, 250, 246)"
    context.close()


def test_without_scripts_everything_is_there_but_the_switch(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, color_scheme="dark")
    page = context.new_page()
    page.goto(f"{site}/timeline/")
    assert page.get_by_role("link", name="Meta, Muse Spark: public API (preview). Promised").is_visible()
    assert page.get_by_role("table").get_by_role("link", name="Muse Spark: public API (preview)").is_visible()
    assert not page.get_by_role("button", name="Dark theme").is_visible()
    context.close()


def test_a_phone_opens_the_timeline_as_a_list_and_offers_the_chart(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{site}/timeline/?company=meta")
    chart = page.get_by_role("region", name="Chart")
    assert not chart.is_visible()
    page.get_by_role("link", name="Chart", exact=True).click()
    page.wait_for_url("**view=chart**")
    assert chart.is_visible()
    context.close()


def test_a_reader_follows_the_record_from_the_ledger_to_an_earlier_day(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}/ledger/?company=meta")
    page.get_by_role("table").get_by_role("link", name="Muse Spark: public API (preview)").click()
    page.wait_for_url("**/d/muse-spark-api/")
    assert "+9 d" in page.get_by_role("main").inner_text()
    page.get_by_role("banner").get_by_label("As known on").fill("2026-07-05")
    page.wait_for_url("**as_of=2026-07-05**")
    assert "at least +5 d" in page.get_by_role("main").inner_text()
    page.close()
