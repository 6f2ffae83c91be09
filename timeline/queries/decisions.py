"""What people decided, in the format of the labelled data: events, and headlines with their tags."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from news.models import Company, Item, Tag
from timeline.models import Suggestion
from timeline.queries.companies import CompanyTree
from timeline.queries.suggestions import with_passages
from timeline.scoring.labels import NONE, folded

LABELLED = (Company.Kind.COMPANY, Company.Kind.LAB)
MODELS = ("family", "model", "app", "agent", "feature")
LONGEST_LEAD = 300
IMPLIED = "the company behind"
Row = dict[str, Any]
NO_WINDOW: Row = {"window_text": None, "window_earliest": None, "window_latest": None}


def decided_suggestions() -> QuerySet[Suggestion]:
    """Accepted and rejected ones with their passages, in the order in which they came."""
    states = (Suggestion.State.ACCEPTED, Suggestion.State.REJECTED)
    decided = Suggestion.objects.filter(kind=Suggestion.Kind.EVENT, state__in=states)
    return with_passages(decided.select_related("company", "product", "deliverable").order_by("pk"))


def event_label(suggestion: Suggestion) -> Row | None:
    """One decision as a labelled event; None where it does not say what is right."""
    kind, lead = _kind(suggestion), suggestion.passages.all()[:1]
    if kind is None or not lead:
        return None
    decision = suggestion.decision or {}
    company = suggestion.company.name if suggestion.company and kind != NONE else None
    return {
        "id": f"s{suggestion.pk}",
        **_text_of(lead[0].item),
        "kind": folded(kind),
        "company": [company] if company else [],
        "deliverable": decision.get("deliverable") or _deliverable(suggestion),
        "kind_also": None,
        **_window(suggestion),
        "previous_window": _previous(suggestion),
    }


def _kind(suggestion: Suggestion) -> str | None:
    decision = suggestion.decision or {}
    match suggestion.rejection:
        case "not_news":
            return NONE
        case "wrong_kind":
            return decision.get("kind")
        case "wrong_entity" | "settled":
            return None
    return decision.get("kind") or suggestion.event_kind


def _deliverable(suggestion: Suggestion) -> str | None:
    named = suggestion.deliverable or suggestion.product
    return str(named) if named else suggestion.noun or None


def _window(suggestion: Suggestion) -> Row:
    """The promised window as it was accepted, or as it was read and not denied."""
    decision = suggestion.decision or {}
    if decision.get("way") == "promise":
        return {
            "window_text": decision["words"],
            "window_earliest": decision["earliest"],
            "window_latest": decision["latest"],
            "window_role": "promised",
        }
    is_denied = suggestion.rejection in ("not_news", "old_date") or decision.get("way") in (
        "outcome",
        "event",
    )
    if is_denied or suggestion.role != "promised":
        return NO_WINDOW
    return {
        "window_text": suggestion.words,
        "window_earliest": _iso(suggestion.earliest),
        "window_latest": _iso(suggestion.latest),
        "window_role": "promised",
    }


def _previous(suggestion: Suggestion) -> list[str | None] | None:
    """The date that is left: as it was read, or the promised one that was rejected as old."""
    if suggestion.rejection == Suggestion.Rejection.OLD_DATE and suggestion.words:
        return [suggestion.words, _iso(suggestion.earliest), _iso(suggestion.latest)]
    if not suggestion.previous_words:
        return None
    ends = (suggestion.previous_earliest, suggestion.previous_latest)
    return [suggestion.previous_words, *map(_iso, ends)]


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None


def items_with_decisions() -> QuerySet[Item]:
    """Items on whose tags somebody decided, with all their tags, in the order in which they came."""
    decided = Tag.objects.filter(item=OuterRef("pk"), decision__isnull=False)
    tags = Tag.objects.select_related("company", "product__company").order_by("pk")
    return Item.objects.filter(Exists(decided)).prefetch_related(Prefetch("tags", tags)).order_by("pk")


def headline_labels() -> Iterator[Row]:
    """Every such item as a labelled headline: what holds after the decisions."""
    tree = CompanyTree()
    for item in items_with_decisions():
        yield _headline(item, tree)


def _headline(item: Item, tree: CompanyTree) -> Row:
    held = [tag for tag in item.tags.all() if _holds(tag)]
    products = [tag.product for tag in held if tag.product is not None and tag.product.kind in MODELS]
    named = {_owner(tag.company, tree) for tag in held if tag.company and not tag.rule.startswith(IMPLIED)}
    owners = {_owner(product.company, tree) for product in products}
    owners |= {_owner(tag.company, tree) for tag in held if tag.company and tag.rule.startswith(IMPLIED)}
    return {
        "id": f"i{item.pk}",
        **_text_of(item),
        "companies": sorted(named - {""}),
        "companies_implied": sorted(owners - named - {""}),
        "companies_optional": [],
        "models": sorted({product.name for product in products}),
        "models_optional": [],
        "ambiguous_words": [],
        "hard_negative": not held,
        "ai_relevant": True if held else None,
        "stratum": "decided",
    }


def _holds(tag: Tag) -> bool:
    if tag.decision:
        return tag.decision == Tag.Decision.ADD
    return tag.machine == Tag.Machine.ACCEPTED


def _owner(company: Company, tree: CompanyTree) -> str:
    """The name that labels give: a unit is its company; a regulator or foundation has none."""
    lane = tree.lane(company.pk) if company.kind == Company.Kind.UNIT else company
    return lane.name if lane.kind in LABELLED else ""


def _text_of(item: Item) -> Row:
    day = item.listed_at or item.first_seen_at
    return {
        "title": item.title,
        "lead": item.summary[:LONGEST_LEAD] or None,
        "published": day.date().isoformat(),
        "source_repo": None,
        "url": item.url,
    }
