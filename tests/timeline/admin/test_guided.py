"""Every guided change of the record: it works, it is refused, it meets somebody quicker, it is taken back."""

import re
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.timeline.admin.guided_cases import CASES, Case
from timeline.admin.guided.offers import OFFERS
from timeline.curation import Act, correct, last_change
from timeline.documents import TABLES, Document, read_documents
from timeline.models import Change, Deliverable

RECORD = "_record"
WHY = "as the page says"
TAGS = re.compile(r"</?(?:time|strong)[^>]*>")


@pytest.fixture(params=CASES, ids=str)
def case(request: pytest.FixtureRequest, promised: Deliverable, act: Act) -> Case:
    """What stands before the change is recorded."""
    found: Case = request.param
    found.before(act)
    return found


def send(curator: Client, case: Case, **more: Any) -> Any:
    """Send the form as a browser does that opened it before."""
    row = case.table.model._default_manager.get(slug=case.slug)
    meta = row._meta
    address = reverse(f"admin:{meta.app_label}_{meta.model_name}_do", args=[row.pk, case.name])
    values = case.sent | {"seen": last_change(case.table, case.slug)} | more
    if "into" in values:
        values["into"] = Deliverable.objects.get(slug=values["into"]).pk
    return curator.post(address, values)


def text_of(response: Any) -> str:
    """What the page says, and the values of its form."""
    return " ".join(unescape(TAGS.sub("", response.content.decode())).split())


def record() -> dict[str, dict[str, Document]]:
    """Every row of the record, without how often it was written."""
    return {
        name: {slug: bare(row) for slug, row in read_documents(table).items()}
        for name, table in TABLES.items()
    }


def bare(value: Any) -> Any:
    if isinstance(value, list):
        return [bare(each) for each in value]
    if isinstance(value, dict):
        return {name: bare(each) for name, each in value.items() if name not in ("version", "origin")}
    return value


def somebody_quicker(act: Act, case: Case) -> Change:
    """Another curator corrects the row meanwhile."""
    field = {"deliverable": "scope_note", "commitment": "note", "event": "summary", "company": "country"}
    values = {field[case.table.name]: "XX" if case.table.name == "company" else "Meanwhile"}
    return correct(replace(act, actor="bob", reason="typo"), case.table, case.slug, values=values)


def test_every_offer_has_a_case() -> None:
    names = {form.name for offers in OFFERS.values() for form in offers}
    assert {case.name for case in CASES} == names


def test_what_it_would_do_is_shown_first_and_nothing_is_written(curator: Client, case: Case) -> None:
    before, seq = record(), Change.objects.count()
    response = send(curator, case)
    text = text_of(response)
    assert response.status_code == 200, text
    assert [part for part in case.foreseen if part not in text] == []
    assert (record(), Change.objects.count()) == (before, seq)


def test_it_is_recorded_with_its_author_and_remark(curator: Client, case: Case) -> None:
    seq = Change.objects.latest("seq").seq
    response = send(curator, case, **{RECORD: "1", "why": WHY})
    changes = Change.objects.filter(seq__gt=seq)
    assert response.status_code == 302, text_of(response)
    assert [(each.action, each.actor, each.reason) for each in changes] == [(case.action, "ada", WHY)]


def test_what_is_refused_says_why_and_loses_nothing_typed(curator: Client, case: Case) -> None:
    before = record()
    response = send(curator, case, **{RECORD: "1", "why": WHY}, **case.bad)
    text = text_of(response)
    assert (response.status_code, record()) == (400, before)
    assert case.why in text
    kept = set(case.sent) - set(case.bad) - {"into", "why"}
    assert [name for name in kept if case.sent[name] not in text] == []
    assert WHY in text


def test_somebody_quicker_is_shown_beside_what_was_typed(curator: Client, case: Case, act: Act) -> None:
    seen = last_change(case.table, case.slug)
    theirs = somebody_quicker(act, case)
    before = record()
    response = send(curator, case, **{RECORD: "1", "why": WHY, "seen": seen})
    text = text_of(response)
    assert (response.status_code, record()) == (409, before)
    assert "Somebody changed it since you opened it" in text
    assert "bob, 22 November 2026, 12:00 UTC: corrected" in text
    assert {"Meanwhile", "XX"} & set(text.replace("<td>", " ").replace("</td>", " ").split())
    assert WHY in text
    assert f'name="seen" value="{theirs.seq}"' in text


def test_it_is_taken_back_from_the_history(curator: Client, case: Case) -> None:
    before = record()
    send(curator, case, **{RECORD: "1", "why": "too soon"})
    assert record() != before
    curator.post(reverse("admin:timeline_change_undo", args=[Change.objects.latest("seq").seq]))
    assert record() == before
    assert Change.objects.latest("seq").action == "undo"


def test_a_row_that_is_not_there_and_a_change_that_it_has_not_lead_back(curator: Client, db: None) -> None:
    for address in ("/admin/timeline/deliverable/9/do/verify/", "/admin/news/company/9/do/verify/"):
        assert curator.get(address).status_code == 302
