"""Why a name is taken for what an item is about, or is not, in words."""

import re

CITED = "cited by the record"
QUOTED = re.compile(r'"([^"]*)"')
SURE, LIKELY = 0.8, 0.4


def confidence_text(confidence: float) -> str:
    """How sure the rules are, 0 to 1: sure (0.95)."""
    word = "sure" if confidence >= SURE else "likely" if confidence >= LIKELY else "doubtful"
    return f"{word} ({confidence:.2f})"


def rule_text(rule: str) -> str:
    """The rule by which it was read; empty where no rule says anything."""
    return "the record cites this page for it" if rule == CITED else QUOTED.sub(r"“\1”", rule)


def verdict_text(machine: str | None, decision: str | None, *, rule: str) -> str:
    """Who decided, and against the tag where it does not hold."""
    if decision:
        return "by a curator" if decision == "add" else "by a curator, against the tag"
    if machine == "suggested":
        return "not yet: the rules suggest it to a curator"
    if machine == "refused":
        return "by the rules, against the tag"
    return "by the record" if rule == CITED else "by the rules alone"
