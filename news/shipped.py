"""The shipped names and their grammar out of the files in news/data, without a database."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from news.canonical import publishing_host
from news.matching import (
    Gazetteer,
    Grammar,
    Name,
    Publisher,
    Target,
    Thing,
    build_grammar,
    compile_gazetteer,
    folded_key,
)

DATA = Path(__file__).parent / "data"
# A source that calls itself one of AI news: smol-ai/ainews-web.
AI_SOURCE = re.compile(r"(?<![a-z])ai[-_ ]?(?:news|rss|digest|weekly|daily)", re.IGNORECASE)
OWNED_KINDS = ("lab", "unit")
Row = Mapping[str, Any]


@cache
def shipped_grammar() -> Grammar:
    """The grammar of names as shipped."""
    return build_grammar(_read("grammar"))


@cache
def shipped_rows(table: str) -> tuple[Row, ...]:
    """The rows of companies or products as shipped, every scalar a string."""
    return tuple(_read(table))


@cache
def shipped_gazetteer() -> Gazetteer:
    """The shipped names compiled; a target's id is the place of its row in the file, from 1."""
    companies, products = shipped_rows("companies"), shipped_rows("products")
    targets = {("company", row["slug"]): Target("company", at) for at, row in enumerate(companies, start=1)}
    targets |= {("product", row["slug"]): Target("product", at) for at, row in enumerate(products, start=1)}
    rows = [
        *((targets["company", row["slug"]], row) for row in companies),
        *((targets["product", row["slug"]], row) for row in products),
    ]
    return compile_gazetteer(
        [name for target, row in rows for name in _names(target, row)],
        owners=dict(_owners(rows, targets)),
        things=[_thing(target, row) for target, row in rows],
        grammar=shipped_grammar(),
    )


@cache
def shipped_company_names() -> dict[str, Target]:
    """Companies by every shipped name of theirs."""
    return company_names(shipped_gazetteer())


def company_names(gazetteer: Gazetteer) -> dict[str, Target]:
    """Companies by every name of theirs, folded: what a label may call them."""
    entries = [entry for each in gazetteer.entries_of for entry in each]
    own = {folded_key(thing.name): thing.target for thing in gazetteer.things.values()}
    names = [(folded_key(entry.name.text), entry.name.target) for entry in entries]
    return {text: target for text, target in (*names, *own.items()) if target.kind == "company"}


@cache
def newsletter_hosts() -> frozenset[str]:
    """The hosts of the shipped newsletters, which write about AI alone."""
    feeds = _read("feeds")["feeds"]
    return frozenset(publishing_host(feed["homepage"]) for feed in feeds if feed["kind"] == "newsletter")


def publisher_of(address: str, source: str = "") -> Publisher:
    """Whose page stands at this address, which came by a source of this name."""
    host = publishing_host(address)
    return Publisher(host=host, is_about_ai=host in newsletter_hosts() or bool(AI_SOURCE.search(source)))


def _read(name: str) -> Any:
    text = (DATA / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 (the base loader makes nothing but strings)


def _names(target: Target, row: Row) -> Iterator[Name]:
    """The aliases of a row, and its own name, a plain alias where none of them rules it."""
    aliases = [alias if isinstance(alias, dict) else {"text": alias} for alias in row.get("aliases", ())]
    if folded_key(row["name"]) not in {folded_key(alias["text"]) for alias in aliases}:
        yield Name(text=row["name"], target=target)
    for alias in aliases:
        yield _name(target, alias)


def _name(target: Target, alias: Row) -> Name:
    return Name(
        text=alias["text"],
        target=target,
        kind=alias.get("kind", "name"),
        tier=alias.get("tier", "plain"),
        case_sensitive=alias.get("case_sensitive") == "true",
        version_policy=alias.get("version_policy", "none"),
        context=tuple(alias.get("context", ())),
        negative_context=tuple(alias.get("negative_context", ())),
        valid_from=_day(alias, "valid_from"),
        valid_to=_day(alias, "valid_to"),
    )


def _day(row: Row, key: str) -> date | None:
    return date.fromisoformat(row[key]) if row.get(key) else None


def _owners(
    rows: list[tuple[Target, Row]], targets: Mapping[tuple[str, str], Target]
) -> Iterator[tuple[Target, Target]]:
    """Who is behind a product, and the parent of a unit or lab; a subsidiary stands alone."""
    for target, row in rows:
        owner = row["company"] if target.kind == "product" else row.get("parent")
        if owner and (target.kind == "product" or row["kind"] in OWNED_KINDS):
            yield target, targets["company", owner]


def _thing(target: Target, row: Row) -> Thing:
    return Thing(
        target=target,
        slug=row["slug"],
        name=row["name"],
        kind=row["kind"],
        host=publishing_host(row.get("homepage", "")),
    )
