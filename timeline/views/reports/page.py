"""The form under /report/, and what a reader sees once it was received."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from aitracker.web.rates import Caller, Count, count, network_of
from timeline.curation.reports import ReaderReport, Subject, receive_report
from timeline.models import Suggestion
from timeline.views.frame import page, visit_of
from timeline.views.reports.about import subject_at
from timeline.views.reports.form import ReportForm, is_opened, opened_now

AN_HOUR = 60 * 60


@csrf_protect
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """A report about the page in `about`: the form, and what is sent with it."""
    if request.method == "POST":
        return _received(request, subject_at(request.POST.get("about", "")))
    subject = subject_at(request.GET.get("about", ""))
    what = request.GET.get("what", "")
    form = ReportForm(
        initial={
            "report": what if what in Suggestion.Report.values else Suggestion.Report.MISTAKE,
            "opened": opened_now(),
            "about": subject.path,
        }
    )
    return _shown(request, form, subject)


@require_safe
@cache_control(private=True, no_store=True)
def received(request: HttpRequest) -> HttpResponse:
    """What becomes of a report that came."""
    subject = subject_at(request.GET.get("about", ""))
    return page(visit_of(request), "timeline/report_received.html", {"subject": subject}, section="report")


def _received(request: HttpRequest, subject: Subject) -> HttpResponse:
    data = request.POST.copy()
    form = ReportForm(data)
    if not form.is_valid():
        if not is_opened(data.get("opened", "")):
            data["opened"] = opened_now()
        return _shown(request, form, subject, status=400)
    if over := _one_too_many(request):
        form.add_error(None, f"{_wait(over)} What you wrote is below.")
        return _shown(request, form, subject, status=429, headers={"Retry-After": str(over.seconds)})
    receive_report(_told(form, subject), at=timezone.now())
    query = f"?{urlencode({'about': subject.path}, safe='/')}" if subject.path else ""
    return HttpResponseRedirect(reverse("timeline:report-received") + query)


def _told(form: ReportForm, subject: Subject) -> ReaderReport:
    given = form.cleaned_data
    return ReaderReport(
        report=Suggestion.Report(given["report"]), subject=subject, note=given["note"], page=given["page"]
    )


def _one_too_many(request: HttpRequest) -> Count | None:
    """The count that is over its limit, of the household or of all readers together."""
    household = Caller("report", network_of(request.META), settings.REPORT_RATE, AN_HOUR)
    everybody = Caller("reports", "all", settings.REPORT_RATE_ALL, AN_HOUR)
    counted = (count(household), count(everybody))
    return next((each for each in counted if each and each.is_exceeded), None)


def _wait(over: Count) -> str:
    whose = "from here" if over.caller.policy == "report" else "from all readers"
    minutes = max(1, round(over.seconds / 60))
    return f"{over.caller.limit} reports came {whose} within the hour: send it again in {minutes} minutes."


def _shown(
    request: HttpRequest,
    form: ReportForm,
    subject: Subject,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "subject": subject}
    response = page(visit_of(request), "timeline/report.html", context, section="report")
    response.status_code = status
    for header, value in (headers or {}).items():
        response.headers[header] = value
    return response
