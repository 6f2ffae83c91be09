"""The admin and the API's documentation work under their content policies, without a report."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from tests.browser.committed import committed
from tests.browser.visiting import LISTEN
from timeline.models import Change, Commitment

PASSWORD = "correct horse battery staple"


@dataclass
class Desk:
    """A curator's tab, and everything its console said."""

    page: Page
    said: list[str] = field(default_factory=list)


def make_curator() -> None:
    User.objects.filter(username="ada").delete()
    User.objects.create_superuser("ada", password=PASSWORD)


@pytest.fixture
def desk(browser: Browser, site: str) -> Iterator[Desk]:
    """A tab in which a curator has signed in to the admin."""
    committed(make_curator)
    context = browser.new_context()
    context.add_init_script(LISTEN)
    desk = Desk(context.new_page())
    desk.page.on("console", lambda message: desk.said.append(message.text))
    desk.page.goto(f"{site}/admin/")
    desk.page.get_by_label("Username").fill("ada")
    desk.page.get_by_label("Password").fill(PASSWORD)
    desk.page.get_by_role("button", name="Log in").click()
    desk.page.wait_for_url(f"{site}/admin/")
    yield desk
    context.close()


def test_every_list_of_the_admin_opens_in_silence(desk: Desk, site: str) -> None:
    models = [model._meta for model in admin.site._registry]
    for meta in sorted(models, key=lambda each: each.label):
        answer = desk.page.goto(site + reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist"))
        assert answer is not None
        assert (meta.label, answer.status) == (meta.label, 200)
    assert desk.said == []


def test_a_curator_corrects_a_commitment_in_the_admin(desk: Desk, site: str) -> None:
    row = Commitment.objects.get(slug="muse-spark-api-2")
    desk.page.goto(site + reverse("admin:timeline_commitment_change", args=[row.pk]))
    desk.page.get_by_label("Speaker").fill("A spokesperson, to Reuters")
    desk.page.get_by_label("Reason").select_option("misread")
    desk.page.get_by_role("button", name="Save", exact=True).click()
    expect(desk.page.get_by_text("was changed successfully")).to_be_visible()
    change = Change.objects.order_by("-seq")[0]
    assert (change.actor, change.action, change.reason) == ("ada", "correct", "misread")
    row.refresh_from_db()
    assert (row.speaker, row.version, desk.said) == ("A spokesperson, to Reuters", 2, [])


def test_a_refused_correction_says_why_and_changes_nothing(desk: Desk, site: str) -> None:
    row = Commitment.objects.get(slug="siri-6")
    desk.page.goto(site + reverse("admin:timeline_commitment_change", args=[row.pk]))
    desk.page.get_by_label("Latest:", exact=True).fill("2020-01-01")
    desk.page.get_by_role("button", name="Save", exact=True).click()
    expect(desk.page.get_by_text("before it begins")).to_be_visible()
    row.refresh_from_db()
    assert (str(row.latest), row.version, desk.said) == ("2026-12-21", 1, [])


def test_the_documentation_of_the_api_works_in_silence(desk: Desk, site: str) -> None:
    desk.page.goto(f"{site}/api/v1/docs")
    operation = desk.page.get_by_role("button", name="GET /api/v1/companies", exact=False).first
    operation.click()
    expect(desk.page.get_by_role("button", name="Try it out").first).to_be_visible()
    assert desk.said == []
