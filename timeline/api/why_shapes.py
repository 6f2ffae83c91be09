"""What an answer says of why news stand under the names that they do."""

from collections.abc import Iterable, Sequence
from itertools import accumulate

from news.models import Item, Tag
from timeline.api.shapes import Shape
from timeline.wording.passages import Piece, names_in, passage
from timeline.wording.tags import CITED, rule_text


def why_shapes(items: Iterable[Item]) -> list[Shape]:
    """Every tag of the items, in their order; each item holds all of its own in `all_tags`."""
    return [
        _why_shape(item, tag)
        for item in items
        for tag in getattr(item, "all_tags")  # noqa: B009  a prefetched attribute
        if tag.machine or tag.decision
    ]


def _holds(tag: Tag) -> bool:
    """Whether the item is about it: by a curator's decision where there is one."""
    return tag.decision == Tag.Decision.ADD if tag.decision else tag.machine == Tag.Machine.ACCEPTED


def _why_shape(item: Item, tag: Tag) -> Shape:
    names = names_in(item.title, item.summary, tag.spans)
    return {
        "item": item.pk,
        "company": tag.company.slug if tag.company else None,
        "product": tag.product.slug if tag.product else None,
        "holds": _holds(tag),
        "machine": tag.machine,
        "decision": tag.decision,
        "decided_on": tag.decided_at.date() if tag.decided_at else None,
        "rule": rule_text(tag.rule) or None,
        "confidence": tag.confidence if tag.machine and tag.rule != CITED else None,
        "revision": (tag.catalogue_digest or None) if tag.machine else None,
        "names": names,
        "exact": [each for each in tag.named if each not in names],
        "spans": tag.spans,
        "passage": _passage_shape(passage(item.title, item.summary, tag.spans)),
    }


def _passage_shape(pieces: Sequence[Piece]) -> Shape | None:
    ends = list(accumulate(len(piece.text) for piece in pieces))
    marks = [[end - len(piece.text), end] for piece, end in zip(pieces, ends, strict=True) if piece.is_marked]
    return {"text": "".join(piece.text for piece in pieces), "marks": marks} if pieces else None
