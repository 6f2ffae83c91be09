"""What a row that was found looks like in an answer."""

from timeline.api.links import links_of
from timeline.api.shapes import Shape
from timeline.queries.passages import Hit
from timeline.queries.search import FoundKind

RESOURCES = {
    FoundKind.COMPANY: "companies",
    FoundKind.PRODUCT: "products",
    FoundKind.DELIVERABLE: "deliverables",
    FoundKind.COMMITMENT: "deliverables",
    FoundKind.EVENT: "events",
}


def found_shape(hit: Hit) -> Shape:
    """One row or story."""
    place = hit.place
    is_story = place.kind is FoundKind.STORY
    excerpt = hit.excerpt
    return {
        "kind": place.kind,
        "slug": place.slug or None,
        "name": hit.name.text,
        "excerpt": excerpt.text if excerpt else None,
        "hits": [{"start": start, "end": end} for start, end in excerpt.hits] if excerpt else [],
        "company": hit.company or None,
        "outlet": hit.about if is_story else None,
        "day": place.day,
        "fate": place.standing.standing.fate if place.standing else None,
        "links": {"self": None, "html": hit.outside or f"/news/{hit.target}/"}
        if is_story
        else links_of(RESOURCES[place.kind], hit.target),
    }
