"""The desk's other ways in: files of facts, a page by its address, and what needs a look."""

import base64
import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_httpserver import HTTPServer

from news.models import Feed, Item, Tag
from news.tagging import decide
from tests.conftest import NOW
from tests.timeline.acme import deliverable_document, said, source
from tests.timeline.telling import add_otter_ink, press, tell
from tests.timeline.views.reading import words_of
from timeline.curation import Act, add, state
from timeline.documents import DELIVERABLE
from timeline.models import Deliverable, Suggestion
from timeline.queries.looks import looks
from timeline.terms import Basis, EvidenceRole
from timeline.tokens import make_token
from timeline.wording.looks import LookKind

pytestmark = pytest.mark.django_db
ROWS = "slug,product,channel,name\nphone-web,phone,web,Phone on the web\n"
BAD_ROWS = ROWS + "phone-app,radio,app,Radio\n"
STORY = """<html><head><meta property="og:title" content="Heron delays Otter Ink to August">
<meta property="og:site_name" content="The Daily Example">
<meta property="article:published_time" content="2026-06-04T09:00:00Z"></head><body><article>
<p>It had promised it for June.</p>
<p>Heron has delayed the release of Otter Ink to August 2026.</p></article></body></html>"""


def send(client: Client, text: str = "", **values: Any) -> Any:
    return client.post(
        "/review/import/", {"text": text, "kind": "deliverables", "reason": "typo", "name": ""} | values
    )


def test_a_file_is_checked_then_stored_and_stands_in_the_form_meanwhile(
    admin_client: Client, acme: str
) -> None:
    checked = send(admin_client, file=SimpleUploadedFile("deliverables.csv", ROWS.encode()))
    assert (checked.status_code, Deliverable.objects.count()) == (200, 1)
    assert "Nothing is stored yet: this is what it would do. 1 created, 0 changed" in words_of(checked)
    form = checked.context["form"].data
    assert (form["text"], form["name"]) == (ROWS, "deliverables.csv")

    stored = send(admin_client, form["text"].replace("\n", "\r\n"), name=form["name"], store="yes")
    assert "Stored. 1 created, 0 changed, 0 unchanged, 0 refused" in words_of(stored)
    assert Deliverable.objects.get(slug="phone-web").name == "Phone on the web"


def test_a_refused_line_is_named_and_all_of_it_can_be_put_right_below(
    admin_client: Client, acme: str
) -> None:
    answer = send(admin_client, BAD_ROWS, store="yes")
    assert (answer.status_code, Deliverable.objects.count()) == (400, 1)
    assert "3 refused deliverables phone-app product there is no product radio" in words_of(answer)
    assert answer.context["form"].data["text"] == BAD_ROWS


@pytest.mark.parametrize(
    ("file", "message"),
    [
        pytest.param(ROWS.encode("utf-16"), "is written in UTF-16: save it as UTF-8", id="utf-16"),
        pytest.param(b"x" * 3_000_000, "is larger than 2 MiB: part it", id="large"),
        pytest.param(b"\xff\x00", "is not written in UTF-8", id="bytes"),
        pytest.param(b"", "The submitted file is empty", id="empty"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(admin_client: Client, file: bytes, message: str) -> None:
    answer = send(admin_client, file=SimpleUploadedFile("deliverables.csv", file))
    assert (answer.status_code, message in words_of(answer)) == (400, True)


@pytest.mark.parametrize("name", ["review-look", "review-import", "review-link"])
def test_only_staff_come_in_and_nothing_is_kept_on_the_way(
    visitor: Client, admin_client: Client, name: str
) -> None:
    address = reverse(f"timeline:{name}")
    stranger, member = visitor.get(address), admin_client.get(address)
    assert (stranger.status_code, stranger.headers["Location"]) == (302, f"/admin/login/?next={address}")
    assert (member.status_code, "no-store" in member.headers["Cache-Control"]) == (200, True)
    visitor.force_login(User.objects.create_user("eve", is_staff=True))
    assert visitor.get(address).status_code == 403


@pytest.fixture
def publisher(httpserver: HTTPServer, settings: Any) -> HTTPServer:
    """A paper on this machine, which the settings allow."""
    settings.FEED_ALLOW_HOSTS = frozenset({f"{httpserver.host}:{httpserver.port}"})
    return httpserver


def test_a_page_is_read_completed_and_waits_at_the_desk(
    admin_client: Client, act: Act, publisher: HTTPServer
) -> None:
    add_otter_ink(act)
    add(act, DELIVERABLE, deliverable_document("otter-api", "otter-ink"))
    state(act, "otter-api", said(), [source()])
    publisher.expect_request("/story").respond_with_data(STORY, content_type="text/html")
    url = publisher.url_for("/story")
    read = admin_client.post("/review/link/", {"url": url})
    found = read.context["form"].initial
    assert (read.status_code, {name: str(value) for name, value in found.items()}) == (
        200,
        {
            "url": url,
            "title": "Heron delays Otter Ink to August",
            "publisher": "The Daily Example",
            "said_on": "2026-06-04",
            "quote": "Heron has delayed the release of Otter Ink to August 2026.",
            "event_kind": "delay",
            "deliverable": "otter-api",
            "product": "otter-ink",
            "company": "heron",
            "words": found["words"],
        },
    )
    assert "Passages that claim something Heron has delayed the release" in words_of(read)
    assert 'type="date" name="said_on" value="2026-06-04"' in " ".join(read.content.decode().split())
    assert Suggestion.objects.count() == 0

    answer = admin_client.post("/review/link/", found | {"words": "to August 2026"})
    suggestion = Suggestion.objects.get()
    assert (answer.status_code, suggestion.question, suggestion.page) == (302, "slip", url)
    assert (str(suggestion.latest), suggestion.proposed_by) == ("2026-08-31", "admin, from a link")


@pytest.mark.parametrize(
    ("url", "message"),
    [
        pytest.param("http://127.0.0.1:9/x", "port 9 is refused", id="port"),
        pytest.param("http://127.0.0.1/x", "127.0.0.1 is not on the public internet", id="inside"),
        pytest.param("http://169.254.169.254/x", "is not on the public internet", id="metadata"),
        pytest.param("file:///etc/passwd", "This is no address of a web page.", id="file"),
        pytest.param("javascript:alert(1)", "This is no address of a web page.", id="script"),
    ],
)
def test_a_page_that_may_not_be_fetched_is_refused_in_plain_words(
    admin_client: Client, url: str, message: str
) -> None:
    answer = admin_client.post("/review/link/", {"url": url})
    assert (answer.status_code, message in words_of(answer)) == (400, True)
    assert answer.context["form"].data["url"] == url


@pytest.mark.parametrize(
    ("values", "message"),
    [
        pytest.param({"said_on": "2027-01-01"}, "No page can be of that day.", id="to-come"),
        pytest.param({"company": ""}, "Say what it is about", id="about-nothing"),
        pytest.param({"company": "nobody"}, "Select a valid choice.", id="nobody"),
        pytest.param({"quote": "x" * 281}, "at most 280 characters", id="long-quote"),
        pytest.param({"words": "when pigs fly"}, "no rule reads a date in these words", id="no-date"),
    ],
)
def test_a_page_completed_wrongly_says_why_and_keeps_what_was_typed(
    admin_client: Client, acme: str, values: dict[str, str], message: str
) -> None:
    good = {
        "url": "https://daily.example/x",
        "title": "T",
        "publisher": "P",
        "said_on": "2026-06-04",
        "quote": "Acme says so.",
        "event_kind": "delay",
        "company": "acme",
    }
    answer = admin_client.post("/review/link/", good | values)
    assert (answer.status_code, Suggestion.objects.count()) == (400, 0)
    assert message in words_of(answer)
    assert answer.context["form"].data["title"] == "T"


def looked(kind: LookKind) -> list[tuple[str, str, str]]:
    return [(each.table, each.target, str(each.since)) for each in looks(now=NOW)[kind]]


def test_promises_need_a_look_once_their_window_is_over_and_nobody_knows(
    promised: Deliverable, act: Act
) -> None:
    assert looked(LookKind.UNVERIFIED) == [("deliverable", "phone-api", "2026-07-01")]
    add(act, DELIVERABLE, deliverable_document("phone-app"))
    state(act, "phone-app", said("by 20 November 2026"), [source("two")])
    assert looked(LookKind.CLOSED) == [("deliverable", "phone-app", "2026-11-21")]
    add(act, DELIVERABLE, deliverable_document("phone-web", last_verified_on="2026-08-01"))
    state(act, "phone-web", said(), [source("three")])
    assert looked(LookKind.OVERDUE) == [("deliverable", "phone-web", "2026-08-15")]


def test_a_contradicted_promise_needs_a_look_until_a_later_source_settles_it(acme: str, act: Act) -> None:
    against = source("no", on=NOW.date() - timedelta(days=9), role=EvidenceRole.CONTRADICTS)
    state(act, acme, said(), [source(), against])
    assert looked(LookKind.CONTRADICTED) == [("deliverable", "phone-api", "2026-11-13")]
    settled = source("yes", on=NOW.date() - timedelta(days=2), role=EvidenceRole.CONFIRMS)
    state(act, acme, said("in July"), [source(), against, settled])
    assert looked(LookKind.CONTRADICTED) == [("deliverable", "phone-api", "2026-11-13")]
    assert len(looks(now=NOW)[LookKind.CONTRADICTED]) == 1


def test_a_reported_headline_needs_a_look_while_one_outlet_alone_tells_of_it(acme: str, act: Act) -> None:
    again = source("again", repeats="The Daily Example", url="https://hourly.example/x")
    state(act, acme, said(basis=Basis.REPORTED), [source(), source("more"), again])
    assert looked(LookKind.SINGLE_ORIGIN) == [("deliverable", "phone-api", "2026-03-02")]
    own = source("own", url="https://weekly.example/x", publisher="Weekly")
    state(act, acme, said("in July", basis=Basis.REPORTED), [source(), own])
    assert looked(LookKind.SINGLE_ORIGIN) == []


def test_a_feed_needs_a_look_after_three_errors(db: None) -> None:
    feed = press()
    Feed.objects.update(consecutive_errors=2, last_ok_at=NOW - timedelta(days=4))
    assert looked(LookKind.FEED) == []
    Feed.objects.update(consecutive_errors=3)
    assert looked(LookKind.FEED) == [("feed", str(feed.pk), "2026-11-18")]


def test_a_name_needs_a_look_when_its_tags_are_taken_away_more_often_than_before(act: Act) -> None:
    add_otter_ink(act)
    for _ in range(8):
        tell("Heron shows Otter Ink", on=NOW.date())
    Item.objects.update(first_seen_at=NOW - timedelta(days=60))
    recent = [tell("Heron shows Otter Ink", on=NOW.date()) for _ in range(4)]
    Item.objects.filter(pk__in=[each.pk for each in recent]).update(first_seen_at=NOW - timedelta(days=2))
    tags = list(Tag.objects.filter(item__in=recent, product__slug="otter-ink").order_by("pk"))
    for tag in tags[:2]:
        decide(tag, Tag.Decision.REMOVE, by="ada", at=NOW)
    assert looked(LookKind.NAME) == []
    decide(tags[2], Tag.Decision.REMOVE, by="ada", at=NOW)
    (look,) = looks(now=NOW)[LookKind.NAME]
    assert (look.table, look.target, look.why) == (
        "product",
        "otter-ink",
        "3 of 4 tags were taken away in 30 days; of those before, 0 of 8.",
    )


def test_the_page_and_the_feed_tell_the_same(admin_client: Client, promised: Deliverable) -> None:
    page, feed = admin_client.get("/review/look/"), admin_client.get("/review/look.atom")
    assert "Window passed, not checked since 1 Phone Api The window ended on 30 June 2026;" in words_of(page)
    text = feed.content.decode()
    assert re.findall(r"<(?:id|title|updated)>(.*?)</", text)[3:] == [
        "Window passed, not checked since: Phone Api",
        "2026-07-01T00:00:00+00:00",
        "tag:testserver,2026:look:unverified:deliverable:phone-api:2026-07-01",
    ]
    assert feed.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("scheme", ["Bearer", "Basic"])
def test_a_feed_reader_comes_in_with_a_token_of_somebody_who_may(
    visitor: Client, admin_user: User, scheme: str
) -> None:
    _, secret = make_token(
        "reader", scopes=["curate"], owner=admin_user, expires_at=NOW + timedelta(days=9), at=NOW
    )
    sent = secret if scheme == "Bearer" else base64.b64encode(f"any:{secret}".encode()).decode()
    headers = {"Authorization": f"{scheme} {sent}"}
    assert visitor.get("/review/look.atom", headers=headers).status_code == 200
    assert visitor.get("/review/look.atom", headers={"Authorization": "Basic !"}).status_code == 401
    admin_user.is_staff = False
    admin_user.save()
    assert visitor.get("/review/look.atom", headers=headers).status_code == 403


def test_a_stranger_is_asked_who_he_is(visitor: Client) -> None:
    answer = visitor.get("/review/look.atom")
    assert (answer.status_code, answer.headers["WWW-Authenticate"].partition(" ")[0]) == (401, "Basic")
