"""How templates put the record into words: days, fates, lateness, windows, enumerations, fonts."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from aitracker.web import fonts
from timeline.ledger.facts import Happening, Promise
from timeline.ledger.standing import Standing
from timeline.wording import leads, standings, terms
from timeline.wording.days import counted, day_text, long_day, short_day, signed_days, span_text

register = template.Library()
EXCERPT = 280
MOST_SQUARES = 120
ENUMERATIONS: Mapping[str, Mapping[str, str]] = {
    "channel": terms.CHANNELS,
    "stage": terms.STAGES,
    "audience": terms.AUDIENCES,
    "voice": terms.VOICES,
    "precision": terms.PRECISIONS,
    "restructuring": terms.RESTRUCTURINGS,
    "party": terms.PARTY_ROLES,
    "effect": terms.EFFECTS,
    "completeness": terms.COMPLETENESS,
    "evidence": terms.EVIDENCE_ROLES,
    "company kind": terms.COMPANY_KINDS,
    "product kind": terms.PRODUCT_KINDS,
}


@register.filter
def word(value: str, enumeration: str) -> str:
    """The reader's word for a value of the named enumeration."""
    return ENUMERATIONS[enumeration].get(value, "")


@register.filter
def day(value: date | None) -> SafeString | str:
    """9 Jul 2026, as a time element; nothing for no day."""
    return _time(value, day_text(value)) if value else ""


@register.filter
def day_long(value: date | None) -> SafeString | str:
    """9 July 2026, as a time element; nothing for no day."""
    return _time(value, long_day(value)) if value else ""


@register.filter
def day_short(value: date | None, today: date) -> SafeString | str:
    """9 Jul in this year, 9 Jul 2025 in another; as a time element."""
    return _time(value, short_day(value, today=today)) if value else ""


@register.simple_tag
def span(earliest: date | None, latest: date | None) -> SafeString | str:
    """1–30 Jun 2026; its time element names the last day."""
    if earliest is None or latest is None:
        return ""
    return _time(latest, span_text(earliest, latest))


@register.filter
def window(promise: Promise | Any) -> SafeString | str:
    """The promised days of a promise or a commitment."""
    text = standings.window_text(promise)
    return _time(promise.latest, text) if promise.latest else text


@register.filter
def window_full(promise: Promise | Any) -> SafeString | str:
    """The promised days with months in full."""
    text = standings.window_long(promise)
    return _time(promise.latest, text) if promise.latest else text


@register.filter
def moves(standing: Standing) -> int:
    """How often the date moved."""
    return standings.moves_in_lane(standing)


@register.filter
def arrival(happening: Happening | None) -> SafeString | str:
    """The day or days on which it came."""
    return _time(happening.latest, standings.arrival_text(happening)) if happening else ""


@register.filter
def stands_at(standing: Standing) -> SafeString | str:
    """The day it came, the window it is due in, or a dash."""
    came = standing.arrived or standing.outcomes.partly
    if came is not None:
        return arrival(came)
    text = standings.outcome_text(standing)
    current = standing.current_promise
    return _time(current.latest, text) if current and current.latest and text != standings.NO_DELTA else text


@register.filter
def quoted(words: str) -> str:
    """The words of a promise: as said in curly quotation marks, our paraphrase without any."""
    return leads.quoted(words)


@register.filter
def excerpt(text: str) -> str:
    """At most 280 characters of somebody else's text."""
    return Truncator(text).chars(EXCERPT, truncate=" …")


@register.filter
def signed(days: int | None) -> str:
    """+92 d, or nothing."""
    return "" if days is None else signed_days(days)


@register.filter
def number_of(number: int, words: str) -> str:
    """2 promises; `words` holds one and many, parted by a comma, or one alone."""
    one, _, many = words.partition(",")
    return counted(number, one, many or None)


@register.filter
def times(number: int) -> str:
    """once, twice, 3 times."""
    return standings.TIMES.get(number, f"{number} times")


@register.inclusion_tag("timeline/_fate.html")
def fate(standing: Standing) -> dict[str, str]:
    """The mark, word and colour of a standing."""
    return terms.LOOKS[standing.fate]._asdict()


@register.inclusion_tag("timeline/_fate.html")
def event_kind(kind: str) -> dict[str, str]:
    """The mark, word and colour of a kind of event."""
    return terms.EVENT_KINDS[kind]._asdict()


@register.inclusion_tag("timeline/_fate.html")
def look(shown: terms.Look) -> dict[str, str]:
    """The mark, word and colour of a look."""
    return shown._asdict()


@register.inclusion_tag("timeline/_delta.html")
def delta(standing: Standing) -> dict[str, str]:
    """The few words on lateness."""
    return standings.delta_of(standing)._asdict()


@register.inclusion_tag("timeline/_squares.html")
def squares(kept: int, number: int) -> dict[str, Any]:
    """A company's record: a square per resolved promise, filled where kept; of many, one for several."""
    each = -(-number // MOST_SQUARES) or 1
    filled, all_of_them = round(kept / each), round(number / each)
    return {
        "kept": range(filled),
        "broken": range(all_of_them - filled),
        "k": kept,
        "n": number,
        "each": each,
    }


@register.inclusion_tag("_fonts.html")
def font_links() -> dict[str, Any]:
    """Links to the built fonts, nothing while they are not built."""
    stylesheet = fonts.stylesheet_url()
    return {"stylesheet": stylesheet, "preload": [static(each) for each in fonts.PRELOADED if stylesheet]}


def _time(value: date, text: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), text)
