"""How many items a second are read for what they claim, on one core."""

from datetime import date, timedelta
from random import Random
from statistics import median
from time import process_time

from news.matching import Target
from timeline.claims import Mention, read_claim

RUNS, ITEMS, SEED = 5, 2_000, 20_260_604
LENGTH = 300
A_DAY = 20
FIRST_DAY = date(2026, 6, 4)
_COMPANIES = ("Acme", "Tern", "Northwind", "Brightforge", "Lumen")
_THINGS = ("Heron 4", "its smart ring", "the home robot", "a coding agent", "its first API")
_ACTS = (
    "releases {thing}",
    "delays {thing} to {when}",
    "is shutting down {thing} {when}",
    "will open {thing} {when}",
    "cancels {thing} after two years",
    "raises $40 million for {thing}",
    "lays off the team behind {thing}",
    "denies it is working on {thing}",
)
_WHEN = (
    "in November",
    "next month",
    "by the end of the year",
    "on September 30",
    "later this summer",
    "in 2027",
)
_LEADS = (
    "The company announced the step on Monday.",
    "It was originally planned for {when} and will now come later.",
    "Two people who know of the plans said that nothing had been decided yet.",
    "Customers on paid plans get it first, everybody else {when}.",
    "Analysts expect the market to grow by 2030.",
    "Engineers had warned of the heat for months, and the board listened in May.",
)


def items() -> list[tuple[str, str, list[Mention]]]:
    """Titles and leads of 300 characters in all, put together at random, the same for the same seed."""
    random = Random(SEED)
    return [_item(random) for _ in range(ITEMS)]


def _item(random: Random) -> tuple[str, str, list[Mention]]:
    company = random.choice(_COMPANIES)
    title = f"{company} {_filled(random, random.choice(_ACTS))}"
    lead = ""
    while len(title) + len(lead) < LENGTH:
        lead += _filled(random, random.choice(_LEADS)) + " "
    return (
        title,
        lead[: LENGTH - len(title)],
        [Mention(target=Target("company", 1), start=0, end=len(company))],
    )


def _filled(random: Random, pattern: str) -> str:
    return pattern.format(thing=random.choice(_THINGS), when=random.choice(_WHEN))


def measure() -> dict[str, float]:
    """Items a second, the median of five runs, and how many items each run read."""
    read = items()
    return {"items": len(read), "items_per_second": round(median(_speed(read) for _ in range(RUNS)))}


def _speed(read: list[tuple[str, str, list[Mention]]]) -> float:
    start = process_time()
    for place, (title, lead, mentions) in enumerate(read):
        read_claim(title, lead, mentions=mentions, on=FIRST_DAY + timedelta(days=place // A_DAY))
    return len(read) / (process_time() - start)
