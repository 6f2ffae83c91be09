"""The admin shows every table, corrects through curation, and loses nothing that was typed."""

from datetime import date

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from tests.timeline.acme import company_document, product_document
from timeline.curation import Act, add
from timeline.documents import COMPANY, PRODUCT
from timeline.models import Change, Commitment, Deliverable


@pytest.fixture
def curator(promised: Deliverable) -> Client:
    """A signed-in curator."""
    client = Client()
    client.force_login(User.objects.create_superuser("ada", password="x" * 12))
    return client


def form_of(row: Commitment, **values: object) -> dict[str, object]:
    fields = "basis voice speaker words said_earliest said_latest first_reported_on earliest latest precision"
    more = "strict_latest condition retro_disclosed verified note retracted_on"
    typed = {name: getattr(row, name) for name in f"{fields} {more}".split()}
    formset = {"evidence-TOTAL_FORMS": 0, "evidence-INITIAL_FORMS": 0}
    typed |= {"deliverable": row.deliverable_id, "read_version": row.version, "reason": "misread"}
    kept = {name: value for name, value in (typed | values).items() if value not in (None, False)}
    return kept | formset


def save(curator: Client, row: Commitment, **values: object) -> str:
    address = reverse("admin:timeline_commitment_change", args=[row.pk])
    return curator.post(address, form_of(row, **values), follow=True).content.decode()


def test_every_table_is_registered() -> None:
    labels = {model._meta.label for model in admin.site._registry}
    tables = "Alias Company Feed Fetch Host Item Product Story Tag".split()
    record = "ApiToken Change Commitment Deliverable Event EventParty Evidence Outcome Suggestion".split()
    assert {f"news.{name}" for name in tables} | {f"timeline.{name}" for name in record} <= labels


@pytest.mark.parametrize("table", ["company", "product"])
def test_names_of_which_nothing_is_told_are_listed_all_the_same(
    curator: Client, act: Act, table: str
) -> None:
    add(act, COMPANY, company_document("bell"))
    add(act, PRODUCT, product_document("bell-phone", "bell", name="Bell Phone"))
    page = curator.get(reverse(f"admin:news_{table}_changelist")).content.decode()
    assert {"company": "Acme", "product": ">Phone<"}[table] in page
    assert {"company": "Bell", "product": "Bell Phone"}[table] in page


def test_a_saved_form_is_a_correction(curator: Client) -> None:
    row = Commitment.objects.get()
    assert "was changed successfully" in save(curator, row, speaker="Ann Example", latest=date(2026, 6, 29))
    row.refresh_from_db()
    change = Change.objects.order_by("-seq")[0]
    assert (row.speaker, row.latest, row.version) == ("Ann Example", date(2026, 6, 29), 2)
    assert (change.action, change.reason, change.actor) == ("correct", "misread", "ada")


def test_what_breaks_a_rule_is_said_beside_the_field_and_kept(curator: Client) -> None:
    row = Commitment.objects.get()
    page = save(curator, row, speaker="Ann Example", latest=date(2026, 5, 1))
    assert "before it begins on 2026-06-01" in page
    assert 'value="Ann Example"' in page
    row.refresh_from_db()
    assert (row.version, row.latest) == (1, date(2026, 6, 30))


def test_a_stale_form_shows_both_sides(curator: Client) -> None:
    row = Commitment.objects.get()
    save(curator, row, speaker="Ann Example")
    page = save(curator, row, speaker="Bob Example")
    assert "speaker is &#x27;Ann Example&#x27;, yours &#x27;Bob Example&#x27;" in page
    assert 'value="Bob Example"' in page
    assert Commitment.objects.get().speaker == "Ann Example"


def test_what_a_correction_would_do_is_shown_first(curator: Client) -> None:
    row = Commitment.objects.get()
    page = save(curator, row, words="in August", earliest="2026-08-01", latest="2026-08-31", _foresee="1")
    assert "1–31 August 2026 (in August)" in page
    assert 'value="Correct it"' in page
    assert (Commitment.objects.get().latest, Change.objects.filter(action="correct").count()) == (
        date(2026, 6, 30),
        0,
    )


def test_a_correction_is_taken_back_from_the_history(curator: Client) -> None:
    row = Commitment.objects.get()
    save(curator, row, speaker="Ann Example")
    curator.post(reverse("admin:timeline_change_undo", args=[Change.objects.latest("seq").seq]))
    row.refresh_from_db()
    assert (row.speaker, row.version) == ("", 3)


def test_a_row_is_set_back_to_what_it_was_after_any_change(curator: Client) -> None:
    row = Commitment.objects.get()
    for speaker in ("Ann Example", "Bob Example"):
        save(curator, Commitment.objects.get(), speaker=speaker)
    first, last = Change.objects.filter(action="correct").order_by("seq")
    curator.post(reverse("admin:timeline_change_reinstate", args=[first.seq]), {"why": "It was Ann."})
    row.refresh_from_db()
    change = Change.objects.latest("seq")
    assert row.speaker == "Ann Example"
    assert (change.action, change.reason, change.before) == ("undo", "It was Ann.", last.after)


def test_a_change_that_was_overtaken_is_not_taken_back(curator: Client) -> None:
    for speaker in ("Ann Example", "Bob Example"):
        save(curator, Commitment.objects.get(), speaker=speaker)
    first = Change.objects.filter(action="correct").order_by("seq")[0]
    address = reverse("admin:timeline_change_undo", args=[first.seq])
    page = curator.post(address, follow=True).content.decode()
    assert "Not taken back: phone-api-1 has been changed since" in page
    assert Commitment.objects.get().speaker == "Bob Example"


def test_the_history_of_a_deliverable_tells_of_its_promises_before_and_after(curator: Client) -> None:
    save(curator, Commitment.objects.get(), speaker="Ann Example")
    address = reverse("admin:timeline_deliverable_history", args=[Deliverable.objects.get().pk])
    page = " ".join(curator.get(address).content.decode().split())
    assert "Commitment <a" in page
    assert "ada: the source was misread" in page
    assert '<th scope="row">speaker</th> <td>nothing</td> <td>Ann Example</td>' in page
    assert page.count("Take change") == 2


def test_a_way_back_leads_nowhere_else(curator: Client) -> None:
    save(curator, Commitment.objects.get(), speaker="Ann Example")
    address = reverse("admin:timeline_change_undo", args=[Change.objects.latest("seq").seq])
    answer = curator.post(address, {"next": "//evil.example/"})
    assert answer.headers["Location"] == reverse("admin:timeline_change_changelist")


def test_nothing_of_the_record_is_added_or_deleted_there(curator: Client) -> None:
    row = Commitment.objects.get()
    assert curator.get(reverse("admin:timeline_commitment_add")).status_code == 403
    assert curator.post(reverse("admin:timeline_commitment_delete", args=[row.pk])).status_code == 403
