"""Which companies and products a text names, and why: pure functions over a compiled gazetteer."""

from news.matching.folding import fold, folded_key
from news.matching.gazetteer import Gazetteer, Name, Target, compile_gazetteer
from news.matching.matcher import Match, joined_text, match_text

__all__ = [
    "Gazetteer",
    "Match",
    "Name",
    "Target",
    "compile_gazetteer",
    "fold",
    "folded_key",
    "joined_text",
    "match_text",
]
