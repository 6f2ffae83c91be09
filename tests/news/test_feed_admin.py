"""What people do about feeds in the admin: find, try, pause, move, take in lists."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_httpserver import HTTPServer

from news.ingest import record_feed
from news.models import Feed, Host
from news.pipeline import read_now
from news.subscriptions import FeedFacts, add_feed
from tests.news.publishing import feed_at, rss
from tests.news.test_looking import serve_site, stored
from tests.news.test_pages import feeds

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uncollected_static")]
LISTING = "/admin/news/feed/"
HERON, MOVED = "https://heron.example/rss", "https://new.example/rss"
OPML = f'<opml><body><outline xmlUrl="{HERON}"/><outline xmlUrl="{{}}"/></body></opml>'


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("ada"))
    return client


def act(staff: Client, action: str, *chosen: Feed) -> list[str]:
    """What the list says once the action was done to the chosen feeds."""
    form = {"action": action, "_selected_action": [feed.pk for feed in chosen]}
    return messages(staff.post(LISTING, form, follow=True).content.decode())


def messages(text: str) -> list[str]:
    return [unescape(each) for each in re.findall(r'<li class="(?:success|error)">(.*?)</li>', text)]


def heron(**fields: object) -> Feed:
    """A feed of ours in this state."""
    feed = add_feed(FeedFacts(url=HERON, name="Heron"))[0]
    Feed.objects.filter(pk=feed.pk).update(**fields)
    feed.refresh_from_db()
    return feed


def moved() -> Feed:
    """A feed that says it has moved for good."""
    return heron(
        permanent_redirect_url=MOVED, permanent_redirect_count=2, permanent_redirect_since=timezone.now()
    )


def test_a_feed_is_paused_and_resumed(staff: Client) -> None:
    later = timezone.now() + timedelta(days=2)
    feed = heron(next_check_at=later)

    assert act(staff, "pause", feed) == ["1 feeds are paused."]
    assert list(Feed.objects.values_list("enabled", "next_check_at")) == [(False, later)]
    assert act(staff, "resume", feed) == ["1 feeds are read again."]
    feed.refresh_from_db()
    assert (feed.enabled, feed.next_check_reason, feed.next_check_at <= timezone.now()) == (
        True,
        "by_hand",
        True,
    )


def test_the_built_in_feed_cannot_be_resumed(staff: Client) -> None:
    assert act(staff, "resume", record_feed()) == ["0 feeds are read again."]
    assert not record_feed().enabled


def test_a_feed_that_moved_is_read_at_its_new_address_once_somebody_says_so(staff: Client) -> None:
    feed = moved()
    Feed.objects.update(etag="x", lease_until=timezone.now())

    assert act(staff, "read_at_new_address", feed) == [f"Heron is read at {MOVED} from now on."]
    feed.refresh_from_db()
    assert (feed.url, feed.host_key, feed.former_urls, feed.permanent_redirect_url, feed.etag) == (
        MOVED,
        "new.example",
        [HERON],
        "",
        "",
    )
    assert (feed.lease_until, Host.objects.filter(host_key="new.example").exists()) == (None, True)
    assert add_feed(FeedFacts(url=HERON)) == (feed, False)


@pytest.mark.parametrize(
    ("others", "words"),
    [
        ({MOVED: "Other"}, f"Nothing was changed: Heron: {MOVED} is read already, as Other."),
        ({}, "Nothing was changed: Press: no other address is known."),
    ],
    ids=["read already", "no address"],
)
def test_a_feed_stays_where_it_is_when_it_cannot_be_read_elsewhere(
    staff: Client, others: dict[str, str], words: str
) -> None:
    feed = moved() if others else add_feed(FeedFacts(url="https://press.example/rss", name="Press"))[0]
    for url, name in others.items():
        add_feed(FeedFacts(url=url, name=name))
    before = Feed.objects.get(pk=feed.pk).url

    assert act(staff, "read_at_new_address", feed) == [words]
    assert Feed.objects.get(pk=feed.pk).url == before


def test_a_web_page_in_a_feeds_place_suggests_the_feed_that_it_leads_to(
    staff: Client, publisher: HTTPServer
) -> None:
    serve_site(publisher, "/real", real=rss(("one", "Otter 3 is out")))
    feed = add_feed(FeedFacts(url=publisher.url_for("/"), name="Heron"))[0]
    list(read_now([feed.pk]))
    text = staff.get(f"{LISTING}advice/").content.decode()

    assert "A web page in the feed’s place" in text
    assert f'leads to another feed: <a href="{publisher.url_for("/real")}"' in text
    assert act(staff, "read_at_new_address", feed) == [
        f"Heron is read at {publisher.url_for('/real')} from now on."
    ]
    assert [fetch.items_new for fetch in read_now([feed.pk])] == [1]


def test_the_form_of_a_feed_says_how_it_does_and_what_to_do(staff: Client) -> None:
    text = staff.get(f"{LISTING}{moved().pk}/change/").content.decode()

    assert f'Says that it has moved for good, 2 times so far: <a href="{MOVED}"' in text
    assert 'aria-label="not read yet"' in text


def test_feeds_that_need_nobody_are_not_listed(staff: Client) -> None:
    feeds(2, last_checked_at=timezone.now())

    assert "No feed needs anybody just now." in staff.get(f"{LISTING}advice/").content.decode()


def test_validating_shows_the_entries_and_stores_nothing(staff: Client, publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    publisher.expect_request("/feed").respond_with_data(rss(("one", "Otter <3> & co")))
    address, before = f"{LISTING}{feed.pk}/validate/", stored()

    assert (staff.get(address).status_code, publisher.log) == (200, [])
    text = staff.post(address).content.decode()
    assert "1 entry, 1 new, 0 changed" in " ".join(text.split())
    assert "<bdi>Otter &lt;3&gt; &amp; co</bdi>" in text
    assert stored() == before


def test_a_host_that_wants_its_peace_is_not_asked_by_validating(staff: Client, publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    Host.objects.update(blocked_until=timezone.now() + timedelta(hours=1), reason="the server answered 429")
    text = staff.post(f"{LISTING}{feed.pk}/validate/").content.decode()

    assert ("is left in peace until" in text, publisher.log) == (True, [])


def test_the_feeds_of_a_site_are_found_and_lead_to_the_form_that_adds_them(
    staff: Client, publisher: HTTPServer
) -> None:
    home = serve_site(publisher, "/r?a=1&b=2", r=rss(("one", "Otter 3 is out"), title="Heron &amp; co"))
    text = staff.post(f"{LISTING}find/", {"url": home}).content.decode()
    link = unescape(re.findall(r'href="(/admin/news/feed/add/\?[^"]*)"', text)[0])
    form = staff.get(link).content.decode()

    assert ("1 feed found" in text, "Otter 3 is out" in text) == (True, True)
    assert re.findall(r'<input[^>]* name="(?:url|name)" value="([^"]*)"', form) == [
        f"{publisher.url_for('/r')}?a=1&amp;b=2",
        "Heron &amp; co",
    ]
    assert Feed.objects.count() == 0


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://169.254.169.254/latest/"])
def test_a_site_that_may_not_be_asked_is_named_with_the_reason(staff: Client, url: str) -> None:
    text = staff.post(f"{LISTING}find/", {"url": url}).content.decode()

    assert re.search(r"No feed was found: (port 1 is refused|169\.254\.169\.254 is not on the public)", text)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "", "x\0y", "http://user:secret@heron.example/"])
def test_what_is_no_address_is_a_fault_of_the_form(staff: Client, url: str) -> None:
    answer = staff.post(f"{LISTING}find/", {"url": url})

    assert (answer.status_code, "errorlist" in answer.content.decode()) == (200, True)


def upload(staff: Client, document: str, **fields: str) -> str:
    file = SimpleUploadedFile("feeds.opml", document.encode())
    return staff.post(f"{LISTING}opml/", {"document": file, **fields}, follow=True).content.decode()


def test_a_list_is_tried_before_it_is_added(staff: Client) -> None:
    text = upload(staff, OPML.format(MOVED))

    assert ("Nothing was added" in text, text.count("<td>new</td>"), Feed.objects.count()) == (True, 2, 0)
    assert messages(upload(staff, OPML.format(MOVED), add="yes")) == ["2 feeds added."]
    assert Feed.objects.count() == 2


def test_a_faulty_list_is_shown_line_by_line_and_keeps_out(staff: Client) -> None:
    text = upload(staff, OPML.format("file:///etc/passwd"), add="yes")

    assert ("file:///etc/passwd: not an address of http or https" in text, Feed.objects.count()) == (True, 0)
    assert messages(upload(staff, OPML.format("x"), add="yes", skip_faulty="on")) == ["1 feeds added."]


@pytest.mark.parametrize("document", ["no XML", "<!DOCTYPE a [<!ENTITY b 'c'>]><opml/>", " " * 1_100_000])
def test_what_is_no_list_is_a_fault_of_the_form(staff: Client, document: str) -> None:
    assert "errorlist" in upload(staff, document, add="yes")


@pytest.mark.parametrize("address", ["advice/", "find/", "opml/", "{}/validate/"])
def test_only_who_may_change_feeds_comes_to_these_pages(client: Client, address: str) -> None:
    user = User.objects.create_user("eve", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_item"))
    client.force_login(user)

    assert client.get(LISTING + address.format(heron().pk)).status_code == 403


@pytest.mark.parametrize("name", ["999999", "9" * 40, "record"])
def test_a_feed_that_is_not_there_cannot_be_validated(staff: Client, name: str) -> None:
    pk = record_feed().pk if name == "record" else name

    assert staff.get(f"{LISTING}{pk}/validate/").status_code == 404


def test_the_list_of_feeds_costs_the_same_for_one_and_for_many(
    staff: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    feeds(1)
    staff.get(LISTING)
    with django_assert_num_queries(7):
        staff.get(LISTING)
    feeds(40)
    with django_assert_num_queries(7):
        staff.get(LISTING)
