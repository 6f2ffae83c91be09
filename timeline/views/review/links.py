"""A page by its address at the desk: what it says is found, completed by a person, and put into the queue."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from news.models import Company, Product
from timeline.curation import Refused
from timeline.curation.links import LONGEST_QUOTE, Linked, outlet_of_page, read_link, stated_in
from timeline.curation.received import Proposed, propose
from timeline.models import Deliverable, Suggestion
from timeline.terms import EventKind
from timeline.views.frame import page, visit_of
from timeline.views.review.access import MAY_PROPOSE, for_staff
from timeline.wording.terms import EVENT_KINDS

FIRST_DAY = date(1990, 1, 1)
WEB = URLValidator(schemes=["http", "https"], message="This is no address of a web page.")


class AddressForm(forms.Form):
    """Which page."""

    url = forms.CharField(
        label="Address of the page", max_length=2_000, validators=[WEB], widget=forms.URLInput
    )


class PageForm(forms.Form):
    """What the page says, as it was read and as a person completes it."""

    url = forms.CharField(max_length=2_000, validators=[WEB], widget=forms.HiddenInput)
    title = forms.CharField(label="Title", max_length=300)
    publisher = forms.CharField(label="Outlet", max_length=120)
    said_on = forms.DateField(label="Day", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    quote = forms.CharField(
        label="The sentence that says so",
        max_length=LONGEST_QUOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    event_kind = forms.ChoiceField(
        label="What it tells of",
        choices=[("", "choose"), *((kind.value, EVENT_KINDS[kind].word) for kind in EventKind)],
    )
    deliverable = forms.ModelChoiceField(
        Deliverable.objects.filter(merged_into=None)
        .select_related("product__company")
        .order_by("name", "slug"),
        to_field_name="slug",
        required=False,
    )
    product = forms.ModelChoiceField(
        Product.objects.select_related("company").order_by("name", "slug"),
        to_field_name="slug",
        required=False,
    )
    company = forms.ModelChoiceField(
        Company.objects.order_by("name", "slug"), to_field_name="slug", required=False
    )
    words = forms.CharField(
        label="Its words for a new date (optional)",
        help_text="As “in June” or “by the end of the year”; read by the rules on its day.",
        max_length=200,
        required=False,
    )

    def clean_said_on(self) -> date:
        """Refuses days that have not come, or that no page of the web can have."""
        day: date = self.cleaned_data["said_on"]
        if not FIRST_DAY <= day <= timezone.now().date():
            raise forms.ValidationError("No page can be of that day.")
        return day

    def clean(self) -> dict[str, Any]:
        """Refuses what is about nothing."""
        given = self.cleaned_data
        if not any(given.get(name) for name in ("deliverable", "product", "company")):
            raise forms.ValidationError("Say what it is about: a deliverable, a product or a company.")
        return given


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff(MAY_PROPOSE)
def link(request: HttpRequest) -> HttpResponse:
    """Ask for an address, show what was read there, and take what a person made of it."""
    if request.method != "POST":
        return _shown(request, AddressForm())
    if "quote" in request.POST:
        return _completed(request, PageForm(request.POST))
    form = AddressForm(request.POST)
    if not form.is_valid():
        return _shown(request, form, status=400)
    try:
        linked = read_link(form.cleaned_data["url"], today=timezone.now().date())
    except Refused as error:
        form.add_error("url", f"It was not read: {error.faults[0][1]}.")
        return _shown(request, form, status=400)
    return _shown(request, PageForm(initial=_read(linked)), linked=linked)


def _read(linked: Linked) -> dict[str, Any]:
    return {
        "url": linked.url,
        "title": linked.page.title,
        "publisher": outlet_of_page(linked),
        "said_on": linked.page.day,
        "quote": next(iter(linked.passages), ""),
        "event_kind": linked.event_kind,
        "deliverable": linked.deliverable,
        "product": linked.product.slug if linked.product else "",
        "company": linked.company.slug if linked.company else "",
        "words": linked.words,
    }


def _completed(request: HttpRequest, form: PageForm) -> HttpResponse:
    if not form.is_valid():
        return _shown(request, form, status=400)
    try:
        proposed = _proposed(form.cleaned_data)
    except Refused as error:
        form.add_error(*error.faults[0])
        return _shown(request, form, status=400)
    suggestion = propose(proposed, by=f"{request.user.get_username()}, from a link", at=timezone.now())
    return HttpResponseRedirect(reverse("timeline:suggestion", args=[suggestion.pk]))


def _proposed(given: dict[str, Any]) -> Proposed:
    """A deliverable says whose it is, and so does a product."""
    deliverable: Deliverable | None = given["deliverable"]
    product = deliverable.product if deliverable else given["product"]
    words, on = given["words"], given["said_on"]
    return Proposed(
        kind=Suggestion.Kind.EVENT,
        event_kind=EventKind(given["event_kind"]),
        company=product.company if product else given["company"],
        product=product,
        deliverable=deliverable,
        window=stated_in(words, on=on, deliverable=deliverable) if words else None,
        on=on,
        page=given["url"],
        page_title=given["title"],
        publisher=given["publisher"],
        quote=given["quote"],
        note="",
    )


def _shown(
    request: HttpRequest, form: forms.Form, *, linked: Linked | None = None, status: int = 200
) -> HttpResponse:
    context = {"form": form, "linked": linked, "is_page": isinstance(form, PageForm)}
    response = page(visit_of(request), "timeline/review_link.html", context, section="review")
    response.status_code = status
    return response
