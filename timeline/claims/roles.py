"""What a window is in its text: promised, the missed one restated, a day already past, a guess of others."""

import re
from datetime import date, timedelta

from timeline.claims.claim import Role
from timeline.claims.dated import Dated
from timeline.claims.passages import Passage
from timeline.terms import EventKind

_BEFORE, _AFTER = 160, 90
# A month or season named without its year, and over no longer than this, is sooner the past one.
_LATELY = timedelta(days=230)
_PUT_OFF = r"(?:delay|postpon|push|mov|slip|reschedul|bump|defer|shift)\w*"
_NOUNS = r"(?:release|launch|date|debut|shutdown|deadline|rollout|window|premiere|target|start|plan|phone|event|update)s?"
_COME = r"(?:com|arriv|launch|ship|releas|happen|mak|hit|debut|land|open)(?:e|es|ing)?"
_OLD_BEFORE = re.compile(
    r"\b(?:originally|previously|initially|formerly|once)\b[^.;]{0,90}$"
    r"|\b(?:was|were|been)\s(?:\w+\s)?(?:slated|scheduled|supposed|expected|due|set|planned|meant|targeted)\b[^.;]{0,80}$"
    r"|\bwas\sto\s[^.;]{0,70}$"
    r"|\bhad\s(?:\w+\s)?(?:hoped|planned|expected|intended|wanted|promised|targeted|said)\b[^.;]{0,70}$"
    r"|\bwanted\sto\b[^.;]{0,70}$|\bexpected\sfor\sit\b[^.;]{0,70}$"
    r"|\b(?:instead\sof|rather\sthan|miss(?:ed|es|ing)?)\s(?:\w+\s){0,3}$"
    r"|\b(?:back|pushed|moved|delayed|slipped|slips|postponed|rescheduled|bumped|shifted)\sfrom\s(?:(?!to\b)[\w'-]+\s){0,3}$"
    rf"|\b(?:no\slonger|isn't|aren't|not|won't(?:\sbe)?|doesn't|didn't)\s(?:be\s)?{_COME}\b(?:(?!\buntil\b)[^.;]){{0,40}}$"
    r"|\b(?:cancel|scrap|axe|shelve|drop)\w*\s$"
    r"|\b(?:promising|planned|original|earlier|previous)\s(?:an?\s|its\s)?$"
    r"|\b(?:n't|not)\s(?:\w+\s)?(?:confident|sure)\b[^.;]{0,50}$|\b(?:unlikely|doubts?|doubtful)\b[^.;]{0,50}$"
)
_OLD_AFTER = re.compile(
    rf"^(?:'s)?\s(?:\w+\s)?{_NOUNS}\s(?:is|was|has\sbeen|has|had)\s(?:no\slonger|been|delayed|pushed|postponed|missed|slipped|passed|scrapped|in\sjeopardy)"
    r"|^\s(?:has|have)\sbeen\s(?:delayed|pushed|postponed)|^\sdeadline\s(?:passed|slipped)|^\s\w*\s?after\sall\b"
)
_OLD_PLAN_AFTER = re.compile(r"^[^.;]{0,60}[,-]\s?(?:but|however|only\sto)\b")
_MOVED_OBJECT = re.compile(rf"\b{_PUT_OFF}\s(?:(?!(?:to|until|till|by|into)\b)[\w'’-]+\s){{0,5}}$")
_NAMES_A_DATE = re.compile(rf"(?:'s)?\s(?:[\w'-]+\s)?{_NOUNS}\b")
_PAST = re.compile(
    r"\b(?:announced|launched|released|said|revealed|unveiled|introduced|debuted|shipped|showed|shown|raised|acquired|told"
    r"|reported|confirmed|posted|posting|published|filed|founded|started|began|closed|left|joined|signed|sued|wrote|stated"
    r"|tweeted|shared|happened|held|took|came|bought|sold|made|fired|died|disclosed|emerged|opened|surfaced|leaked"
    r"|spotted|demoed|previewed|teased|presented|built|won|lost|appeared|arrived|dropped|kicked|rolled|gave|went|was|were"
    r"|had|since|after|during|following|earlier|ordered|ruled|became|agreed|approved|testified|halted|unveiling|pushed\sa"
    r"|decision|trial|presentation|briefing|interview|deposition|bulletin|call|failure|statement|report|post|flight)\b"
)
_FUTURE = re.compile(
    r"\b(?:will|'ll|won't|shall|to|coming|comes?|plans?\sto|planned|planning|expected|set|due|slated|scheduled|targets?"
    r"|targeting|aim(?:s|ing)|launch(?:es|ing)?|arriv(?:es?|ing)|releas(?:es?|ing)|ships?|shipping|dates?|starting|starts?"
    r"|begin(?:s|ning)?|effective|could|may|might|available|ready|event|runs?|debut(?:s|ing)?|premieres?|hits?|streams?"
    r"|promises?|promised|discontinued|ending|ends|removing|shutting|retiring|leaving|mandates?|require|onto|out|until|illegal"
    r"|delayed|postponed|pushed\sback|pushed|moved|rescheduled|is|are|be|opens?|rolling|drops?|dropping|lands?|cut|laying|through"
    r"|bringing|indicated|sunset|sunsetting|killing|closing|putting|sending|runs|wait|delays|postpones|pushes|slips)\b"
)
_NEAR_FUTURE = re.compile(
    r"\b(?:starting|beginning|from|due|coming|until|till|by|effective|arrives?|arriving|launch(?:es|ing)?|debuts?|comes?|set\sfor"
    r"|scheduled\sfor|slated\sfor|expected|releas(?:es|ing)|ships|out|hits|kicks\soff|begins|starts|opens|held|is|are|place|runs|planned\sfor)"
    r"\s(?:\w+\s)?$"
)
_STARTING = re.compile(
    r"\b(?:starting|beginning|effective|from|due|until|till|by|within|as\ssoon\sas|as\searly\sas)\s(?:on\s|in\s)?$"
)
_PAST_AFTER = re.compile(
    r"^,?\s(?:(?:morning|afternoon|evening|night)\b,?\s?)?(?:[^.;]{0,60}\b)?(?:announced|said|told|revealed|unveiled|launched"
    r"|released|introduced|debuted|reported|confirmed|posted|filed|signed|shared|acquired|laid|sued|wrote|became|was|were|had"
    r"|entered|added|opened|closed|published|showed|pulled|began|started)\b"
)
_NO_LENGTH_AFTER = re.compile(
    r"^\s(?:since|after|before|ago|of|later|in|into|long|old|behind|earlier|following|straight|a\sweek|spanning)\b"
)
_FORECAST = re.compile(
    r"\b(?:predict\w*|forecast\w*|gartner|goldman|forrester|mckinsey|idc|bnef|bloombergnef|trendforce|analysts?|survey|projects|projected"
    r"|estimat\w*|expected\sto\s(?:use|grow|reach|fall|rise|hit\s[$\d]|exceed|account|generate)|set\sto\s(?:rise|grow|fall)"
    r"|could\s(?:generate|raise|replace|reach|discover|hit\sthe|vanish|lose|add)|odds|experts|we\swon't\ssee|according\sto\sa\s\w+\sreport)\b"
)
_OWN_FUTURE = (
    "by ",
    "until ",
    "till ",
    "within ",
    "before ",
    "next ",
    "as ",
    "in the coming",
    "in the next",
    "over the",
    "starting",
    "not before",
)
_LENGTHS = (
    "in ",
    "within ",
    "over ",
    "the next",
    "the coming",
    "next ",
    "coming ",
    "a few more",
    "another",
    "during the next",
)
_UNIT = re.compile(r"\b(?:days?|weeks?|months?|years?|hours?)$")
_WEEKDAY = re.compile(
    r"^(?:on |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:'s)?(?: (?:morning|afternoon|evening|night))?$"
)
_CURRENT = re.compile(
    r"^(?:in |on )?(?:this (?:week|month|year|quarter|summer|fall|spring|winter|autumn|season)(?:'s)?|today|tonight)$"
)


def role_of(dated: Dated, passage: Passage, *, on: date, kind: EventKind | None) -> Role | None:
    """The role of a phrase; None where nothing says that it is about a promise at all."""
    start, end = passage.sentence_at(dated.start)
    before = passage.lower[max(start, dated.start - _BEFORE) : dated.start]
    after = passage.lower[dated.end : min(end, dated.end + _AFTER)]
    words = dated.words.lower()
    if _is_previous(words, before, after, kind):
        return Role.PREVIOUS
    if _is_bare_length(words, before, after):
        return None
    if dated.ahead is None or _is_done(dated, words, before, after, on):
        return Role.ACTUAL
    if _FORECAST.search(passage.lower[start:end]):
        return Role.FORECAST
    if kind is None and not _LAUNCHES.search(before[-60:]):
        return None
    return Role.PROMISED


_LAUNCHES = re.compile(
    r"\b(?:launch\w*|releas\w*|ship\w*|arriv\w*|debut\w*|available|set\sto|coming|event|rolling|roll)\b"
)


def _is_previous(words: str, before: str, after: str, kind: EventKind | None) -> bool:
    if words.startswith(("until", "till", "to ")):
        return False
    if _OLD_BEFORE.search(before) or _OLD_AFTER.match(after):
        return True
    if kind in (EventKind.DELAY, EventKind.CANCELLATION) and _OLD_PLAN_AFTER.match(after):
        return bool(re.search(r"\b(?:announced|plans?|planned)\b", before))
    return bool(_MOVED_OBJECT.search(before)) and bool(_NAMES_A_DATE.match(after))


def _is_bare_length(words: str, before: str, after: str) -> bool:
    """ "Five days", "six months after": how long something took, no window of its own."""
    if not _UNIT.search(words) or re.search(r"\b(?:this|next|of|later)\s(?:the\s)?\w+$", words):
        return bool(re.match(r"\s(?:since|ago)\b", after))
    if _NO_LENGTH_AFTER.match(after):
        return True
    return not words.startswith(_LENGTHS) or bool(
        re.search(r"\b(?:for|after|less than|more than|only)\s$", before)
    )


def _is_done(dated: Dated, words: str, before: str, after: str, on: date) -> bool:
    if words.startswith(_OWN_FUTURE) or _STARTING.search(before):
        return False
    if words.startswith(("today", "tonight")):
        return True
    if _WEEKDAY.match(words):
        return not _NEAR_FUTURE.search(before) or bool(re.search(r"\b(?:was|were|had)\b", before))
    past, future = _last(_PAST, before), _last(_FUTURE, before)
    if past < 0 and future < 0:
        return bool(_PAST_AFTER.match(after)) or bool(_CURRENT.match(words) and before.strip() == "")
    if _is_lately(dated, on) or _CURRENT.match(words):
        return past > future or not _NEAR_OR_WILL.search(before[-70:])
    return past > future


_NEAR_OR_WILL = re.compile(
    r"\b(?:will|won't|to|coming|comes?|plans?\sto|expected|set|due|slated|scheduled|targeting|launch(?:es|ing)?|arriv(?:es?|ing)|releas(?:es|ing)|ships?"
    r"|shipping|starting|could|may|might|debut|rolling|until|out|hits?|reveal|ahead)\b"
)


def _is_lately(dated: Dated, on: date) -> bool:
    """Whether the phrase, read as looking back, lies a short while ago, and read ahead nearly a year on."""
    if dated.back is None or dated.back.latest is None or dated.ahead is None or dated.ahead.earliest is None:
        return False
    return dated.back.latest < on and dated.ahead.earliest - on > _LATELY


def _last(pattern: re.Pattern[str], text: str) -> int:
    last = -1
    for match in pattern.finditer(text):
        last = match.end()
    return last
