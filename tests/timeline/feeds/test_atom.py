"""The Atom addresses, read as a feed reader reads them: with feedparser."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree

import feedparser  # type: ignore[import-untyped]
import pytest
from django.utils.http import urlencode

from news.models import Item
from tests.timeline.acme import company_document, deliverable_document, product_document, said, source
from tests.timeline.api.asking import Answer, Asker
from tests.timeline.telling import add_otter_ink, tell
from timeline.curation import Act, add, correct, redate, rename, state
from timeline.documents import COMMITMENT, COMPANY, DELIVERABLE, PRODUCT
from timeline.models import Change, Deliverable

ATOM = "{http://www.w3.org/2005/Atom}"


def read(answer: Answer) -> Any:
    """The feed, which must be well-formed."""
    assert answer.status == 200, answer.text
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = feedparser.parse(answer.text)
    assert not feed.bozo
    return feed


def titles(answer: Answer) -> list[str]:
    return [entry.title for entry in read(answer).entries]


def apex(act: Act) -> None:
    """A second company with a tablet."""
    add(act, COMPANY, company_document("apex"))
    add(act, PRODUCT, product_document("tablet", "apex"))
    add(act, DELIVERABLE, deliverable_document("tablet-api", "tablet", channel="app"))


def test_a_promise_is_an_entry_in_our_words_with_its_source(ask: Asker, promised: Deliverable) -> None:
    entry = read(ask("/changes.atom?sel=phone-api&limit=1")).entries[0]
    seq = Change.objects.order_by("-seq").first().seq
    assert entry.title == "Phone Api: promised for 1–30 June 2026"
    assert entry.summary == (
        "Acme said on 2 March 2026: in June. Source: The Daily Example, https://daily.example/one"
    )
    assert entry.id == f"tag:testserver,2026:change:{seq}"
    assert entry.link == "http://testserver/d/phone-api/"
    assert entry.updated == entry.published == "2026-11-22T12:00:00+00:00"


def test_entries_keep_their_ids_and_instants(ask: Asker, promised: Deliverable, act: Act) -> None:
    before = read(ask("/changes.atom")).entries
    redate(act, "phone-api", said("in July", date(2026, 5, 1)), [source("two", date(2026, 5, 1))])
    after = read(ask("/changes.atom")).entries
    assert after[0].title == "Phone Api: now promised for 1–31 July 2026"
    assert [(each.id, each.updated) for each in after[1:]] == [(each.id, each.updated) for each in before]


def test_a_correction_says_what_was_and_what_is(ask: Asker, promised: Deliverable, act: Act) -> None:
    correct(replace(act, reason="typo"), COMMITMENT, "phone-api-1", values={"speaker": "Ada"})
    entry = read(ask("/changes.atom?kind=correct")).entries[0]
    assert entry.title == "Phone Api: corrected"
    assert "Corrected: a slip of the pen. speaker was nothing, is Ada." in entry.summary


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("company=apex", {"Apex", "Tablet", "Tablet Api"}, id="company"),
        pytest.param("product=phone", {"Phone", "Phone Api"}, id="product"),
        pytest.param("sel=phone-api", {"Phone Api"}, id="one deliverable"),
        pytest.param("fate=overdue,unverified", {"Phone Api"}, id="fate"),
        pytest.param("kind=state", {"Phone Api"}, id="kind"),
        pytest.param("q=phone&from=2026-11-22", {"Phone Api"}, id="words and days"),
        pytest.param("channel=law", set(), id="nothing"),
        pytest.param("as_of=2026-11-21", set(), id="as of the day before"),
    ],
)
def test_changes_are_chosen(ask: Asker, promised: Deliverable, act: Act, query: str, found: set[str]) -> None:
    apex(act)
    assert {title.partition(":")[0] for title in titles(ask(f"/changes.atom?{query}"))} == found


def test_a_feed_without_entries_is_a_feed_and_stays_as_it_is(ask: Asker, db: None) -> None:
    first, second = ask("/changes.atom"), ask("/changes.atom")
    assert read(first).entries == []
    assert first.text == second.text
    assert read(first).feed.updated == "2026-11-22T00:00:00+00:00"
    assert read(ask("/news.atom")).entries == []


def test_a_deliverable_is_followed_under_its_former_slug(ask: Asker, promised: Deliverable, act: Act) -> None:
    rename(act, DELIVERABLE, "phone-api", to="handset-api")
    assert "Phone Api: promised for 1–30 June 2026" in titles(ask("/changes.atom?sel=phone-api"))


@pytest.mark.parametrize("address", ["/changes.atom", "/news.atom", "/calendar.ics"])
@pytest.mark.parametrize(
    ("query", "name"),
    [
        pytest.param("compnay=acme", "compnay", id="unknown parameter"),
        pytest.param("company=nobody", "company", id="unknown company"),
        pytest.param("company=acme&company=apex", "company", id="repeated"),
        pytest.param("as_of=2026-02-30", "as_of", id="no day"),
        pytest.param("from=2026-05-01&to=2026-04-01", "to", id="days turned round"),
        pytest.param("q=%00", "q", id="control character"),
        pytest.param("q=%ff%fe", "q", id="not UTF-8"),
        pytest.param("cursor=abc", "cursor", id="no pages here"),
        pytest.param("product=", "product", id="empty"),
    ],
)
def test_a_bad_parameter_is_named(ask: Asker, acme: str, address: str, query: str, name: str) -> None:
    answer = ask(f"{address}?{query}")
    assert answer.status == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert [error["name"] for error in answer.body["errors"]] == [name]


def test_a_deliverable_that_never_was_is_named(ask: Asker, acme: str) -> None:
    for address in ("/changes.atom", "/calendar.ics"):
        answer = ask(f"{address}?sel=nothing")
        assert (answer.status, answer.body["errors"][0]["name"]) == (400, "sel")


@pytest.mark.parametrize("address", ["/changes.atom", "/news.atom", "/calendar.ics"])
def test_what_is_held_is_not_sent_again(ask: Asker, promised: Deliverable, act: Act, address: str) -> None:
    first = ask(address)
    assert first.headers["Cache-Control"] == "public, max-age=60, stale-while-revalidate=300"
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    again = ask(address, If_None_Match=first.headers["ETag"])
    assert (again.status, again.text) == (304, "")
    state(act, "phone-api", said("in July", date(2026, 5, 1)), [source("two", date(2026, 5, 1))])
    assert ask(address, If_None_Match=first.headers["ETag"]).status == 200


@pytest.mark.parametrize("accept", ["text/html", "application/atom+xml", "junk", "*/*;q=nan"])
def test_a_reader_may_accept_anything(ask: Asker, acme: str, accept: str) -> None:
    assert ask("/changes.atom", Accept=accept).status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "TRACE"])
def test_a_feed_is_only_read(ask: Asker, acme: str, method: str) -> None:
    assert ask("/changes.atom", method=method).status == 405


def test_a_story_is_an_entry_with_its_outlet_and_link(ask: Asker, act: Act, db: None) -> None:
    add_otter_ink(act)
    first = tell("Heron opens the Otter Ink API")
    entry = read(ask("/news.atom?company=heron")).entries[0]
    assert entry.title == "Heron opens the Otter Ink API"
    assert entry.summary == f"The Daily Example on 4 June 2026: {first.url}"
    assert entry.link == f"http://testserver/news/{first.story_id}/"
    assert entry.id == f"tag:testserver,2026:item:{first.pk}"


def test_a_story_that_grows_is_the_same_entry_at_a_later_instant(ask: Asker, act: Act, db: None) -> None:
    add_otter_ink(act)
    first = tell("Heron opens the Otter Ink API")
    before = read(ask("/news.atom")).entries[0]
    second = tell("Otter Ink API is open", story=first.story, outlet="The Evening Example")
    Item.objects.filter(pk=second.pk).update(first_seen_at=second.first_seen_at + timedelta(hours=1))
    after = read(ask("/news.atom")).entries
    assert [each.id for each in after] == [before.id]
    assert after[0].updated > before.updated
    assert "and 1 other outlet" in after[0].summary


def test_a_title_of_others_is_cut_and_stays_text(ask: Asker, act: Act, db: None) -> None:
    add_otter_ink(act)
    tell("Otter Ink grows & <b>grows</b> \x0b " + "and grows " * 40)
    title = ElementTree.fromstring(ask("/news.atom").text).findtext(f"{ATOM}entry/{ATOM}title")
    assert title.startswith("Otter Ink grows & <b>grows</b>  and grows")
    assert title.endswith("…")
    assert len(title) <= 280


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ({"company": "heron"}, 2),
        ({"model": "otter-ink", "q": "opens"}, 1),
        ({"standing": "press"}, 2),
        ({"show": "ledger"}, 0),
        ({"as_of": "2026-06-04"}, 1),
        ({"to": "2026-06-03"}, 0),
        ({"limit": "1"}, 1),
    ],
)
def test_news_are_chosen(ask: Asker, act: Act, db: None, query: dict[str, str], number: int) -> None:
    add_otter_ink(act)
    tell("Heron opens the Otter Ink API")
    tell("Heron sells Otter Ink", on=date(2026, 7, 1))
    assert len(read(ask(f"/news.atom?{urlencode(query)}")).entries) == number


def test_signs_of_others_stay_text(ask: Asker, acme: str, act: Act) -> None:
    url = "https://daily.example/b?a=1&copy=2"
    state(act, acme, said(), [source(publisher="R&D <b>Times</b> <img src=x>", url=url)])
    entry = read(ask("/changes.atom?limit=1")).entries[0]
    assert entry.summary_detail.type == "text/plain"
    assert entry.summary.endswith(f"Source: R&D <b>Times</b> <img src=x>, {url}")


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/changes.atom?company=acme&kind=state&limit=3&from=2026-01-01", "/ledger/?company=acme"),
        (
            "/changes.atom?fate=overdue,unverified&as_of=2026-11-21",
            "/ledger/?as_of=2026-11-21&fate=overdue,unverified",
        ),
        ("/changes.atom", "/ledger/"),
        (
            "/news.atom?product=phone&kind=launch&show=ledger&limit=3",
            "/news/?kind=launch&product=phone&show=ledger",
        ),
    ],
)
def test_a_feed_leads_to_the_page_of_the_same_selection(
    ask: Asker, promised: Deliverable, address: str, page: str
) -> None:
    assert read(ask(address)).feed.link == f"http://testserver{page}"


def test_what_a_curator_notes_for_the_desk_is_not_told(ask: Asker, acme: str, act: Act) -> None:
    state(replace(act, reason="suggestion 6"), acme, said(), [source()])
    assert "suggestion" not in ask("/changes.atom").text
