"""The news by keyboard: from story to story, and into the ledger."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.committed import committed
from tests.browser.telling import tell_story

META, OPENAI = re.compile(r"^Meta \d"), re.compile(r"^OpenAI \d")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab with nothing kept from before."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_letters_lead_through_the_stories_and_into_the_ledger(page: Page, site: str) -> None:
    page.goto(f"{site}/news/?q=iOS+27.2+release+notes")
    heads = page.get_by_role("article").get_by_role("heading").get_by_role("link")
    page.keyboard.press("j")
    expect(heads.nth(0)).to_be_focused()
    page.keyboard.press("k")
    expect(heads.nth(0)).to_be_focused()
    page.keyboard.press("l")
    page.wait_for_url("**/d/siri-personal/")


def test_x_shows_and_hides_the_other_outlets_and_j_goes_on_from_there(page: Page, site: str) -> None:
    committed(tell_story)
    page.goto(f"{site}/news/?q=heron")
    other = page.get_by_role("link", name="The Wire")
    expect(other).not_to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(other).to_be_visible()
    expect(page.locator("summary", has_text="and 1 more")).to_be_focused()
    page.keyboard.press("x")
    expect(other).not_to_be_visible()
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Heron rests")).to_be_focused()
    page.keyboard.press("x")
    page.keyboard.press("k")
    page.keyboard.press("o")
    page.wait_for_url("**/news/*/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Heron opens its lab")


def test_without_scripts_the_other_outlets_are_one_click_away(browser: Browser, site: str) -> None:
    committed(tell_story)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/news/?q=heron")
    page.get_by_text("and 1 more").click()
    expect(page.get_by_role("link", name="The Wire")).to_be_visible()
    context.close()


def test_switched_off_letters_do_nothing(page: Page, site: str) -> None:
    page.goto(f"{site}/news/")
    page.get_by_role("button", name="Keys").click()
    page.get_by_role("checkbox", name="Use single keys").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(page.get_by_role("article").first.get_by_role("heading").get_by_role("link")).not_to_be_focused()


def test_boxes_choose_several_companies_with_and_without_scripts(browser: Browser, site: str) -> None:
    for scripts in (True, False):
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.goto(f"{site}/news/?as_of=2026-06-20")
        page.get_by_role("checkbox", name=META).check()
        page.get_by_role("checkbox", name=OPENAI).check()
        page.get_by_role("main").get_by_role("button", name="Show").click()
        page.wait_for_url("**company=openai&company=meta**")
        expect(page.get_by_role("checkbox", name=META)).to_be_checked()
        expect(page.get_by_role("main")).to_contain_text("The record as known on 20 June 2026")
        expect(page.get_by_role("main")).not_to_contain_text("Left out")
        context.close()


def test_on_a_phone_the_choices_stand_behind_a_word(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{site}/news/")
    box = page.get_by_role("checkbox", name=META)
    expect(box).not_to_be_visible()
    page.get_by_text("Choose", exact=True).click()
    expect(box).to_be_visible()
    context.close()
