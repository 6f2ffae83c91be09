"""A reader's way by keyboard alone, from the front page to a promise and to an earlier day, and back."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.keyboard import Keyboard
from tests.browser.visiting import THEMES, WIDTHS

NAME = "Muse Spark: public API (preview)"
# The shape of the page matters more than its colours here: `make deep` walks through the other two.
SCREENS = [
    pytest.param((theme, width), id=f"{theme}, {width} px", marks=marks)
    for width, usual in zip(WIDTHS, THEMES, strict=True)
    for theme in THEMES
    for marks in [() if theme == usual else pytest.mark.deep]
]


@dataclass
class Reader:
    """A reader at the keyboard, and what was seen at each stop."""

    page: Page
    stops: list[tuple[str, str]] = field(default_factory=list)

    @property
    def keys(self) -> Keyboard:
        return Keyboard(self.page)

    def look(self) -> str:
        """The words of the page; the stop is remembered."""
        self.stops.append(self.seen())
        return self.stops[-1][1]

    def seen(self) -> tuple[str, str]:
        """Address and words of the page, once its scripts have done what they do at first."""
        self.page.wait_for_load_state("networkidle")
        return (self.page.url, " ".join(self.page.get_by_role("main").inner_text().split()))

    def way_back(self) -> list[tuple[str, str]]:
        """What is seen at each stop, going back to the first."""
        return [self._gone(back=True) for _ in self.stops[1:]]

    def way_forward(self) -> list[tuple[str, str]]:
        """What is seen at each stop, going forward to the last."""
        return [self._gone(back=False) for _ in self.stops[1:]]

    def _gone(self, *, back: bool) -> tuple[str, str]:
        (self.page.go_back if back else self.page.go_forward)()
        return self.seen()


@pytest.fixture(params=SCREENS)
def reader(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Reader]:
    """A reader in a tab of one theme and width."""
    theme, width = request.param
    viewport = {"width": width, "height": 900}
    context = browser.new_context(viewport=viewport, color_scheme=theme, locale="en-US")
    yield Reader(context.new_page())
    context.close()


def walk_to_the_promise(reader: Reader, site: str) -> None:
    """Today, companies, Meta, the promise: by the links' names."""
    reader.page.goto(site)
    reader.look()
    for name in ("Companies", "Meta", NAME):
        reader.keys.follow(name)
        reader.look()


def set_the_day(reader: Reader, month_day_year: str) -> None:
    """Through the date control of the page."""
    day = reader.page.get_by_label("As known on")
    form = reader.page.locator("form").filter(has=day).first
    reader.keys.type_day("As known on", month_day_year, inside=form)
    reader.keys.press("Show", inside=form)


def compare(reader: Reader, *companies: str) -> None:
    """Through the company picker of the timeline."""
    main = reader.page.get_by_role("main")
    reader.keys.go_to(main.locator("summary").filter(has_text="Companies"))
    reader.page.keyboard.press("Enter")
    for company in companies:
        reader.keys.go_to(main.get_by_role("checkbox", name=company, exact=True))
        reader.page.keyboard.press("Space")
    chosen = reader.page.get_by_role("checkbox", name=companies[0], exact=True)
    reader.keys.press("Show", inside=main.locator("form").filter(has=chosen))


def test_a_promise_is_found_read_and_looked_at_on_an_earlier_day(reader: Reader, site: str) -> None:
    walk_to_the_promise(reader, site)
    expect(reader.page.get_by_role("heading", level=1, name=NAME)).to_be_visible()
    ledger = reader.page.get_by_role("table").filter(has_text="In their words").first
    assert "“this month”" in ledger.inner_text()
    told = reader.stops[-1][1]
    assert [words for words in ("“this month”", "3–30 June 2026", "+9 d") if words not in told] == []
    set_the_day(reader, "06202026")
    assert "as_of=2026-06-20" in reader.page.url
    words = reader.look()
    assert ("Promised" in words, "+9 d" in words) == (True, False)
    assert reader.way_back() == reader.stops[-2::-1]
    assert reader.way_forward() == reader.stops[1:]


def test_two_companies_are_compared_on_an_earlier_day_and_every_stop_is_found_again(
    reader: Reader, site: str
) -> None:
    walk_to_the_promise(reader, site)
    set_the_day(reader, "06202026")
    reader.look()
    reader.keys.follow("Timeline")
    reader.look()
    compare(reader, "Meta", "OpenAI")
    asked = parse_qs(urlsplit(reader.page.url).query)
    assert sorted(",".join(asked["company"]).split(",")) == ["meta", "openai"]
    assert asked["as_of"] == ["2026-06-20"]
    assert "2 companies" in reader.look()
    assert reader.way_back() == reader.stops[-2::-1]
    assert reader.way_forward() == reader.stops[1:]
