"""What the suite writes and replays through the site's own models, on the rig's database."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, connections, transaction

from aitracker.settings import database
from news.models import Feed, Host, Item, Story
from news.subscriptions import FeedFacts, add_feed
from timeline.documents import TABLES, read_documents, replay
from timeline.models import Change

ADDRESS = ("NAME", "USER", "PASSWORD", "HOST", "PORT")


@contextmanager
def models_on(database_url: str) -> Iterator[None]:
    """Let this process's models stand on another database for a while."""
    facts = connections.settings["default"]
    before = {name: facts[name] for name in ADDRESS}
    _turn(facts, {name: database(database_url)[name] for name in ADDRESS})
    try:
        yield
    finally:
        _turn(facts, before)


def _turn(facts: dict[str, object], address: dict[str, object]) -> None:
    connection.close()
    facts.update(address)
    connection.settings_dict.update(address)


def add_feeds(urls: list[str]) -> None:
    """Add feeds that are due at once, for one claim to find them all."""
    with transaction.atomic():
        for url in urls:
            add_feed(FeedFacts(url=url))


def forget_news() -> None:
    """Remove all feeds and what came of them but what the record cites."""
    Item.objects.exclude(feed__kind=Feed.Kind.RECORD).delete()
    Story.objects.filter(items=None).delete()
    Feed.objects.exclude(kind=Feed.Kind.RECORD).delete()
    Host.objects.all().delete()


def is_replayed_whole() -> bool:
    """Whether all changes from empty give the record as it stands."""
    changes = Change.objects.order_by("seq").values_list("target_table", "before", "after")
    return replay(changes) == {name: read_documents(table) for name, table in TABLES.items()}
