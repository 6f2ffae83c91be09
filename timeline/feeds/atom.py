"""An Atom document out of entries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.feedgenerator import Atom1Feed
from django.utils.xmlutils import SimplerXMLGenerator

from timeline.wording.printable import printable

LONGEST_TITLE = 280
RIGHTS = "The record: CC BY 4.0. Titles and quotes belong to their publishers."


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry; its id and the instant of its last change stay as they are while it does. Text is plain."""

    id: str
    title: str
    link: str
    text: str
    published: datetime
    updated: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What a feed is called, the page it follows, and its own address; `since` dates one without entries."""

    title: str
    page: str
    address: str
    since: datetime


class _Document(Atom1Feed):
    since: datetime

    def latest_post_date(self) -> datetime:
        """A feed without entries changes no more often than one with them."""
        return super().latest_post_date() if self.items else self.since

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Django calls every summary HTML, and a reader would take signs of others for it; ours are text."""
        super().add_item_elements(handler, item | {"description": None})
        handler.addQuickElement("summary", item["description"], {"type": "text"})


def atom_of(heading: Heading, entries: Iterable[Entry]) -> str:
    """The document, in the order of the entries."""
    document = _Document(
        title=heading.title,
        link=heading.page,
        description=None,
        language="en",
        author_name="AI Tracker",
        feed_url=heading.address,
        feed_guid=heading.address,
        feed_copyright=RIGHTS,
    )
    document.since = heading.since
    for entry in entries:
        document.add_item(
            title=printable(cut(entry.title)),
            link=entry.link,
            description=printable(entry.text),
            unique_id=entry.id,
            pubdate=entry.published,
            updateddate=entry.updated,
        )
    return document.writeString("utf-8")


def cut(text: str) -> str:
    """As much of a text of others as may be shown."""
    return text if len(text) <= LONGEST_TITLE else f"{text[: LONGEST_TITLE - 1].rstrip()}…"
