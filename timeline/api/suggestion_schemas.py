"""The shapes of suggestions and of decisions as the OpenAPI document declares them."""

from rest_framework import serializers

from timeline.api.feed_schemas import moment_field
from timeline.api.schemas import Window, choice_field, day_field, slug_field, text_field
from timeline.claims import Role
from timeline.models import Suggestion as Stored
from timeline.terms import Channel, EventKind, Question, RightKind


class SuggestionPassage(serializers.Serializer[None]):
    """The sentence of one item that speaks for it."""

    id = serializers.IntegerField(help_text="As `sources` of an acceptance name it.")
    item = serializers.IntegerField()
    url = serializers.CharField()
    outlet = serializers.CharField()
    text = serializers.CharField()
    is_copy = serializers.BooleanField(help_text="Whether the item repeats another's report.")
    is_claim = serializers.BooleanField(help_text="False where it denies, asks or comments.")


class SuggestionPage(serializers.Serializer[None]):
    """The page that a program gave."""

    url = serializers.CharField()
    title = text_field()
    publisher = text_field()


class SecondSource(serializers.Serializer[None]):
    """That it waits until more outlets tell of it on their own."""

    wanted_by = serializers.CharField()
    wanted_at = serializers.DateTimeField()
    wanted_over = serializers.IntegerField(help_text="It waits until `origins` is more than this.")


class Suggestion(serializers.Serializer[None]):
    """A proposal that only a person turns into a fact."""

    id = serializers.IntegerField()
    version = serializers.IntegerField(help_text="Name it when you decide: what changed since is refused.")
    kind = choice_field(Stored.Kind)
    state = choice_field(Stored.State)
    question = choice_field(Question, allow_null=True)
    event_kind = choice_field(EventKind, allow_null=True)
    second_kind = choice_field(EventKind, allow_null=True)
    company = slug_field(null=True)
    product = slug_field(null=True)
    deliverable = slug_field(null=True)
    commitment = slug_field("The promise that it is about.", null=True)
    event = slug_field("The event that it tells again.", null=True)
    channel = choice_field(Channel, allow_null=True)
    noun = text_field("What it is about, in its own words.")
    window = Window(allow_null=True)
    role = choice_field(Role, allow_null=True, help_text="What the window is in the text.")
    previous = Window(allow_null=True, help_text="The date that is left, in the text's words.")
    said_on = day_field("The day on which it was said, or happened.")
    passage = text_field("The sentence that says so.")
    passages = SuggestionPassage(many=True)
    origins = serializers.IntegerField(help_text="How many outlets claim it and copy none.")
    second_source = SecondSource(allow_null=True, help_text="Null where none is wanted.")
    page = SuggestionPage(allow_null=True)
    report = choice_field(Stored.Report, allow_null=True, help_text="What a reader tells of.")
    about = text_field("The page of this site where a reader tells it, as path and query.")
    note = text_field("What a reader or a program says of it. Who the reader is, is not kept.")
    story = serializers.IntegerField(allow_null=True)
    margin = serializers.FloatField(help_text="How sure the rules are of the kind, 0 to 1.")
    proposed_by = text_field("The name of the token, or `a reader`; null where the rules propose it.")
    created_at = serializers.DateTimeField()
    decided_at = moment_field("When it was decided; null while it is open.")
    decided_by = text_field()
    rejection = choice_field(Stored.Rejection, allow_null=True)
    reason = text_field()
    merged_into = serializers.IntegerField(allow_null=True)
    changes = serializers.ListField(
        child=serializers.IntegerField(), help_text="The Changes that its acceptance made, by seq."
    )


class WholeSuggestion(Suggestion):
    """A suggestion with what accepting it as proposed would send."""

    prefilled = serializers.DictField(
        help_text="The fields of an acceptance as proposed; those that are sent take their place."
    )


class AcceptanceBody(serializers.Serializer[None]):
    """The version that was read; and any field of `prefilled` that shall be otherwise."""

    version = serializers.IntegerField(min_value=1)


class RejectionBody(serializers.Serializer[None]):
    """Why it is none."""

    version = serializers.IntegerField(min_value=1)
    rejection = choice_field(Stored.Rejection)
    right_kind = serializers.ChoiceField(
        [(kind.value, kind.name) for kind in RightKind],
        required=False,
        help_text="What it is instead, where that is known.",
    )
    reason = serializers.CharField(max_length=200, required=False, help_text="In words.")


class MergeBody(serializers.Serializer[None]):
    """Which other suggestion tells of the same."""

    version = serializers.IntegerField(min_value=1)
    into = serializers.IntegerField(min_value=1)
