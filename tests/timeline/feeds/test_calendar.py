"""The calendar of promised days, read as a calendar reads it: with icalendar."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest

from tests.timeline.acme import company_document, deliverable_document, product_document, said, source
from tests.timeline.api.asking import Answer, Asker
from timeline.curation import Act, add, correct, deliver, end, rename, state
from timeline.curation.inputs import Happened
from timeline.documents import COMMITMENT, COMPANY, DELIVERABLE, PRODUCT
from timeline.models import Deliverable
from timeline.terms import Effect


def events(answer: Answer) -> list[Any]:
    assert answer.status == 200, answer.text
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return icalendar.Calendar.from_ical(answer.text).walk("VEVENT")


def one(answer: Answer) -> Any:
    (event,) = events(answer)
    return event


def test_a_promise_is_an_event_over_its_days(ask: Asker, promised: Deliverable) -> None:
    event = one(ask("/calendar.ics"))
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2026, 6, 1), date(2026, 7, 1))
    assert event["uid"] == f"deliverable-{promised.pk}@testserver"
    assert event["summary"] == "Acme: Phone Api, promised for 1–30 June 2026"
    assert event["status"] == "TENTATIVE"
    assert event["url"] == "http://testserver/d/phone-api/"
    assert event.decoded("dtstamp") == datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert event["description"].startswith("in June, said on 2 March 2026. ")


def test_a_promise_that_moves_is_an_update_of_the_same_event(
    ask: Asker, promised: Deliverable, act: Act
) -> None:
    before = one(ask("/calendar.ics?company=acme"))
    later = replace(act, at=act.at + timedelta(minutes=5))
    state(later, "phone-api", said("on 14 July 2026", date(2026, 5, 1)), [source("two", date(2026, 5, 1))])
    after = one(ask("/calendar.ics?company=acme"))
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert after.decoded("dtstamp") > before.decoded("dtstamp")
    assert (after.decoded("dtstart"), after.decoded("dtend")) == (date(2026, 7, 14), date(2026, 7, 15))
    assert (before["status"], after["status"]) == ("TENTATIVE", "CONFIRMED")


def test_the_calendar_of_an_earlier_day_is_an_earlier_one(
    ask: Asker, promised: Deliverable, act: Act
) -> None:
    state(act, "phone-api", said("in July", date(2026, 5, 1)), [source("two", date(2026, 5, 1))])
    before, after = one(ask("/calendar.ics?as_of=2026-04-01")), one(ask("/calendar.ics?as_of=2026-06-01"))
    assert (before.decoded("dtstart"), after.decoded("dtstart")) == (date(2026, 6, 1), date(2026, 7, 1))
    assert before["uid"] == after["uid"]
    assert before["sequence"] < after["sequence"]
    assert events(ask("/calendar.ics?as_of=2026-03-01")) == []


def test_a_corrected_date_is_an_update_as_well(ask: Asker, promised: Deliverable, act: Act) -> None:
    before = one(ask("/calendar.ics"))
    correct(replace(act, reason="misread"), COMMITMENT, "phone-api-1", values={"latest": "2026-06-29"})
    after = one(ask("/calendar.ics"))
    assert after["sequence"] > before["sequence"]
    assert after.decoded("dtend") == date(2026, 6, 30)


def test_a_renamed_row_is_the_same_event_at_a_later_number(
    ask: Asker, promised: Deliverable, act: Act
) -> None:
    state(act, "phone-api", said("in July", date(2026, 5, 1)), [source("two", date(2026, 5, 1))])
    before = one(ask("/calendar.ics"))
    rename(act, DELIVERABLE, "phone-api", to="handset-api")
    rename(act, COMMITMENT, "phone-api-1", to="handset-api-1")
    rename(act, COMMITMENT, "handset-api-1", to="handset-api-first")
    after = one(ask("/calendar.ics?sel=phone-api"))
    assert after["uid"] == before["uid"]
    assert after["sequence"] == before["sequence"] + 3
    assert after["url"] == "http://testserver/d/handset-api/"


@pytest.mark.parametrize(
    ("effect", "status"),
    [
        pytest.param(Effect.CANCELLED, "CANCELLED", id="cancelled"),
        pytest.param(Effect.DELIVERED, "TENTATIVE", id="delivered"),
    ],
)
def test_an_end_cancels_the_event_and_an_arrival_does_not(
    ask: Asker, promised: Deliverable, act: Act, effect: Effect, status: str
) -> None:
    before = one(ask("/calendar.ics"))
    day = date(2026, 6, 20)
    happened = Happened(title="Acme tells of its phone", earliest=day, latest=day)
    if effect == Effect.CANCELLED:
        end(act, "phone-api", happened, [source("end", day)], effect=effect)
    else:
        deliver(act, "phone-api", happened, [source("end", day)])
    after = one(ask("/calendar.ics"))
    assert after["status"] == status
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]


@pytest.mark.parametrize("words", ["soon", "not before June 2026"])
def test_what_has_no_end_is_left_out(ask: Asker, acme: str, act: Act, words: str) -> None:
    state(act, acme, said(words), [source()])
    assert events(ask("/calendar.ics")) == []


def test_an_empty_calendar_is_a_calendar(ask: Asker, db: None) -> None:
    answer = ask("/calendar.ics")
    assert events(answer) == []
    assert "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:" in answer.text


@pytest.mark.parametrize(
    ("query", "names"),
    [
        pytest.param("", ["Phone Api", "Tablet Api"], id="everything"),
        pytest.param("company=apex", ["Tablet Api"], id="company"),
        pytest.param("product=phone", ["Phone Api"], id="product"),
        pytest.param("sel=tablet-api", ["Tablet Api"], id="one deliverable"),
        pytest.param("from=2026-07-01&channel=app&fate=unverified,overdue", ["Tablet Api"], id="many"),
        pytest.param("due_before=2026-06-30", ["Phone Api"], id="due before"),
        pytest.param("precision=day", [], id="nothing"),
        pytest.param("updated_since=2026-11-23", [], id="not updated since"),
    ],
)
def test_events_are_chosen(ask: Asker, promised: Deliverable, act: Act, query: str, names: list[str]) -> None:
    add(act, COMPANY, company_document("apex"))
    add(act, PRODUCT, product_document("tablet", "apex"))
    add(act, DELIVERABLE, deliverable_document("tablet-api", "tablet", channel="app"))
    state(act, "tablet-api", said("in July"), [source("three")])
    found = [
        str(event["summary"]).split(": ")[1].split(",")[0] for event in events(ask(f"/calendar.ics?{query}"))
    ]
    assert found == names


def test_names_cannot_break_out_of_their_line(ask: Asker, promised: Deliverable, act: Act) -> None:
    name = "Phone, API; \\ for\u2028all"
    correct(replace(act, reason="typo"), DELIVERABLE, "phone-api", values={"name": name})
    event = one(ask("/calendar.ics"))
    assert event["summary"] == f"Acme: {name}, promised for 1–30 June 2026"
