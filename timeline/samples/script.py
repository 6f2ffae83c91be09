"""The invented news in their order: which outlet says what, and how many seconds after the start."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent.parent / "data" / "samples"
HOST = "127.0.0.1:8765"
# Far enough from today that the promise is open, near enough that a delay of it is news.
AHEAD = timedelta(days=12)
BEFORE = timedelta(days=35)


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleFeed:
    """One outlet that does not exist; `path` is where its feed lies."""

    slug: str
    name: str
    kind: str

    @property
    def address(self) -> str:
        """The address of its feed."""
        return f"http://{HOST}/{self.slug}.xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleItem:
    """One entry of an outlet, to be seen `after` that many seconds."""

    feed: str
    after: int
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """Outlets, and what they say in the order in which they say it."""

    feeds: Sequence[SampleFeed]
    items: Sequence[SampleItem]


def dates_of(today: date) -> dict[str, str]:
    """The dates that the texts speak of, and where they lie, by the names that stand for them there."""
    due = (today + AHEAD).replace(day=1)
    due_last = due.replace(day=calendar.monthrange(due.year, due.month)[1])
    later = due_last + timedelta(days=1)
    return {
        "due": f"{due:%B %Y}",
        "due_first": due.isoformat(),
        "due_last": due_last.isoformat(),
        "later": f"{later:%B %Y}",
        "said": (today - BEFORE).isoformat(),
        "host": HOST,
    }


def filled(text: str, today: date) -> str:
    """The text with what every {name} stands for in its place."""
    for name, words in dates_of(today).items():
        text = text.replace(f"{{{name}}}", words)
    return text


def read_script(today: date) -> Script:
    """The shipped script, as told on that day."""
    news: dict[str, Any] = yaml.safe_load(filled((FOLDER / "news.yaml").read_text(encoding="utf-8"), today))
    return Script(
        feeds=tuple(SampleFeed(**each) for each in news["feeds"]),
        items=tuple(SampleItem(**each) for each in news["items"]),
    )
