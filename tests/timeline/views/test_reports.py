"""Readers report mistakes and what is missing without an account; it waits at the desk, unpublished."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings as conf
from django.test import Client

from aitracker.web import rates
from tests.conftest import NOW
from tests.timeline.views.reading import addresses_in, words_of
from timeline.models import Change, Deliverable, Suggestion
from timeline.views.reports.form import opened_now

pytestmark = pytest.mark.django_db
NOTE = "The phone opened on 8 July, not on 9 July, as Acme’s own page says."


@pytest.fixture(autouse=True)
def any_number(settings: Any) -> None:
    """Reports of all tests come from one address."""
    settings.REPORT_RATE = settings.REPORT_RATE_ALL = 0


@pytest.fixture
def household() -> str:
    """An address from which no other test reports, and none did before."""
    number = int(rates._client(str(conf.REDIS_URL)).incr("aitracker:test:household"))
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def filled(**values: str) -> dict[str, str]:
    """A form that a reader opened a minute ago."""
    with time_machine.travel(NOW - timedelta(minutes=1)):
        opened = opened_now()
    return {
        "report": "mistake",
        "note": NOTE,
        "page": "",
        "website": "",
        "opened": opened,
        "about": "",
    } | values


def test_a_report_waits_at_the_desk_and_the_reader_is_told(visitor: Client, promised: Deliverable) -> None:
    changes = Change.objects.count()
    form = filled(about="/d/phone-api/?as_of=2026-06-20", page="https://acme.example/open")
    answer = visitor.post("/report/", form)
    after = visitor.get(answer.headers["Location"])

    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        "/report/received/?about=/d/phone-api/%3Fas_of%3D2026-06-20",
    )
    assert "Your report was received" in words_of(after)
    assert "/d/phone-api/?as_of=2026-06-20" in addresses_in(after.content.decode())
    found = Suggestion.objects.get()
    told = ("kind", "report", "state", "note", "page", "publisher", "about", "proposed_by", "question")
    assert {name: getattr(found, name) for name in told} == {
        "kind": "report",
        "report": "mistake",
        "state": "open",
        "note": NOTE,
        "page": "https://acme.example/open",
        "publisher": "acme.example",
        "about": "/d/phone-api/?as_of=2026-06-20",
        "proposed_by": "a reader",
        "question": "",
    }
    assert (found.deliverable, found.product, found.company) == (
        promised,
        promised.product,
        promised.product.company,
    )
    assert Change.objects.count() == changes


def test_the_same_report_sent_twice_waits_once(visitor: Client, promised: Deliverable) -> None:
    form = filled(about="/d/phone-api/")
    assert [visitor.post("/report/", form).status_code for _ in range(2)] == [302, 302]
    assert Suggestion.objects.count() == 1


@pytest.mark.parametrize(
    ("about", "name"),
    [
        pytest.param("/d/phone-api/", "Phone Api", id="deliverable"),
        pytest.param("/c/acme/", "Acme", id="company"),
        pytest.param("/p/phone/?as_of=2026-06-20", "Phone", id="product"),
        pytest.param("/timeline/?company=acme", "the timeline", id="timeline"),
        pytest.param("", "this site", id="nothing"),
        pytest.param("/d/nothing/", "this site", id="no-such-row"),
        pytest.param("/news/99999999999/", "this site", id="no-such-story"),
        pytest.param("//evil.example/", "this site", id="elsewhere"),
        pytest.param("/\\evil.example/", "this site", id="elsewhere-by-backslash"),
        pytest.param("https://evil.example/", "this site", id="elsewhere-whole"),
        pytest.param("/admin/", "this site", id="not-public"),
        pytest.param("/timeline/?q=" + "x" * 300, "this site", id="too-long"),
    ],
)
def test_the_form_says_what_it_is_about(
    visitor: Client, promised: Deliverable, about: str, name: str
) -> None:
    answer = visitor.get("/report/", {"about": about, "what": "missing"})
    assert (answer.status_code, f"About {name} No account" in words_of(answer)) == (200, True)
    assert '<option value="missing" selected>' in answer.content.decode()
    assert not [each for each in addresses_in(answer.content.decode()) if "evil" in each]


def test_pages_lead_to_the_form_and_set_no_cookie(visitor: Client, promised: Deliverable) -> None:
    for address in ("/d/phone-api/", "/c/acme/", "/p/phone/", "/timeline/", "/ledger/"):
        answer = visitor.get(address)
        links = {each for each in addresses_in(answer.content.decode()) if each.startswith("/report/")}
        assert links == {f"/report/?about={address}", f"/report/?what=missing&about={address}"}
        assert not answer.cookies


def test_the_form_sets_only_the_cookie_against_forged_forms_and_is_kept_nowhere(visitor: Client) -> None:
    answer = visitor.get("/report/")
    assert (list(answer.cookies), answer.headers["Cache-Control"]) == (["csrftoken"], "private, no-store")
    forged = Client(enforce_csrf_checks=True).post("/report/", filled())
    assert (forged.status_code, Suggestion.objects.count()) == (403, 0)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        pytest.param({"note": ""}, "This field is required.", id="nothing-said"),
        pytest.param({"note": "Wrong!"}, "Ensure this value has at least 10 characters", id="short"),
        pytest.param({"note": "x" * 1_001}, "Ensure this value has at most 1000 characters", id="long"),
        pytest.param({"note": "1234567890 !!!"}, "It says nothing in words.", id="no-words"),
        pytest.param({"note": "It is\0 wrong here"}, "Null characters are not allowed.", id="nul"),
        pytest.param({"note": "It is \x1b[31m wrong"}, "a character that cannot be seen", id="control"),
        pytest.param({"note": "It is \u202egnorw indeed"}, "a character that cannot be seen", id="turned"),
        pytest.param({"note": "Buy www.a.example http://b.example https://c.example"}, "2 links", id="links"),
        pytest.param({"page": "javascript:alert(1)"}, "This is no address of a web page.", id="script"),
        pytest.param({"page": "ftp://a.example/x"}, "This is no address of a web page.", id="other-scheme"),
        pytest.param({"report": "praise"}, "Select a valid choice.", id="other-report"),
        pytest.param({"website": "https://pills.example"}, "empty it and send again", id="trap"),
        pytest.param({"opened": ""}, "The page was open for too long.", id="never-opened"),
        pytest.param({"opened": "opened:1:forged"}, "The page was open for too long.", id="forged-moment"),
    ],
)
def test_what_is_not_taken_says_why_and_keeps_what_was_typed(
    visitor: Client, values: dict[str, str], message: str
) -> None:
    answer = visitor.post("/report/", filled(**values))
    assert (answer.status_code, Suggestion.objects.count()) == (400, 0)
    assert message in words_of(answer)
    typed = answer.context["form"].data
    assert {name: typed[name] for name in values if name != "opened"} == {
        name: value for name, value in values.items() if name != "opened"
    }


def test_who_is_quicker_than_hands_is_asked_to_wait_and_then_taken(visitor: Client) -> None:
    with time_machine.travel(NOW, tick=False):
        form = filled(opened=opened_now())
        quick = visitor.post("/report/", form)
    assert (quick.status_code, "That was very quick." in words_of(quick)) == (400, True)
    form["opened"] = quick.context["form"].data["opened"]
    with time_machine.travel(NOW + timedelta(seconds=5)):
        assert visitor.post("/report/", form).status_code == 302


def test_a_page_left_open_for_a_day_is_taken_the_second_time(visitor: Client) -> None:
    form = filled()
    with time_machine.travel(NOW + timedelta(days=1)):
        late = visitor.post("/report/", form)
        form["opened"] = late.context["form"].data["opened"]
    with time_machine.travel(NOW + timedelta(days=1, seconds=9)):
        assert (late.status_code, visitor.post("/report/", form).status_code) == (400, 302)


def test_one_household_may_report_so_often_an_hour(visitor: Client, household: str, settings: Any) -> None:
    settings.REPORT_RATE = 2
    answers = [
        visitor.post("/report/", filled(note=f"{NOTE} {number}"), REMOTE_ADDR=household)
        for number in range(3)
    ]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert "2 reports came from here within the hour: send it again in 60 minutes." in words_of(answers[2])
    assert answers[2].headers["Retry-After"] == "3600"
    assert answers[2].context["form"].data["note"] == f"{NOTE} 2"
    assert Suggestion.objects.count() == 2


def test_what_readers_write_is_shown_as_text_at_the_desk(
    admin_client: Client, visitor: Client, promised: Deliverable
) -> None:
    visitor.post("/report/", filled(note="<script>alert(1)</script> is wrong", about="/d/phone-api/"))
    answer = admin_client.get(f"/review/{Suggestion.objects.get().pk}/")
    html = answer.content.decode()
    assert (answer.status_code, "<script>alert(1)" in html) == (200, False)
    told = "A reader reports a mistake on /d/phone-api/ : <script>alert(1)</script> is wrong"
    assert told in words_of(answer)
