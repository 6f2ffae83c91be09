"""What is shown of a place that was found: its name, what it is of, and the words around the hit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db import connection

from timeline.queries.search import FoundKind, Place, asked_words
from timeline.queries.search_sql import JOINING

# Characters of no script: they stand around what was found, and are taken out of the texts themselves.
START, END = "\ue000", "\ue001"
UNUSED = {ord(START): " ", ord(END): " "}
APART = UNUSED | {ord(sign): " " for sign in JOINING}
# As much of a text as is looked at for the words around a hit, and as much of it as is shown.
MOST_READ = 3000
EXCERPT = 280


@dataclass(frozen=True, slots=True)
class Passage:
    """A text, and the places in it that were found: first character and the one after the last."""

    text: str
    hits: tuple[tuple[int, int], ...] = ()

    @property
    def parts(self) -> list[tuple[str, bool]]:
        """The text in pieces, each with whether it was found."""
        edges = [0, *(edge for hit in self.hits for edge in hit), len(self.text)]
        pieces = [(self.text[a:b], n % 2 == 1) for n, (a, b) in enumerate(pairwise(edges))]
        return [piece for piece in pieces if piece[0]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A place with its words. about: the company or outlet it is of; outside: a page elsewhere, else empty.

    excerpt: of a name the other names, where they were found; null where there is nothing to show.
    """

    place: Place
    name: Passage
    excerpt: Passage | None
    about: str
    company: str
    target: str
    outside: str = ""


_HEADLINE = "ts_headline('english', {}, websearch_to_tsquery('english', %(words)s), {})"
_SIGNS = f'StartSel="{START}", StopSel="{END}"'
_APART = "translate(coalesce({}, ''), '" + JOINING + START + END + "', '        ')"
_WHOLE = f"'{_SIGNS}, HighlightAll=true'"
_AROUND = f"'{_SIGNS}, MaxFragments=1, MaxWords=36, MinWords=18, ShortWord=2'"
# Of each kind: name, text, company or outlet, slugs of the company and of its page, an address elsewhere.
TEXTS: Mapping[FoundKind, str] = {
    FoundKind.COMPANY: """
        SELECT c.id, c.name, (SELECT string_agg(a.text, ' · ' ORDER BY a.text) FROM news_alias a
                              WHERE a.company_id = c.id AND a.text <> c.name), '', c.slug, c.slug, ''
        FROM news_company c""",
    FoundKind.PRODUCT: """
        SELECT p.id, p.name, (SELECT string_agg(a.text, ' · ' ORDER BY a.text) FROM news_alias a
                              WHERE a.product_id = p.id AND a.text <> p.name), c.name, c.slug, p.slug, ''
        FROM news_product p JOIN news_company c ON c.id = p.company_id""",
    FoundKind.DELIVERABLE: """
        SELECT d.id, d.name, (SELECT string_agg(a.text, ' · ' ORDER BY a.text) FROM news_alias a
                              WHERE a.product_id = p.id AND a.text <> p.name), c.name, c.slug, d.slug, ''
        FROM timeline_deliverable d JOIN news_product p ON p.id = d.product_id
        JOIN news_company c ON c.id = p.company_id""",
    FoundKind.EVENT: """
        SELECT e.id, e.title, e.summary, '', '', e.slug, '' FROM timeline_event e""",
    FoundKind.COMMITMENT: """
        SELECT m.id, d.name, concat_ws(' · ', m.words, nullif(m.condition, ''), nullif(m.speaker, '')),
               c.name, c.slug, d.slug, ''
        FROM timeline_commitment m JOIN timeline_deliverable d ON d.id = m.deliverable_id
        JOIN news_product p ON p.id = d.product_id JOIN news_company c ON c.id = p.company_id""",
    FoundKind.STORY: """
        SELECT i.id, i.title, i.summary, coalesce(nullif(i.outlet, ''), f.name), '',
               coalesce(i.story_id::text, ''), i.url
        FROM news_item i JOIN news_feed f ON f.id = i.feed_id""",
}
# Of these the text are other names, worth showing only where one of them was found.
BY_NAME = frozenset({FoundKind.COMPANY, FoundKind.PRODUCT, FoundKind.DELIVERABLE})


def hits_of(places: Sequence[Place], text: str) -> list[Hit]:
    """The places with their words, in their order; one query."""
    if not places:
        return []
    rows = {(row[0], row[1]): row[2:] for row in _read(places, asked_words(text))}
    return [_hit(place, rows[place.kind, place.key]) for place in places if (place.kind, place.key) in rows]


def _read(places: Iterable[Place], words: str) -> list[Any]:
    keys: dict[FoundKind, list[int]] = {}
    for place in places:
        keys.setdefault(place.kind, []).append(place.key)
    branches = [_branch(kind) for kind in keys]
    values: dict[str, Any] = {"words": words, **{str(kind): ids for kind, ids in keys.items()}}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(branches), values)
        rows: list[Any] = cursor.fetchall()
        return rows


def _branch(kind: FoundKind) -> str:
    told = f"left(told, {MOST_READ})"
    marked_name = _HEADLINE.format(_APART.format("name"), _WHOLE)
    marked_told = _HEADLINE.format(_APART.format(told), _WHOLE if kind in BY_NAME else _AROUND)
    return f"""
        SELECT '{kind}', id, name, {told}, about, company, target, outside, {marked_name}, {marked_told}
        FROM ({TEXTS[kind]}) AS t (id, name, told, about, company, target, outside)
        WHERE id = ANY(%({kind})s)
    """  # noqa: S608  no word of a reader


def _hit(place: Place, row: Sequence[str]) -> Hit:
    name, told, about, company, target, outside, marked_name, marked_told = row
    excerpt = passage(told or "", marked_told)
    is_shown = excerpt.text and (excerpt.hits or place.kind not in BY_NAME)
    return Hit(
        place=place,
        name=passage(name, marked_name, most=len(name)),
        excerpt=excerpt if is_shown else None,
        about=about,
        company=company,
        target=target,
        outside="" if target else outside,
    )


def passage(text: str, marked: str, *, most: int = EXCERPT) -> Passage:
    """The part of a text that is marked in a copy of it, where joining signs may be blanks; at most so long.

    Where the copy cannot be found again the text begins at its beginning, without a mark.
    """
    plain = marked.replace(START, "").replace(END, "")
    begin = text.translate(APART).find(plain)
    if begin < 0:
        return _cut(Passage(text), most)
    hits, place = [], 0
    for before, _, rest in (piece.partition(END) for piece in _pieces(marked)):
        hits.append((place, place + len(before)))
        place += len(before) + len(rest)
    first = len(marked.partition(START)[0])
    moved = tuple((first + a, first + b) for a, b in hits)
    return _cut(Passage(text[begin : begin + len(plain)], moved), most)


def _pieces(marked: str) -> list[str]:
    """What follows each beginning of a hit."""
    return marked.split(START)[1:]


def _cut(found: Passage, most: int) -> Passage:
    """Cut at a word, the hits with it."""
    if len(found.text) <= most:
        return found
    text = found.text[: most - 1].rsplit(" ", 1)[0]
    return Passage(text + "…", tuple(hit for hit in found.hits if hit[1] <= len(text)))
