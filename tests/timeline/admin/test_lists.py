"""Lists of the record as curators think: by fate, by evidence, with slips beside; one look at many."""

from datetime import date
from html import unescape
from typing import Any

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.timeline.acme import deliverable_document, said, source
from timeline.admin.guided.looks import MOST
from timeline.curation import Act, add, state, verify
from timeline.documents import DELIVERABLE
from timeline.models import Change, Commitment, Deliverable

LIST = "/admin/timeline/deliverable/"


@pytest.fixture(autouse=True)
def things(promised: Deliverable, act: Act) -> None:
    """One thing overdue, one that nobody looked at since its window, one that nothing is promised of."""
    add(act, DELIVERABLE, deliverable_document("phone-cloud"))
    add(act, DELIVERABLE, deliverable_document("phone-late"))
    state(act, "phone-late", said("in May"), [source("late")])
    verify(act, "phone-late", on=date(2026, 11, 3))


def listed(client: Client, query: str) -> set[str]:
    found = client.get(f"{LIST}?{query}").context["cl"].result_list
    return {row.slug for row in found}


def text_of(response: Any) -> str:
    return " ".join(unescape(response.content.decode()).split())


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("fate=overdue", {"phone-late"}),
        ("fate=unverified", {"phone-api"}),
        ("fate=cancelled", set()),
        ("fate=nonsense", {"phone-api", "phone-cloud", "phone-late"}),
        ("promises=none", {"phone-cloud"}),
        ("promises=unconfirmed", set()),
    ],
)
def test_deliverables_are_chosen_by_fate_and_promises(curator: Client, query: str, slugs: set[str]) -> None:
    assert listed(curator, query) == slugs


def test_fate_and_slip_stand_beside_each_in_a_constant_number_of_queries(curator: Client, act: Act) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            curator.get(LIST)
        return len(seen)

    text = text_of(curator.get(LIST))
    few = queries()
    for number in range(5):
        add(act, DELIVERABLE, deliverable_document(f"more-{number}"))
        state(act, f"more-{number}", said("in May"), [source(f"more-{number}")])
    assert "Overdue: at least +156 d" in text
    assert "at least 156 days" in text
    assert queries() == few


def test_promises_are_chosen_by_their_evidence(curator: Client) -> None:
    address = "/admin/timeline/commitment/"
    found = [
        len(curator.get(f"{address}?shown={each}").context["cl"].result_list) for each in ("one", "unopened")
    ]
    assert found == [2, 0]
    Commitment.objects.get(slug="phone-api-1").evidence.update(unopened=True)
    assert [row.slug for row in curator.get(f"{address}?shown=unopened").context["cl"].result_list] == [
        "phone-api-1"
    ]


def look(client: Client, slugs: list[str], **values: Any) -> Any:
    keys = list(Deliverable.objects.filter(slug__in=slugs).values_list("pk", flat=True))
    return client.post(LIST, {"action": "note_looks", "_selected_action": keys} | values, follow=True)


def test_a_look_at_many_is_shown_before_it_is_noted(curator: Client) -> None:
    typed = {"on": "2026-11-10", "why": "Not on the page of prices"}
    seq = Change.objects.count()
    shown = text_of(look(curator, ["phone-api", "phone-late"], **typed))
    assert ("Overdue: at least +133 d" in shown, Change.objects.count()) == (True, seq)
    noted = text_of(look(curator, ["phone-api", "phone-late"], **typed, _record="1"))
    assert "Noted for 2." in noted
    assert [each.reason for each in Change.objects.order_by("-seq")[:2]] == [typed["why"]] * 2


def test_a_look_at_many_is_noted_for_all_or_for_none(curator: Client) -> None:
    typed = {"on": "2026-11-03", "why": "Not on the page of prices", "_record": "1"}
    text = text_of(look(curator, ["phone-api", "phone-late"], **typed))
    assert "looked at on 2026-11-03 already" in text
    assert 'value="Not on the page of prices"' in text
    assert Deliverable.objects.get(slug="phone-api").last_verified_on is None


def test_nobody_looks_at_too_many_at_once(curator: Client) -> None:
    like = Deliverable.objects.get(slug="phone-api")
    rows = [
        Deliverable(slug=f"x-{number}", name="x", product=like.product, channel="api")
        for number in range(MOST)
    ]
    Deliverable.objects.bulk_create(rows)
    text = text_of(look(curator, [], select_across="1", index="0", _selected_action=[like.pk]))
    assert f"Nobody looks at {MOST + 3} at once: choose {MOST} at most." in text


def test_every_relation_that_is_edited_is_found_by_typing() -> None:
    plain = [
        f"{model._meta.label}.{field.name}"
        for model, page in admin.site._registry.items()
        for field in model._meta.fields
        if field.is_relation and page.__class__.__module__.startswith("timeline.admin")
        if hasattr(page, "guided_view") and field.name not in page.autocomplete_fields
    ]
    assert plain == []
