"""Admin of the record's rows: fields are corrected through curation, with a reason and a Change."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from timeline.curation import Act, RecordError, correct
from timeline.curation.kernel import current
from timeline.documents import TABLES, Table
from timeline.terms import CorrectionReason
from timeline.validity import document_faults


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


class PartInline(admin.TabularInline[Any, Any]):
    """The parts of a row, to be read."""

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
    actions = ()

    def has_add_permission(self, request: HttpRequest) -> bool:
        """New facts are stated through curation, with their evidence."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing of the record is ever deleted."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Hand the changed fields to curation; what it refuses stays on the form's page as a message."""
        values = form.values(form.cleaned_data)
        if not values:
            return
        act = Act(actor=request.user.get_username(), at=timezone.now(), reason=form.cleaned_data["reason"])
        correct(act, form.table, form.slug, values=values, version=form.cleaned_data["read_version"])

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


def document_value(value: Any) -> Any:
    """A form's value as it stands in documents: slugs for rows, ISO days."""
    if isinstance(value, Model):
        return value.slug  # type: ignore[attr-defined]
    return value.isoformat() if hasattr(value, "isoformat") else value


def both_sides(standing: dict[str, Any], values: dict[str, Any]) -> str:
    """What stands and what was typed, field by field."""
    texts = [f"{name} is {standing[name]!r}, yours {value!r}" for name, value in values.items()]
    return "; ".join(texts) or "open it again"
