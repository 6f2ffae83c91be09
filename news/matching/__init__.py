"""Which companies and products a text names, and why: pure functions over a compiled gazetteer."""

from news.matching.folding import fold, folded_key
from news.matching.footprints import (
    EVERYTHING,
    footprint,
    patterns_about,
    reading_digest,
    touched_patterns,
)
from news.matching.gazetteer import Gazetteer, compile_gazetteer
from news.matching.grammar import Grammar, build_grammar
from news.matching.matcher import Match, joined_text, match_text
from news.matching.names import Name, Target, Thing
from news.matching.reach import Reach
from news.matching.verdicts import Publisher
from news.matching.versions import identity

__all__ = [
    "EVERYTHING",
    "Gazetteer",
    "Grammar",
    "Match",
    "Name",
    "Publisher",
    "Reach",
    "Target",
    "Thing",
    "build_grammar",
    "compile_gazetteer",
    "fold",
    "folded_key",
    "footprint",
    "identity",
    "joined_text",
    "match_text",
    "patterns_about",
    "reading_digest",
    "touched_patterns",
]
