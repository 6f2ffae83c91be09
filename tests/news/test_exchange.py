"""news.exchange: whole lists of feeds taken in and given out as OPML."""

from pathlib import Path

import pytest
from django.core.management import CommandError
from pytest_django import Settings

from news.exchange import Line, exported_opml, import_opml
from news.ingest import record_feed
from news.models import Feed
from news.opml import Outline, read_opml
from news.subscriptions import FeedFacts, add_feed
from tests.news.test_commands import run

pytestmark = pytest.mark.django_db
INSIDE = "an address inside this network, which is refused"
HERON, PRESS = "https://heron.example/rss", "https://press.example/rss"


def opml(*outlines: str) -> bytes:
    """A list whose outlines stand in lines 2, 3, 4 ..."""
    return (
        "<opml><body>\n" + "\n".join(f"<outline {each}/>" for each in outlines) + "\n</body></opml>"
    ).encode()


def feed(url: str, **attributes: str) -> str:
    return " ".join(f'{name}="{value}"' for name, value in {"xmlUrl": url, **attributes}.items())


def urls() -> list[str]:
    return list(Feed.objects.order_by("url").values_list("url", flat=True))


def test_a_list_is_added_once_however_often_it_comes() -> None:
    add_feed(FeedFacts(url=PRESS))
    document = opml(feed(HERON, text="Heron\u202e"), feed(PRESS), feed(f"{HERON}?utm_source=x"))
    first, second = import_opml(document), import_opml(document)

    assert [line.fate for line in first.lines] == ["new", "there already", "repeated"]
    assert [line.fate for line in second.lines] == ["there already", "there already", "repeated"]
    assert (urls(), Feed.objects.get(url=HERON).name) == ([HERON, PRESS], "Heron")


def test_a_feed_repeated_a_thousand_times_is_one_feed() -> None:
    report = import_opml(opml(*[feed(HERON)] * 1_000))

    assert ([line.fate for line in report.lines], urls()) == (["new", *["repeated"] * 999], [HERON])


@pytest.mark.parametrize(
    ("outline", "fault"),
    [
        ('type="rss" text="Otter"', "Otter: no address (xmlUrl)"),
        (feed("file:///etc/passwd"), "file:///etc/passwd: not an address of http or https"),
        (feed("javascript:alert(1)"), "javascript:alert(1): not an address of http or https"),
        *(
            (feed(f"http://{host}/rss"), f"http://{host}/rss: {INSIDE}")
            for host in (
                "localhost", "a.localhost:8000", "127.0.0.1", "127.1", "0x7f.1", "2130706433", "[::1]",
                "[::ffff:10.0.0.1]", "169.254.169.254", "printer.local",
            )
        ),
    ],
)  # fmt: skip
def test_one_faulty_line_keeps_the_whole_list_out(outline: str, fault: str) -> None:
    report = import_opml(opml(feed(HERON), outline))

    assert (report.is_stored, report.faulty, urls()) == (
        False,
        [Line(number=3, url=report.lines[1].url, fate="faulty", fault=fault)],
        [],
    )


def test_a_loopback_server_that_may_be_read_may_be_listed(settings: Settings) -> None:
    settings.FEED_ALLOW_HOSTS = frozenset({"127.0.0.1:8001"})

    assert import_opml(opml(feed("http://127.0.0.1:8001/rss"))).is_stored


def test_the_good_lines_of_a_faulty_list_are_added_where_a_person_wants_it(tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    path.write_bytes(opml(feed(HERON), feed("ftp://press.example/"), feed(HERON)))

    with pytest.raises(CommandError, match=r"nothing added:\nline 3: ftp://press\.example/: not an address"):
        run("import_opml", str(path))
    assert urls() == []
    assert run("import_opml", str(path), "--skip-faulty") == [
        "line 3: ftp://press.example/: not an address of http or https",
        f"line 4: {HERON}: repeated",
        "1 feeds added, 0 there already, 1 repeated, 1 faulty",
    ]
    assert urls() == [HERON]


def test_a_dry_run_tells_of_every_line_and_adds_nothing(tmp_path: Path) -> None:
    add_feed(FeedFacts(url=PRESS))
    path = tmp_path / "feeds.opml"
    path.write_bytes(opml(feed(HERON), feed(PRESS), feed("x")))

    assert run("import_opml", "--dry-run", str(path)) == [
        f"line 2: {HERON}: new",
        f"line 3: {PRESS}: there already",
        "line 4: x: not an address of http or https",
        "1 feeds would be added, 1 there already, 1 faulty",
    ]
    assert urls() == [PRESS]


def test_a_list_that_breaks_off_in_the_middle_adds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    path.write_bytes(opml(feed(HERON), feed(PRESS))[:-30])

    with pytest.raises(CommandError, match=r"nothing added: the file is not OPML: .*line 3"):
        run("import_opml", str(path))
    assert urls() == []


def test_what_is_given_out_are_the_feeds_that_are_read_by_name() -> None:
    record_feed()
    for url, name in ((PRESS, "The Press"), (HERON, "Heron & <co>")):
        add_feed(FeedFacts(url=url, name=name, homepage="https://heron.example/"))

    assert read_opml(exported_opml().encode()) == [
        Outline(url=HERON, name="Heron & <co>", homepage="https://heron.example/"),
        Outline(url=PRESS, name="The Press", homepage="https://heron.example/"),
    ]
