"""How a deliverable would stand if what is proposed were recorded: the same arithmetic, nothing written."""

from dataclasses import replace
from datetime import date

from timeline.ledger import Facts, Happening, Move, Promise, Standing, judge

PROPOSED = "proposed"


def with_promise(facts: Facts, promise: Promise, *, as_of: date) -> Standing:
    """The standing with one promise more."""
    return judge(replace(facts, promises=(*facts.promises, promise)), as_of=as_of)


def with_happening(facts: Facts, happening: Happening, *, as_of: date) -> Standing:
    """The standing with one outcome more."""
    return judge(replace(facts, happenings=(*facts.happenings, happening)), as_of=as_of)


def move_to(standing: Standing, promise: Promise) -> tuple[Move, Promise] | None:
    """The move that ends in the promise, with the promise it leaves; None where it moves nothing."""
    by_slug = {each.slug: each for each in standing.facts.promises}
    for move in standing.moves:
        if move.after == promise.slug:
            return move, by_slug[move.before]
    return None
