"""What the news can be asked for: the boxes of the form, and what is said where nothing fits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse

from news.wording import FEED_STANDINGS
from timeline.queries.facets import Facet, Facets
from timeline.terms import EventKind
from timeline.views.addresses import address
from timeline.views.choices import ANEW
from timeline.views.frame import Visit
from timeline.views.nothing import Nothing, Way
from timeline.wording.days import counted, long_day
from timeline.wording.terms import EVENT_KINDS

CHANGING = "ledger"
FORM_FIELDS = frozenset({"q", "show", "company", "model", "kind", "standing"})
BOXED = ("company", "model", "kind", "standing")
MOST_COMPANIES = 10
MOST_MODELS = 6
MOST_KINDS = 8
# As many as anyone looks through; those told of more seldom are found by the words asked for.
MOST_CHOICES = 200
KIND_WORDS = {kind.value: EVENT_KINDS[kind].word for kind in EventKind}
STANDING_WORDS = {each.key: each.title for each in FEED_STANDINGS}


@dataclass(frozen=True, slots=True)
class Box:
    """One box of the form."""

    facet: Facet
    chosen: bool


def choices_of(visit: Visit, found: Facets) -> dict[str, dict[str, Any]]:
    """The boxes of each parameter, by its name."""
    chosen = visit.selection
    return {
        "company": _boxes(found.companies, chosen.company, most=MOST_COMPANIES),
        "model": _boxes(found.models, chosen.model, most=MOST_MODELS),
        "kind": _boxes(_named(found.kinds, KIND_WORDS), chosen.kind, most=MOST_KINDS),
        "standing": _boxes(_in_order(found.standings), chosen.standing, most=len(FEED_STANDINGS)),
    }


def _boxes(among: Sequence[Facet], chosen: Sequence[str], *, most: int) -> dict[str, Any]:
    """The chosen and the busiest first; the next by name, behind; how many are left out."""
    boxes = [Box(each, each.slug in chosen) for each in among]
    first = [box for place, box in enumerate(boxes) if box.chosen or place < most]
    others = [box for box in boxes[most:] if not box.chosen]
    rest = sorted(others[:MOST_CHOICES], key=lambda box: box.facet.name.casefold())
    return {"first": first, "rest": rest, "left_out": len(others) - len(rest)}


def _named(among: Sequence[Facet], words: Mapping[str, str]) -> list[Facet]:
    return [replace(each, name=words[each.slug]) for each in among if each.slug in words]


def _in_order(standings: Sequence[Facet]) -> list[Facet]:
    """In their own order: those nearest to what they tell of first."""
    return sorted(_named(standings, STANDING_WORDS), key=lambda each: [*STANDING_WORDS].index(each.slug))


def chosen_in(visit: Visit) -> int:
    """How many boxes are ticked."""
    return sum(len(getattr(visit.selection, name)) for name in BOXED)


def hidden_in(visit: Visit) -> dict[str, str]:
    """What the form of filters sends along: the day shown and all that is chosen elsewhere."""
    shown = {} if visit.as_of == visit.today else {"as_of": visit.as_of.isoformat()}
    return {name: value for name, value in (visit.carried | shown).items() if name not in FORM_FIELDS}


def nothing_found(visit: Visit, found: Facets) -> Nothing:
    """Why no story is shown; beside it each thing that was chosen, by itself."""
    outside = _outside(visit, found)
    words, clear = visit.selection.q, reverse("timeline:news") + visit.keep
    if words:
        asked = f"Nothing holds the words “{words}”{', about what was chosen' if outside else ''}."
    else:
        asked = f"Nothing was known by {long_day(visit.as_of)} that is about all of it."
    if not outside:
        more = "" if found.is_whole else "More than "
        asked += f" {more}{counted(found.all_stories, 'story was', 'stories were')} read in all."
    ways = [Way("Without these words", address(visit, q="", **ANEW))] if words else []
    return Nothing(
        title="No story fits this choice",
        asked=asked,
        outside=outside,
        ways=(*ways, Way("Clear filters", clear)),
    )


def _outside(visit: Visit, found: Facets) -> tuple[Way, ...]:
    """Each thing that was chosen by itself: what lies just outside of a choice that fits nothing."""
    others = {**dict.fromkeys(FORM_FIELDS, ""), **ANEW}
    choices: tuple[tuple[str, Sequence[Facet]], ...] = (
        ("company", found.companies),
        ("model", found.models),
        ("kind", _named(found.kinds, KIND_WORDS)),
        ("standing", _in_order(found.standings)),
    )
    return tuple(
        Way(
            f"{each.name} {counted(each.stories, 'story', 'stories')}" if each.stories else each.name,
            address(visit, **{**others, name: each.slug}),
        )
        for name, among in choices
        for each in among
        if each.slug in getattr(visit.selection, name)
    )
