"""The page of a story, and its line in the news, in a Chromium: silent, accessible, within the window."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.committed import committed
from tests.browser.telling import HEADLINE, tell_story
from tests.browser.visiting import THEMES, WIDTHS, opened_visit


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", THEMES)
def test_a_story_is_silent_accessible_and_fits_its_window(
    browser: Browser, site: str, theme: str, width: int
) -> None:
    number = committed(tell_story)
    with opened_visit(browser, theme=theme, width=width) as visit:
        visit.page.goto(f"{site}/news/{number}/")
        visit.page.get_by_text("Why not tagged?").click()
        visit.page.get_by_text("and in 1 more report").click()
        expect(visit.page.get_by_role("heading", level=1)).to_have_text(HEADLINE)
        assert visit.faults() == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", THEMES)
def test_the_line_of_a_story_is_accessible_while_its_outlets_are_shown(
    browser: Browser, site: str, theme: str, width: int
) -> None:
    committed(tell_story)
    with opened_visit(browser, theme=theme, width=width) as visit:
        visit.page.goto(f"{site}/news/?q=heron&company=meta")
        visit.page.get_by_text("and 1 more").click()
        expect(visit.page.get_by_role("link", name="The Wire")).to_be_visible()
        assert visit.faults() == []


def test_from_the_news_to_a_story_and_on_to_what_it_is_about(browser: Browser, site: str) -> None:
    committed(tell_story)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/news/?q=heron&as_of=2026-11-21")
    page.get_by_role("link", name=HEADLINE).click()
    expect(page.get_by_role("main")).to_contain_text("2 outlets, 1 independent")
    expect(page.locator("mark").first).to_have_text("Meta")
    page.get_by_role("region", name="Meta", exact=True).get_by_role("link", name="Meta").click()
    page.wait_for_url("**/c/meta/?as_of=2026-11-21")
    context.close()
