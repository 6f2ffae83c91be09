"""How many phrases a second are read into windows on one core."""

from datetime import date, timedelta
from itertools import product
from statistics import median
from time import process_time

from timeline.windows import read_window

RUNS = 5
_FIRST_DAY = date(2026, 1, 1)
_LEADS = (
    "",
    "by ",
    "planned for late ",
    "not before ",
    "We will release it in ",
    "early ",
    "before the end of ",
)
_MONTHS = "January February March April May June July August September October November December".split()
_RELATIVE = (
    "in the coming weeks",
    "later this summer",
    "next quarter",
    "within two months",
    "by the end of the year",
    "coming soon",
)
_PRODUCTS = tuple(f"Model {number}: " for number in range(1, 31))


def phrases() -> list[str]:
    """At least 5,000 phrases, no two alike: dated by month and year, by day, and by the day of saying."""
    months = [f"{lead}{month} {year}" for lead, month, year in product(_LEADS, _MONTHS, range(2026, 2056))]
    days = [f"{lead}{month} {day}, 2027" for lead, month, day in product(_LEADS, _MONTHS, range(1, 29))]
    relative = [f"{name}available {words}" for name, words in product(_PRODUCTS, _RELATIVE)]
    return months + days + relative


def measure() -> dict[str, float]:
    """Phrases a second, the median of five runs, and how many phrases each run read."""
    texts = phrases()
    return {"phrases": len(texts), "phrases_per_second": median(_speed(texts) for _ in range(RUNS))}


def _speed(texts: list[str]) -> float:
    start = process_time()
    for place, text in enumerate(texts):
        said = _FIRST_DAY + timedelta(days=place % 365)
        read_window(text, said, said)
    return len(texts) / (process_time() - start)
