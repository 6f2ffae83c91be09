"""Names in the admin: edited through curation, and tried before they are saved."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from news.matching import folded_key
from news.models import Alias
from news.retagging import Trial
from timeline.admin.rows import CorrectionForm, RecordAdmin, act_of, document_value
from timeline.curation import Act, RecordError
from timeline.curation.kernel import current
from timeline.documents import COMPANY, PRODUCT, Document, Table
from timeline.rehearsal import rehearse
from timeline.validity import document_faults

REHEARSE = "_rehearse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """What a try of the form told: the trial, why it would be refused, or neither where nothing differs."""

    trial: Trial | None = None
    refused: str = ""


class NamesForm(CorrectionForm):
    """A form of a row with names: one that is only tried is shown again, as it was typed."""

    def is_valid(self) -> bool:
        """Whether it is to be saved."""
        return super().is_valid() and REHEARSE not in self.data

    def rehearse(self, act: Act) -> Rehearsal:
        """What saving would do to the tags."""
        values = self.values(self.cleaned_data)
        if not values:
            return Rehearsal()
        try:
            return Rehearsal(trial=rehearse(act, self.table, self.slug, values=values))
        except RecordError as error:
            return Rehearsal(refused=str(error))


class NamesAdmin(RecordAdmin):
    """A table with names, whose changes can be tried before they are saved."""

    form: type[Any] = NamesForm
    change_form_template = "timeline/admin/names_form.html"

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The form, with what it would do where that was asked and nothing is wrong with it."""
        form = context["adminform"].form
        context["rehearse_button"] = REHEARSE
        if REHEARSE in request.POST and not form.errors:
            context["rehearsal"] = form.rehearse(act_of(request, form))
        return super().render_change_form(request, context, *args, **kwargs)


class NameForm(NamesForm):
    """One name of a company or product. Saving corrects the row that it is a name of."""

    read_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    is_taken_away = forms.BooleanField(
        required=False, label="Take this name away", help_text="It stays in the history of the row."
    )

    class Meta:
        model = Alias
        fields = "__all__"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standing_key = self.instance.folded
        owner = self.instance.company or self.instance.product
        self.fields["read_version"].initial = owner.version if owner else None

    @property
    def table(self) -> Table:
        """The record's table of the row that the name belongs to."""
        return COMPANY if self._owner("company") else PRODUCT

    @property
    def slug(self) -> str:
        """The row that the name belongs to."""
        return str(self._owner(self.table.name).slug)

    def _owner(self, field: str) -> Any:
        return self.cleaned_data.get(field) or getattr(self.instance, field)

    def clean(self) -> dict[str, Any]:
        """What curation would refuse is said beside the field, so that nothing typed is lost."""
        cleaned = forms.ModelForm.clean(self) or self.cleaned_data
        if bool(self._owner("company")) == bool(self._owner("product")):
            self.add_error(None, "A name stands for one company or one product.")
        elif "text" in cleaned:
            self._check(cleaned)
        return cleaned

    def _check(self, cleaned: dict[str, Any]) -> None:
        standing = current(self.table, self.slug)
        if cleaned.get("read_version") not in (None, standing["version"]):
            self.add_error(None, f"Somebody changed {self.slug} since: open the name again.")
        if not folded_key(cleaned["text"]):
            self.add_error("text", "A name has at least one letter.")
        if self.errors:
            return
        wanted = standing | {"aliases": self._aliases(cleaned, standing)}
        for _, message in document_faults(self.table.name, wanted, today=timezone.now().date().isoformat()):
            self.add_error("text", message)

    def values(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """The names of the row with this one; nothing where none differs."""
        standing = current(self.table, self.slug)
        aliases = self._aliases(cleaned, standing)
        return {} if aliases == standing["aliases"] else {"aliases": aliases}

    def _aliases(self, cleaned: dict[str, Any], standing: Document) -> list[Document]:
        earlier = {each["folded"]: each for each in standing["aliases"]}
        before = earlier.pop(self.standing_key, {})
        kept = [*earlier.values()]
        if cleaned.get("is_taken_away"):
            return kept
        return sorted([*kept, before | self._document(cleaned)], key=lambda each: each["folded"])

    def _document(self, cleaned: dict[str, Any]) -> Document:
        (part,) = self.table.parts
        text = " ".join(cleaned["text"].split())
        given = {name: document_value(cleaned[name]) for name in part.fields if name in cleaned}
        return given | {"text": text, "folded": folded_key(text)}
