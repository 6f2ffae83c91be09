"""What is said where nothing fits: what was asked for, what lies just outside, the ways out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from aitracker.web.selection import Selection
from timeline.queries.companies import CompanyTree
from timeline.queries.outside import COMPANY, DAYS, FATE, KIND, WORDS, outside
from timeline.views.addresses import address
from timeline.views.choices import ANEW
from timeline.views.frame import Visit, fate_group
from timeline.views.ranges import Range
from timeline.wording.days import long_day
from timeline.wording.terms import CHANNELS, FATE_GROUPS, LOOKS

# What a choice is called where it is left out, and the parameters that say it.
LEFT_OUT = {
    DAYS: ("on other days", ("from", "to")),
    WORDS: ("without these words", ("q",)),
    FATE: ("with another fate", ("fate",)),
    KIND: ("of another kind", ("channel",)),
    COMPANY: ("of other companies", ("company",)),
}
SAID = frozenset({"as_of", "company", "fate", "channel", "from_", "to", "q"})
UNSAID = frozenset({"since", "limit", "sort", "view", "group", "sel", "theme", "kind", "standing"})


@dataclass(frozen=True, slots=True)
class Way:
    """Words that lead somewhere."""

    words: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing:
    """What was asked for in a sentence, and where there is something instead."""

    title: str
    asked: str
    outside: tuple[Way, ...]
    ways: tuple[Way, ...]


def nothing_of(
    visit: Visit, tree: CompanyTree, *, shown: Range | None = None, every: Range | None = None
) -> Nothing:
    """Why a list of deliverables is empty.

    shown: the days of the chart, which has some even where none were asked for; every: all it can show.
    """
    asked = visit.selection
    drawn = replace(asked, from_=shown.first, to=shown.last) if shown else asked
    any_time = _any_time(visit, every)
    found = outside(drawn, tree)
    ways = [Way("Any time", any_time)] if DAYS in found else []
    return Nothing(
        title="No promise fits these filters",
        asked=_sentence(asked if asked.from_ or asked.to else drawn, tree, visit),
        outside=tuple(_outside(visit, name, number, any_time) for name, number in found.items()),
        ways=(*ways, Way("Clear filters", visit.request.path + visit.keep)),
    )


def _any_time(visit: Visit, every: Range | None) -> str:
    """The chart needs days to show all of them; the list needs none."""
    days = (
        {"from": every.first.isoformat(), "to": every.last.isoformat()} if every else {"from": "", "to": ""}
    )
    return address(visit, **days, **ANEW)


def _outside(visit: Visit, name: str, number: int, any_time: str) -> Way:
    words, parameters = LEFT_OUT[name]
    without = address(visit, **dict.fromkeys(parameters, ""), **ANEW)
    return Way(f"{number:,} {words}", any_time if name == DAYS else without)


def _sentence(asked: Selection, tree: CompanyTree, visit: Visit) -> str:
    """You asked for open deliverables of Mistral, from 1 January 2100 on, with “zebra” in the name."""
    parts = (
        f"of the kind {_either(CHANNELS[each] for each in asked.channel)}" if asked.channel else "",
        _days(asked.from_, asked.to),
        f"with “{asked.q}” in the name" if asked.q else "",
        "and for more that the address names" if _names_more(asked) else "",
        f"as known on {long_day(asked.as_of)}" if asked.as_of != visit.today else "",
    )
    return ", ".join(filter(None, (f"You asked for {_what(asked, tree)}", *parts))) + "."


def _what(asked: Selection, tree: CompanyTree) -> str:
    """Open deliverables of Mistral or Meta; deliverables marked Withdrawn or Silent."""
    group = fate_group(asked)
    words = f"{FATE_GROUPS[group].lower()} deliverables" if group else "deliverables"
    if asked.company:
        words += f" of {_companies(asked.company, tree)}"
    if asked.fate and not group:
        words += f" marked {_either(LOOKS[each].word for each in asked.fate)}"
    return words


def _companies(slugs: Sequence[str], tree: CompanyTree) -> str:
    names = [tree.by_slug[slug].name for slug in slugs if slug in tree.by_slug]
    unknown = len(slugs) - len(names)
    if unknown:
        names.append("a company not on record" if unknown == 1 else f"{unknown} companies not on record")
    return _either(names)


def _either(words: Iterable[str]) -> str:
    """API, App or Web."""
    *others, last = list(words) or [""]
    return f"{', '.join(others)} or {last}" if others else last


def _days(first: date | None, last: date | None) -> str:
    if first and last:
        return f"from {long_day(first)} to {long_day(last)}"
    if first:
        return f"from {long_day(first)} on"
    return f"up to {long_day(last)}" if last else ""


def _names_more(asked: Selection) -> bool:
    """Whether it selects by something that has no words here: a product, a precision, a number of days."""
    usual = Selection(as_of=asked.as_of)
    rest = (each.name for each in fields(Selection) if each.name not in SAID | UNSAID)
    return any(getattr(asked, name) != getattr(usual, name) for name in rest)
