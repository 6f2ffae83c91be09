"""Items with texts of any length, which name what the record names: made for measuring the tagger."""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import accumulate

from news.models import Alias, Feed, Item

BATCH = 2_000
FIRST = datetime(2023, 1, 1, tzinfo=UTC)
CONSONANTS, VOWELS = "bcdfghklmnprstvwz", "aeiou"
TITLE_WORDS, TEXT_WORDS = 8, 45


def seed_texts(number: int, names: Sequence[str], *, seed: int = 7) -> None:
    """That many untagged items of about 300 characters; the first names stand in most of them, as in news."""
    chance = random.Random(seed)
    feed = Feed.objects.create(url="https://daily.example/feed", name="Daily", host_key="daily.example")
    words = [*_words(chance, 5_000)]
    weights = [*accumulate(1 / place for place in range(1, len(names) + 1))]
    for start in range(0, number, BATCH):
        places = range(start, min(start + BATCH, number))
        Item.objects.bulk_create(_item(each, feed, chance, words, names, weights) for each in places)


def seed_names(number: int, targets: Sequence[int]) -> list[str]:
    """That many plain names of the products; returns them, the most used first."""
    chance = random.Random(number)
    names = list(dict.fromkeys(word.title() for word in _words(chance, number * 2)))[:number]
    Alias.objects.bulk_create(
        Alias(text=name, folded=name.lower(), product_id=targets[place % len(targets)])
        for place, name in enumerate(names)
    )
    return names


def _words(chance: random.Random, number: int) -> Iterator[str]:
    for _ in range(number):
        yield "".join(chance.choice(CONSONANTS) + chance.choice(VOWELS) for _ in range(chance.randint(2, 4)))


def _item(
    number: int,
    feed: Feed,
    chance: random.Random,
    words: Sequence[str],
    names: Sequence[str],
    weights: Sequence[float],
) -> Item:
    url = f"https://daily.example/{number}"
    digest = sha256(url.encode()).digest()
    title, text = (chance.choices(words, k=length) for length in (TITLE_WORDS, TEXT_WORDS))
    title.insert(chance.randrange(TITLE_WORDS), chance.choices(names, cum_weights=weights)[0])
    at = FIRST + timedelta(minutes=20 * number)
    return Item(
        feed=feed,
        uid=digest,
        url=url,
        canonical_url_hash=digest,
        content_hash=digest,
        title=" ".join(title).capitalize(),
        outlet=feed.name,
        summary=" ".join(text).capitalize() + "\u2026",
        published_at=at,
        listed_at=at,
        date_source="published",
    )
