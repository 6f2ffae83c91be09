"""An open tab that writes down what its console says, and what is wrong with the page it shows."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

WIDTHS = (1440, 390)
THEMES = ("light", "dark")
RULES = {"preload": False, "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
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

    def faults(self) -> list[str]:
        """What the console said, what axe finds, and whether the page is wider than its window."""
        wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        violations = [
            f"{rule['id']}: {rule['nodes'][0]['html']}"
            for rule in Axe().run(self.page, options=RULES).response["violations"]
        ]
        return [*self.said, *violations, *([f"{wide} px too wide"] if wide > 0 else [])]


@contextmanager
def opened_visit(browser: Browser, *, theme: str, width: int) -> Iterator[Visit]:
    """A tab of one theme and width."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)
    context.add_init_script(LISTEN)
    visit = Visit(context.new_page())
    visit.page.on("console", lambda message: visit.said.append(message.text))
    visit.page.on("pageerror", lambda error: visit.said.append(str(error)))
    yield visit
    context.close()
