"""/sources/ and the admin of news."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_httpserver import HTTPServer

from news.health import group_key
from news.ingest import SourceFacts, claim_now, record_feed
from news.models import Company, Feed, Item, Story, Tag
from news.opml import read_opml
from news.pipeline import read_now
from news.queries import feeds_by_group
from news.subscriptions import FeedFacts, add_feed
from tests.news.publishing import cited, feed_at, rss

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uncollected_static")]
OFFLINE = "this machine seems to have no way out to the internet"


def feeds(count: int, **fields: object) -> None:
    for place in range(count):
        add_feed(FeedFacts(url=f"https://h{place}.example/rss", name=f"Feed <{place}>"))
    Feed.objects.update(**fields)


def page(client: Client) -> str:
    answer = client.get("/sources/")
    assert answer.status_code == 200
    return answer.content.decode()


def sections(text: str) -> dict[str, list[str]]:
    """The names of the feeds under each group."""
    parts = re.split(r'<section id="(\w+)"', text)[1:]
    names = [re.findall(r'class="sources__name"[^>]*>(.*?)</a>', part) for part in parts[1::2]]
    return {group: [unescape(name) for name in each] for group, each in zip(parts[::2], names, strict=True)}


def test_a_site_without_feeds_says_how_to_get_some(client: Client) -> None:
    record_feed()

    assert "No feeds yet" in page(client)


def test_feeds_that_nobody_asked_yet_are_said_to_be_so(client: Client) -> None:
    feeds(2)
    text = page(client)

    assert ("No feed has been asked yet" in text, OFFLINE in text) == (True, False)
    assert sections(text) == {"waiting": ["Feed <0>", "Feed <1>"]}


def test_a_failing_feed_shows_the_reason_and_the_next_try(client: Client) -> None:
    now = timezone.now()
    feeds(
        1,
        state=Feed.State.BACKING_OFF,
        consecutive_errors=3,
        last_error_code="http_404",
        last_error_text="the server answered 404 (not found)",
        last_checked_at=now,
        next_check_at=now + timedelta(hours=4),
    )
    text = page(client)

    assert "failing, asked less often" in text
    assert "the server answered 404 (not found) (3 times in a row)" in text
    assert f"{now + timedelta(hours=4):%H:%M}" in text
    assert "Feed &lt;0&gt;" in text


def test_feeds_stand_under_how_they_are_doing_the_failing_ones_first(client: Client) -> None:
    feeds(4, last_checked_at=timezone.now())
    first, second, third, _ = Feed.objects.order_by("name")
    Feed.objects.filter(pk=first.pk).update(enabled=False)
    Feed.objects.filter(pk=second.pk).update(consecutive_errors=1)
    Feed.objects.filter(pk=third.pk).update(last_checked_at=None)

    assert list(sections(page(client)).items()) == [
        ("failing", ["Feed <1>"]),
        ("waiting", ["Feed <2>"]),
        ("answering", ["Feed <3>"]),
        ("off", ["Feed <0>"]),
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("feed 1", {"waiting": ["Feed <1>"]}, id="a name"),
        pytest.param("FAILING", {"failing": ["Feed <0>"]}, id="a state"),
        pytest.param("not found", {"failing": ["Feed <0>"]}, id="an answer"),
        pytest.param("heron", {}, id="nothing"),
    ],
)
def test_feeds_are_found_by_name_state_and_answer(
    client: Client, query: str, found: dict[str, list[str]]
) -> None:
    feeds(2)
    Feed.objects.filter(name="Feed <0>").update(
        state=Feed.State.BACKING_OFF, last_checked_at=timezone.now(), last_error_text="not found"
    )
    answer = client.get("/sources/", {"q": query}).content.decode()

    assert sections(answer) == found
    assert ("No feed fits" in answer) == (not found)


def test_a_machine_without_internet_is_told_kindly(client: Client) -> None:
    feeds(5, last_error_code="dns", last_error_text="not found", last_checked_at=timezone.now())

    assert OFFLINE in page(client)


def test_the_page_costs_the_same_for_one_feed_and_for_many(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    feeds(40)

    with django_assert_max_num_queries(5):
        page(client)


def test_thousands_of_feeds_come_in_pages_and_each_group_leads_to_its_own(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("news.health.A_PAGE", 3)
    feeds(7, last_checked_at=timezone.now())
    Feed.objects.filter(name__in=["Feed <1>", "Feed <6>"]).update(consecutive_errors=2)
    pages = [client.get("/sources/", {"page": number}).content.decode() for number in (1, 2, 3)]

    assert [sections(each) for each in pages] == [
        {"failing": ["Feed <1>", "Feed <6>"], "answering": ["Feed <0>"]},
        {"answering": ["Feed <2>", "Feed <3>", "Feed <4>"]},
        {"answering": ["Feed <5>"]},
    ]
    for each in pages:
        assert '<a href="/sources/#failing">Failing</a> 2' in each
        assert '<a href="/sources/#answering">Answering</a> 5' in each
    assert '<a class="button" href="/sources/?page=3" rel="next">Further</a>' in pages[1]
    assert '<a class="button" href="/sources/" rel="prev">Back</a>' in pages[1]


def test_what_is_found_comes_in_pages_too(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("news.health.A_PAGE", 2)
    feeds(5, last_checked_at=timezone.now())
    Feed.objects.filter(name="Feed <2>").update(enabled=False)
    second = client.get("/sources/", {"q": "feed", "page": "2"}).content.decode()
    third = client.get("/sources/", {"q": "feed", "page": "3"}).content.decode()

    assert (sections(second), sections(third)) == (
        {"answering": ["Feed <3>", "Feed <4>"]},
        {"off": ["Feed <2>"]},
    )
    assert '<a href="/sources/?q=feed&amp;page=3#off">Switched off</a> 1' in second


@pytest.mark.parametrize("number", ["0", "2", "-1", "x", "", "9" * 40, "٢"])
def test_a_page_of_feeds_that_is_not_there_is_not_found(client: Client, number: str) -> None:
    feeds(1)

    assert client.get("/sources/", {"page": number}).status_code == 404


@pytest.mark.parametrize("state", Feed.State.values)
@pytest.mark.parametrize("errors", [0, 1])
@pytest.mark.parametrize("enabled", [True, False])
@pytest.mark.parametrize("was_asked", [True, False])
def test_the_database_tells_groups_as_the_words_do(
    state: str, errors: int, enabled: bool, was_asked: bool
) -> None:
    asked = timezone.now() if was_asked else None
    feeds(1, state=state, consecutive_errors=errors, enabled=enabled, last_checked_at=asked)
    feed = feeds_by_group().get()

    assert getattr(feed, "group") == group_key(feed)  # noqa: B009  an annotation


def test_a_line_tells_what_to_do_about_a_feed_and_why_it_is_asked_when_it_is(client: Client) -> None:
    feeds(1, last_checked_at=timezone.now(), state="backing_off", consecutive_errors=1)
    Feed.objects.update(
        last_error_code="bot_protection", last_error_text="refused", next_check_reason="retry_after"
    )
    text = page(client)

    assert '<code class="meta">bot_protection</code>' in text
    assert "Keeps readers of feeds out with its protection against bots" in text
    assert "the server named the time" in text


def test_the_readings_of_a_feed_are_drawn_and_told(client: Client, publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    publisher.expect_ordered_request("/feed").respond_with_data(rss(("one", "Otter 3 is out")))
    publisher.expect_ordered_request("/feed").respond_with_data(status=503)
    for _ in range(2):
        list(read_now([feed.pk]))
    text = page(client)

    assert "of the last 2 readings 1 with new items, 1 in all, 1 failed" in text
    assert 'class="lately__new" d="M112 13v-4h3v4z"' in text
    assert 'class="lately__failed" d="M116 14l3 3m-3 0l3 -3"' in text


def test_a_feed_has_a_page_of_its_readings_and_items(client: Client, publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    publisher.expect_ordered_request("/feed").respond_with_data(rss(("one", "Otter <3> is out")))
    publisher.expect_ordered_request("/feed").respond_with_data(status=410)
    for _ in range(2):
        list(read_now([feed.pk]))
    text = " ".join(client.get(f"/sources/{feed.pk}/").content.decode().split())

    assert "1 entries, 1 new, 0 changed" in text
    assert "the server answered 410 (gone)" in text
    assert '<code class="meta">http_410</code>' in text
    assert "Otter &lt;3&gt; is out" in text


@pytest.mark.parametrize("name", ["0", "999999", "9" * 40, "record"])
def test_a_feed_that_is_not_there_has_no_page(client: Client, name: str) -> None:
    pk = record_feed().pk if name == "record" else name

    assert client.get(f"/sources/{pk}/").status_code == 404


def test_the_page_of_a_feed_costs_five_queries_at_most(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    feeds(1)
    address = f"/sources/{Feed.objects.get().pk}/"

    with django_assert_max_num_queries(5):
        client.get(address)


def test_the_feeds_can_be_taken_along_as_opml(client: Client) -> None:
    feeds(2)
    answer = client.get("/sources/feeds.opml")

    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "text/x-opml; charset=utf-8",
        'attachment; filename="ai-tracker-feeds.opml"',
    )
    assert [outline.name for outline in read_opml(answer.content)] == ["Feed <0>", "Feed <1>"]


def test_the_page_is_read_only(client: Client) -> None:
    assert client.post("/sources/").status_code == 405


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("ada", password="otter"))
    return client


def test_every_table_of_the_pipeline_can_be_looked_at(staff: Client) -> None:
    company = Company.objects.create(slug="heron", name="Heron AI", kind=Company.Kind.COMPANY)
    feeds(1)
    claim_now([Feed.objects.get().pk])
    story = cited(SourceFacts(url="https://press.example/1", title="Otter is out"))
    Tag.objects.create(item=story, company=company, machine=Tag.Machine.ACCEPTED)
    Story.objects.create(headline="Otter is out")

    for name in ("feed", "host", "fetch", "item", "story", "tag"):
        listing = f"/admin/news/{name}/"
        assert staff.get(listing + "?q=e").status_code == 200, listing
    for row in (Feed.objects.get(kind=Feed.Kind.PRESS), Item.objects.get(), Tag.objects.get()):
        address = f"/admin/news/{row._meta.model_name}/{row.pk}/change/"
        assert staff.get(address).status_code == 200, address


def test_what_the_pipeline_writes_cannot_be_written_in_the_admin(staff: Client) -> None:
    for name in ("host", "fetch", "item", "story", "tag"):
        assert staff.get(f"/admin/news/{name}/add/").status_code == 403, name


def form(**fields: str) -> dict[str, str]:
    return {
        "url": "https://heron.example/rss",
        "name": "Heron",
        "kind": "vendor",
        "scope": "ai",
        "enabled": "on",
    } | fields


def test_a_feed_is_added_in_the_admin_with_its_host(staff: Client) -> None:
    answer = staff.post("/admin/news/feed/add/", form())

    assert answer.status_code == 302
    assert Feed.objects.values_list("url", "host_key").get() == ("https://heron.example/rss", "heron.example")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("file:///etc/passwd", "not an address of http or https"),
        ("http://press.example/rss?utm_source=x", "There already, as The Press."),
    ],
)
def test_a_feed_that_cannot_be_added_is_refused_by_name(staff: Client, url: str, words: str) -> None:
    add_feed(FeedFacts(url="https://press.example/rss", name="The Press"))
    answer = staff.post("/admin/news/feed/add/", form(url=url))

    assert (answer.status_code, words in answer.content.decode()) == (200, True)


def test_the_built_in_feed_cannot_be_changed(staff: Client) -> None:
    feed = record_feed()
    answer = staff.post(f"/admin/news/feed/{feed.pk}/change/", form())

    assert (answer.status_code, Feed.objects.get().name) == (403, feed.name)


def test_chosen_feeds_are_checked_at_once(staff: Client) -> None:
    feeds(2, next_check_at=timezone.now() + timedelta(hours=3))
    chosen = Feed.objects.order_by("id")[0]
    staff.post("/admin/news/feed/", {"action": "check_now", "_selected_action": [str(chosen.pk)]})

    assert list(Feed.objects.filter(next_check_at__lte=timezone.now())) == [chosen]


def test_a_curators_decision_on_a_tag_keeps_who_and_when(staff: Client) -> None:
    company = Company.objects.create(slug="heron", name="Heron AI", kind=Company.Kind.COMPANY)
    story = cited(SourceFacts(url="https://press.example/1", title="Otter is out"))
    tag = Tag.objects.create(item=story, company=company, machine=Tag.Machine.ACCEPTED)
    staff.post(f"/admin/news/tag/{tag.pk}/change/", {"decision": "remove"})
    tag.refresh_from_db()

    assert (tag.machine, tag.decision, tag.decided_by, tag.decided_at is not None) == (
        "accepted",
        "remove",
        "ada",
        True,
    )
