"""The shape of a source as the OpenAPI document declares it."""

from enum import StrEnum

from rest_framework import serializers

from news.models import Feed
from timeline.api.schemas import choice_field


class FeedGroup(StrEnum):
    """How a feed does: it fails, was not asked yet, answers, or is switched off."""

    FAILING = "failing"
    WAITING = "waiting"
    ANSWERING = "answering"
    OFF = "off"


def moment_field(help_text: str) -> serializers.DateTimeField:
    """An instant (UTC), null when there was none yet."""
    return serializers.DateTimeField(allow_null=True, help_text=help_text)


class Source(serializers.Serializer[None]):
    """A feed that is read, and how it does."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    url = serializers.CharField(help_text="The feed.")
    homepage = serializers.CharField(allow_null=True)
    kind = choice_field(Feed.Kind)
    scope = choice_field(Feed.Scope)
    state = choice_field(Feed.State)
    group = choice_field(FeedGroup)
    last_answer = serializers.CharField(allow_null=True, help_text="In words; null before the first one.")
    last_checked_at = moment_field("When it was asked last.")
    last_ok_at = moment_field("When it answered last as it should.")
    last_new_item_at = moment_field("When it brought something new last.")
    next_check_at = moment_field("When it is due; null for one that is switched off.")
    items = serializers.IntegerField(min_value=0)
    new_items = serializers.IntegerField(min_value=0, help_text="First seen in the last seven days.")
