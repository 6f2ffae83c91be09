"""The shapes of stories as the OpenAPI document declares them."""

from rest_framework import serializers

from timeline.api.schemas import Links, Why, choice_field, day_field, slug_field, slugs_field, text_field
from timeline.terms import EvidenceRole


class StoryItem(serializers.Serializer[None]):
    """An item of a story: its title and excerpt belong to its outlet."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    url = serializers.CharField()
    outlet = serializers.CharField()
    published_on = day_field("The day it was published (UTC).")
    published_at = serializers.DateTimeField(allow_null=True, help_text="Null where only the day is known.")
    excerpt = text_field("At most 280 characters.")
    repeats = serializers.IntegerField(allow_null=True, help_text="The item whose report it repeats.")


class StoryFact(serializers.Serializer[None]):
    """Something on the record that rests on the story."""

    role = choice_field(EvidenceRole)
    commitment = slug_field(null=True)
    deliverable = slug_field("Of the commitment.", null=True)
    event = slug_field(null=True)


class StoryLinks(serializers.Serializer[None]):
    """Paths of this site; null for an item that belongs to no story yet."""

    self = serializers.CharField(allow_null=True, help_text="This story in the API.")
    html = serializers.CharField(allow_null=True, help_text="Its page.")


class Story(serializers.Serializer[None]):
    """One report however many outlets have it; an item that belongs to no story yet is one of its own."""

    id = serializers.IntegerField(allow_null=True, help_text="Null for an item that belongs to no story yet.")
    headline = serializers.CharField()
    published_on = day_field("The day on which it was told first (UTC).")
    outlets = serializers.IntegerField(min_value=1, help_text="How many have it.")
    origins = serializers.IntegerField(
        min_value=0, help_text="How many of them tell of it on their own, not repeating another."
    )
    item_count = serializers.IntegerField(min_value=1, help_text="Items in all.")
    items = StoryItem(many=True, help_text="In the order in which they told of it; in a list the first 20.")
    companies = slugs_field("The companies it is about.")
    products = slugs_field("The products it is about.")
    record = StoryFact(many=True, help_text="What on the record rests on it.")
    links = StoryLinks()
    why = Why(many=True, required=False, help_text="With include=why: why it stands under its names.")


class WholeStory(Story):
    """A story with up to 200 of its items."""

    is_under_review = serializers.BooleanField(
        help_text="Whether it proposes a change of the record that is not decided yet."
    )
    links = Links()  # type: ignore[assignment]
