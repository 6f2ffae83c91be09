"""The values that enumerated parameters take, for pages and API alike."""

from news.models import Company, Feed, Product
from news.wording import FEED_STANDINGS
from timeline.ledger import Fate
from timeline.models import Suggestion
from timeline.terms import Action, Basis, Channel, EventKind, Precision, RestructuringKind


def _values(terms: object) -> frozenset[str]:
    return frozenset(str(term.value) for term in terms)  # type: ignore[attr-defined]


COMMON = {
    "channel": _values(Channel),
    "basis": _values(Basis),
    "fate": _values(Fate),
    "precision": _values(Precision),
}
EVENT_KINDS = _values(EventKind)
RESTRUCTURING_KINDS = _values(RestructuringKind)
COMPANY_KINDS = _values(Company.Kind)
PRODUCT_KINDS = _values(Product.Kind)
ACTIONS = _values(Action)
FEED_KINDS = _values(Feed.Kind) - {Feed.Kind.RECORD.value}
SUGGESTION_STATES = _values(Suggestion.State)
STANDINGS = frozenset(each.key for each in FEED_STANDINGS)
