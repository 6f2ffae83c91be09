"""250 entries that would run something come in through a feed; nothing runs on any page that shows them."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext
from pytest_httpserver import HTTPServer

from news.ingest import claim_now, manners, parse_next, run_batch
from news.models import Item
from news.stories import cluster_items
from news.subscriptions import FeedFacts, add_feed
from news.tagging import tag_items
from tests.browser.committed import committed
from tests.browser.payloads import FIELDS, MARKUP, hostile_feed
from timeline.tasks import screen_stories

PASSWORD = "correct horse battery staple"
# What a browser would run, were it in the page.
ACTIVE = """
() => [...document.querySelectorAll("*")].flatMap((node) => [...node.attributes]
    .filter((each) => /^on/i.test(each.name) || /^\\s*(javascript|data|vbscript):/i.test(each.value))
    .map((each) => `${node.nodeName} ${each.name}=${each.value}`))
    .concat([...document.querySelectorAll("script:not([src]):not([type='application/json'])," +
        "script[src^='data:'], iframe, object, embed, base, meta[http-equiv]")].map((node) => node.outerHTML))
"""


def ingest(server: HTTPServer) -> tuple[int, int]:
    """The feed's whole way through the pipeline; returns the number of its items and the id of its feed."""
    server.expect_request("/feed").respond_with_data(hostile_feed(), content_type="application/rss+xml")
    feed = add_feed(FeedFacts(url=server.url_for("/feed")))[0]
    with override_settings(FEED_ALLOW_HOSTS=frozenset({f"{server.host}:{server.port}"})):
        run_batch(claim_now([feed.pk]), manners(spacing_s=0.0))
    for step in (lambda: parse_next([feed.pk]), tag_items, cluster_items):
        while step():
            continue
    screen_stories()
    User.objects.create_superuser("eve", password=PASSWORD)
    return Item.objects.filter(feed=feed).count(), feed.pk


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Tabs that obey no content policy: what ran would run for a reader whose browser knows none."""
    context = browser.new_context(bypass_csp=True)
    yield context
    context.close()


def test_nothing_of_a_hostile_feed_runs_on_any_page(
    context: BrowserContext, site: str, httpserver: HTTPServer
) -> None:
    stored, feed_id = committed(lambda: ingest(httpserver))
    ran: list[object] = []
    context.expose_function("hit", lambda number: ran.append(number))
    page = context.new_page()
    # As they are, some of them do run: else their silence below would say nothing.
    page.set_content("<p>".join(markup.replace("{n}", "1") for markup in MARKUP[12:]))
    page.wait_for_timeout(300)
    assert ran
    ran.clear()
    found: list[str] = []
    shown = ""

    def look(path: str) -> None:
        nonlocal shown
        page.goto(site + path)
        page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        found.extend(f"{path}: {each}" for each in page.evaluate(ACTIVE))
        shown += page.content()

    item = committed(lambda: Item.objects.filter(feed_id=feed_id).order_by("id").first())
    story = committed(lambda: Item.objects.get(pk=item.pk).story_id)
    public = [
        "/",
        "/c/openai/",
        "/sources/",
        f"/news/{story}/",
        "/search/?q=OpenAI+report",
        "/news/?q=report",
    ]
    for path in (*public, *(f"/news/?company=openai&page={number}" for number in range(1, 7))):
        look(path)
    page.goto(f"{site}/admin/")
    page.get_by_label("Username").fill("eve")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"{site}/admin/")
    for path in (
        f"/admin/news/item/?feed__id__exact={feed_id}",
        f"/admin/news/item/{item.pk}/change/",
        "/admin/news/feed/",
    ):
        look(path)

    # javascript: links are no addresses: those entries are known by their guid and lead to the feed's page
    assert stored == len(FIELDS) * len(MARKUP) >= 200
    assert ran == []
    assert found == []
    assert shown.count("OpenAI report") >= 200
