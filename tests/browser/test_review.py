"""A curator's morning at the desk by keyboard, over invented feeds that went through the whole pipeline."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from tests.browser.committed import committed
from tests.browser.morning import (
    AGAIN,
    BOUGHT,
    CANCELLED,
    DELAY,
    DOUBT,
    EDITED,
    FUNDING,
    LAUNCH,
    OLD,
    SHIPPED,
    promise_everything,
    tell_the_news,
)
from tests.browser.serving import served
from tests.browser.visiting import THEMES, WIDTHS, opened_visit
from timeline.documents import TABLES, read_documents, replay
from timeline.models import Change, Commitment, Suggestion

# What the curator presses at each story; a word in brackets is typed.
PLAN = {
    DELAY: ["a"],
    CANCELLED: ["a"],
    LAUNCH: ["a"],
    DOUBT: ["s"],
    EDITED: ["e", "[by April 10]", "Enter"],
    FUNDING: ["a"],
    BOUGHT: ["a"],
    OLD: ["n", "3"],
    SHIPPED: ["a"],
    AGAIN: ["m", "1"],
}
END = "Nothing waits to be decided"


@pytest.fixture
def newsroom(test_database: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[str]:
    """The address of a site with what was promised, and with the morning's news screened."""

    def load() -> None:
        promise_everything()
        tell_the_news()

    with django_db_blocker.unblock(), served(load, static=tmp_path_factory.mktemp("static")) as url:
        yield url


def session_of(name: str) -> str:
    """The cookie of a curator who has signed in."""

    def sign_in() -> str:
        user = User.objects.filter(username=name).first()
        client = Client()
        client.force_login(user or User.objects.create_superuser(name, password="x" * 12))
        return client.cookies[settings.SESSION_COOKIE_NAME].value

    return committed(sign_in)


def signed_in(page: Page, name: str, site: str) -> Page:
    cookie, session = settings.SESSION_COOKIE_NAME, session_of(name)
    page.context.add_cookies([{"name": cookie, "value": session, "url": site, "sameSite": "Strict"}])
    return page


@dataclass
class Curator:
    """Somebody at the keyboard of the desk; `presses` counts the keys of each decision."""

    page: Page
    presses: dict[str, int] = field(default_factory=dict)

    def title(self) -> str:
        """What is open; empty where nothing is."""
        lead = self.page.locator("#lead")
        return lead.inner_text().strip() if lead.count() else ""

    def decide(self, title: str) -> None:
        """Press what the plan says; the last key leads to the next page."""
        self.presses[title] = len(PLAN[title])
        *before, last = PLAN[title]
        for key in before:
            self._press(key)
        with self.page.expect_navigation():
            self._press(last)

    def _press(self, key: str) -> None:
        if key.startswith("["):
            self.page.keyboard.insert_text(key.strip("[]"))
        else:
            self.page.keyboard.press(key)


@pytest.fixture
def curator(browser: Browser, newsroom: str) -> Iterator[Curator]:
    """Ada, signed in, with the desk open."""
    context = browser.new_context()
    page = signed_in(context.new_page(), "ada", newsroom)
    page.goto(f"{newsroom}/review/")
    yield Curator(page)
    context.close()


def record() -> dict[str, Any]:
    """Every table of the record as documents."""
    return {name: read_documents(table) for name, table in TABLES.items()}


def replayed() -> dict[str, Any]:
    """The record as all Changes from nothing give it."""
    return replay(Change.objects.order_by("seq").values_list("target_table", "before", "after"))


def play(curator: Curator, *, undone: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Decide whatever comes up until nothing does; one is undone, and decided again.

    Returns the record as it was before that decision, and after it was undone.
    """
    sides: list[dict[str, Any]] = []
    while (title := curator.title()) != "":
        before = record()
        curator.decide(title)
        if title == undone and not sides:
            with curator.page.expect_navigation():
                curator.page.keyboard.press("z")
            sides = [before, record()]
            assert curator.title() == undone
    return sides[0], sides[1]


def test_ten_decisions_by_keyboard_one_undone_one_merged_one_edited(curator: Curator, newsroom: str) -> None:
    before, after = play(curator, undone=CANCELLED)

    expect(curator.page.get_by_role("heading", name=END)).to_be_visible()
    assert set(curator.presses) == set(PLAN)
    assert max(curator.presses.values()) <= 3
    assert after == before
    assert record() == replayed()
    states = {each.passages.get(place=0).item.title: each for each in Suggestion.objects.all()}
    assert {title for title, each in states.items() if each.state == "accepted"} == {
        *(DELAY, CANCELLED, LAUNCH, EDITED, FUNDING, BOUGHT, SHIPPED),
    }
    assert (states[OLD].rejection, states[AGAIN].merged_into) == ("old_date", states[DOUBT])
    assert (states[DOUBT].state, states[DOUBT].wanted_by) == ("open", "ada")
    assert Commitment.objects.get(slug="finchwing-api-2").words == "by April 10"
    follows(newsroom)


def follows(site: str) -> None:
    """Page, API, Atom and calendar tell what was decided."""
    visitor = Client()
    window = visitor.get("/api/v1/deliverables/lantern-api").json()["data"]["current_promise"]
    fates = {
        slug: visitor.get(f"/api/v1/deliverables/{slug}").json()["data"]["fate"]
        for slug in ("lantern-api", "brookline-api", "quillpad-app")
    }
    assert (window["earliest"], window["latest"]) == ("2027-02-01", "2027-02-28")
    assert fates == {
        "lantern-api": "pending",
        "brookline-api": "delivered_early",
        "quillpad-app": "cancelled",
    }
    assert "+59 d" in unescape(visitor.get("/d/lantern-api/").content.decode())
    atom = unescape(visitor.get("/changes.atom").getvalue().decode())
    assert "Lantern: API: now promised for 1–28 February 2027" in atom
    calendar = visitor.get("/calendar.ics?sel=lantern-api").getvalue().decode()
    assert re.findall(r"DTSTART;VALUE=DATE:(\d+)", calendar) == ["20270201"]


def test_of_two_curators_the_slower_one_sees_both_sides_and_loses_nothing(
    curator: Curator, browser: Browser, newsroom: str
) -> None:
    context = browser.new_context()
    bob = signed_in(context.new_page(), "bob", newsroom)
    number = committed(lambda: Suggestion.objects.get(passage=DELAY).pk)
    for page in (bob, curator.page):
        page.goto(f"{newsroom}/review/{number}/")
    expect(curator.page.get_by_text("bob has this open, until")).to_be_visible()
    curator.decide(DELAY)
    bob.keyboard.press("e")
    bob.keyboard.insert_text("by February 10")
    with bob.expect_navigation():
        bob.keyboard.press("Enter")

    alert = bob.get_by_role("alert")
    expect(alert.get_by_role("heading", level=2)).to_have_text("Not done: accepted already, by ada")
    expect(alert.get_by_role("row", name="Words by February 10 February")).to_be_visible()
    expect(bob.get_by_label("Words", exact=True)).to_have_value("by February 10")
    assert Commitment.objects.filter(deliverable__slug="lantern-api").count() == 2
    context.close()


def test_without_scripts_every_decision_is_a_button(browser: Browser, newsroom: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = signed_in(context.new_page(), "ada", newsroom)
    page.goto(f"{newsroom}/review/")
    first = page.locator("#lead").inner_text()
    page.get_by_role("link", name="Skip →").click()
    page.get_by_text("Not an event, because").click()
    page.get_by_role("button", name="Not news").click()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("link", name="Merge").click()
    expect(page.get_by_label("Into suggestion")).to_be_visible()
    page.get_by_role("button", name="Second source").click()
    page.get_by_role("button", name="Accept", exact=False).first.click()
    expect(page.get_by_role("status")).to_contain_text("Accepted")
    assert page.locator("#lead").inner_text() != first
    assert Suggestion.objects.filter(state="open", wanted_by="ada").count() == 1
    context.close()


def test_the_desk_is_silent_accessible_and_fits_its_window(browser: Browser, newsroom: str) -> None:
    number = committed(lambda: Suggestion.objects.get(passage=DELAY).pk)
    for theme, width in zip(THEMES, WIDTHS, strict=True):
        with opened_visit(browser, theme=theme, width=width) as visit:
            signed_in(visit.page, "ada", newsroom).goto(f"{newsroom}/review/{number}/")
            for key in ("n", "m", "e"):
                visit.page.keyboard.press(key)
            assert (theme, width, visit.faults()) == (theme, width, [])


def test_letters_typed_into_a_field_decide_nothing_and_esc_leaves_it(curator: Curator) -> None:
    curator.page.keyboard.press("n")
    curator.page.get_by_label("In words").press_sequentially("a man")
    expect(curator.page.get_by_label("In words")).to_have_value("a man")
    curator.page.keyboard.press("Escape")
    expect(curator.page.get_by_label("In words")).not_to_be_visible()
    assert not Suggestion.objects.exclude(state="open").exists()


def test_a_link_from_another_site_leads_a_curator_to_the_desk(browser: Browser, newsroom: str) -> None:
    context = browser.new_context()
    page = signed_in(context.new_page(), "ada", newsroom)
    link = f'<a href="{newsroom}/review/import/">Facts</a>'
    page.route("http://mail.example/", lambda route: route.fulfill(body=link, content_type="text/html"))
    page.goto("http://mail.example/")
    page.get_by_role("link").click()
    page.wait_for_url(f"{newsroom}/review/import/")

    expect(page.get_by_role("heading", level=1)).to_have_text("Facts from a file")
    context.close()
