"""From a feed's entry to a moved date on page and API, through the desk, and back again."""

import re
from collections.abc import Iterator
from email.utils import format_datetime
from html import unescape
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_httpserver import HTTPServer

from news.models import Item, Story
from news.pipeline import read_now
from news.subscriptions import FeedFacts, add_feed
from tests.conftest import NOW
from tests.timeline.acme import company_document, deliverable_document, product_document, said, source
from timeline.curation import Act, add, state
from timeline.documents import COMPANY, DELIVERABLE, PRODUCT
from timeline.models import Suggestion
from timeline.tasks import screen_stories

HEADLINE = "Acme spokesperson: Phone API delayed to August"
FEED = f"""<rss version="2.0"><channel><title>The Daily Example</title><item>
<guid>https://daily.example/late</guid><link>https://daily.example/late</link>
<title>{HEADLINE}</title><description>The API of the phone needs more work, Acme said.</description>
<pubDate>{format_datetime(NOW.replace(month=6, day=4))}</pubDate>
</item></channel></rss>"""


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """Noon of the tests' day."""
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def promised(db: None, act: Act) -> None:
    """Acme's phone API, promised on 2 March 2026 for June."""
    add(act, COMPANY, company_document())
    add(act, PRODUCT, product_document())
    add(act, DELIVERABLE, deliverable_document())
    state(act, "phone-api", said(), [source()])


@pytest.fixture
def told(promised: None, httpserver: HTTPServer, settings: Any) -> Item:
    """The entry of a feed on loopback, fetched, parsed and tagged, in a story of its own."""
    settings.FEED_ALLOW_HOSTS = frozenset({f"{httpserver.host}:{httpserver.port}"})
    settings.FEED_HOST_SPACING = 0.0
    httpserver.expect_request("/feed").respond_with_data(FEED, content_type="application/rss+xml")
    feed, _ = add_feed(FeedFacts(url=httpserver.url_for("/feed"), name="The Daily Example"))
    assert [fetch.items_new for fetch in read_now([feed.pk])] == [1]
    item = Item.objects.get(feed=feed)
    if item.story is None:
        item.story, item.clustered_at = Story.objects.create(headline=item.title), NOW
        item.save(update_fields=["story", "clustered_at"])
    return item


def current_promise() -> tuple[str, str, int]:
    """As a visitor's program gets it: first day, last day, and how often the date moved."""
    answer = Client().get("/api/v1/deliverables/phone-api").json()["data"]
    window = answer["current_promise"]
    return window["earliest"], window["latest"], len(answer["moves"])


def shown() -> str:
    return unescape(Client().get("/d/phone-api/").content.decode())


def test_a_delay_goes_from_the_feed_to_the_record_and_back(told: Item) -> None:
    before, page_before = current_promise(), shown()
    screen_stories()
    suggestion = Suggestion.objects.get()
    assert (suggestion.question, current_promise()) == ("slip", before)

    curator = Client()
    curator.force_login(User.objects.create_superuser("ada", password="x" * 12))
    address = reverse("timeline:decide", args=[suggestion.pk])
    desk = curator.get(reverse("timeline:suggestion", args=[suggestion.pk]))
    assert "".join(re.findall("<mark[^>]*>(.*?)</mark>", desk.content.decode())) == HEADLINE
    curator.post(address, {**desk.context["form"].data, "decision": "accept"})

    assert before == ("2026-06-01", "2026-06-30", 0)
    assert current_promise() == ("2026-08-01", "2026-08-31", 1)
    assert told.evidence.get().commitment.slug == "phone-api-2"
    assert ("+62 d" in page_before, "+62 d" in shown(), HEADLINE in shown()) == (False, True, True)

    curator.post(address, {"decision": "reopen"})
    assert (current_promise(), Suggestion.objects.get().state) == (before, "open")
    assert ("+62 d" in shown(), HEADLINE in shown()) == (False, False)
