"""The timeline by hand, by keys and by scripts that fail: as drawn by the server, and taken over from it."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

# Of every item its name, and where in the chart each of its marks lies.
DRAWN = """() => Object.fromEntries([...document.querySelectorAll("svg a[href^='/d/']")].map((link) => {
    const box = (element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        const chart = link.ownerSVGElement.getBoundingClientRect();
        return [x - chart.x, y - chart.y, width, height].map((value) => Math.round(value));
    };
    const marks = [...link.querySelectorAll("path, rect, text")].map((mark) => {
        return [mark.getAttribute("class"), mark.textContent, ...box(mark)];
    });
    return [link.getAttribute("href") + link.getAttribute("aria-label"), marks.sort()];
}))"""
META_2026 = "/timeline/?company=meta&from=2026-01-01&to=2026-12-31"
MUSE = re.compile("Muse Spark: public API")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A wide tab whose scripts must not fail."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


def opened(page: Page, site: str, address: str) -> Page:
    """The page with its chart taken over and the fonts there."""
    page.goto(site + address)
    expect(page.locator(".chart--live")).to_be_visible()
    page.evaluate("document.fonts.ready")
    return page


def paths(links: Locator) -> set[str]:
    return set(links.evaluate_all("all => all.map(link => link.getAttribute('href').split('?')[0])"))


def until(page: Page, true: Callable[[], bool]) -> None:
    """Wait: a page whose policy forbids evaluation cannot wait by itself."""
    for _ in range(100):
        if true():
            return
        page.wait_for_timeout(100)
    raise AssertionError("It did not come about in ten seconds.")


def drawn(page: Page) -> set[str]:
    return paths(page.locator("svg a[href^='/d/']"))


def listed(page: Page) -> set[str]:
    links = (
        page.get_by_role("table").locator("a[href^='/d/']").evaluate_all("all => all.map(a => a.pathname)")
    )
    return set(links)


def settled(page: Page, address: str) -> None:
    until(page, lambda: address in page.url)
    page.wait_for_load_state("networkidle")


def item(page: Page) -> Any:
    return page.get_by_role("link", name=MUSE).first


@pytest.mark.parametrize(
    "address",
    [
        "/timeline/",
        "/timeline/?company=apple,openai&from=2024-05-01&to=2026-12-31",
        "/timeline/?group=family",
    ],
)
def test_scripts_draw_what_the_server_drew(browser: Browser, page: Page, site: str, address: str) -> None:
    plain = browser.new_context(viewport={"width": 1440, "height": 1000}, java_script_enabled=False)
    before = plain.new_page()
    before.goto(site + address)
    served = before.evaluate(DRAWN)
    plain.close()
    scripted = opened(page, site, address).evaluate(DRAWN)
    assert set(scripted) == set(served)
    for name, marks in served.items():
        assert [mark[:2] for mark in scripted[name]] == [mark[:2] for mark in marks], name
        for mine, theirs in zip(scripted[name], marks, strict=True):
            assert mine[2:] == pytest.approx(theirs[2:], abs=1.5), (name, mine, theirs)


def test_arrows_walk_along_a_lane_and_between_rows(page: Page, site: str) -> None:
    opened(page, site, META_2026)
    item(page).focus()
    page.keyboard.press("ArrowRight")
    after = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("ArrowLeft")
    expect(item(page)).to_be_focused()
    assert after.startswith("Meta")
    assert after != item(page).get_attribute("aria-label")
    page.keyboard.press("Home")
    expect(page.get_by_role("link", name="Meta 0 of 1 kept")).to_be_focused()


def test_the_chart_is_one_tab_stop(page: Page, site: str) -> None:
    opened(page, site, META_2026)
    stops = page.locator("[data-timeline] [tabindex='0'], [data-timeline] a:not([tabindex])")
    expect(stops).to_have_count(1)


def test_enter_opens_the_ledger_and_back_returns_to_the_same_view(page: Page, site: str) -> None:
    opened(page, site, META_2026)
    item(page).focus()
    page.keyboard.press("[")
    settled(page, "from=2025-10-2")
    here = page.url
    item(page).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/d/muse-spark-api/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Muse Spark")
    page.go_back()
    expect(page.locator(".chart--live")).to_be_visible()
    assert page.url == here.replace("to=", "sel=muse-spark-api&to=")
    expect(item(page)).to_have_attribute("tabindex", "0")


@pytest.mark.parametrize("key", ["+", "-", "[", "]", "t", "0"])
def test_a_key_changes_the_days_and_list_and_address_follow(page: Page, site: str, key: str) -> None:
    opened(page, site, META_2026)
    item(page).focus()
    page.keyboard.press(key)
    until(page, lambda: "from=2026-01-01&to=2026-12-31" not in page.url)
    page.wait_for_load_state("networkidle")
    until(page, lambda: drawn(page) == listed(page) != set())


def test_dragging_moves_the_time_and_no_mark_leaves_its_row(page: Page, site: str) -> None:
    opened(page, site, "/timeline/")
    rows = "all => Object.fromEntries(all.map(a => [a.getAttribute('href'), a.getBoundingClientRect().y]))"
    before = page.locator("svg a[href^='/d/']").evaluate_all(rows)
    chart = page.locator("[data-timeline]").bounding_box()
    assert chart is not None
    page.mouse.move(chart["x"] + 700, chart["y"] + 60)
    page.mouse.down()
    for step in range(1, 9):
        page.mouse.move(chart["x"] + 700 + 10 * step, chart["y"] + 60)
        page.wait_for_timeout(60)
    during = page.locator("svg a[href^='/d/']").evaluate_all(rows)
    page.mouse.up()
    settled(page, "from=2025-09")
    both = before.keys() & during.keys()
    assert len(both) > 80
    assert {name: during[name] for name in both} == pytest.approx(
        {name: before[name] for name in both}, abs=1
    )
    until(page, lambda: drawn(page) == listed(page))


def test_the_wheel_zooms_at_the_pointer_with_ctrl_and_scrolls_the_page_without(page: Page, site: str) -> None:
    opened(page, site, "/timeline/")
    today = page.locator(".flag").bounding_box()
    chart = page.locator("[data-timeline]").bounding_box()
    assert today is not None
    assert chart is not None
    page.mouse.move(today["x"] + today["width"] / 2, chart["y"] + 200)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -120)
    page.keyboard.up("Control")
    settled(page, "from=")
    after = page.locator(".flag").bounding_box()
    assert after is not None
    assert after["x"] == pytest.approx(today["x"], abs=2)
    page.mouse.wheel(0, 300)
    until(page, lambda: page.evaluate("scrollY > 100"))


def test_focus_shows_what_was_said_and_escape_ends_it(page: Page, site: str) -> None:
    opened(page, site, META_2026)
    item(page).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    told = page.get_by_role("tooltip")
    expect(told).to_contain_text("3–30 Jun 2026 (“this month”)")
    expect(told).to_contain_text("+9 d")
    expect(item(page)).to_have_attribute("aria-describedby", "chart-popover")
    page.keyboard.press("Escape")
    expect(told).to_be_hidden()


def test_the_pointer_may_rest_on_what_it_showed(page: Page, site: str) -> None:
    opened(page, site, META_2026)
    item(page).hover()
    told = page.get_by_role("tooltip")
    expect(told).to_be_visible()
    told.hover()
    page.wait_for_timeout(400)
    expect(told).to_be_visible()
    page.mouse.move(5, 5)
    expect(told).to_be_hidden()


def test_finding_dims_the_rest_and_enter_lists_what_was_found(page: Page, site: str) -> None:
    opened(page, site, "/timeline/?company=meta")
    page.get_by_label("Find in timeline").fill("muse spark")
    expect(page.locator(".chart__status")).to_contain_text("of those in view. Enter searches everything.")
    assert "item--dim" not in (item(page).get_attribute("class") or "")
    assert page.locator(".item--dim").count() > 0
    page.keyboard.press("Enter")
    page.wait_for_url("**q=muse+spark**")
    assert "/d/muse-spark-api/" in listed(page)
    assert all("muse" in path or "avocado" in path for path in listed(page))


def test_the_slider_travels_to_what_was_known(page: Page, site: str) -> None:
    opened(page, site, META_2026)
    slider = page.get_by_role("slider")
    slider.focus()
    expect(slider).to_have_attribute("aria-valuetext", "22 Nov 2026")
    page.keyboard.press("ArrowLeft")
    expect(slider).to_have_attribute("aria-valuetext", "21 Nov 2026")
    expect(page.locator(".flag-text")).to_have_text("21 Nov")
    assert "as_of" not in page.url
    page.get_by_role("button", name="Show the page of that day").click()
    page.wait_for_url("**as_of=2026-11-21**")
    expect(page.get_by_role("slider")).to_have_attribute("aria-valuetext", "21 Nov 2026")


def test_when_the_data_does_not_come_the_drawing_stays_and_says_why(page: Page, site: str) -> None:
    def refuse(route: Route) -> None:
        route.fulfill(status=503, content_type="application/problem+json", body='{"request_id": "7f3a91"}')

    page.route("**/api/v1/timeline**", refuse)
    page.goto(site + META_2026)
    failed = page.locator(".chart__status")
    expect(failed).to_contain_text("The timeline could not be read: the server answered 503")
    expect(failed).to_contain_text("request 7f3a91")
    expect(item(page)).to_be_visible()
    page.unroute("**/api/v1/timeline**")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".chart--live")).to_be_visible()


def test_two_companies_are_ticked_and_stand_together(page: Page, site: str) -> None:
    opened(page, site, "/timeline/")
    page.get_by_text("All companies").click()
    for name in ("Meta", "OpenAI"):
        page.get_by_role("checkbox", name=name, exact=True).check()
    page.get_by_role("group", name="Companies").locator("..").get_by_role("button", name="Show").click()
    page.wait_for_url("**company=**")
    expect(page.locator(".chart--live")).to_be_visible()
    names = page.locator("svg .lane-name").evaluate_all("all => all.map(name => name.textContent)")
    assert names == ["Meta", "OpenAI"]


# By lane name how far it reaches beyond what the chart shows of names, in pixels.
BEYOND = """() => [...document.querySelectorAll("svg .lane-name")].map((name) => {
    const chart = name.ownerSVGElement;
    const shown = chart.querySelector("#names rect").width.baseVal.value;
    return [name.textContent, name.getBoundingClientRect().right - chart.getBoundingClientRect().x - shown];
})"""


@pytest.mark.parametrize("group", ["", "group=family"])
def test_names_of_lanes_are_not_cut_on_a_phone(page: Page, site: str, group: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, site, f"/timeline/?view=chart&{group}".rstrip("&"))
    names = page.evaluate(BEYOND)
    assert len(names) > 5
    assert [name for name, beyond in names if beyond > 0] == []
