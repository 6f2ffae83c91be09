"""The figure of the clusterer: reports a second with four days of news at hand."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count, islice
from random import Random
from statistics import median
from time import process_time

from news.clustering import WINDOW, Named, Report, StoryIndex

WINDOW_ITEMS = 20_000
MEASURED = 3_000
RUNS = 3
STORY_SHARE = 0.3
COMPANIES = 300
START = datetime(2026, 11, 1, tzinfo=UTC)


def test_a_thousand_reports_a_second_find_their_story(report: Callable[..., None]) -> None:
    """Most words are rare and a few are everywhere, as in language; three of ten reports repeat a story."""
    reports = list(islice(invented_reports(Random(5)), WINDOW_ITEMS + MEASURED * RUNS))
    index = StoryIndex()
    numbers = count()
    filled = place(index, reports[:WINDOW_ITEMS], numbers)
    starts = range(WINDOW_ITEMS, len(reports), MEASURED)
    seconds = median(place(index, reports[start : start + MEASURED], numbers) for start in starts)
    report(
        "stories found with 20,000 reports in the window",
        items_per_second=round(MEASURED / seconds),
        floor=1_000,
        us_per_item=round(seconds / MEASURED * 1e6),
        seconds_to_fill=round(filled, 1),
        stories=next(numbers),
    )


def place(index: StoryIndex, reports: list[Report], numbers: "count[int]") -> float:
    """The seconds of a core that it takes to place them."""
    began = process_time()
    for each in reports:
        index.place(each, new_story=lambda: next(numbers))
    return process_time() - began


def invented_reports(random: Random) -> Iterator[Report]:
    """Reports of headline and lead, 20,000 in four days, of 60,000 words whose rank decides how common."""
    told: list[list[str]] = []
    for number in count():
        if told and random.random() < STORY_SHARE:
            words = list(random.choice(told[-3_000:]))
            random.shuffle(words)
            words = words[:30] + [invented_word(random) for _ in range(18)]
        else:
            words = [invented_word(random) for _ in range(48)]
            told.append(words)
        yield Report(
            id=number,
            title=" ".join(words[:10]),
            text=" ".join(words[10:]),
            at=START + WINDOW * number / WINDOW_ITEMS,
            outlet=f"outlet-{random.randrange(200)}.example",
            named=Named(frozenset({random.randrange(COMPANIES)})) if number % 3 == 0 else Named(),
        )


def invented_word(random: Random) -> str:
    """A word whose rank follows Zipf's law."""
    return f"w{int(60_000 ** random.random())}o"
