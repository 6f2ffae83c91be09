"""Files of facts at the desk: checked line by line, put right on the spot, then taken whole."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from timeline.curation import Act, Fared, ImportReport, import_facts
from timeline.factfiles import KINDS, MAX_BYTES, read_facts
from timeline.terms import CorrectionReason
from timeline.views.frame import page, visit_of
from timeline.views.review.access import MAY_DECIDE, for_staff
from timeline.wording.corrections import REASONS
from timeline.yamlfile import FileFault

PASTED = "pasted"
MOST_LINES = 300
LONGEST_NAME = 120


class FactsForm(forms.Form):
    """A file, or its text as it was put right; `name` is what the file was called."""

    file = forms.FileField(
        label="A file, CSV or YAML",
        required=False,
        help_text="Chosen anew, it takes the place of the text below.",
    )
    text = forms.CharField(
        label="Or its text",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false", "wrap": "off"}),
    )
    kind = forms.ChoiceField(
        label="What its rows are",
        required=False,
        choices=[("", "as the file’s name or its lists say"), *((kind, kind) for kind in KINDS)],
    )
    reason = forms.ChoiceField(
        label="Why rows that stand are corrected",
        choices=[(reason.value, REASONS.get(reason.value, reason.value)) for reason in CorrectionReason],
        initial=CorrectionReason.SOURCE_CORRECTED.value,
    )
    name = forms.CharField(required=False, max_length=LONGEST_NAME, widget=forms.HiddenInput)

    def clean_file(self) -> Any:
        """Refuses a file that is too large before it is read."""
        file = self.cleaned_data["file"]
        if file and file.size > MAX_BYTES:
            raise forms.ValidationError(
                f"{file.name} is larger than {MAX_BYTES // 1024 // 1024} MiB: part it."
            )
        return file


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff(MAY_DECIDE)
def facts(request: HttpRequest) -> HttpResponse:
    """Check a file, or with `store` take it into the record."""
    if request.method != "POST":
        return _shown(request, FactsForm())
    posted = request.POST.copy()
    form = FactsForm(posted, request.FILES)
    if not form.is_valid():
        return _shown(request, form, status=400)
    data, name = _given(form)
    # the text of the file, to be put right in the form
    posted["text"], posted["name"] = data.decode("utf-8-sig", errors="replace"), name
    try:
        found = read_facts(data, file=name, kind=form.cleaned_data["kind"])
    except FileFault as error:
        form.add_error(None, f"{error}. Nothing was stored.")
        return _shown(request, form, status=400)
    act = Act(actor=request.user.get_username(), at=timezone.now(), reason=form.cleaned_data["reason"])
    report = import_facts(act, found, dry_run="store" not in request.POST)
    status = 400 if report.is_refused else 200
    return _shown(request, form, report=report, status=status)


def _given(form: FactsForm) -> tuple[bytes, str]:
    """The file that was chosen, else the text, with its name."""
    file = form.cleaned_data["file"]
    if file:
        return file.read(), str(file.name)[:LONGEST_NAME]
    return form.cleaned_data["text"].encode(), form.cleaned_data["name"] or PASTED


def _shown(
    request: HttpRequest, form: FactsForm, *, report: ImportReport | None = None, status: int = 200
) -> HttpResponse:
    lines = report.lines if report else ()
    told = sorted(lines, key=lambda line: (line.fared != Fared.REFUSED, line.place.line))
    context = {
        "form": form,
        "report": report,
        "counts": [(report.count(fared), fared.value) for fared in Fared] if report else [],
        "lines": told[:MOST_LINES],
        "more": len(told) - MOST_LINES,
    }
    response = page(visit_of(request), "timeline/review_import.html", context, section="review")
    response.status_code = status
    return response
