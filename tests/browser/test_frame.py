"""The frame in a Chromium: the day asked for with and without scripts, the list of keys, single keys."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab with nothing kept from before."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def scriptless(browser: Browser) -> Iterator[Page]:
    """A tab without scripts."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_a_day_that_is_picked_is_shown_at_once_with_the_other_choices(page: Page, site: str) -> None:
    page.goto(f"{site}/ledger/?company=meta")
    page.get_by_role("banner").get_by_label("As known on").fill("2026-07-05")
    page.wait_for_url("**/ledger/?as_of=2026-07-05&company=meta")
    expect(page.get_by_role("main")).to_contain_text("The record as known on 5 July 2026")


def test_a_day_that_is_typed_is_shown_when_it_is_complete(page: Page, site: str) -> None:
    page.goto(f"{site}/ledger/")
    page.get_by_role("banner").get_by_label("As known on").focus()
    page.keyboard.type("06202026")
    assert page.url == f"{site}/ledger/"
    page.keyboard.press("Enter")
    page.wait_for_url("**/ledger/?as_of=2026-06-20")


def test_without_scripts_a_day_is_shown_by_the_button(scriptless: Page, site: str) -> None:
    scriptless.goto(f"{site}/d/muse-spark-api/")
    banner = scriptless.get_by_role("banner")
    banner.get_by_label("As known on").fill("2026-07-05")
    banner.get_by_role("button", name="Show").click()
    scriptless.wait_for_url("**/d/muse-spark-api/?as_of=2026-07-05")
    expect(scriptless.get_by_role("main")).to_contain_text("at least +5 d")
    expect(scriptless.get_by_role("button", name="Keys")).not_to_be_visible()


def test_from_an_earlier_day_to_what_was_added_since_and_back(page: Page, site: str) -> None:
    page.goto(f"{site}/ledger/?as_of=2026-07-05")
    page.get_by_role("link", name="Mark what was added since").click()
    page.wait_for_url("**/ledger/?since=2026-07-05")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Today").click()
    page.wait_for_url(f"{site}/?since=2026-07-05")
    page.get_by_role("link", name="Stop marking").click()
    page.wait_for_url(f"{site}/")
    page.go_back()
    expect(page.get_by_role("main")).to_contain_text("What became public after 5 July 2026 is marked.")


def test_the_question_mark_lists_the_keys_and_escape_closes_the_list(page: Page, site: str) -> None:
    page.goto(site)
    keys = page.get_by_role("dialog", name="Keys")
    page.keyboard.press("?")
    expect(keys).to_be_visible()
    page.keyboard.press("Escape")
    expect(keys).not_to_be_visible()
    page.get_by_role("contentinfo").get_by_role("button", name="Keys").click()
    expect(keys).to_be_visible()
    keys.get_by_role("button", name="Close").click()
    expect(keys).not_to_be_visible()


def test_the_slash_finds_in_the_page_and_is_typed_as_itself_there(page: Page, site: str) -> None:
    page.goto(f"{site}/news/")
    page.keyboard.press("/")
    field = page.get_by_role("searchbox", name="Find in the news")
    expect(field).to_be_focused()
    page.keyboard.type("a/b?")
    expect(field).to_have_value("a/b?")
    expect(page.get_by_role("dialog", name="Keys")).not_to_be_visible()


def test_single_keys_can_be_switched_off_for_good(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_role("button", name="Keys").click()
    page.get_by_role("checkbox", name="Use single keys").uncheck()
    page.keyboard.press("Escape")
    page.goto(f"{site}/news/")
    page.keyboard.press("?")
    page.keyboard.press("/")
    expect(page.get_by_role("dialog", name="Keys")).not_to_be_visible()
    expect(page.get_by_role("searchbox", name="Find in the news")).not_to_be_focused()
    page.get_by_role("button", name="Keys").click()
    expect(page.get_by_role("checkbox", name="Use single keys")).not_to_be_checked()


def test_the_letter_l_goes_from_chart_to_list_and_back_wherever_the_focus_is(page: Page, site: str) -> None:
    page.goto(f"{site}/ledger/?company=meta&from=2026-01-01&to=2026-12-31")
    page.keyboard.press("l")
    page.wait_for_url("**/timeline/?company=meta&from=2026-01-01&to=2026-12-31&view=chart")
    page.keyboard.press("l")
    page.wait_for_url("**/ledger/?company=meta&from=2026-01-01&to=2026-12-31")
    page.get_by_role("searchbox").first.focus()
    page.keyboard.press("l")
    expect(page.get_by_role("searchbox").first).to_have_value("l")


def test_switched_off_the_letter_l_changes_no_view(page: Page, site: str) -> None:
    page.add_init_script("localStorage.setItem('single-keys', 'off')")
    page.goto(f"{site}/ledger/")
    page.keyboard.press("l")
    page.get_by_role("button", name="Keys").click()
    assert page.url == f"{site}/ledger/"


SEEN_AND_SET = """
    localStorage.setItem("theme", "dark");
    new MutationObserver((_, watcher) => {
      if (document.documentElement?.dataset.theme !== "dark") return;
      window.setAt = performance.now();
      watcher.disconnect();
    }).observe(document, { attributes: true, childList: true, subtree: true });
"""


def test_the_chosen_theme_stands_before_the_first_paint_however_late_its_script_comes(
    page: Page, site: str
) -> None:
    page.add_init_script(SEEN_AND_SET)

    def late(route: Route) -> None:
        page.wait_for_timeout(400)
        route.continue_()

    page.route("**/js/shared*.js", late)
    page.goto(site)
    assert 0 < page.evaluate("window.setAt") <= first_paint(page)


def first_paint(page: Page) -> float:
    """Milliseconds from the page's start to its first paint; frames are slow to come on a busy machine."""
    for _ in range(100):
        if seen := page.evaluate("performance.getEntriesByName('first-paint').map(e => e.startTime)"):
            return float(seen[0])
        page.wait_for_timeout(100)
    raise AssertionError("nothing was painted within ten seconds")
