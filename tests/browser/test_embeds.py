"""Charts in the pages of others, and the menus that hand them out, in a Chromium."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect
from pytest_httpserver import HTTPServer

from tests.browser.visiting import THEMES, WIDTHS, opened_visit

FRAMES = {
    "/embed/timeline/?company=meta": "Promised, moved, shipped",
    "/embed/d/siri-personal/": "Siri with personal",
}
WITH_MENU = [
    "/timeline/?view=chart&company=meta",
    "/ledger/?company=meta",
    "/d/muse-spark-api/",
    "/c/meta/",
    "/news/",
    "/search/?q=siri",
]
HEAD = '<!DOCTYPE html><html lang="en"><link rel="icon" href="data:,"><title>Elsewhere</title>'
# Chromium itself tells where a frame's scroll bars begin.
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def elsewhere(httpserver: HTTPServer, site: str) -> str:
    """A page of another site, with a policy that lets it do nothing but show our frames."""
    policy = f"default-src 'none'; frame-src {site}"
    for place, address in enumerate(FRAMES):
        for width in (320, 760, 1280):
            frame = f'<iframe src="{site}{address}" width="{width}" height="500" title="Chart"></iframe>'
            httpserver.expect_request(f"/{place}/{width}").respond_with_data(
                f"{HEAD}{frame}",
                content_type="text/html",
                headers={"Content-Security-Policy": f"{policy}; img-src data:"},
            )
    return httpserver.url_for("/").removesuffix("/")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", [320, 760, 1280])
@pytest.mark.parametrize("place", range(len(FRAMES)))
def test_another_site_shows_a_chart_in_silence(
    browser: Browser, elsewhere: str, site: str, place: int, width: int, theme: str
) -> None:
    with opened_visit(browser, theme=theme, width=1440) as visit:
        visit.page.goto(f"{elsewhere}/{place}/{width}")
        frame = visit.page.frame_locator("iframe")
        expect(frame.get_by_role("heading")).to_contain_text([*FRAMES.values()][place])
        expect(frame.get_by_text("CC BY 4.0")).to_be_visible()
        inside = visit.page.frames[1]
        assert inside.evaluate(TOO_WIDE) == 0
        shown = inside.locator("svg[role=group], .embed__list").evaluate_all(
            "all => all.filter((each) => each.checkVisibility()).length"
        )
        assert shown == 1
        assert visit.said == []
        assert visit.page.context.cookies() == []


def test_a_link_inside_a_frame_opens_beside_the_other_site(
    browser: Browser, elsewhere: str, site: str
) -> None:
    with opened_visit(browser, theme="light", width=1440) as visit:
        visit.page.goto(f"{elsewhere}/1/760")
        with visit.page.context.expect_page() as opened:
            visit.page.frame_locator("iframe").get_by_role("heading").get_by_role("link").click()
        opened.value.wait_for_url(f"{site}/d/siri-personal/")
        assert urlsplit(visit.page.url).path == "/1/760"


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_an_open_menu_is_without_fault(browser: Browser, site: str, theme: str, width: int) -> None:
    with opened_visit(browser, theme=theme, width=width) as visit:
        for address in WITH_MENU:
            visit.page.goto(site + address)
            visit.page.get_by_text("Export", exact=True).click()
            expect(visit.page.get_by_role("link", name="CSV", exact=True)).to_be_visible()
            assert (address, visit.faults()) == (address, [])


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("address", ["/timeline/?view=chart", "/ledger/"])
def test_export_takes_no_line_of_its_own(browser: Browser, site: str, address: str, width: int) -> None:
    with opened_visit(browser, theme="light", width=width) as visit:
        visit.page.goto(site + address)
        tops = [
            visit.page.locator("summary", has_text=words).evaluate("(it) => it.getBoundingClientRect().top")
            for words in ("Export", "All kinds")
        ]
        assert tops[0] == tops[1]


@pytest.mark.parametrize("address", ["/timeline.svg?company=meta", "/d/siri-personal/chart.svg?theme=dark"])
def test_a_drawing_is_shown_under_its_policy_in_silence(browser: Browser, site: str, address: str) -> None:
    with opened_visit(browser, theme="light", width=1440) as visit:
        visit.page.goto(site + address)
        expect(visit.page.locator("svg.picture > title")).to_have_count(1)
        surface = visit.page.locator("g.chart rect.surface")
        assert surface.evaluate("(box) => Math.round(box.getBoundingClientRect().width)") == 1328
        assert visit.said == []


def test_the_menu_of_the_timeline_follows_the_chart(browser: Browser, site: str) -> None:
    with opened_visit(browser, theme="light", width=1440) as visit:
        visit.page.goto(f"{site}/timeline/?company=meta")
        expect(visit.page.locator(".chart--live")).to_be_visible()
        entry = visit.page.locator("[data-swap=exports] a").first
        before = entry.get_attribute("href")
        visit.page.get_by_role("button", name="Zoom in").click()
        expect(entry).not_to_have_attribute("href", before, timeout=30_000)
        start = dict(part.split("=") for part in urlsplit(visit.page.url).query.split("&"))["from"]
        assert f"from={start}" in entry.get_attribute("href")
