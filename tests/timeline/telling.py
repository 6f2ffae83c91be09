"""Stories of items, tagged by the rules, as feeds bring them."""

from datetime import UTC, date, datetime, time

from news.canonical import canonical_url_hash, content_hash
from news.models import Feed, Item, Story
from news.tagging import tag_items
from tests.timeline.acme import company_document, product_document
from timeline.curation import Act, add
from timeline.documents import COMPANY, PRODUCT

SAID_ON = date(2026, 6, 4)
# Four paragraphs as a paper writes them: the delay, the old date, the new one, and much beside it.
ARTICLE = (
    "Heron keeps putting off the application programming interface (API) of its newest model, Otter Ink, "
    "though its leaders had told developers that access was close.\n"
    "Initially meant to open alongside the model in April, the Otter Ink API has by now missed several "
    "dates. "
    "Faults in testing and too few servers forced the company back, people close to it said. A Heron "
    "spokesperson has now named a June release window, and developers are losing patience.\n"
    "Otter Ink is the first closed model of Heron, which plans to spend $90 billion on data centres this "
    "year. The wait holds up the income that investors ask for.\n"
    "Rivals such as Acme have sold access to their models for years. The wait recalls the dropped Walrus "
    "project."
)
TITLE = "Heron puts off the Otter Ink API once more"


def press() -> Feed:
    """A paper that does not exist."""
    feed, _ = Feed.objects.get_or_create(
        url="https://daily.example/feed", defaults={"name": "The Daily Example", "host_key": "daily.example"}
    )
    return feed


def tell(
    title: str,
    text: str = "",
    *,
    story: Story | None = None,
    on: date = SAID_ON,
    outlet: str = "The Daily Example",
    copy_of: Item | None = None,
) -> Item:
    """One more item, in a story of its own unless one is given, tagged by the rules."""
    place = Item.objects.count() + 1
    address = f"https://{outlet.lower().replace(' ', '-')}.example/{place}"
    at = datetime.combine(on, time(9), UTC)
    item = Item.objects.create(
        feed=press(),
        uid=canonical_url_hash(address),
        url=address,
        canonical_url_hash=canonical_url_hash(address),
        title=title,
        summary=text,
        outlet=outlet,
        content_hash=content_hash(title),
        published_at=at,
        listed_at=at,
        date_source=Item.DateSource.PUBLISHED,
        clustered_at=at,
        story=story or Story.objects.create(headline=title[:500]),
        copy_of=copy_of,
    )
    while tag_items():
        continue
    item.refresh_from_db()
    return item


def add_otter_ink(act: Act) -> None:
    """Heron with its model, as the catalogue would hold them."""
    add(act, COMPANY, company_document("heron"))
    add(act, PRODUCT, product_document("otter-ink", "heron", name="Otter Ink", kind="model"))
