"""Through whom a sentence makes a promise known: what a form may begin with, for a person to change."""

import re
from typing import NamedTuple

from timeline.terms import Basis, Voice


class Speaker(NamedTuple):
    """On which basis a promise stands, and through what it was made known."""

    basis: Basis
    voice: Voice


NOBODY_NAMED = Speaker(Basis.REPORTED, Voice.UNNAMED_SOURCE)
VENDOR = Speaker(Basis.OFFICIAL, Voice.PRESS_RELEASE)
BY_SPOKESPERSON = Speaker(Basis.OFFICIAL, Voice.SPOKESPERSON)
SPEAKERS: tuple[tuple[re.Pattern[str], Speaker], ...] = (
    (re.compile(r"\bspokes(?:person|man|woman)\b|\bthe company said\b"), BY_SPOKESPERSON),
    (re.compile(r"\bsaid in a statement\b|\bin a statement,? the company\b"), BY_SPOKESPERSON),
    (re.compile(r"\bearnings call\b"), Speaker(Basis.OFFICIAL, Voice.EARNINGS_CALL)),
    (re.compile(r"\bregulatory filing\b|\bsec filing\b"), Speaker(Basis.OFFICIAL, Voice.FILING)),
    (re.compile(r"\bblog post\b|\bpress release\b"), VENDOR),
    (re.compile(r"\banalysts?\b"), Speaker(Basis.REPORTED, Voice.ANALYST)),
)


def speaker_in(sentence: str) -> Speaker:
    """The speaker that the sentence names; a report without one where it names none."""
    lower = sentence.lower()
    return next((speaker for pattern, speaker in SPEAKERS if pattern.search(lower)), NOBODY_NAMED)
