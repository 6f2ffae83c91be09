"""Words to windows: the phrase table of the ledger as data, its reader, and windows as text."""

from timeline.windows.constants import RULESET
from timeline.windows.display import display, edtf
from timeline.windows.reader import read_window
from timeline.windows.rules import RULES, Rule
from timeline.windows.window import Window

__all__ = ["RULES", "RULESET", "Rule", "Window", "display", "edtf", "read_window"]
