"""The timeline as the OpenAPI document declares it."""

from rest_framework import serializers

from timeline.api.schemas import day_field, slug_field


class Band(serializers.Serializer[None]):
    """A restructuring over a lane."""

    slug = slug_field()
    title = serializers.CharField()
    width = serializers.FloatField(help_text="Of the title, in pixels.")
    when = serializers.CharField(help_text="Its days in words.")
    begin = serializers.IntegerField(help_text="Its first day, in days since 1970-01-01.")
    end = serializers.IntegerField(help_text="The day after its last, in days since 1970-01-01.")
    is_unconfirmed = serializers.BooleanField()


class TimelineLane(serializers.Serializer[None]):
    """A company, a family of products, or everything."""

    slug = serializers.CharField(help_text="Empty for the lane of everything.")
    name = serializers.CharField()
    href = serializers.CharField(help_text="The path of its page; empty where it has none.")
    note = serializers.CharField(help_text="What stands under its name.")
    restructurings = Band(many=True)
    is_crowded = serializers.BooleanField(
        help_text="Whether its rows of these days are too many to tell apart, and left out."
    )
    months = serializers.ListField(
        child=serializers.ListField(child=serializers.IntegerField(), min_length=3, max_length=3),
        help_text="Months since January of year 0, launches, dates moved; months with neither are left out.",
    )


class Timeline(serializers.Serializer[None]):
    """Lanes, and rows as lists in the order of `columns`."""

    lanes = TimelineLane(many=True)
    other_lanes = serializers.IntegerField(help_text="How many lanes are left out by `limit`.")
    columns = serializers.ListField(
        child=serializers.CharField(),
        help_text=(
            "The names of the fields of a row. Points in time are days since 1970-01-01: a day begins at "
            "its number and ends one later. lane: its place in `lanes`. label, delta: words, each with "
            "its width in pixels. lead: a hairline. said: days. windows: begin, end, 1 where the wording "
            "is vague. tails: look and end of lines from the last window. ends: shape and place of marks."
        ),
    )
    rows = serializers.ListField(child=serializers.ListField())
    is_whole = serializers.BooleanField(help_text="Whether these are the rows of any day.")
    first_day = day_field("The first day of which anything is recorded.")
