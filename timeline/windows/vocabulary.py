"""The words the reader knows, each as its tokens (none for one that says nothing); others are noise."""

from collections.abc import Mapping
from typing import NamedTuple

from timeline.windows.constants import SEASONS
from timeline.windows.kinds import Kind
from timeline.windows.rules import MONTH_NAMES
from timeline.windows.spans import Unit


class Token(NamedTuple):
    """A kind and its number: the month, the day, the year, the unit, ... 0 where there is none."""

    kind: str
    value: int = 0


Tokens = tuple[Token, ...]

YEARS = range(1900, 2200)
LONGEST_MONTH = 31
LARGEST_COUNT = 1000
PARTS = ("early", "mid", "late")
SEASON_NAMES = tuple(SEASONS)
WEEKDAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday".split()

_PLAIN: dict[str, str] = {
    Kind.BLOCK: "past previous previously ago since instead rather missed except every each per annually "
    "weekend decade century semester fortnight holiday holidays christmas thanksgiving easter halloween "
    "midsummer midwinter midnight black cyber",
    Kind.NEGATION: "not no never none nor neither cannot without",
    Kind.SCALE: "million billion trillion percent pct am pm a.m p.m gw mw",
    Kind.FEW: "few several",
    Kind.END: "end",
    Kind.START: "start beginning",
    Kind.REST: "rest remainder",
    Kind.LAST: "last",
    Kind.DAYUNIT: "day",
    Kind.WEEKUNIT: "week",
    Kind.MONTHUNIT: "month",
    Kind.QUARTERUNIT: "quarter",
    Kind.HALFUNIT: "half",
    Kind.YEARUNIT: "year",
    Kind.DAYTIME: "morning afternoon evening",
    Kind.THIS: "this",
    Kind.COMING: "coming upcoming following",
    Kind.ART: "a an",
    Kind.MORE: "more another further additional",
    Kind.IN: "in",
    Kind.WITHIN: "within",
    Kind.OVER: "over during throughout across",
    Kind.OF: "of",
    Kind.BY: "by",
    Kind.BEFORE: "before",
    Kind.AFTER: "after",
    Kind.UNTIL: "until till til",
    Kind.FOR: "for",
    Kind.FROM: "from",
    Kind.TO: "to",
    Kind.THROUGH: "through thru",
    Kind.BETWEEN: "between",
    Kind.AND: "and",
    Kind.OR: "or",
    Kind.AS: "as",
    Kind.SOON: "soon",
    Kind.LEAST: "least",
    Kind.EARLIER: "earlier sooner",
    Kind.LATER: "later beyond",
    Kind.THAN: "than",
    Kind.EARLIEST: "earliest soonest",
    Kind.NOW: "now",
    Kind.AWAY: "away ahead",
    Kind.MOVE: "delay delays delayed delaying push pushes pushed pushing postpone postpones postponed "
    "slip slips slipped slipping move moves moved moving reschedule rescheduled shift shifts shifted "
    "bumped deferred",
}
# They stand between the parts of a date and change nothing.
_SILENT = (
    "the on at fiscal fy about around roughly approximately approx sometime some just only maybe "
    "perhaps possibly probably hopefully nearly almost still likely calendar time"
)
# After them a number or "fall" is of a date; after other words it may be part of a name or a verb.
LEADS = frozenset(
    (
        "launch launches launched launching release releases released releasing ship ships shipped shipping "
        "available availability out due planned plans expected arrives arriving arrival set scheduled slated "
        "rolling rollout starting starts effective opens opening begins debut debuts live ready targeting "
        "target targeted then"
    ).split()
)
_SPELLED = "one two three four five six seven eight nine ten eleven twelve".split()
_MORE_SPELLED = {
    "couple": 2,
    "fifteen": 15,
    "eighteen": 18,
    "twenty": 20,
    "thirty": 30,
    "sixty": 60,
    "ninety": 90,
}
_ORDINAL_WORDS = "first second third fourth".split()
_UNITS = {
    "hours": Unit.HOUR,
    "days": Unit.DAY,
    "weeks": Unit.WEEK,
    "months": Unit.MONTH,
    "years": Unit.YEAR,
}
_SIGNS = {"-": Kind.DASH, "–": Kind.DASH, "/": Kind.DASH, ",": Kind.COMMA, "(": Kind.COMMA, ")": Kind.COMMA}
_SIGNS |= {"&": Kind.AND, "%": Kind.SCALE}

AMBIGUOUS = frozenset({"may", "march", "fall", "spring"})


def _months() -> Mapping[str, Tokens]:
    names = {name.lower(): number for number, name in enumerate(MONTH_NAMES, start=1)}
    short = {name[:3]: number for name, number in names.items()} | {"sept": 9}
    return {name: (Token(Kind.MONTH, number),) for name, number in (names | short).items()}


def _weekdays() -> Mapping[str, Tokens]:
    words = {name: (Token(Kind.WEEKDAY, number),) for number, name in enumerate(WEEKDAY_NAMES)}
    short = {name[:3]: number for number, name in enumerate(WEEKDAY_NAMES)}
    short |= {"tues": 1, "thur": 3, "thurs": 3}
    return words | {name: (Token(Kind.SHORTDAY, number),) for name, number in short.items()}


def _seasons_and_parts() -> Mapping[str, Tokens]:
    words: dict[str, Tokens] = {
        name: (Token(Kind.SEASON, number),) for number, name in enumerate(SEASON_NAMES)
    }
    words["autumn"] = words["fall"]
    words |= {name: (Token(Kind.PART, number),) for number, name in enumerate(PARTS)}
    words["middle"] = words["midway"] = words["mid"]
    year = Token(Kind.YEARUNIT)
    words["midyear"] = (*words["mid"], year)
    words["yearend"] = words["eoy"] = (year, Token(Kind.END))
    return words


def _numbers() -> Mapping[str, Tokens]:
    counts = {word: number for number, word in enumerate(_SPELLED, start=1)} | _MORE_SPELLED
    words: dict[str, Tokens] = {word: (Token(Kind.COUNT, number),) for word, number in counts.items()}
    words |= {word: (Token(Kind.NTH, number),) for number, word in enumerate(_ORDINAL_WORDS, start=1)}
    words |= {f"q{number}": (Token(Kind.QUARTER, number),) for number in range(1, 5)}
    words |= {f"{number}q": (Token(Kind.QUARTER, number),) for number in range(1, 5)}
    words |= {f"h{number}": (Token(Kind.HALF, number),) for number in range(1, 3)}
    words |= {f"{number}h": (Token(Kind.SHORTHALF, number),) for number in range(1, 3)}
    return words | {word: (Token(Kind.PLURAL, unit),) for word, unit in _UNITS.items()}


def _figures() -> Mapping[str, Tokens]:
    words: dict[str, Tokens] = {str(year): (Token(Kind.YEAR, year),) for year in YEARS}
    words |= {str(number): (Token(Kind.COUNT, number),) for number in range(LONGEST_MONTH + 1, LARGEST_COUNT)}
    for day in range(1, LONGEST_MONTH + 1):
        words |= dict.fromkeys((str(day), f"{day:02}"), (Token(Kind.NUMBER, day),))
        words |= {f"{day}{ending}": (Token(Kind.ORDINAL, day),) for ending in ("st", "nd", "rd", "th")}
    return words


def _vocabulary() -> Mapping[str, Tokens]:
    words: dict[str, Tokens] = {word: (Token(Kind.NOISE),) for word in LEADS}
    words |= dict.fromkeys(_SILENT.split(), ())
    for kind, spellings in _PLAIN.items():
        words |= {word: (Token(kind),) for word in spellings.split()}
    words |= {sign: (Token(kind),) for sign, kind in _SIGNS.items()}
    for table in (_months(), _weekdays(), _seasons_and_parts(), _numbers(), _figures()):
        words |= table
    words |= {"today": (Token(Kind.RELATIVEDAY, 0),), "tonight": (Token(Kind.RELATIVEDAY, 0),)}
    words["24/7"] = (Token(Kind.NOISE),)
    return words | {"tomorrow": (Token(Kind.RELATIVEDAY, 1),)}


VOCABULARY = _vocabulary()
SHORT_NAMES = frozenset(
    word
    for word, tokens in VOCABULARY.items()
    if len(word) <= 5 and tokens and tokens[0].kind in (Kind.MONTH, Kind.SHORTDAY) and word not in AMBIGUOUS
)
