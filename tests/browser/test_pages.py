"""Every page in a Chromium: silent, within its content policy, accessible, and no wider than its window."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

PAGES = {
    "today": "/",
    "timeline": "/timeline/",
    "timeline, chart asked for": "/timeline/?view=chart&company=meta,openai",
    "ledger": "/ledger/",
    "ledger, filtered and of a day": "/ledger/?as_of=2026-06-20&fate=overdue,pending",
    "with bad input": "/ledger/?as_of=2026-02-30",
    "nothing fits": "/timeline/?company=meta&from=2100-01-01",
    "deliverable": "/d/muse-spark-api/",
    "deliverable with a long chain": "/d/siri-personal/",
    "deliverable with what was added since": "/d/muse-spark-api/?since=2026-06-20",
    "a unit": "/c/msl/",
    "company with a delay curve": "/c/openai/",
    "models": "/models/",
    "corrections": "/corrections/",
    "method": "/method/",
    "companies": "/c/",
    "company": "/c/meta/",
    "product": "/p/muse-spark/",
    "event": "/e/msl-created/",
    "news": "/news/",
    "news, filtered and marked": "/news/?company=meta&q=api&since=2026-05-01",
    "sources": "/sources/",
    "today, of an early day": "/?as_of=2024-02-01",
}
SCREENS = {f"{theme}, {width} px": (theme, width) for theme in ("light", "dark") for width in (1440, 390)}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
LISTEN = """
    addEventListener("securitypolicyviolation", (report) => {
        console.error("content policy:", report.violatedDirective, report.blockedURI);
    });
"""


@dataclass
class Visit:
    """An open tab, and everything its console said."""

    page: Page
    said: list[str] = field(default_factory=list)


@pytest.fixture(params=SCREENS.values(), ids=list(SCREENS))
def visit(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Visit]:
    """A tab of one theme and width that writes down whatever the console says."""
    theme, width = request.param
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)
    context.add_init_script(LISTEN)
    visit = Visit(context.new_page())
    visit.page.on("console", lambda message: visit.said.append(message.text))
    visit.page.on("pageerror", lambda error: visit.said.append(str(error)))
    yield visit
    context.close()


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_a_page_is_silent_accessible_and_fits_its_window(visit: Visit, site: str, address: str) -> None:
    visit.page.goto(site + address)
    violations = [
        f"{rule['id']}: {rule['nodes'][0]['html']}"
        for rule in Axe().run(visit.page, options=RULES).response["violations"]
    ]
    too_wide = visit.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert (visit.said, violations, max(0, too_wide)) == ([], [], 0)


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
    chart = page.get_by_role("region", name="Chart of promises by company")
    assert not chart.is_visible()
    page.get_by_role("link", name="Chart", exact=True).click()
    page.wait_for_url("**view=chart**")
    assert chart.is_visible()
    context.close()


def test_a_reader_follows_the_record_from_the_ledger_to_an_earlier_day(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}/ledger/?company=meta")
    page.get_by_role("table").get_by_role("link", name="Muse Spark: public API (preview)").click()
    assert "+9 d" in page.get_by_role("main").inner_text()
    page.get_by_role("banner").get_by_label("As known on").fill("2026-07-05")
    page.wait_for_url("**as_of=2026-07-05**")
    assert "at least +5 d" in page.get_by_role("main").inner_text()
    page.close()
