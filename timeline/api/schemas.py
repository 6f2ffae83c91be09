"""The shapes of answers as the OpenAPI document declares them: names, promises, events, items."""

from enum import StrEnum

from django.db.models import TextChoices
from rest_framework import serializers

from news.models import Tag, catalog
from timeline.terms import (
    Basis,
    Completeness,
    Effect,
    EventKind,
    EvidenceRole,
    PartyRole,
    Precision,
    ReadDepth,
    RestructuringKind,
    Voice,
)


def choice_field(terms: type[StrEnum] | type[TextChoices], **options: bool | str) -> serializers.ChoiceField:
    """A field that takes the values of an enumeration."""
    if issubclass(terms, TextChoices):
        return serializers.ChoiceField(terms.choices, **options)  # type: ignore[arg-type]
    return serializers.ChoiceField([(term.value, term.name) for term in terms], **options)  # type: ignore[arg-type]


def slug_field(help_text: str = "", *, null: bool = False) -> serializers.CharField:
    """A public, stable name."""
    return serializers.CharField(allow_null=null, help_text=help_text)


def text_field(help_text: str = "") -> serializers.CharField:
    """Words, null when not known."""
    return serializers.CharField(allow_null=True, help_text=help_text)


def remark_field() -> serializers.CharField:
    """What a curator adds to a row."""
    return text_field("A curator's remark of today; null for an earlier day.")


def day_field(help_text: str = "", *, null: bool = True) -> serializers.DateField:
    """A calendar day."""
    return serializers.DateField(allow_null=null, help_text=help_text)


def slugs_field(help_text: str) -> serializers.ListField:
    """Several slugs."""
    return serializers.ListField(child=serializers.CharField(), help_text=help_text)


def spans_field() -> serializers.ListField:
    """A place in a text: its first character, and the one after its last."""
    return serializers.ListField(child=serializers.IntegerField(min_value=0), min_length=2, max_length=2)


class Span(serializers.Serializer[None]):
    """From the first day to the last; equal when the day is known."""

    earliest = day_field(null=False)
    latest = day_field(null=False)


class Window(serializers.Serializer[None]):
    """A date as it was stated: never a day that nobody named."""

    earliest = day_field("The first day of the window; null when none is known.")
    latest = day_field("The last day of the window; null when no end was stated.")
    precision = choice_field(Precision)
    words = text_field("The words that were said; null where no words were read.")
    display = serializers.CharField(help_text="The window for people.")
    edtf = text_field("The window as an EDTF label (ISO 8601-2); null for a vague one.")


class Links(serializers.Serializer[None]):
    """Paths of this site."""

    self = serializers.CharField(help_text="This object in the API.")
    html = serializers.CharField(help_text="Its page.")


class CompanyLinks(Links):
    """Paths of this site."""

    record = serializers.CharField(help_text="Its on-time record in the API.")


class ProductLinks(Links):
    """Paths of this site."""

    deliverables = serializers.CharField(help_text="Its deliverables in the API.")


class CommitmentLinks(serializers.Serializer[None]):
    """Paths of this site."""

    deliverable = serializers.CharField(help_text="The deliverable in the API.")
    html = serializers.CharField(help_text="The deliverable's page.")


class AliasText(serializers.Serializer[None]):
    """Another name."""

    text = serializers.CharField()
    kind = choice_field(catalog.Alias.Kind)


class Company(serializers.Serializer[None]):
    """A company, lab, unit, regulator or foundation."""

    slug = slug_field()
    name = serializers.CharField()
    kind = choice_field(catalog.Company.Kind)
    # The framework's classes have attributes of these names too; declared fields do not take their place.
    parent = slug_field("The company it belongs to.", null=True)  # type: ignore[assignment]
    units = slugs_field("Its own units and labs.")
    country = text_field("ISO 3166-1, two letters.")
    ticker = text_field()
    homepage = text_field()
    fiscal_year_start_month = serializers.IntegerField(help_text="1 is January.")
    aliases = AliasText(many=True)
    links = CompanyLinks()


class Product(serializers.Serializer[None]):
    """What news can be about: a family, a model, an app, a device, a law."""

    slug = slug_field()
    name = serializers.CharField()
    company = slug_field()
    kind = choice_field(catalog.Product.Kind)
    family = slug_field("The product whose version it is.", null=True)
    aliases = AliasText(many=True)
    links = ProductLinks()


class Evidence(serializers.Serializer[None]):
    """One source under a fact."""

    url = serializers.CharField()
    title = text_field()
    publisher = text_field()
    published = Span(allow_null=True)
    role = choice_field(EvidenceRole)
    read = choice_field(ReadDepth, help_text="How much of it was read.")
    quote = text_field("At most 300 characters, in the publisher's words.")
    repeats = text_field("The outlet whose report it rewrites: such pages are one origin.")
    unopened = serializers.BooleanField(help_text="Nobody opened it: cited at second hand.")
    item = serializers.IntegerField(allow_null=True, help_text="The news item of this address.")


class Commitment(serializers.Serializer[None]):
    """One promise about one deliverable, in the words it was made in."""

    slug = slug_field()
    deliverable = slug_field()
    product = slug_field()
    company = slug_field()
    basis = choice_field(Basis)
    voice = choice_field(Voice)
    speaker = text_field()
    window = Window()
    strict_latest = day_field("The last day by the stricter reading of the words.")
    said = Span(allow_null=True, help_text="When it was said; null when unknown.")
    first_reported_on = day_field()
    condition = text_field()
    relative_to = slug_field("The deliverable with which it was promised.", null=True)
    retro_disclosed = serializers.BooleanField(help_text="Disclosed afterwards: nobody could rely on it.")
    verified = serializers.BooleanField(help_text="False: some detail is unconfirmed.")
    retracted_on = day_field("From this day it counts in no score.")
    rule = text_field("The rule that read the words; null where a person did.")
    ruleset = serializers.IntegerField()
    note = remark_field()
    evidence = Evidence(many=True)
    links = CommitmentLinks()


class Headcount(serializers.Serializer[None]):
    """How many people, at least and at most."""

    low = serializers.IntegerField(allow_null=True)
    high = serializers.IntegerField(allow_null=True)


class Money(serializers.Serializer[None]):
    """An amount, at least and at most, in whole units of the currency."""

    low = serializers.IntegerField(allow_null=True)
    high = serializers.IntegerField(allow_null=True)
    currency = text_field("ISO 4217.")


class Party(serializers.Serializer[None]):
    """Who took part: a company or a product."""

    company = slug_field(null=True)
    product = slug_field(null=True)
    role = choice_field(PartyRole)


class EventOutcome(serializers.Serializer[None]):
    """What the event did to a deliverable."""

    deliverable = slug_field()
    effect = choice_field(Effect)
    completeness = choice_field(Completeness)
    note = remark_field()


class Event(serializers.Serializer[None]):
    """Something that happened, on a day or within a window."""

    slug = slug_field()
    kind = choice_field(EventKind)
    title = serializers.CharField()
    summary = text_field()
    window = Window()
    basis = choice_field(Basis)
    significance = serializers.IntegerField(min_value=1, max_value=3)
    restructuring_kind = choice_field(RestructuringKind, allow_null=True)
    headcount = Headcount(allow_null=True)
    amount = Money(allow_null=True)
    verified = serializers.BooleanField(help_text="False: some detail is unconfirmed.")
    retracted_on = day_field("From this day it counts in no score.")
    parties = Party(many=True)
    outcomes = EventOutcome(many=True)
    evidence = Evidence(many=True)
    links = Links()


class TagPassage(serializers.Serializer[None]):
    """A short passage of an item's text around a name."""

    text = serializers.CharField()
    marks = serializers.ListField(
        child=spans_field(), help_text="Where the names stand in this passage: [first, end)."
    )


class Why(serializers.Serializer[None]):
    """Why one item has a tag, or names something without having one."""

    item = serializers.IntegerField()
    company = slug_field(null=True)
    product = slug_field(null=True)
    holds = serializers.BooleanField(help_text="Whether the item is about it, all in all.")
    machine = choice_field(Tag.Machine, allow_null=True, help_text="What the rules say; null where nothing.")
    decision = choice_field(Tag.Decision, allow_null=True, help_text="What a curator says, which wins.")
    decided_on = day_field("The day of the curator's decision.")
    rule = text_field("The rule in words; null where only a curator speaks.")
    confidence = serializers.FloatField(
        allow_null=True, help_text="Of the rules, 0 to 1: from 0.8 on they tag; null where none were asked."
    )
    revision = text_field("The list of names that was read with.")
    names = slugs_field("The names as they were read.")
    exact = slugs_field("The exact versions that are meant, where they read otherwise.")
    spans = serializers.ListField(
        child=spans_field(),
        help_text="Where the names stand, [first, end), in the title, two line breaks and the text.",
    )
    passage = TagPassage(allow_null=True)


class Item(serializers.Serializer[None]):
    """A news item: its title and excerpt belong to its outlet."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    url = serializers.CharField()
    outlet = serializers.CharField()
    author = text_field()
    published_on = day_field("The day it was published (UTC).")
    published_at = serializers.DateTimeField(allow_null=True, help_text="Null where only the day is known.")
    first_seen_at = serializers.DateTimeField()
    excerpt = text_field("At most 280 characters.")
    companies = slugs_field("The companies it is about.")
    products = slugs_field("The products it is about.")
    story = serializers.IntegerField(allow_null=True, help_text="The story it belongs to.")
    why = Why(many=True, required=False, help_text="With include=why: why it stands under its names.")
