"""A page left open tells that the record has changed, in one line, and moves nothing that is read."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.committed import committed
from tests.browser.visiting import THEMES, WIDTHS, opened_visit
from tests.conftest import NOW
from timeline.curation import Act, correct, undo
from timeline.documents import DELIVERABLE

CURATOR = Act(actor="ada", at=NOW, reason="typo")
SLUG = "muse-spark-api"
PAGE = f"/d/{SLUG}/"
MINUTES = 60_000
TELLING = "The record has changed since you opened this page."
SHIFT = """
    window.shift = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.shift += entry.value;
    }).observe({ type: "layout-shift" });
"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab of its own, whose clock the test moves."""
    context = browser.new_context(viewport={"width": 1000, "height": 700})
    page = context.new_page()
    page.clock.install(time=NOW)
    yield page
    context.close()


def opened(page: Page, address: str) -> None:
    """The page, once it has asked for the first time."""
    with page.expect_response(lambda response: ".atom?" in response.url):
        page.goto(address)
    page.wait_for_timeout(50)


def asked_again(page: Page) -> int:
    """The status of what comes back three minutes later."""
    with page.expect_response(lambda response: ".atom?" in response.url) as seen:
        page.clock.fast_forward(3 * MINUTES + 1000)
    return int(seen.value.status)


def renamed(name: str) -> int:
    return committed(lambda: correct(CURATOR, DELIVERABLE, SLUG, values={"name": name})).seq


def test_a_change_is_told_in_place_and_shown_when_asked_for(page: Page, site: str) -> None:
    opened(page, site + PAGE)
    assert asked_again(page) == 304
    expect(page.get_by_role("status").filter(has_text=TELLING)).to_have_count(0)
    page.evaluate(SHIFT)
    page.evaluate("scrollTo(0, 400)")
    before = page.evaluate("[scrollY, document.querySelector('#evidence').getBoundingClientRect().top]")
    seq = renamed("Muse Spark for programs")
    try:
        assert asked_again(page) == 200
        expect(page.get_by_role("status").filter(has_text=TELLING)).to_be_visible()
        after = page.evaluate("[scrollY, document.querySelector('#evidence').getBoundingClientRect().top]")
        assert (after, page.evaluate("window.shift")) == (before, 0)
        page.get_by_role("status").get_by_role("button", name="Show", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Muse Spark for programs")
        expect(page.get_by_text(TELLING)).to_have_count(0)
    finally:
        committed(lambda: undo(replace(CURATOR, reason=""), seq))


def test_a_change_of_something_else_is_not_told(page: Page, site: str) -> None:
    opened(page, f"{site}/d/siri-personal/")
    seq = renamed("Muse Spark for programs")
    try:
        assert asked_again(page) == 200
        page.wait_for_timeout(100)
        expect(page.get_by_text(TELLING)).to_have_count(0)
    finally:
        committed(lambda: undo(replace(CURATOR, reason=""), seq))


def test_a_page_asks_ever_more_rarely_while_nothing_answers(page: Page, site: str) -> None:
    opened(page, site + PAGE)
    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    page.route("**/*.atom?*", refuse)
    for _ in range(60):
        page.clock.fast_forward(MINUTES)
        page.wait_for_timeout(20)
    # After 3 minutes, then 6, 12, 24 more: the next would be after 48.
    assert len(asked) == 4
    expect(page.get_by_text(TELLING)).to_have_count(0)


def test_a_page_that_nobody_looks_at_does_not_ask(page: Page, site: str) -> None:
    opened(page, site + PAGE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    hide = "Object.defineProperty(document, 'hidden', {{value: {}, configurable: true}});" + (
        "document.dispatchEvent(new Event('visibilitychange'))"
    )
    page.evaluate(hide.format("true"))
    page.clock.fast_forward(60 * MINUTES)
    page.wait_for_timeout(50)
    assert asked == []
    with page.expect_response(lambda response: ".atom?" in response.url):
        page.evaluate(hide.format("false"))
        page.clock.fast_forward(10)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("address", [PAGE, "/c/meta/", "/p/muse-spark/", "/news/"])
def test_what_is_opened_and_told_reads_well(
    browser: Browser, site: str, theme: str, width: int, address: str
) -> None:
    with opened_visit(browser, theme=theme, width=width) as visit:
        opened(visit.page, site + address)
        menu = visit.page.locator(".follow", has=visit.page.get_by_text("Follow", exact=True))
        menu.locator("summary").click()
        body = menu.locator(".follow__body")
        expect(body).to_be_visible()
        box = body.bounding_box()
        assert box is not None
        assert 0 <= box["x"] <= width - box["width"]
        visit.page.evaluate(
            "document.querySelector('[data-watch]').innerHTML ="
            f' \'{TELLING} <button class="button" type="button">Show</button>\''
        )
        assert visit.faults() == []
