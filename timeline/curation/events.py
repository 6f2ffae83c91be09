"""Recording what happened: arrivals, ends, withdrawals, returns, restructurings."""

from collections.abc import Sequence

from timeline.curation.inputs import Happened, Source, iso
from timeline.curation.kernel import Act, Refused, add, current, numbered, writing
from timeline.curation.renames import is_former
from timeline.documents import DELIVERABLE, EVENT, Document, read_document
from timeline.models import Change, Deliverable, Outcome
from timeline.terms import ARRIVALS, Action, Effect, EventKind, PartyRole, RestructuringKind

ENDS = {
    Effect.CANCELLED: EventKind.CANCELLATION,
    Effect.DORMANT: EventKind.ANNOUNCEMENT,
    Effect.RETIRED: EventKind.DEPRECATION,
}


def deliver(
    act: Act,
    deliverable: str,
    happened: Happened,
    sources: Sequence[Source],
    *,
    effect: Effect = Effect.DELIVERED,
) -> Change:
    """Record that the deliverable arrived, partly arrived, or began to be rolled out."""
    if effect not in ARRIVALS | {Effect.DELIVERED_PARTLY}:
        raise Refused(("effect", f"{effect.value} is no arrival"))
    return _happen(act, deliverable, happened, sources, effect=effect, kind=EventKind.LAUNCH)


def end(
    act: Act, deliverable: str, happened: Happened, sources: Sequence[Source], *, effect: Effect
) -> Change:
    """Record that the deliverable was cancelled, went silent, or was retired."""
    if effect not in ENDS:
        raise Refused(("effect", f"{effect.value} is no end"))
    return _happen(act, deliverable, happened, sources, effect=effect, kind=ENDS[effect])


def pull(act: Act, deliverable: str, happened: Happened, sources: Sequence[Source]) -> Change:
    """Record that something that had arrived was taken away again."""
    with writing():
        _require(deliverable, {*ARRIVALS, Effect.DELIVERED_PARTLY}, "has not arrived: nothing can be pulled")
        return _happen(
            act, deliverable, happened, sources, effect=Effect.WITHDRAWN, kind=EventKind.WITHDRAWAL
        )


def restore(act: Act, deliverable: str, happened: Happened, sources: Sequence[Source]) -> Change:
    """Record that something withdrawn came back."""
    with writing():
        if _last_turn(deliverable) != Effect.WITHDRAWN:
            raise Refused(("deliverable", f"{deliverable} was not withdrawn: nothing can be restored"))
        return _happen(act, deliverable, happened, sources, effect=Effect.RESTORED, kind=EventKind.LAUNCH)


def _last_turn(deliverable: str) -> str | None:
    """The later of the last withdrawal and the last return."""
    turns = Outcome.objects.filter(
        deliverable__slug=deliverable,
        effect__in=(Effect.WITHDRAWN.value, Effect.RESTORED.value),
        event__retracted_on=None,
    )
    return (
        turns.order_by("-event__latest", "-event__earliest", "effect")
        .values_list("effect", flat=True)
        .first()
    )


def restructure(
    act: Act,
    happened: Happened,
    sources: Sequence[Source],
    *,
    kind: RestructuringKind,
    parties: Sequence[tuple[str, PartyRole]],
    headcount: tuple[int | None, int | None] = (None, None),
) -> Change:
    """Record a restructuring; `parties` are companies and units by slug with their parts in it."""
    about = parties[0][0] if parties else ""
    document = _event(happened, sources, kind=EventKind.RESTRUCTURING, about=about) | {
        "restructuring_kind": kind.value,
        "headcount_low": headcount[0],
        "headcount_high": headcount[1],
        "parties": [{"company": slug, "product": None, "role": role.value} for slug, role in parties],
    }
    return add(act, EVENT, document, action=Action.RESTRUCTURE)


def record_event(
    act: Act,
    happened: Happened,
    sources: Sequence[Source],
    *,
    kind: EventKind,
    companies: Sequence[str] = (),
    products: Sequence[str] = (),
) -> Change:
    """Record an event that does nothing to a deliverable, such as a funding or a delay without a date."""
    parties = [*((slug, None) for slug in companies), *((None, slug) for slug in products)]
    about = next(iter((*companies, *products)), "")
    document = _event(happened, sources, kind=kind, about=about) | {
        "parties": [
            {"company": company, "product": product, "role": PartyRole.SUBJECT.value}
            for company, product in parties
        ]
    }
    return add(act, EVENT, document)


def _happen(
    act: Act,
    deliverable: str,
    happened: Happened,
    sources: Sequence[Source],
    *,
    effect: Effect,
    kind: EventKind,
) -> Change:
    with writing():
        current(DELIVERABLE, deliverable)
        outcome = {
            "deliverable": deliverable,
            "effect": effect.value,
            "completeness": happened.completeness.value,
            "note": happened.note,
        }
        document = _event(happened, sources, kind=kind, about=deliverable, did=effect.value)
        document |= {"outcomes": [outcome], "parties": _subjects(deliverable)}
        ending = effect in ENDS or effect is Effect.WITHDRAWN
        return add(act, EVENT, document, action=Action.END if ending else Action.DELIVER)


def _subjects(deliverable: str) -> list[Document]:
    company, product = Deliverable.objects.values_list("product__company__slug", "product__slug").get(
        slug=deliverable
    )
    role = PartyRole.SUBJECT.value
    return [
        {"company": company, "product": None, "role": role},
        {"company": None, "product": product, "role": role},
    ]


def _require(deliverable: str, effects: set[Effect], otherwise: str) -> None:
    found = Outcome.objects.filter(deliverable__slug=deliverable, effect__in=sorted(effects))
    if not found.exists():
        raise Refused(("deliverable", f"{deliverable} {otherwise}"))


def _event(
    happened: Happened, sources: Sequence[Source], *, kind: EventKind, about: str, did: str = ""
) -> Document:
    """An event about a deliverable or company by slug; what it `did` names it, else its kind."""
    return {
        "slug": happened.slug or _free_slug(f"{about}-{did or kind.value}"[:60], iso(happened.earliest)),
        "kind": kind.value,
        "title": happened.title,
        "summary": happened.summary,
        "earliest": iso(happened.earliest),
        "latest": iso(happened.latest),
        "precision": happened.precision.value,
        "basis": happened.basis.value,
        "significance": happened.significance,
        "restructuring_kind": "",
        "headcount_low": None,
        "headcount_high": None,
        "amount_low": None,
        "amount_high": None,
        "currency": "",
        "verified": True,
        "retracted_on": None,
        "outcomes": [],
        "parties": [],
        "evidence": [source.document() for source in sources],
    }


def _free_slug(name: str, day: str | None) -> str:
    """The name with its day, numbered from 2 on where that is or was another event's."""
    slug = f"{name.strip('-')}-{day}".replace("_", "-")
    taken = read_document(EVENT, slug) is not None or is_former(EVENT, slug)
    return numbered(EVENT, slug, first=2) if taken else slug
