"""A reader without a mouse: Tab to a thing by its name, Enter, Space, typing."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page

MOST_TABS = 500
HOLDS_FOCUS = "(elements) => elements.indexOf(document.activeElement)"


@dataclass(frozen=True, slots=True)
class Keyboard:
    """The keys pressed on one page."""

    page: Page

    def go_to(self, target: Locator) -> None:
        """Tab on until one of the target has the focus."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            if target.evaluate_all(HOLDS_FOCUS) >= 0:
                return
        raise AssertionError(f"{MOST_TABS} tabs do not lead to {target}.")

    def follow(self, name: str, *, inside: Locator | None = None) -> None:
        """Open the link of that exact name."""
        self.go_to((inside or self.page).get_by_role("link", name=name, exact=True))
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def press(self, name: str, *, inside: Locator) -> None:
        """Press the button of that name, which opens a page."""
        self.go_to(inside.get_by_role("button", name=name, exact=True))
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def type_day(self, label: str, month_day_year: str, *, inside: Locator) -> None:
        """Type a day into a date field, part by part as an American browser wants it."""
        self.go_to(inside.get_by_label(label))
        self.page.keyboard.type(month_day_year)
