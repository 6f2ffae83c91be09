"""Admin of the record's rows: fields are corrected through curation, with a reason and a Change."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.db.models import Model
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils import timezone

from timeline.admin.guided.foresight import Foresight, foresee
from timeline.admin.guided.offers import OFFERS
from timeline.admin.guided.views import guided_view
from timeline.admin.histories import history_page
from timeline.admin.picking import RowSelect
from timeline.curation import Act, RecordError, correct
from timeline.curation.kernel import current
from timeline.documents import TABLES, Table
from timeline.models import Change
from timeline.queries.histories import Target
from timeline.terms import CorrectionReason
from timeline.validity import document_faults

FORESEE = "_foresee"


class CorrectionForm(forms.ModelForm[Any]):
    """The row's fields, the version that was read, and why it was wrong."""

    read_version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.ChoiceField(
        choices=[(reason.value, reason.value.replace("_", " ")) for reason in CorrectionReason],
        help_text="A date that moved is no correction: it is a promise of its own.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["read_version"].initial = self.instance.version

    def is_valid(self) -> bool:
        """Whether it is to be saved: one that only asks what it would do is shown again, as it was typed."""
        return super().is_valid() and FORESEE not in self.data

    def perform(self, act: Act) -> Change:
        """Correct the row; raises RecordError."""
        values, version = self.values(self.cleaned_data), self.cleaned_data["read_version"]
        return correct(act, self.table, self.slug, values=values, version=version)

    def values(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """The changed fields of the row, as they stand in documents."""
        fields = [name for name in self.changed_data if name in self.table.fields and name in cleaned]
        return {name: document_value(cleaned[name]) for name in fields}

    @property
    def table(self) -> Table:
        """The record's table of this row."""
        return TABLES[self.instance._meta.model_name]

    @property
    def slug(self) -> str:
        """The row that is corrected."""
        return str(self.instance.slug)

    def clean(self) -> dict[str, Any]:
        """What curation would refuse is said beside the field, so that nothing typed is lost."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        standing = current(self.table, self.instance.slug)
        values = self.values(cleaned)
        if cleaned.get("read_version") != standing["version"]:
            self.add_error(None, f"Somebody changed this row since: {both_sides(standing, values)}.")
        today = timezone.now().date().isoformat()
        for field, message in document_faults(self.table.name, standing | values, today=today):
            self.add_error(field if field in self.fields else None, message)
        return cleaned

    def validate_constraints(self) -> None:
        """Curation's rules say the same in plainer words."""


class ShownParts(BaseInlineFormSet[Any, Any, Any]):
    """The parts as they stand: what a sent form says of them, were it a thousand millions, is not read."""

    def __init__(self, data: Any = None, files: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(None, None, *args, **kwargs)

    def is_valid(self) -> bool:
        """Nothing of them is saved."""
        return True


class PartInline(admin.TabularInline[Any, Any]):
    """The parts of a row, to be read."""

    formset = ShownParts
    extra = 0
    show_change_link = False
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Parts are added through curation."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Parts are read here."""
        return False


class RecordAdmin(admin.ModelAdmin[Any]):
    """A table of the record. Saving is a correction: refused, stale and unknown are said, nothing is lost."""

    form = CorrectionForm
    readonly_fields: ClassVar[tuple[str, ...]] = ("slug", "origin", "version")
    save_on_top = False
    actions: tuple[str, ...] = ()
    change_form_template = "timeline/admin/record_form.html"

    def get_urls(self) -> list[URLPattern]:
        """Each guided change of a row at an address of its own."""
        if self.opts.model_name not in OFFERS:
            return super().get_urls()
        own = path(
            "<int:pk>/do/<slug:action>/",
            self.admin_site.admin_view(self.guided_view),
            name=f"{self.opts.app_label}_{self.opts.model_name}_do",
        )
        return [own, *super().get_urls()]

    def guided_view(self, request: HttpRequest, pk: int, action: str) -> HttpResponse:
        """One guided change of one row."""
        return guided_view(self, request, pk, action)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Rows are found by typing."""
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = RowSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Everything that was ever changed of the row, from the one history."""
        return history_page(self, request, object_id, target_of=self.target_of)

    def target_of(self, row: Any) -> Target:
        """The row whose history it is."""
        return str(self.opts.model_name), row.slug

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The form with the guided changes, and with what it would do where that was asked."""
        form = context["adminform"].form
        context["offers"] = OFFERS.get(str(self.opts.model_name), ())
        context["foresee_button"] = FORESEE
        if FORESEE in request.POST and not form.errors:
            context["foresight"] = self._foresight(form, act_of(request, form))
        return super().render_change_form(request, context, *args, **kwargs)

    def _foresight(self, form: Any, act: Act) -> Foresight | None:
        """None where the form changes nothing."""
        if not form.values(form.cleaned_data):
            return None
        return foresee(form.table, form.slug, lambda: form.perform(act), on=act.at.date())

    def has_add_permission(self, request: HttpRequest) -> bool:
        """New facts are stated through curation, with their evidence."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing of the record is ever deleted."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Hand the changed fields to curation; what it refuses stays on the form's page as a message."""
        if form.values(form.cleaned_data):
            form.perform(act_of(request, form))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Parts are not edited here."""

    def construct_change_message(self, *args: Any, **kwargs: Any) -> list[Any]:
        """The one history is Change; the admin keeps no second one."""
        return []

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        """The one history is Change; the admin keeps no second one."""

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        """The one history is Change; the admin keeps no second one."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The form; a refused save says why and returns to the row as it stands."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except RecordError as error:
            messages.error(request, f"Not saved: {error}")
            return HttpResponseRedirect(request.path)


def act_of(request: HttpRequest, form: forms.BaseForm) -> Act:
    """The act of whoever sent the form, for the reason that was chosen."""
    return Act(actor=request.user.get_username(), at=timezone.now(), reason=form.cleaned_data["reason"])


def document_value(value: Any) -> Any:
    """A form's value as it stands in documents: slugs for rows, ISO days."""
    if isinstance(value, Model):
        return value.slug  # type: ignore[attr-defined]
    return value.isoformat() if hasattr(value, "isoformat") else value


def both_sides(standing: dict[str, Any], values: dict[str, Any]) -> str:
    """What stands and what was typed, field by field."""
    texts = [f"{name} is {standing[name]!r}, yours {value!r}" for name, value in values.items()]
    return "; ".join(texts) or "open it again"
