"""The commands of news: what they print, and when they fail."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_httpserver import HTTPServer

from news.ingest import claim_now, record_feed
from news.models import Company, Feed, Host, Item
from news.opml import read_opml
from news.queries import effective_tags
from tests.news.publishing import feed_at, rss

pytestmark = pytest.mark.django_db
ONE, TWO = ("one", "Otter 3 is out"), ("two", "Heron AI opens an office")


def run(*words: str) -> list[str]:
    """The lines that a command prints."""
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue().splitlines()


def test_add_feed_adds_once() -> None:
    words = ("add_feed", "https://heron.example/rss", "--name", "Heron", "--kind", "vendor")

    assert (run(*words), run(*words)) == (
        ["https://heron.example/rss: added"],
        ["https://heron.example/rss: there already"],
    )
    assert Feed.objects.values_list("name", "kind").get() == ("Heron", "vendor")


def test_add_feed_refuses_what_is_no_address() -> None:
    with pytest.raises(CommandError, match="not an address of http or https"):
        run("add_feed", "/etc/passwd")


def test_fetch_feeds_fetches_parses_and_tags_in_this_process(publisher: HTTPServer) -> None:
    Company.objects.create(slug="heron", name="Heron AI", kind=Company.Kind.COMPANY)
    feed = feed_at(publisher)
    publisher.expect_request("/feed").respond_with_data(rss(ONE, TWO))

    assert run("fetch_feeds") == [f"{feed.url}: 2 entries, 2 new, 0 changed"]
    assert run("fetch_feeds") == ["nothing is due"]
    assert [tag.item.title for tag in effective_tags()] == ["Heron AI opens an office"]


def test_a_feed_that_fails_is_a_line_like_any_other(publisher: HTTPServer) -> None:
    publisher.expect_request("/good").respond_with_data(rss(ONE))
    publisher.expect_request("/page").respond_with_data("<html></html>")
    publisher.expect_request("/gone").respond_with_data(status=410)
    good, page, gone = (feed_at(publisher, path) for path in ("/good", "/page", "/gone"))

    assert sorted(run("fetch_feeds", "--force")) == sorted(
        [
            f"{good.url}: 1 entries, 1 new, 0 changed",
            f"{page.url}: got a web page, not a feed",
            f"{gone.url}: the server answered 410 (gone)",
        ]
    )


def test_a_private_address_is_a_line_too() -> None:
    run("add_feed", "http://10.0.0.1/rss")

    assert run("fetch_feeds") == ["http://10.0.0.1/rss: 10.0.0.1 is not on the public internet (10.0.0.1)"]


def test_named_feeds_alone_are_read(publisher: HTTPServer) -> None:
    publisher.expect_request("/a").respond_with_data(rss(ONE))
    named, _ = feed_at(publisher, "/a"), feed_at(publisher, "/b")

    assert run("fetch_feeds", named.url) == [f"{named.url}: 1 entries, 1 new, 0 changed"]


def test_a_named_feed_that_is_not_due_is_told_and_force_reads_it(publisher: HTTPServer) -> None:
    publisher.expect_request("/feed").respond_with_data(rss(ONE))
    feed = feed_at(publisher)
    later = timezone.now() + timedelta(hours=3)
    Feed.objects.update(next_check_at=later, lease_until=later)
    Host.objects.update(blocked_until=later, next_allowed_at=later)

    assert run("fetch_feeds", feed.url) == [
        f"{feed.url}: not due before {later:%Y-%m-%d %H:%M} UTC, or its host rests; --force asks at once"
    ]
    assert run("fetch_feeds", "--force", feed.url) == [f"{feed.url}: 1 entries, 1 new, 0 changed"]


def test_force_takes_over_the_attempt_of_a_dead_worker(publisher: HTTPServer) -> None:
    publisher.expect_request("/feed").respond_with_data(rss(ONE))
    feed = feed_at(publisher)
    claim_now([feed.pk])

    assert run("fetch_feeds", "--force", feed.url) == [f"{feed.url}: 1 entries, 1 new, 0 changed"]
    assert list(feed.fetches.order_by("id").values_list("outcome", flat=True)) == ["lost", "changed"]


def test_a_feed_that_is_switched_off_is_not_read_even_by_force(publisher: HTTPServer) -> None:
    feed = feed_at(publisher)
    Feed.objects.update(enabled=False)

    assert run("fetch_feeds", "--force", feed.url) == [f"{feed.url}: switched off"]
    assert run("fetch_feeds", "--force") == ["nothing is due"]


class Terminal(StringIO):
    """What somebody sits in front of."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_how_far_the_reading_is(publisher: HTTPServer) -> None:
    publisher.expect_request("/feed").respond_with_data(rss(ONE))
    feed_at(publisher)
    out, terminal = StringIO(), Terminal()
    call_command("fetch_feeds", stdout=out, stderr=terminal)
    bar = "\r\x1b[K[##############################] 1 of 1 feeds asked"

    assert "\x1b" not in out.getvalue()
    assert terminal.getvalue().startswith(bar)
    assert terminal.getvalue().endswith(f"{bar}\r\x1b[K")


def test_nothing_but_lines_is_written_where_there_is_no_terminal(publisher: HTTPServer) -> None:
    publisher.expect_request("/feed").respond_with_data(rss(ONE))
    feed_at(publisher)
    errors = StringIO()
    call_command("fetch_feeds", stdout=StringIO(), stderr=errors)

    assert errors.getvalue() == ""


@pytest.mark.parametrize("url", ["https://nobody.example/rss", "record:"])
def test_a_name_that_is_no_feed_of_ours_is_an_error_that_names_the_way_out(url: str) -> None:
    record_feed()

    with pytest.raises(CommandError, match=r"no such feed; manage\.py add_feed adds it"):
        run("fetch_feeds", url)


def test_feeds_travel_by_opml(tmp_path: Path) -> None:
    run("add_feed", "https://heron.example/rss", "--name", "Heron")
    record_feed()
    path = tmp_path / "feeds.opml"
    run("export_opml", str(path))
    Feed.objects.all().delete()

    assert run("import_opml", str(path)) == ["1 feeds added, 0 there already"]
    assert run("import_opml", str(path)) == ["0 feeds added, 1 there already"]
    assert [outline.url for outline in read_opml("\n".join(run("export_opml")).encode())] == [
        "https://heron.example/rss"
    ]


@pytest.mark.parametrize("words", [("import_opml", "/no/such/file"), ("export_opml", "/no/such/folder/file")])
def test_a_path_that_cannot_be_used_is_named(words: tuple[str, str]) -> None:
    with pytest.raises(CommandError, match=words[1]):
        run(*words)


def test_load_feeds_can_be_repeated() -> None:
    first, second = run("load_feeds"), run("load_feeds")
    count = Feed.objects.count()

    assert (first, second, Item.objects.count()) == (
        [f"{count} feeds added, 0 there already"],
        [f"0 feeds added, {count} there already"],
        0,
    )
