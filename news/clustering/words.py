"""The words of a report that tell one event from another: folded, cut to their stems, counted."""

import re
from collections import Counter
from functools import lru_cache

from news.matching import fold

# What a feed shows of a text differs from one sentence to the whole article; its beginning is the report.
TITLE_CHARACTERS = 500
LEAD_CHARACTERS = 300
WORD = re.compile(r"[^\W_]+(?:[.'][^\W_]+)*")
UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
SHORTEST_STEM = 3
ENDINGS = (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("ly", ""), ("es", ""), ("s", ""))
NUMERALS = dict(
    zip("one two three four five six seven eight nine ten".split(), map(str, range(1, 11)), strict=True)
)
COMMON = frozenset(
    "a about after ai an and are as at be been but by can could for from had has have he her his how i in"
    " into is it its may might more new not of on or our said say says she than that the their they this to"
    " us was we were what when where which who why will with would you your".split()
)


def counted_words(title: str, text: str) -> tuple[frozenset[str], Counter[str]]:
    """The words of the title, and those of the beginning of the text with how often each stands there."""
    title = title[:TITLE_CHARACTERS]
    in_title = frozenset(_stems(title))
    in_lead = Counter(_stems(text[:LEAD_CHARACTERS], with_unspaced=bool(UNSPACED.search(title))))
    return in_title, in_lead


def _stems(text: str, *, with_unspaced: bool = True) -> list[str]:
    """The stem of each word that is not common; writing without spaces in pairs of letters.

    A translation in another script beside the report makes it no less the same report: it is left out.
    """
    stems: list[str] = []
    for word in WORD.findall(fold(text).lower()):
        if UNSPACED.search(word):
            stems += _pairs(word) if with_unspaced else ()
        elif word not in COMMON:
            stems.append(_stem(word))
    return stems


def _pairs(word: str) -> list[str]:
    return [word[place : place + 2] for place in range(max(len(word) - 1, 1))]


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    """One spelling for the forms of an English word: crude, and good enough to compare with itself."""
    word = word.removesuffix("'s").replace("'", "")
    if word in NUMERALS:
        return NUMERALS[word]
    for ending, instead in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM and not word.endswith("ss"):
            word = word[: -len(ending)] + instead
            break
    return word[:-1] if len(word) > SHORTEST_STEM and word.endswith("e") else word
