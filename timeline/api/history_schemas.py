"""The shapes of changes and corrections as the OpenAPI document declares them."""

from rest_framework import serializers

from timeline.api.schemas import choice_field, slug_field, text_field
from timeline.terms import Action, CorrectionReason, RecordTable


def document_field(help_text: str) -> serializers.DictField:
    """A row of the record with its parts."""
    return serializers.DictField(allow_null=True, help_text=help_text)


class Change(serializers.Serializer[None]):
    """One change of one row of the record: applied in their order they give the record."""

    seq = serializers.IntegerField(help_text="Grows with every change; numbers may be left out.")
    at = serializers.DateTimeField()
    action = choice_field(Action)
    table = choice_field(RecordTable)
    slug = slug_field("The row, by the slug that it had then.")
    before = document_field("The row before; null for a new one, and for a notice that changes nothing.")
    after = document_field(
        "The row after, with its parts, every reference as a slug; null for one taken away, and for a notice."
    )
    reason = text_field()


class PageLink(serializers.Serializer[None]):
    """A path of this site."""

    html = serializers.CharField(help_text="The page of the row.")


class Difference(serializers.Serializer[None]):
    """One field that was corrected."""

    field = serializers.CharField()
    before = serializers.JSONField(allow_null=True, help_text="Any JSON: what was recorded.")
    after = serializers.JSONField(allow_null=True, help_text="Any JSON: what is recorded since.")


class Correction(serializers.Serializer[None]):
    """What was recorded wrongly, and what stands since. A date that moved is a promise, no correction."""

    seq = serializers.IntegerField(help_text="The number of its change.")
    at = serializers.DateTimeField()
    table = choice_field(RecordTable)
    slug = slug_field("The row.")
    deliverable = slug_field("Of a commitment, its deliverable.", null=True)
    name = serializers.CharField(help_text="The name, title or words of the row.")
    reason = choice_field(CorrectionReason)
    differences = Difference(many=True)
    links = PageLink()
