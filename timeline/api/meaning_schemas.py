"""The shapes of what answers mean, as the OpenAPI document declares them: enumerations and the method."""

from rest_framework import serializers

from timeline.api.schemas import choice_field
from timeline.ledger import ColourGroup, Fate, FateGroup
from timeline.terms import Precision


def texts_field(help_text: str) -> serializers.ListField:
    """Several texts."""
    return serializers.ListField(child=serializers.CharField(), help_text=help_text)


class Term(serializers.Serializer[None]):
    """One value and the word that the pages have for it."""

    value = serializers.CharField()
    word = serializers.CharField()


class Enumeration(serializers.Serializer[None]):
    """The values that a field or parameter takes; there may be more one day."""

    name = serializers.CharField(help_text="As the OpenAPI document names it: a schema, or a parameter.")
    meaning = serializers.CharField()
    values = Term(many=True)


class Rule(serializers.Serializer[None]):
    """How words of one sort are read as a window."""

    id = serializers.CharField()
    examples = texts_field("Words that it reads.")
    earliest = serializers.CharField(help_text="What the first day is.")
    latest = serializers.CharField(help_text="What the last day is.")
    precisions = serializers.ListField(child=choice_field(Precision))
    constants = texts_field("The figures it goes by: policy, not fact.")


class FateMeaning(serializers.Serializer[None]):
    """When a deliverable has a fate; of all that fit the first in the list counts."""

    fate = choice_field(Fate)
    word = serializers.CharField()
    colour = choice_field(ColourGroup)
    groups = serializers.ListField(child=choice_field(FateGroup), help_text="The filters that choose it.")
    condition = serializers.CharField()


class Method(serializers.Serializer[None]):
    """How words become windows, windows fates, and fates records."""

    ruleset = serializers.IntegerField(help_text="The version of the rules.")
    rules = Rule(many=True)
    fates = FateMeaning(many=True)
    enough_to_rank = serializers.IntegerField(
        help_text="With fewer kept and broken promises nobody is ranked and no share is shown."
    )
