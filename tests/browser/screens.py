"""`make screens`: photographs every page into docs/screens, beside the intended look in the folder MOCK=."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FloatRect, Page

from tests.bench.pages import leads_anywhere
from tests.browser.visiting import THEMES, WIDTHS

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screens"
# Name of the picture: the address, and the picture of the intended look.
PAGES = {
    "today": ("/", "index"),
    "today-as-known-on-20-june": ("/?as_of=2026-06-20", ""),
    "timeline": ("/timeline/?view=chart", "timeline"),
    "timeline-compared": ("/timeline/?view=chart&company=meta,openai", ""),
    "timeline-everything": ("/timeline/?view=chart&from=2022-11-01&to=2027-02-28", "timeline-dense"),
    "timeline-nothing-fits": ("/timeline/?company=meta&from=2100-01-01", "states"),
    "ledger": ("/ledger/", "ledger"),
    "deliverable": ("/d/muse-spark-api/", "product"),
    "deliverable-long-chain": ("/d/siri-personal/", ""),
    "company": ("/c/meta/", "company"),
    "companies": ("/c/", ""),
    "product": ("/p/muse-spark/", ""),
    "models": ("/models/", ""),
    "event": ("/e/msl-created/", ""),
    "news": ("/news/", "news"),
    "corrections": ("/corrections/", ""),
    "method": ("/method/", ""),
    "sources": ("/sources/", ""),
    "not-found": ("/nowhere/", ""),
}
TITLE = """# Every page

As `make screens` photographs it: with the shipped record, on 22 November 2026, 1440 and 390 px wide.

"""
# Enough to see what a page is like, and little enough for all of them to lie in the repository.
MOST_HEIGHT = {1440: 900, 390: 1000}
QUALITY = 40
SIDE_BY_SIDE = """<!DOCTYPE html>
<style>
    body {{ display: flex; align-items: start; gap: 8px; margin: 0; background: gray }}
    img {{ width: {width}px }}
</style>
<img src="{ours}" alt="as it is"><img src="{theirs}" alt="as intended">
"""
# Two wide pictures side by side are as wide as one.
MOST_WIDTH_BESIDE = 716


@pytest.fixture(params=[(theme, width) for theme in THEMES for width in WIDTHS])
def camera(request: pytest.FixtureRequest, browser: Browser) -> Iterator[tuple[Page, str, int]]:
    """A tab of one theme and width."""
    theme, width = request.param
    viewport = {"width": width, "height": 900}
    context = browser.new_context(viewport=viewport, color_scheme=theme, reduced_motion="reduce")
    yield context.new_page(), theme, width
    context.close()


def test_every_page_is_photographed(camera: tuple[Page, str, int], site: str, tmp_path: Path) -> None:
    page, theme, width = camera
    for name, (address, look) in pages().items():
        page.goto(site + address)
        page.evaluate("document.fonts.ready")
        ours = FOLDER / f"{name}-{theme}-{width}.jpg"
        photograph(page, ours, width=width)
        if theirs := intended(look, theme, width):
            beside(page, ours, theirs, width=width, folder=tmp_path)


def test_the_pictures_are_listed() -> None:
    rows = [f"| {name} | `{address}` | {links_to(name)} |" for name, (address, _) in pages().items()]
    head = "| page | address | pictures |\n|--|--|--|\n"
    (FOLDER / "README.md").write_text(TITLE + head + "\n".join(rows) + "\n", encoding="utf-8")


def pages() -> dict[str, tuple[str, str]]:
    """Those whose address leads anywhere, and the page that says of one that it does not."""
    found = PAGES.items()
    return {
        name: (address, look)
        for name, (address, look) in found
        if name == "not-found" or leads_anywhere(address.partition("?")[0])
    }


def photograph(page: Page, path: Path, *, width: int) -> None:
    """The page from its top down."""
    height = min(MOST_HEIGHT[width], page.evaluate("document.documentElement.scrollHeight"))
    wide = page.evaluate("innerWidth")
    clip: FloatRect = {"x": 0, "y": 0, "width": wide, "height": height}
    page.screenshot(path=path, type="jpeg", quality=QUALITY, full_page=True, clip=clip)


def intended(look: str, theme: str, width: int) -> Path | None:
    """The picture of the intended look, where there is one of that theme and width."""
    folder = os.environ.get("MOCK")
    if not (folder and look):
        return None
    name = f"{look}-{theme}.png" if width == max(WIDTHS) else f"{look}-{theme}-{width}.png"
    path = Path(folder, name).resolve()
    return path if path.exists() else None


def beside(page: Page, ours: Path, theirs: Path, *, width: int, folder: Path) -> None:
    """Photograph two pictures next to each other."""
    shown = min(MOST_WIDTH_BESIDE, width)
    both = folder / f"{ours.stem}.html"
    html = SIDE_BY_SIDE.format(width=shown, ours=ours.as_uri(), theirs=theirs.as_uri())
    both.write_text(html, encoding="utf-8")
    page.set_viewport_size({"width": 2 * shown + 8, "height": 900})
    page.goto(both.as_uri())
    photograph(page, ours.with_stem(f"{ours.stem}-beside"), width=width)
    page.set_viewport_size({"width": width, "height": 900})


def links_to(name: str) -> str:
    """Links to the pictures of one page."""
    endings = [f"{theme}-{width}" for theme in THEMES for width in WIDTHS]
    made = [each for ending in endings for each in (ending, f"{ending}-beside")]
    return ", ".join(
        f"[{each.replace('-', ' ')}]({name}-{each}.jpg)"
        for each in made
        if (FOLDER / f"{name}-{each}.jpg").exists()
    )
