"""A morning's news of companies that do not exist: what they had promised, and the feeds that tell of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from html import escape

from django.test import override_settings
from pytest_httpserver import HTTPServer

from news.pipeline import read_now
from news.subscriptions import FeedFacts, add_feed
from tests.conftest import NOW
from tests.timeline.acme import company_document, deliverable_document, product_document, said, source
from timeline.curation import Act, add, screen_stories, state
from timeline.documents import COMPANY, DELIVERABLE, PRODUCT

PROMISED_ON = date(2026, 9, 2)
# Of each product: its name, its company, the channel of what was promised for December.
PRODUCTS = (
    ("Lantern", "acme", "api"),
    ("Quillpad", "acme", "app"),
    ("Brookline", "acme", "api"),
    ("Otterpen", "heron", "api"),
    ("Finchwing", "heron", "api"),
    ("Wrenbox", "heron", "app"),
)
DELAY = "Acme spokesperson: Lantern API delayed to February"
CANCELLED = "Acme cancels the Quillpad app before it ever shipped"
LAUNCH = "Acme launches the Brookline API"
DOUBT = "Heron spokesperson: Otterpen API delayed to March"
EDITED = "Heron to delay the Finchwing API to April"
FUNDING = "Heron raises $40 million in a new funding round"
BOUGHT = "Acme acquires the start-up Mosslight"
OLD = "Acme withdraws the beta of its Brookline maps in Iceland"
SHIPPED = "Heron launches the Wrenbox app"
AGAIN = "Heron puts off the Otterpen API to the spring"
# By its title: the outlet, and the text.
NEWS = {
    DELAY: ("wire", "The public API of Lantern, promised for December, needs more work, Acme said."),
    CANCELLED: ("wire", "The Quillpad app will not be released, a spokesperson of Acme confirmed."),
    LAUNCH: ("post", "Developers can use the Brookline API from today, Acme announced."),
    DOUBT: ("post", "Too few servers stand ready, the spokesperson of Heron said."),
    EDITED: ("courier", "One person close to the company expects the Finchwing API in April."),
    FUNDING: ("wire", "Heron closed a funding round of $40 million, the company said."),
    BOUGHT: ("post", "Acme acquired Mosslight, a start-up of nine people, for an undisclosed sum."),
    OLD: ("courier", "The beta of the Brookline maps was withdrawn in Iceland, readers tell."),
    SHIPPED: ("wire", "The Wrenbox app is available from today, Heron said."),
    AGAIN: ("courier", "Developers got a letter about prices and a later start."),
}
AUTHOR = Act(actor="author", at=NOW.replace(month=9, day=2))


def promise_everything() -> None:
    """Six things, each promised on 2 September 2026 for December."""
    for company in ("acme", "heron"):
        add(AUTHOR, COMPANY, company_document(company))
    for name, company, channel in PRODUCTS:
        product, slug = name.lower(), f"{name.lower()}-{channel}"
        add(AUTHOR, PRODUCT, product_document(product, company, name=name, kind="model"))
        named = f"{name}: {'API' if channel == 'api' else 'app'}"
        add(AUTHOR, DELIVERABLE, deliverable_document(slug, product, channel=channel, name=named))
        state(AUTHOR, slug, said("in December", PROMISED_ON), [source(product, PROMISED_ON)])


def tell_the_news() -> None:
    """Every outlet's feed, fetched over loopback, parsed, tagged, put into stories, and screened."""
    with feeds() as addresses:
        read = [add_feed(FeedFacts(url=url, name=f"The {name}"))[0].pk for name, url in addresses.items()]
        assert sum(fetch.items_new or 0 for fetch in read_now(read)) == len(NEWS)
    while screen_stories(at=NOW):
        continue


@contextmanager
def feeds() -> Iterator[dict[str, str]]:
    """The addresses of the outlets' feeds, by their names."""
    with HTTPServer() as server:
        host = f"{server.host}:{server.port}"
        outlets = sorted({outlet for outlet, _ in NEWS.values()})
        for outlet in outlets:
            server.expect_request(f"/{outlet}").respond_with_data(
                _rss(outlet), content_type="application/rss+xml"
            )
        with override_settings(FEED_ALLOW_HOSTS=frozenset({host}), FEED_HOST_SPACING=0.0):
            yield {outlet: server.url_for(f"/{outlet}") for outlet in outlets}


def _rss(outlet: str) -> str:
    items = "".join(
        f"<item><guid>https://{outlet}.example/{place}</guid><link>https://{outlet}.example/{place}</link>"
        f"<title>{escape(title)}</title><description>{escape(text)}</description>"
        f"<pubDate>{format_datetime(_hour(place))}</pubDate></item>"
        for place, (title, (of, text)) in enumerate(NEWS.items())
        if of == outlet
    )
    return f'<rss version="2.0"><channel><title>The {outlet}</title>{items}</channel></rss>'


def _hour(place: int) -> datetime:
    """The days are apart, so that no two stories are taken for one."""
    return datetime(2026, 11, 21, 6, tzinfo=UTC) - timedelta(days=2 * place)
