"""The parts that the forms of guided changes are made of: the guard, the source, the words, the day."""

from typing import Any, ClassVar

from django import forms

from timeline.curation import Act, RecordError, Refused, last_change, unless_overtaken
from timeline.curation.inputs import Happened, Reading, Said, Source
from timeline.desk.form_parts import said_of
from timeline.desk.offered import choices
from timeline.desk.widgets import day_input
from timeline.documents import Table
from timeline.models import Change
from timeline.terms import Basis, Completeness, Precision, ReadDepth, Voice
from timeline.wording.terms import COMPLETENESS, PRECISIONS, VOICES

# Where the faults that curation names stand in these forms.
PLACES = {
    "said": "said_on",
    "date": "happened_from",
    "evidence": "url",
    "merged_into": "into",
    "slug": "to",
    "last_verified_on": "on",
    "retracted_on": "on",
    "excluded_regions": "regions",
    "strict_latest": "latest",
}


class GuidedForm(forms.Form):
    """One guided change. `seen` is the last Change that its author had read; `will` says what it does."""

    name: ClassVar[str]
    label: ClassVar[str]
    will: ClassVar[str]
    do_not_call_in_templates = True  # lists of offers show the class

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    why = forms.CharField(label="Remark, for the history", max_length=400, required=False)

    def __init__(self, *args: Any, table: Table, slug: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.table, self.slug = table, slug
        self.order_fields([name for name in self.fields if name != "why"])

    def clean(self) -> dict[str, Any]:
        """A Change that was never made was never read."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("seen") is None or cleaned["seen"] > last_change(self.table, self.slug):
            self.add_error(None, "This form is broken: leave it and open it again.")
        return cleaned

    def perform(self, act: Act) -> Change:
        """Make the change through curation; raises RecordError."""
        raise NotImplementedError

    def make(self, act: Act) -> Change:
        """The same, unless somebody changed the row since it was looked at; raises Overtaken then."""
        with unless_overtaken(self.table, self.slug, since=self.cleaned_data["seen"]):
            return self.perform(act)

    def add_record_error(self, error: RecordError) -> None:
        """What curation refused, beside the field where it has one."""
        faults = error.faults if isinstance(error, Refused) else (("", str(error)),)
        for field, message in faults:
            place = next((each for each in (field, PLACES.get(field)) if each in self.fields), None)
            self.add_error(place, message if place or not field else f"{field}: {message}")


class SourcePart(forms.Form):
    """The page that shows it: nothing is recorded without one."""

    url = forms.CharField(label="Address of the page", max_length=2048, widget=forms.URLInput)
    page_title = forms.CharField(label="Its title", max_length=300, required=False)
    publisher = forms.CharField(label="Published by", max_length=120)
    published_on = forms.DateField(label="Published on", required=False, widget=day_input())
    read = forms.ChoiceField(label="How much of it was read", choices=choices(ReadDepth))
    quote = forms.CharField(
        label="Its words", max_length=300, required=False, widget=forms.Textarea({"rows": 2})
    )
    repeats = forms.CharField(label="Repeats the report of", max_length=120, required=False)

    def source(self) -> Source:
        """The page as evidence."""
        given = self.cleaned_data
        return Source(
            url=given["url"],
            title=given["page_title"],
            publisher=given["publisher"],
            published_earliest=given["published_on"],
            published_latest=given["published_on"],
            read=ReadDepth(given["read"]),
            quote=given["quote"],
            repeats=given["repeats"],
        )


class SaidPart(forms.Form):
    """A promise in its words; the rules read the window unless a person gives it."""

    words = forms.CharField(label="The words that name the time", max_length=200, help_text="As “in June”.")
    basis = forms.ChoiceField(label="Basis", choices=choices(Basis))
    voice = forms.ChoiceField(label="Through", choices=choices(Voice, VOICES))
    speaker = forms.CharField(label="Speaker", max_length=120, required=False)
    said_on = forms.DateField(label="Said on", required=False, widget=day_input())
    first_reported_on = forms.DateField(label="First reported on", required=False, widget=day_input())
    condition = forms.CharField(label="Condition", max_length=200, required=False)
    earliest = forms.DateField(
        label="First day", required=False, widget=day_input(), help_text="Only where no rule reads the words."
    )
    latest = forms.DateField(label="Last day", required=False, widget=day_input())
    precision = forms.ChoiceField(
        label="Precision", choices=choices(Precision, PRECISIONS, blank=True), required=False
    )

    def said(self) -> Said:
        """The promise as it was said."""
        return said_of(self.cleaned_data, reading=self._reading())

    def _reading(self) -> Reading | None:
        first, last, precision = (self.cleaned_data[name] for name in ("earliest", "latest", "precision"))
        if not (first or last or precision):
            return None
        return Reading(earliest=first, latest=last, precision=Precision(precision or Precision.RANGE))


class HappenedPart(forms.Form):
    """What happened, in our words, and when."""

    title = forms.CharField(label="Title, in our words", max_length=200)
    happened_from = forms.DateField(label="Happened on", widget=day_input())
    happened_to = forms.DateField(
        label="or by", required=False, widget=day_input(), help_text="Where the day is not known exactly."
    )
    basis = forms.ChoiceField(label="Basis", choices=choices(Basis))
    significance = forms.TypedChoiceField(
        label="Significance", choices=[(2, "2: usual"), (1, "1: small"), (3, "3: great")], coerce=int
    )
    completeness = forms.ChoiceField(label="How much of it", choices=choices(Completeness, COMPLETENESS))
    summary = forms.CharField(
        label="Summary, in our words", max_length=600, required=False, widget=forms.Textarea({"rows": 2})
    )
    note = forms.CharField(label="Note", max_length=400, required=False)

    def happened(self) -> Happened:
        """The event as it happened."""
        given = self.cleaned_data
        first = given["happened_from"]
        last = given["happened_to"] or first
        return Happened(
            title=given["title"],
            summary=given["summary"],
            earliest=first,
            latest=last,
            precision=Precision.DAY if first == last else Precision.RANGE,
            basis=Basis(given["basis"]),
            significance=given["significance"],
            completeness=Completeness(given["completeness"]),
            note=given["note"],
        )
