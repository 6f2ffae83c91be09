"""The form in which a person accepts a suggestion, as proposed or changed."""

from datetime import date
from typing import Any

from django import forms

from news.models import Company, Product
from timeline.curation import Acceptance, NewDeliverable, RecordError, Refused, Way
from timeline.curation.inputs import Happened, Reading, Said, Source, iso
from timeline.curation.promises import fiscal_start
from timeline.desk.form_parts import PARTS, ShownPart, said_of
from timeline.desk.offered import (
    OWN_PAGE,
    Choices,
    choices,
    commitments_near,
    events_near,
    pages_of,
    proposed_source,
    rows_of,
    source_of,
)
from timeline.desk.widgets import LongSelect, day_input
from timeline.models import Deliverable, Suggestion
from timeline.terms import (
    Basis,
    Channel,
    Effect,
    EventKind,
    EvidenceRole,
    Precision,
    ReadDepth,
    RestructuringKind,
    Voice,
)
from timeline.windows import read_window
from timeline.wording.terms import CHANNELS, EFFECTS, PRECISIONS, RESTRUCTURINGS, VOICES

# Where curation's faults stand in the form.
PLACES = {
    "said": "said_on",
    "date": "happened_from",
    "happened_on": "happened_from",
    "evidence": "sources",
    "new_product": "new_product_name",
    "name": "new_name",
    "channel": "new_channel",
}


class AcceptanceForm(forms.Form):
    """Each way of recording takes its own part of the fields; the rest is left aside."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    way = forms.ChoiceField(
        label="Record it as",
        choices=[
            (Way.EVIDENCE.value, "more evidence for what is recorded"),
            (Way.PROMISE.value, "a promise, or its new date"),
            (Way.OUTCOME.value, "an arrival, an end, a return"),
            (Way.EVENT.value, "an event"),
        ],
    )
    kind = forms.ChoiceField(label="Kind", choices=choices(EventKind))
    company = forms.ChoiceField(label="Company", required=False, widget=LongSelect)
    product = forms.ChoiceField(label="Product", required=False, widget=LongSelect)
    sources = forms.MultipleChoiceField(label="Pages", widget=forms.CheckboxSelectMultiple)
    read = forms.ChoiceField(label="How much of them was read", choices=choices(ReadDepth))

    commitment = forms.ChoiceField(label="For the promise", required=False, widget=LongSelect)
    event = forms.ChoiceField(label="or for the event", required=False)
    role = forms.ChoiceField(label="It", choices=choices(EvidenceRole))

    deliverable = forms.ChoiceField(label="Deliverable", required=False, widget=LongSelect)
    new_name = forms.CharField(label="or a new one, named", max_length=160, required=False)
    new_channel = forms.ChoiceField(
        label="Channel", choices=choices(Channel, CHANNELS, blank=True), required=False
    )
    new_product_name = forms.CharField(
        label="Of a new product, named", max_length=120, required=False, help_text="Without a product above."
    )
    new_product_kind = forms.ChoiceField(label="which is", choices=Product.Kind.choices, required=False)

    basis = forms.ChoiceField(label="Basis", choices=choices(Basis))
    voice = forms.ChoiceField(label="Voice", choices=choices(Voice, VOICES))
    speaker = forms.CharField(label="Speaker", max_length=120, required=False)
    words = forms.CharField(label="Words", max_length=200, required=False)
    earliest = forms.DateField(label="First day", required=False, widget=day_input())
    latest = forms.DateField(label="Last day", required=False, widget=day_input())
    precision = forms.ChoiceField(
        label="Precision", choices=choices(Precision, PRECISIONS, blank=True), required=False
    )
    said_on = forms.DateField(label="Said on", required=False, widget=day_input())
    first_reported_on = forms.DateField(label="First reported on", required=False, widget=day_input())
    condition = forms.CharField(label="Condition", max_length=200, required=False)
    also_previous = forms.BooleanField(
        label="Record the date that is left, too, as a plan disclosed afterwards", required=False
    )

    effect = forms.ChoiceField(label="What it did", choices=choices(Effect, EFFECTS))
    title = forms.CharField(label="Title, in our words", max_length=200, required=False)
    summary = forms.CharField(
        label="Summary, in our words", max_length=600, required=False, widget=forms.Textarea({"rows": 2})
    )
    happened_from = forms.DateField(label="Happened on", required=False, widget=day_input())
    happened_to = forms.DateField(label="or by", required=False, widget=day_input())
    significance = forms.IntegerField(label="Significance", min_value=1, max_value=3, initial=2)
    restructuring_kind = forms.ChoiceField(
        label="Of a restructuring",
        choices=choices(RestructuringKind, RESTRUCTURINGS, blank=True),
        required=False,
    )
    note = forms.CharField(label="Note", max_length=400, required=False)

    def __init__(self, data: Any, *, suggestion: Suggestion) -> None:
        super().__init__(data, label_suffix="")
        self.suggestion = suggestion
        self.passages = {str(each.pk): each for each in suggestion.passages.all()}
        for name, offered in self._offered().items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  as declared above
            field.choices = offered

    def _offered(self) -> dict[str, Choices]:
        return {
            "sources": pages_of(self.suggestion),
            "company": rows_of(Company.objects.order_by("name", "slug").values_list("slug", "name")),
            "product": rows_of(Product.objects.order_by("name", "slug").values_list("slug", "name")),
            "deliverable": rows_of(
                Deliverable.objects.filter(merged_into=None)
                .order_by("name", "slug")
                .values_list("slug", "name")
            ),
            "commitment": rows_of(commitments_near(self.suggestion)),
            "event": rows_of(events_near(self.suggestion)),
        }

    def parts(self) -> list[ShownPart]:
        """The fields under their headings; open are those of the way, and where something is wrong."""
        way, faulty = self["way"].value(), set(self.errors)
        return [
            ShownPart(
                heading=part.heading,
                fields=[self[name] for name in part.names],
                ways=" ".join(part.ways),
                is_open=way in part.ways or not faulty.isdisjoint(part.names),
            )
            for part in PARTS
        ]

    def add_record_error(self, error: RecordError) -> None:
        """What curation refused, beside the field where it has one."""
        faults = error.faults if isinstance(error, Refused) else (("", str(error)),)
        for field, message in faults:
            place = PLACES.get(field, field)
            self.add_error(place if place in self.fields else None, message)

    def acceptance(self) -> Acceptance:
        """What the valid form asks for, as curation takes it; raises Refused for a window without words."""
        given = self.cleaned_data
        way = Way(given["way"])
        return Acceptance(
            way=way,
            sources=self._sources(),
            deliverable="" if given["new_name"] else given["deliverable"],
            new=self._new(),
            commitment=given["commitment"],
            event=given["event"],
            role=EvidenceRole(given["role"]),
            said=self._said() if way == Way.PROMISE else None,
            planned=self._planned() if way == Way.PROMISE and given["also_previous"] else None,
            happened=self._happened() if way in (Way.OUTCOME, Way.EVENT) else None,
            effect=Effect(given["effect"]),
            kind=EventKind(given["kind"]),
            restructuring_kind=RestructuringKind(given["restructuring_kind"])
            if given["restructuring_kind"]
            else None,
            companies=[given["company"]] if given["company"] else [],
            products=[given["product"]] if given["product"] else [],
        )

    def decision(self) -> dict[str, Any]:
        """What a person made of it, as plain values."""
        names = ("way", "kind", "company", "product", "deliverable", "words", "earliest", "latest")
        values = {name: self.cleaned_data[name] for name in names}
        return {name: iso(each) if isinstance(each, date) else each for name, each in values.items()}

    def _sources(self) -> list[Source]:
        """The lead states, the others confirm; of two items of one address the first counts."""
        chosen: dict[str, Source] = {}
        for key in self.cleaned_data["sources"]:
            role = EvidenceRole.CONFIRMS if chosen else EvidenceRole.STATES
            source = self._source(key, role=role, read=ReadDepth(self.cleaned_data["read"]))
            chosen.setdefault(source.url, source)
        return list(chosen.values())

    def _source(self, key: str, *, role: EvidenceRole, read: ReadDepth) -> Source:
        if key == OWN_PAGE:
            return proposed_source(self.suggestion, role=role, read=read)
        return source_of(self.passages[key], role=role, read=read)

    def _new(self) -> NewDeliverable | None:
        given = self.cleaned_data
        if not given["new_name"]:
            return None
        return NewDeliverable(
            name=given["new_name"],
            channel=Channel(given["new_channel"] or Channel.OTHER),
            product=given["product"],
            product_name=given["new_product_name"],
            product_kind=given["new_product_kind"],
            company=given["company"],
        )

    def _said(self) -> Said | None:
        given = self.cleaned_data
        if not given["words"]:
            return None
        return said_of(given, reading=self._reading(), note=given["note"])

    def _reading(self) -> Reading | None:
        """None where the rules shall read: no window typed, theirs typed, or the words alone changed."""
        given, asked = self.cleaned_data, self.suggestion
        typed = (given["earliest"], given["latest"], given["precision"])
        if given["words"] != asked.words and typed == (asked.earliest, asked.latest, asked.precision):
            return None
        day: date | None = given["said_on"] or given["first_reported_on"]
        start = fiscal_start("" if given["new_name"] else given["deliverable"])
        window = read_window(given["words"], day, day, fiscal_year_start_month=start)
        if not any(typed) or (window and typed == (window.earliest, window.latest, window.precision)):
            return None
        precision = Precision(given["precision"] or Precision.RANGE)
        return Reading(earliest=given["earliest"], latest=given["latest"], precision=precision)

    def _planned(self) -> Said | None:
        suggestion = self.suggestion
        if not suggestion.previous_words:
            return None
        return Said(
            words=suggestion.previous_words,
            basis=Basis.REPORTED,
            voice=Voice.UNNAMED_SOURCE,
            said_earliest=None,
            said_latest=None,
            first_reported_on=suggestion.said_on,
            retro_disclosed=True,
        )

    def _happened(self) -> Happened | None:
        given = self.cleaned_data
        first = given["happened_from"]
        if first is None:
            return None
        last = given["happened_to"] or first
        return Happened(
            title=given["title"],
            summary=given["summary"],
            earliest=first,
            latest=last,
            precision=Precision.DAY if first == last else Precision.RANGE,
            basis=Basis(given["basis"]),
            significance=given["significance"],
            note=given["note"],
        )
