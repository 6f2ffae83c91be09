"""The two sentences under a headline: what was said, and what became of it."""

from timeline.ledger.answers import Fate
from timeline.ledger.facts import Promise
from timeline.ledger.standing import Standing
from timeline.terms import Basis
from timeline.wording.days import counted, long_day
from timeline.wording.standings import arrival_text, window_long


def deck_of(company: str, words: str, standing: Standing) -> str:
    """What was first promised, in which words, and how it stands; `words` as the record holds them."""
    said = _said(company, words, standing.first_promise)
    return " ".join(part for part in (said, _became(standing)) if part)


def quoted(words: str) -> str:
    """Words as said in curly quotation marks; a paraphrase of ours without any."""
    is_quotation = len(words) > 1 and words[0] == words[-1] == '"'
    return f"“{words[1:-1]}”" if is_quotation else words


def _said(company: str, words: str, promise: Promise | None) -> str:
    if promise is None or promise.public_on is None:
        return ""
    who = f"{company} said" if promise.basis == Basis.OFFICIAL else "It was reported"
    what = quoted(words) if quoted(words) != words else f"in words to the effect of: {words}"
    return f"{who} on {long_day(promise.public_on)}, {what} – that is, {window_long(promise)}."


def _became(standing: Standing) -> str:
    late = counted(standing.slip_min_days or 0, "day")
    came = standing.arrived
    match standing.fate:
        case Fate.OVERDUE if standing.verified_through:
            return (
                f"By {long_day(standing.verified_through)}, the last look, it had not come: {late} at least."
            )
        case Fate.DELIVERED_LATE if came:
            return f"It came {arrival_text(came)}, {late} after the end of that window."
        case Fate.DELIVERED_EARLY | Fate.DELIVERED_ON_TIME if came:
            return f"It came {arrival_text(came)}."
        case Fate.PENDING if standing.current_promise:
            return f"It is due {window_long(standing.current_promise)}."
    return ""
