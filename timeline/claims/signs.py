"""What stands around a phrase of time and tells its role: patterns over lower-case text.

Those that end with `$` look at the words before the phrase, those that begin with `^` at the words after it.
"""

import re

_NOUNS = (
    "(?:release|launch|date|debut|shutdown|deadline|rollout|window|premiere|target|start|plan|phone|event"
    "|update)s?"
)
_COMES = "(?:com|arriv|launch|ship|releas|happen|mak|hit|debut|land|open)(?:e|es|ing)?"
_PUT_OFF = r"(?:delay|postpon|push|mov|slip|reschedul|bump|defer|shift)\w*"
_TO = "(?:to|until|till|by|into)"

PREVIOUS_BEFORE = re.compile(
    r"\b(?:originally|previously|initially|formerly|once)\b(?:(?!\b(?:will|now|but)\b)[^.;]){0,90}$"
    r"|\b(?:was|were|been)\s(?:\w+\s)?(?:slated|scheduled|supposed|expected|due|set|planned|meant|targeted)\b"
    r"(?:(?!\b(?:will|now|but)\b)[^.;]){0,80}$"
    r"|\bwas\sto\s[^.;]{0,70}$|\bwanted\sto\b[^.;]{0,70}$|\bexpected\sfor\sit\b[^.;]{0,70}$"
    r"|\bhad\s(?:\w+\s)?(?:hoped|planned|expected|intended|wanted|promised|targeted|said)\b[^.;]{0,70}$"
    r"|\b(?:instead\sof|rather\sthan|miss(?:ed|es|ing)?)\s(?:\w+\s){0,3}$"
    r"|\b(?:back|pushed|moved|delayed|slipped|slips|postponed|rescheduled|bumped|shifted)\sfrom\s(?:(?!to\b)[\w'-]+\s){0,3}$"
    rf"|\b(?:no\slonger|isn't|aren't|not|won't(?:\sbe)?|doesn't|didn't)\s(?:be\s)?{_COMES}\b(?:(?!\buntil\b)[^.;]){{0,40}}$"
    r"|\b(?:cancel|scrap|axe|shelve|drop)\w*\s$|\b(?:promising|planned|original|earlier|previous)\s(?:an?\s|its\s)?$"
    r"|(?:n't|\bnot)\s(?:\w+\s)?(?:confident|sure)\b[^.;]{0,50}$|\b(?:unlikely|doubts?|doubtful)\b[^.;]{0,50}$"
)
PREVIOUS_AFTER = re.compile(
    rf"^(?:'s)?\s(?:\w+\s)?{_NOUNS}\s(?:is|was|has\sbeen|has|had)\s"
    r"(?:no\slonger|been|delayed|pushed|postponed|missed|slipped|passed|scrapped|in\sjeopardy)"
    r"|^\s(?:has|have)\sbeen\s(?:delayed|pushed|postponed)|^\sdeadline\s(?:passed|slipped)|^\s(?:\w+\s)?after\sall\b"
)
# "announced plans to launch in May, but ...", "delays its May launch".
PLAN_BEFORE = re.compile(r"\b(?:announced|plans?|planned)\b")
BUT_AFTER = re.compile(r"^[^.;]{0,60}[,-]\s?(?:but|however|only\sto)\b")
MOVED_BEFORE = re.compile(rf"\b{_PUT_OFF}\s(?:(?!{_TO}\b)[\w'-]+\s){{0,5}}$")
MOVED_TO_BEFORE = re.compile(rf"\b{_PUT_OFF}\s(?:[\w'-]+\s){{0,6}}to\s$")
FROM = re.compile(r"^from\s")
NAMES_A_DATE = re.compile(rf"^(?:'s)?\s(?:[\w'-]+\s)?{_NOUNS}\b")

PAST = re.compile(
    r"\b(?:announced|launched|released|said|revealed|unveiled|introduced|debuted|shipped|showed|shown|raised|acquired"
    r"|told|reported|confirmed|posted|posting|published|filed|founded|started|began|closed|left|joined|signed|sued|wrote"
    r"|stated|tweeted|shared|happened|held|took|came|bought|sold|made|fired|died|disclosed|emerged|opened|surfaced"
    r"|leaked|spotted|demoed|previewed|teased|presented|built|won|lost|appeared|arrived|dropped|kicked|rolled|gave|went"
    r"|was|were|had|since|after|during|following|earlier|ordered|ruled|became|agreed|approved|testified|halted|returned|learned|heard|received|met|found|saw|got|ran|sent"
    r"|unveiling|pushed\sa|decision|trial|presentation|briefing|interview|deposition|bulletin|call|failure|statement"
    r"|report|post|flight)\b"
)
FUTURE = re.compile(
    r"\b(?:will|'ll|won't|shall|to|coming|comes?|plans?\s(?:to|an?|for|its|new|on)|planned|planning|expected|set|due"
    r"|slated|scheduled|targets?|targeting|aim(?:s|ing)|launch(?:es|ing)?|arriv(?:es?|ing)|releas(?:es?|ing)|ships?"
    r"|shipping|dates?|starting|starts?|begin(?:s|ning)?|effective|could|may|might|available|ready|event|runs?"
    r"|debut(?:s|ing)?|premieres?|hits?|streams?|promises?|promised|discontinued|ending|ends|removing|shutting"
    r"|retiring|leaving|mandates?|require|onto|until|illegal|delayed|postponed|pushed\sback|rescheduled|opens?|rolling"
    r"|drops?|dropping|lands?|laying|bringing|indicated|sunset|sunsetting|killing|closing|putting|sending|delays"
    r"|postpones|pushes|slips)\b"
)
# Of a span that is running or was over lately, only these make a promise.
CLEARLY_AHEAD = re.compile(
    r"\b(?:will|won't|to|coming|comes?|plans?\sto|expected|set|due|slated|scheduled|targeting|launch(?:es|ing)?"
    r"|arriv(?:es?|ing)|releas(?:es|ing)|ships?|shipping|starting|could|may|might|debut|rolling|until|out|hits?|reveal"
    r"|ahead)\b"
)
# Of a weekday, only these directly before it.
DIRECTLY_AHEAD = re.compile(
    r"\b(?:starting|beginning|from|due|coming|until|till|by|effective|arrives?|arriving|launch(?:es|ing)?|debuts?|comes?"
    r"|set\sfor|scheduled\sfor|slated\sfor|planned\sfor|expected|releas(?:es|ing)|ships|out|hits|kicks\soff|begins"
    r"|starts|opens|held|is|are|place|runs)\s(?:\w+\s)?$"
)
STARTS_BEFORE = re.compile(
    r"\b(?:starting|beginning|effective|from|due|until|till|by|within|as\ssoon\sas|as\searly\sas)\s(?:on\s|in\s)?$"
    r"|\b(?:starting|beginning|effective)\s(?:\w+\s){0,4}$"
)
PAST_AFTER = re.compile(
    r"^,?\s(?:(?:morning|afternoon|evening|night)\b,?\s?)?(?:[^.;]{0,60}\b)?(?:announced|said|told|revealed|unveiled"
    r"|launched|released|introduced|debuted|reported|confirmed|posted|filed|signed|shared|acquired|laid|sued|wrote|became"
    r"|was|were|had|entered|added|opened|closed|published|showed|pulled|began|started)\b"
)
SOURCE_AFTER = re.compile(
    r"^\s(?:memo|letter|interview|report|blog|post|statement|filing|ruling|decision|email|meeting|lawsuit|briefing|speech"
    r"|announcement|article|paper|survey|study|investigation|earnings)s?\b"
)
WAS_BEFORE = re.compile(r"\b(?:was|were|had)\b")

LENGTH = re.compile(r"\b(?:days?|weeks?|months?|years?|hours?)$")
NAMED_LENGTH = re.compile(r"\b(?:this|next|of|later)\s(?:the\s)?\w+$")
LENGTH_AHEAD = re.compile(
    r"^(?:in|within|over|the\snext|the\scoming|next|coming|a\sfew\smore|another|during\sthe\snext)\s"
)
LENGTH_TAKEN_BEFORE = re.compile(r"\b(?:for|after|less\sthan|more\sthan|only)\s$")
LENGTH_TAKEN_AFTER = re.compile(
    r"^\s(?:since|after|before|ago|of|later|in|into|long|old|behind|earlier|following|straight|a\sweek|spanning)\b"
)
GONE_AFTER = re.compile(r"^\s(?:since|ago)\b")

AHEAD_BY_ITSELF = re.compile(
    r"^(?:by|until|till|within|before|next|as|in\sthe\scoming|in\sthe\snext|over\sthe|starting|not\sbefore"
    r"|no\searlier|later|from)\s"
)
UNTIL = re.compile(r"^(?:until|till|to)\s")
TODAY = re.compile(r"^(?:today|tonight)\b")
WEEKDAY = re.compile(
    r"^(?:on |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:'s)?"
    r"(?: (?:morning|afternoon|evening|night))?$"
)
RUNNING = re.compile(
    r"^(?:in |on )?this (?:week|month|year|quarter|summer|fall|spring|winter|autumn|season)(?:'s)?$"
)

GUESS = re.compile(
    r"\b(?:predict\w*|forecast\w*|gartner|goldman|forrester|mckinsey|idc|bnef|bloombergnef|trendforce|analysts?|survey"
    r"|projects|projected|estimat\w*|expected\sto\s(?:use|grow|reach|fall|rise|hit\s[$\d]|exceed|account|generate)"
    r"|set\sto\s(?:rise|grow|fall)|could\s(?:generate|raise|replace|reach|discover|hit\sthe|vanish|lose|add)|odds"
    r"|experts|we\swon't\ssee|according\sto\sa\s\w+\sreport)\b"
)
OF_A_THING = re.compile(
    r"\b(?:launch\w*|releas\w*|ship\w*|arriv\w*|debut\w*|available|set\sto|coming|event|rolling|roll)\b"
)
