"""How fast the whole tagger reads generated items of about 300 characters, without a database."""

from random import Random
from statistics import median
from time import process_time

from news.matching import Gazetteer, Name, Publisher, compile_gazetteer, match_text
from news.shipped import shipped_gazetteer

ALIASES = 2_000
ITEMS = 3_000
REPEATS = 3
CHARACTERS = 300
# About as often as in the news of a day: three names, and one word about AI.
NAMES_AN_ITEM = 3
WORDS = (
    "the a of to in and for with on by at from after before over under its their his her new first last year"
    " month week people city river garden market price report study team plan change place company group"
    " court school health music weather train station bridge house window light paper water stone field"
    " says said will may could has have had is are was were be been more most less many few several as it"
    " opens closes starts ends grows falls rises keeps finds makes takes gives shows tells asks answers"
    " quietly quickly slowly again still even only just almost nearly about around between during since"
).split()
ABOUT_AI = ("AI", "model", "models", "chatbot", "API", "release", "benchmark", "agents", "chips", "funding")


def measure() -> dict[str, int | float]:
    """Items a second of one core in the median pass, and what an item took of it."""
    gazetteer = gazetteer_of(ALIASES)
    items = [item(number) for number in range(ITEMS)]
    seconds = median(_seconds(items, gazetteer) for _ in range(REPEATS))
    return {
        "aliases": ALIASES,
        "items": ITEMS,
        "characters": round(sum(len(title) + len(text) for title, text in items) / ITEMS),
        "items_per_s": round(ITEMS / seconds),
        "us_each": round(seconds / ITEMS * 1_000_000, 1),
    }


def gazetteer_of(size: int) -> Gazetteer:
    """The shipped gazetteer cut to so many names, drawn by a fixed seed."""
    shipped = shipped_gazetteer()
    return compile_gazetteer(
        Random(1).sample(_names(shipped), size),
        owners=shipped.owners,
        things=shipped.things.values(),
        grammar=shipped.grammar,
    )


def _names(gazetteer: Gazetteer) -> list[Name]:
    return [entry.name for entries in gazetteer.entries_of for entry in entries if entry.short is None]


def _seconds(items: list[tuple[str, str]], gazetteer: Gazetteer) -> float:
    publisher = Publisher(host="press.example")
    start = process_time()
    for title, text in items:
        match_text(title, text, gazetteer=gazetteer, publisher=publisher)
    return process_time() - start


def item(number: int) -> tuple[str, str]:
    """A title and a text of invented words with names between them; the same for the same number."""
    random = Random(number)
    words = random.choices(WORDS, k=CHARACTERS // 6)
    for name in random.choices(_names(shipped_gazetteer()), k=NAMES_AN_ITEM):
        words[random.randrange(len(words))] = name.text
    words[random.randrange(len(words))] = random.choice(ABOUT_AI)
    return " ".join(words[:10]).capitalize(), " ".join(words[10:])
