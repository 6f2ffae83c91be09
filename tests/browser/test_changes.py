"""A reader sees the dates of the record, and a curator's change on the next look, on page and API alike."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import APIResponse, Browser, Page

from tests.browser.committed import committed
from tests.conftest import NOW
from timeline.curation import Act, correct, undo
from timeline.documents import EVENT
from timeline.models import Commitment, Outcome
from timeline.wording.days import day_text

CURATOR = Act(actor="ada", at=NOW, reason="misread")
SLUG = "muse-spark-api"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab of its own."""
    page = browser.new_page()
    yield page
    page.close()


def promise() -> Commitment:
    return Commitment.objects.get(slug="muse-spark-api-2")


def arrival() -> date:
    return Outcome.objects.get(deliverable__slug=SLUG, effect="delivered").event.latest


def main_text(page: Page, site: str, query: str = "") -> str:
    page.goto(f"{site}/d/{SLUG}/{query}")
    return " ".join(page.get_by_role("main").inner_text().split())


def answer(page: Page, site: str, query: str = "") -> dict[str, object]:
    response: APIResponse = page.request.get(f"{site}/api/v1/deliverables/{SLUG}{query}")
    data: dict[str, object] = response.json()["data"]
    return data


@pytest.mark.parametrize(
    ("query", "words", "fate", "slip"),
    [
        ("", ["Shipped late", "9 Jul 2026", "+9 d"], "delivered_late", 9),
        ("?as_of=2026-06-20", ["Promised"], "pending", 0),
        ("?as_of=2026-07-05", ["Overdue", "at least +5 d"], "overdue", 5),
    ],
)
def test_page_and_api_tell_the_same_story_on_each_day(
    page: Page, site: str, query: str, words: list[str], fate: str, slip: int
) -> None:
    text, data = main_text(page, site, query), answer(page, site, query)
    assert [word for word in words if word not in text] == []
    assert (data["fate"], data["slip_min_days"]) == (fate, slip)
    window = data["first_promise"]
    assert isinstance(window, dict)
    assert window["latest"] == str(promise().latest) == "2026-06-30"


def test_a_date_changed_through_curation_shows_on_page_and_api(page: Page, site: str) -> None:
    assert day_text(arrival()) in main_text(page, site)
    event = Outcome.objects.get(deliverable__slug=SLUG, effect="delivered").event
    moved = {"earliest": "2026-07-14", "latest": "2026-07-14"}
    change = committed(lambda: correct(CURATOR, EVENT, event.slug, values=moved))
    try:
        text, data = main_text(page, site), answer(page, site)
        assert day_text(date(2026, 7, 14)) in text
        assert "+14 d" in text
        assert (data["slip_min_days"], data["label"]) == (14, "+14 d")
        page.goto(f"{site}/corrections/")
        assert "14 July 2026" in page.get_by_role("table").inner_text()
    finally:
        committed(lambda: undo(replace(CURATOR, reason=""), change.seq))
    assert "+9 d" in main_text(page, site)
