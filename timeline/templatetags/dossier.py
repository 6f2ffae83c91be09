"""What the pages of the record say beside days and fates: numbers, sums, names, what was added."""

from datetime import date
from typing import Any

from django import template

from news.models import Product
from timeline.ledger import last_public_on
from timeline.ledger.standing import Standing
from timeline.models import Deliverable, Event
from timeline.wording.amounts import amount_text, headcount_text
from timeline.wording.days import signed_days
from timeline.wording.leads import quoted
from timeline.wording.names import part_name
from timeline.wording.standings import shifts_in_lane
from timeline.wording.terms import EVENT_KINDS

register = template.Library()


@register.inclusion_tag("timeline/_added.html", takes_context=True)
def added(context: template.Context, public_on: date | None) -> dict[str, Any]:
    """The mark of a fact that became public after the day since which facts are marked."""
    since = context.get("since")
    return {"since": since if since and public_on and public_on > since else None}


@register.filter
def last_added(standing: Standing) -> date | None:
    """The day on which the newest fact about a deliverable became public."""
    return last_public_on(standing.facts, standing.as_of)


@register.filter
def is_quotation(words: str) -> bool:
    """Whether the words of a promise are its speaker's, not our paraphrase."""
    return quoted(words) != words


@register.filter
def part_of(deliverable: Deliverable, product: Product) -> str:
    """What a deliverable is called beside the name of its product."""
    return part_name(deliverable.name, product.name)


@register.filter
def event_word(kind: str) -> str:
    """The word for a kind of event."""
    return EVENT_KINDS[kind].word


@register.filter
def shifts(standing: Standing) -> int:
    """How often the last day of what is judged moved, earlier or later."""
    return shifts_in_lane(standing)


@register.filter
def headcount(event: Event) -> str:
    """How many people an event concerned."""
    return headcount_text(event.headcount_low, event.headcount_high)


@register.filter
def amount(event: Event) -> str:
    """How much money an event was about."""
    return amount_text(event.amount_low, event.amount_high, event.currency)


@register.filter
def signed_median(days: float) -> str:
    """A median of days: +9 d, −214 d."""
    return signed_days(round(days))
