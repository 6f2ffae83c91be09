"""The shape of what a search finds, as the OpenAPI document declares it."""

from rest_framework import serializers

from timeline.api.schemas import choice_field, day_field, slug_field, text_field
from timeline.ledger import Fate
from timeline.queries.search import FoundKind


class FoundLinks(serializers.Serializer[None]):
    """Paths of this site."""

    self = serializers.CharField(
        allow_null=True, help_text="It, or the deliverable promised, in the API; null of a story."
    )
    html = serializers.CharField(
        help_text="Its page; of an item that stands in no story yet the address of its outlet."
    )


class Stretch(serializers.Serializer[None]):
    """A place in a text, in characters from 0."""

    start = serializers.IntegerField(min_value=0)
    end = serializers.IntegerField(min_value=0, help_text="After the last character.")


class Found(serializers.Serializer[None]):
    """A row of the record, or a story, that holds what was asked for."""

    kind = choice_field(FoundKind)
    slug = slug_field("Of a story its number; null of an item that stands in none yet.", null=True)
    name = serializers.CharField(help_text="Of a promise the name of the deliverable.")
    excerpt = text_field("Words around a hit; of a name, other names where one of them was found.")
    hits = Stretch(many=True, help_text="Where in the excerpt the words stand.")
    company = slug_field(null=True)
    outlet = text_field("Who tells a story.")
    day = day_field("When it was said, happened or came out; of a deliverable when it was last heard of.")
    fate = choice_field(Fate, allow_null=True, help_text="Of a deliverable, on the day of the answer.")
    links = FoundLinks()
