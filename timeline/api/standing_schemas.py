"""The shapes of judged deliverables and of records as the OpenAPI document declares them."""

from rest_framework import serializers

from timeline.api.schemas import (
    Commitment,
    Evidence,
    Links,
    Span,
    Window,
    choice_field,
    day_field,
    remark_field,
    slug_field,
    slugs_field,
    text_field,
)
from timeline.ledger import Fate, MoveKind, Verdict
from timeline.queries.entries import Relation
from timeline.terms import Audience, Basis, Channel, Completeness, Effect, Precision, Stage


def days_field(help_text: str) -> serializers.IntegerField:
    """A number of days, null when not known."""
    return serializers.IntegerField(allow_null=True, help_text=help_text)


def count_field(help_text: str = "") -> serializers.IntegerField:
    """How many there are."""
    return serializers.IntegerField(min_value=0, help_text=help_text)


class Arrival(Span):
    """When it came."""

    precision = choice_field(Precision)


class Move(serializers.Serializer[None]):
    """What happened to the date between two consecutive commitments of one basis."""

    before = slug_field("The earlier commitment.")
    after = slug_field("The later commitment.")
    basis = choice_field(Basis)
    kind = choice_field(MoveKind)
    shift_days = days_field("Between the last days of both windows.")
    shift_low = days_field("The shift at least.")
    shift_high = days_field("The shift at most.")
    notice_days = days_field("From saying so to the old last day; negative when owned up afterwards.")


class Deliverable(serializers.Serializer[None]):
    """A deliverable and how it stands on the day of the answer."""

    slug = slug_field()
    name = serializers.CharField()
    product = slug_field()
    company = slug_field()
    channel = choice_field(Channel)
    stage = choice_field(Stage, allow_null=True)
    audience = choice_field(Audience, allow_null=True)
    regions = slugs_field("The regions it was promised to; empty for everywhere.")
    fate = choice_field(Fate)
    label = serializers.CharField(help_text="The fate in a few words.")  # type: ignore[assignment]
    lane = choice_field(
        Basis, allow_null=True, help_text="Whose promises it is judged by; null without a date."
    )
    first_promise = Window(allow_null=True, help_text="The first dated promise of the lane.")
    current_promise = Window(allow_null=True, help_text="The last dated promise of the lane.")
    arrived = Arrival(allow_null=True)
    verdict_first = choice_field(Verdict, allow_null=True)
    verdict_current = choice_field(Verdict, allow_null=True)
    slip_min_days = days_field("Late for certain by so many days; 0 when not late.")
    slip_max_days = days_field("Late by so many days at most; null while open.")
    verified_through = day_field("The last day on which it is known whether it had arrived.")
    moves = Move(many=True)
    evidence_count = count_field("Sources under its commitments and outcomes.")
    links = Links()


class Outcome(serializers.Serializer[None]):
    """What one event did to the deliverable."""

    event = slug_field()
    title = serializers.CharField()
    effect = choice_field(Effect)
    completeness = choice_field(Completeness)
    note = remark_field()
    window = Window()
    basis = choice_field(Basis)
    verified = serializers.BooleanField(help_text="False: some detail is unconfirmed.")
    retracted_on = day_field("From this day it counts in no score.")
    evidence = Evidence(many=True)
    links = Links()


class Related(serializers.Serializer[None]):
    """Another deliverable and what ties it to this one."""

    slug = slug_field()
    name = serializers.CharField()
    relation = choice_field(Relation)
    fate = choice_field(Fate)
    label = serializers.CharField()  # type: ignore[assignment]
    links = Links()


class Entry(Deliverable):
    """A deliverable with its scope, promises, outcomes and those tied to it."""

    excluded_regions = slugs_field("Regions carved out of it.")
    scope_note = text_field("What it covers, in a curator's words of today whatever the day.")
    last_verified_on = day_field("The last day on which a curator looked; null for a day before it.")
    commitments = Commitment(many=True, help_text="In the order they were said.")
    outcomes = Outcome(many=True, help_text="Oldest first.")
    related = Related(many=True)


class Tally(serializers.Serializer[None]):
    """Promises kept and broken, with the 95 % Wilson interval of the share kept."""

    kept = count_field()
    broken = count_field()
    n = count_field("Kept and broken.")
    wilson_low = serializers.FloatField(allow_null=True)
    wilson_high = serializers.FloatField(allow_null=True)


class RecordLine(serializers.Serializer[None]):
    """One deliverable of a record."""

    slug = slug_field()
    verdict_first = choice_field(Verdict, allow_null=True)
    verdict_current = choice_field(Verdict, allow_null=True)


class Record(serializers.Serializer[None]):
    """The on-time record of a company with its units: official, dated promises alone."""

    company = slug_field()
    as_of = day_field(null=False)
    first = Tally(help_text="By the first promise.")
    current = Tally(help_text="By the current promise.")
    open = count_field("Not due yet.")
    unverified = count_field("Due, and not checked since.")
    indeterminate = count_field("Arrived within the doubt of a window.")
    partly = count_field("Delivered in part and in time.")
    vague = count_field("Promised without a date.")
    reported_only = count_field("Known from reports alone.")
    goals = count_field("Quantities and internal aims.")
    median_slip_days = serializers.FloatField(allow_null=True)
    moves_per_deliverable = serializers.FloatField(allow_null=True)
    median_notice_days = serializers.FloatField(allow_null=True)
    median_vague_age_days = serializers.FloatField(allow_null=True)
    deliverables = RecordLine(many=True)
