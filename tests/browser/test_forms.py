"""Forms of readers and of the desk: silent, accessible, no wider than their window, and usable by hand."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser, expect

from tests.browser.serving import load_shipped, served
from tests.browser.visiting import THEMES, WIDTHS, Visit, opened_visit
from timeline.models import Deliverable, Suggestion

ROWS = "slug,product,channel,name\notter-web,{},web,Otter on the web\n"


def load() -> None:
    """The shipped record, and somebody who may decide."""
    load_shipped()
    User.objects.create_superuser("ada", password="a long and odd password")


@pytest.fixture(scope="module")
def site(test_database: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[str]:
    """The address of the site, with a curator's account."""
    with django_db_blocker.unblock(), served(load, static=tmp_path_factory.mktemp("static")) as url:
        yield url


def sign_in(visit: Visit, site: str) -> None:
    """As whoever has signed in before."""
    client = Client()
    client.force_login(User.objects.get(username="ada"))
    name = settings.SESSION_COOKIE_NAME
    visit.page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", THEMES)
def test_every_form_is_silent_accessible_and_fits_its_window(
    browser: Browser, site: str, theme: str, width: int
) -> None:
    with opened_visit(browser, theme=theme, width=width) as visit:
        sign_in(visit, site)
        for address in (
            "/report/?about=/d/muse-spark-api/&what=missing",
            "/report/received/?about=/d/muse-spark-api/",
            "/review/look/",
            "/review/import/",
            "/review/link/",
        ):
            answer = visit.page.goto(site + address)
            assert answer is not None
            assert (address, answer.status, visit.faults()) == (address, 200, [])


def test_a_reader_without_scripts_reports_and_is_told_what_was_wrong(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/d/muse-spark-api/")
    page.get_by_role("link", name="What is missing here?").click()
    page.get_by_label("In your words").fill("There is a second preview of 1 August, and it is not here.")
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_role("alert")).to_contain_text("That was very quick.")
    expect(page.get_by_label("In your words")).to_have_value(
        "There is a second preview of 1 August, and it is not here."
    )
    page.wait_for_timeout(4_500)
    page.get_by_role("button", name="Send the report").click()
    page.wait_for_url("**/report/received/?about=/d/muse-spark-api/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your report was received")
    context.close()
    found = Suggestion.objects.get(kind="report")
    assert (found.report, found.deliverable.slug) == ("missing", "muse-spark-api")


def test_a_curator_puts_a_refused_file_right_in_place_and_stores_it(
    browser: Browser, site: str, tmp_path: Path
) -> None:
    file = tmp_path / "deliverables.csv"
    file.write_text(ROWS.format("otter"), encoding="utf-8")
    with opened_visit(browser, theme="light", width=390) as visit:
        sign_in(visit, site)
        page = visit.page
        page.goto(f"{site}/review/import/")
        page.get_by_label("A file, CSV or YAML").set_input_files(file)
        page.get_by_role("button", name="Check it").click()
        expect(page.get_by_role("status")).to_contain_text("1 refused")
        page.wait_for_load_state("load")
        assert [each for each in visit.faults() if "400" not in each] == []
        page.get_by_label("Or its text").fill(ROWS.format("muse-spark"))
        page.get_by_role("button", name="Check it").click()
        expect(page.get_by_role("status")).to_contain_text("1 created, 0 changed, 0 unchanged, 0 refused")
        page.get_by_role("button", name="Store all of it").click()
        expect(page.get_by_role("status")).to_contain_text("Stored.")
    assert Deliverable.objects.get(slug="otter-web").product.slug == "muse-spark"
