"""Why a name is taken for what an item is about, or is not, in words."""

CITED = "cited by the record"
SURE, LIKELY = 0.8, 0.4


def confidence_text(confidence: float) -> str:
    """How sure the rules are, 0 to 1: sure (0.95)."""
    word = "sure" if confidence >= SURE else "likely" if confidence >= LIKELY else "doubtful"
    return f"{word} ({confidence:.2f})"


def rule_text(rule: str) -> str:
    """The rule by which it was read; empty where no rule says anything."""
    return "the record cites this page for it" if rule == CITED else rule


def verdict_text(machine: str | None, decision: str | None) -> str:
    """Why it does not hold."""
    if decision == "remove":
        return "against the tag"
    if machine == "suggested":
        return "not yet: a suggestion of the rules that waits for a curator"
    return "refused by the rules" if machine == "refused" else ""
