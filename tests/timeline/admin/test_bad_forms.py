"""Forms of the admin that were forged, broken or full of markup: refused in words, nothing is written."""

from html import unescape
from typing import Any

import pytest
from django.test import Client

from tests.timeline.acme import deliverable_document
from timeline.curation import Act, add, last_change, merge
from timeline.documents import DELIVERABLE
from timeline.models import Change, Deliverable, Event

MARKUP = "<script>alert(1)</script><img src=x onerror=alert(2)>"


def address(slug: str, action: str) -> str:
    return f"/admin/timeline/deliverable/{Deliverable.objects.get(slug=slug).pk}/do/{action}/"


def seen(slug: str = "phone-api") -> int:
    return last_change(DELIVERABLE, slug)


@pytest.fixture(autouse=True)
def another(promised: Deliverable, act: Act) -> None:
    """Beside Acme's promise a thing that leads to another one."""
    add(act, DELIVERABLE, deliverable_document("phone-cloud"))
    add(act, DELIVERABLE, deliverable_document("phone-gone"))
    merge(act, "phone-gone", into="phone-cloud")


@pytest.mark.parametrize("into", ["0", "-1", "9" * 40, "x", "\x00", "phone-gone"])
def test_a_forged_row_is_none_of_those_offered(curator: Client, into: str) -> None:
    gone = Deliverable.objects.get(slug="phone-gone")
    sent = {"seen": seen(), "into": str(gone.pk) if into == "phone-gone" else into, "_record": "1"}
    answer = curator.post(address("phone-api", "merge"), sent)
    assert (answer.status_code, Deliverable.objects.get(slug="phone-api").merged_into) == (400, None)


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 30, "1e9"])
def test_a_form_without_the_change_that_was_read_is_refused(curator: Client, number: str) -> None:
    sent = {"seen": number, "on": "2026-11-03", "why": "Not there", "_record": "1"}
    answer = curator.post(address("phone-api", "verify"), sent)
    assert (answer.status_code, "Not there" in answer.content.decode()) == (400, True)
    assert "This form is broken" in answer.content.decode()
    assert Deliverable.objects.get(slug="phone-api").last_verified_on is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "x" * 10_000_00),
        ("title", "Acme\x00opens"),
        ("happened_from", "2026-13-40"),
        ("happened_from", "June"),
        ("url", "x" * 5000),
        ("significance", "9"),
        ("effect", "cancelled"),
        ("basis", "rumour"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(curator: Client, field: str, value: str) -> None:
    sent = arrival() | {field: value}
    answer = curator.post(address("phone-api", "deliver"), sent)
    assert (answer.status_code, Event.objects.count()) == (400, 0)
    assert "The Daily Example" in answer.content.decode()


def arrival() -> dict[str, Any]:
    return {
        "seen": seen(),
        "title": "Acme opens it",
        "happened_from": "2026-07-09",
        "basis": "official",
        "significance": "2",
        "completeness": "full",
        "effect": "delivered",
        "url": "https://daily.example/came",
        "publisher": "The Daily Example",
        "read": "full",
        "_record": "1",
    }


def test_markup_is_text_wherever_it_is_shown_again(curator: Client) -> None:
    written = {"title": MARKUP, "summary": MARKUP, "note": MARKUP, "publisher": MARKUP[:60], "why": MARKUP}
    sent = arrival() | written | {"quote": MARKUP, "page_title": MARKUP}
    foreseen = curator.post(address("phone-api", "deliver"), {**sent, "_record": ""} | {"quote": MARKUP})
    curator.post(address("phone-api", "deliver"), sent)
    event, thing = Event.objects.get(), Deliverable.objects.get(slug="phone-api")
    change = Change.objects.latest("seq")
    pages = [
        "/admin/timeline/event/",
        f"/admin/timeline/event/{event.pk}/change/",
        f"/admin/timeline/event/{event.pk}/history/",
        f"/admin/timeline/deliverable/{thing.pk}/history/",
        f"/admin/timeline/deliverable/{thing.pk}/change/",
        f"/admin/timeline/change/{change.seq}/change/",
        "/admin/timeline/change/",
    ]
    texts = [foreseen.content.decode(), *(curator.get(page).content.decode() for page in pages)]
    assert event.title == MARKUP
    assert [
        number for number, text in enumerate(texts) if "<script>alert" in text or "<img src=x" in text
    ] == []
    assert all("alert(1)" in unescape(text) for text in texts[1:4])


@pytest.mark.parametrize("product", ["x", "-1", "9" * 40, "\x00", ""])
def test_a_forged_row_is_none_of_those_that_a_correction_offers(curator: Client, product: str) -> None:
    thing = Deliverable.objects.get(slug="phone-api")
    sent = {"name": "Other", "reason": "typo", "read_version": thing.version, "channel": "api"}
    forged = {"product": product, "commitments-TOTAL_FORMS": 0, "commitments-INITIAL_FORMS": 0}
    answer = curator.post(f"/admin/timeline/deliverable/{thing.pk}/change/", sent | forged)
    assert (answer.status_code, 'value="Other"' in answer.content.decode()) == (200, True)
    assert Deliverable.objects.get(slug="phone-api").name == "Phone Api"


@pytest.mark.parametrize("total", ["1000000000", "-1", "", "x"])
def test_forged_numbers_of_parts_change_nothing(curator: Client, total: str) -> None:
    thing = Deliverable.objects.get(slug="phone-api")
    sent = {"name": "Other", "reason": "typo", "read_version": thing.version, "channel": "api"}
    forged = {"commitments-TOTAL_FORMS": total, "commitments-INITIAL_FORMS": "0"}
    answer = curator.post(
        f"/admin/timeline/deliverable/{thing.pk}/change/", sent | forged | {"product": thing.product_id}
    )
    assert answer.status_code in (200, 302)
    assert thing.commitments.count() == 1


def test_more_fields_than_a_form_has_are_refused(curator: Client) -> None:
    sent = {f"field-{number}": "x" for number in range(1001)}
    assert curator.post(address("phone-api", "verify"), sent).status_code == 400
