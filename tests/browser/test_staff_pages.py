"""Every page of the admin and of the desk in both themes and widths: `make deep`."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser

from news.models import Company, Feed, Item, Product
from tests.browser.serving import load_shipped, served
from tests.browser.visiting import THEMES, WIDTHS, opened_visit
from tests.conftest import NOW
from timeline.admin.guided.offers import OFFERS
from timeline.models import Change, Commitment, Deliverable, Event, Suggestion
from timeline.tokens import make_token

pytestmark = pytest.mark.deep
ROWS: dict[str, Any] = {
    "deliverable": (Deliverable, "muse-spark-api"),
    "commitment": (Commitment, "muse-spark-api-1"),
    "event": (Event, "muse-spark-launch"),
    "company": (Company, "meta"),
    "product": (Product, "muse-spark"),
}
LISTS = (
    *("news_feed", "news_host", "news_fetch", "news_item", "news_story", "news_tag", "news_company"),
    *("news_product", "news_alias", "timeline_change", "timeline_deliverable", "timeline_commitment"),
    *("timeline_event", "timeline_outcome", "timeline_evidence", "timeline_suggestion", "timeline_apitoken"),
    "auth_user",
)
PLAIN = (
    *("admin:index", "admin:password_change", "admin:password_again", "admin:news_feed_advice"),
    *("admin:news_feed_find", "admin:news_feed_opml", "admin:news_feed_add", "admin:timeline_apitoken_add"),
    *("admin:auth_user_add", "timeline:review", "timeline:review-look", "timeline:review-import"),
    "timeline:review-link",
)
# What Chromium notes for keepers of passwords where one is asked for again.
HINT = "Password forms should have"
GUIDED = [(table, offer.name) for table, offers in OFFERS.items() for offer in offers]


def load() -> None:
    """The shipped record with a report of a reader and a token, and somebody who may do everything."""
    load_shipped()
    ada = User.objects.create_superuser("ada", password="a long and odd password")
    make_token("Robot", scopes=[], owner=ada, expires_at=NOW + timedelta(days=9), at=NOW)
    Suggestion.objects.create(
        kind="report", report="mistake", note="It came a day sooner.", about="/d/muse-spark-api/"
    )


@pytest.fixture(scope="module")
def site(test_database: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[str]:
    """The address of the site, with a curator's account."""
    with django_db_blocker.unblock(), served(load, static=tmp_path_factory.mktemp("static")) as url:
        yield url


@pytest.fixture(scope="module")
def session(site: str) -> str:
    """The cookie of somebody who has signed in."""
    client = Client()
    client.force_login(User.objects.get())
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def addresses() -> dict[str, str]:
    """Every page that the admin and the desk have, by what it is."""
    model = {name: found for name, (found, _) in ROWS.items()}
    pk = {name: found.objects.get(slug=slug).pk for name, (found, slug) in ROWS.items()}
    app = {name: found._meta.app_label for name, found in model.items()}
    rows = [(f"{app[name]}_{name}", pk[name]) for name in ROWS]
    rows += [(f"news_{each._meta.model_name}", each.objects.order_by("pk")[0].pk) for each in (Feed, Item)]
    rows += [("timeline_change", Change.objects.order_by("-pk")[0].pk), ("auth_user", User.objects.get().pk)]
    return (
        {name: reverse(name) for name in PLAIN}
        | {f"list of {name}": reverse(f"admin:{name}_changelist") for name in LISTS}
        | {f"a {name}": reverse(f"admin:{name}_change", args=[number]) for name, number in rows}
        | {f"history of {name}": reverse(f"admin:{name}_history", args=[number]) for name, number in rows}
        | {
            f"{action} a {name}": reverse(f"admin:{app[name]}_{name}_do", args=[pk[name], action])
            for name, action in GUIDED
        }
    )


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", THEMES)
def test_every_page_of_staff_is_silent_accessible_and_fits_its_window(
    browser: Browser, site: str, session: str, theme: str, width: int
) -> None:
    found = {}
    cookie = settings.SESSION_COOKIE_NAME
    with opened_visit(browser, theme=theme, width=width) as visit:
        for name, address in ({"admin:login": reverse("admin:login")} | addresses()).items():
            visit.said.clear()
            answer = visit.page.goto(site + address)
            assert answer is not None
            found[name] = (answer.status, [each for each in visit.faults() if HINT not in each])
            visit.page.context.add_cookies(
                [{"name": cookie, "value": session, "url": site, "sameSite": "Strict"}]
            )
    assert {name: each for name, each in found.items() if each != (200, [])} == {}
