"""Names in the catalogue that would always count for two things that have nothing to do with each other."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from news.models.catalog import Alias
from timeline.documents import Document
from timeline.layout import fold_name

Catalogue = Mapping[str, Mapping[str, Document]]
PLAIN, WEAK = Alias.Tier.PLAIN.value, Alias.Tier.WEAK.value
REQUIRED = Alias.VersionPolicy.REQUIRED.value
AS_WRITTEN: Document = {
    "tier": PLAIN,
    "case_sensitive": False,
    "version_policy": Alias.VersionPolicy.NONE.value,
    "valid_from": None,
    "valid_to": None,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing's claim to a name: whose it is, and the company above all of that."""

    table: str
    slug: str
    house: str
    alias: Document


def clashing_names(catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    """Each clash as (table, slug, message), at the later row; references must have been checked."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in _claims(catalogue):
        claims[fold_name(claim.alias["text"])].append(claim)
    for claimed in claims.values():
        for earlier, later in combinations(claimed, 2):
            if _clash(earlier, later):
                text = later.alias["text"]
                yield later.table, later.slug, f"{text} always counts for {earlier.table} {earlier.slug} too"


def _claims(catalogue: Catalogue) -> Iterator[Claim]:
    for table in ("company", "product"):
        for slug, document in catalogue[table].items():
            house = _house(catalogue, document.get("company") or slug)
            for alias in _names(document):
                if alias["tier"] != WEAK and alias["version_policy"] != REQUIRED:
                    yield Claim(table=table, slug=slug, house=house, alias=alias)


def _names(document: Document) -> list[Document]:
    """The aliases and, unless one of them rules it, the name itself."""
    aliases: list[Document] = document["aliases"]
    if any(alias["folded"] == fold_name(document["name"]) for alias in aliases):
        return aliases
    return [*aliases, {**AS_WRITTEN, "text": document["name"]}]


def _house(catalogue: Catalogue, company: str) -> str:
    while parent := catalogue["company"][company]["parent"]:
        company = parent
    return company


def _clash(one: Claim, other: Claim) -> bool:
    return (
        one.house != other.house
        and PLAIN in (one.alias["tier"], other.alias["tier"])
        and not _told_by_case(one.alias, other.alias)
        and _at_one_time(one.alias, other.alias)
    )


def _told_by_case(one: Document, other: Document) -> bool:
    return bool(one["case_sensitive"]) and other["case_sensitive"] and one["text"] != other["text"]


def _at_one_time(one: Document, other: Document) -> bool:
    """Whether there is a day on which both count; an open end is null."""
    return _begins_before_end(one, other) and _begins_before_end(other, one)


def _begins_before_end(one: Document, other: Document) -> bool:
    begin, end = one["valid_from"], other["valid_to"]
    return not begin or not end or bool(begin <= end)
