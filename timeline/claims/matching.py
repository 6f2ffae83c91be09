"""Which deliverable of the record a claim is about: the only one that fits, or none."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

from timeline.claims.channels import channels_named, without_channels
from timeline.claims.claim import Claim, Mention
from timeline.claims.record import Known, KnownRecord
from timeline.ledger import Fate, Happening
from timeline.ledger.publicity import stands
from timeline.terms import ARRIVALS, Channel, Effect, EventKind

# How long after an event the news still tells of that event and of no new one.
NEWS_DAYS = timedelta(days=14)
AWAITED = frozenset({Fate.PENDING, Fate.ANNOUNCED, Fate.UNVERIFIED, Fate.OVERDUE, Fate.DORMANT})
ENDINGS = frozenset({Effect.CANCELLED, Effect.WITHDRAWN, Effect.RETIRED})
STOPPED = frozenset({Fate.CANCELLED, Fate.REPORTED_CANCELLED, Fate.WITHDRAWN, Fate.SUPERSEDED})
_NOUN_WORD = re.compile(r"[^\W_]+(?:\.[0-9]+)*")
_SAY_NOTHING = frozenset("a an the its their his her our new latest next first own of for to and".split())


def grounded(claim: Claim, mentions: Iterable[Mention], *, title_end: int) -> Claim:
    """The claim without a product that neither title nor evidence names: further off it is a guess."""
    first, last = claim.sentence
    named = {
        each.target
        for each in mentions
        if each.end <= title_end or (first <= each.start and each.end <= last)
    }
    return claim if claim.product is None or claim.product in named else replace(claim, product=None)


def find_deliverable(claim: Claim, *, title: str, sentence: str, record: KnownRecord) -> Known | None:
    """The known deliverable that the claim's product, channel words and kind single out; else None."""
    channels = channels_named(claim.noun, sentence, title)
    among = _of_subject(claim, record) or (_of_kin(claim, record) if channels else ())
    fitting = [each for each in among if _can_be(each, claim, record)]
    return _only([each for each in fitting if not channels or each.channel in channels])


def named_channel(claim: Claim, *, title: str, sentence: str) -> Channel | None:
    """The one channel that the text names; None where it names none or several."""
    channels = channels_named(claim.noun, sentence, title)
    return next(iter(channels)) if len(channels) == 1 else None


def told_by(known: Known, effects: Iterable[Effect], record: KnownRecord) -> Happening | None:
    """The newest happening with one of the effects that the news of the day can still be about."""
    wanted = frozenset(effects)
    found = [
        each
        for each in known.standing.facts.happenings
        if each.effect in wanted and stands(each, record.on) and record.on - each.latest <= NEWS_DAYS
    ]
    return max(found, key=lambda each: (each.latest, each.event), default=None)


def _of_subject(claim: Claim, record: KnownRecord) -> Sequence[Known]:
    """Those of the product; without a product those that the noun names."""
    if claim.product is None:
        return _named(claim, record)
    return [each for each in record.deliverables if each.product == claim.product.id]


def _of_kin(claim: Claim, record: KnownRecord) -> Sequence[Known]:
    """Those of the product's family or of its members, which a name alone does not single out."""
    if claim.product is None:
        return ()
    product = claim.product.id
    return [each for each in record.deliverables if _is_kin(each.product, product, record.families)]


def _is_kin(one: int, other: int, families: Mapping[int, int]) -> bool:
    return families.get(one) == other or families.get(other) == one


def _named(claim: Claim, record: KnownRecord) -> list[Known]:
    """Those of the company, or of its units, whose name holds every word that the noun says."""
    said = _telling_words(claim.noun)
    if claim.company is None or not said:
        return []
    company = claim.company.id
    return [
        each
        for each in record.deliverables
        if company in (each.company, each.lane) and said <= _telling_words(each.name)
    ]


def _telling_words(text: str) -> frozenset[str]:
    words = without_channels(_NOUN_WORD.findall(text.lower()))
    return frozenset(words) - _SAY_NOTHING


def _can_be(known: Known, claim: Claim, record: KnownRecord) -> bool:
    """Whether what the claim says can happen to it as it stands, or has just been told of it."""
    return FITTING.get(claim.kind or EventKind.ANNOUNCEMENT, _is_awaited)(known, record)


def _is_awaited(known: Known, record: KnownRecord) -> bool:
    return known.standing.fate in AWAITED


def _can_arrive(known: Known, record: KnownRecord) -> bool:
    may_come = known.standing.fate in AWAITED | {Fate.DELIVERED_PARTLY, Fate.WITHDRAWN}
    return may_come or told_by(known, ARRIVALS | {Effect.RESTORED}, record) is not None


def _can_end(known: Known, record: KnownRecord) -> bool:
    return known.standing.fate not in STOPPED or told_by(known, ENDINGS, record) is not None


FITTING: Mapping[EventKind, Callable[[Known, KnownRecord], bool]] = MappingProxyType(
    {
        EventKind.LAUNCH: _can_arrive,
        EventKind.CANCELLATION: _can_end,
        EventKind.WITHDRAWAL: _can_end,
        EventKind.DEPRECATION: _can_end,
    }
)


def _only(among: Sequence[Known]) -> Known | None:
    """The only one; of several the only one that is the headline of its product."""
    headlines = [each for each in among if each.is_headline]
    for chosen in (among, headlines):
        if len(chosen) == 1:
            return chosen[0]
    return None
