"""News of a seeded record: items of a handful of feeds, each about a company and maybe a product."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

from news.models import Company, Feed, Item, Product, Tag

FEEDS = 5
BATCH = 2000


def seed_news(
    number: int, owners: Sequence[Company], products: Sequence[Product] = (), *, last_day: date
) -> None:
    """That many items, one an hour up to noon of the last day."""
    feeds = Feed.objects.bulk_create(_feed(each) for each in range(FEEDS))
    noon = datetime.combine(last_day, time(12), UTC)
    items = Item.objects.bulk_create(
        (
            _item(each, feeds[each % FEEDS], noon - timedelta(hours=each), owners[each % len(owners)])
            for each in range(number)
        ),
        batch_size=BATCH,
    )
    Tag.objects.bulk_create(
        (
            Tag(item=item, company=owners[each % len(owners)], machine="accepted")
            for each, item in enumerate(items)
        ),
        batch_size=BATCH,
    )
    if products:
        Tag.objects.bulk_create(
            (
                Tag(item=item, product=products[each % len(products)], machine="accepted")
                for each, item in enumerate(items)
            ),
            batch_size=BATCH,
        )


def _feed(number: int) -> Feed:
    address = f"https://daily-{number}.example/feed"
    return Feed(url=address, name=f"Daily {number}", host_key=f"daily-{number}.example")


def _item(number: int, feed: Feed, at: datetime, owner: Company) -> Item:
    url = f"https://{feed.host_key}/{number}"
    digest = sha256(url.encode()).digest()
    return Item(
        feed=feed,
        uid=digest,
        url=url,
        canonical_url_hash=digest,
        content_hash=digest,
        title=f"{owner.name} does thing {number}",
        outlet=feed.name,
        summary="An invented report of what happened.",
        published_at=at,
        listed_at=at,
        first_seen_at=at,
        date_source="published",
        tagged_at=at,
    )
