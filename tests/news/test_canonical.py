"""news.canonical: one spelling for an address, one identity for an entry."""

import pytest

from news.canonical import (
    EntryIdentity,
    canonical_url,
    content_hash,
    entry_uids,
    host_key,
    publishing_host,
    titles_agree,
)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        pytest.param("http://Lab.Example/a", "https://lab.example/a", id="scheme and host folded"),
        pytest.param("https://lab.example:443/a", "https://lab.example/a", id="default port dropped"),
        pytest.param("http://lab.example:80/a", "https://lab.example/a", id="default port of http dropped"),
        pytest.param("https://lab.example:8443/a", "https://lab.example:8443/a", id="other port kept"),
        pytest.param("https://lab.example/a#top", "https://lab.example/a", id="fragment dropped"),
        pytest.param("https://lab.example", "https://lab.example/", id="empty path"),
        pytest.param("https://lab.example/a?", "https://lab.example/a", id="empty query"),
        pytest.param(
            "https://lab.example/a?utm_source=x&id=7&fbclid=y",
            "https://lab.example/a?id=7",
            id="tracking parameters dropped",
        ),
        pytest.param("https://lab.example/a?b=1&a=2", "https://lab.example/a?b=1&a=2", id="order kept"),
        pytest.param("https://lab.example/Path/", "https://lab.example/Path/", id="path kept as it is"),
        pytest.param(
            "https://lab.example/a;jsessionid=1F?x=1", "https://lab.example/a?x=1", id="session in the path"
        ),
        pytest.param("https://[2001:db8::1]:8080/a", "https://[2001:db8::1]:8080/a", id="IPv6"),
        pytest.param("urn:uuid:17", "urn:uuid:17", id="no web address"),
        pytest.param("https://[broken", "https://[broken", id="unreadable"),
        pytest.param("https://lab.example:port/", "https://lab.example:port/", id="unreadable port"),
    ],
)
def test_spellings_of_an_address_become_one(written: str, canonical: str) -> None:
    assert canonical_url(written) == canonical


def entry(*, guid: str = "", link: str = "", title: str = "A title", date: str = "") -> EntryIdentity:
    return EntryIdentity(guid=guid, link=link, title=title, date=date)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(
            entry(guid="http://lab.example/1", title="A"),
            entry(guid="https://lab.example/1", title="B"),
            id="guid with http or https, another title",
        ),
        pytest.param(
            entry(guid="k1", link="https://lab.example/a"),
            entry(guid="k1", link="https://lab.example/b"),
            id="one guid, another link",
        ),
        pytest.param(
            entry(link="http://lab.example/a?utm_source=x"),
            entry(link="https://lab.example/a", title="Another"),
            id="no guid, one page",
        ),
    ],
)
def test_an_entry_keeps_its_uid_from_one_document_to_the_next(
    first: EntryIdentity, second: EntryIdentity
) -> None:
    assert entry_uids([first]) == entry_uids([second])


@pytest.mark.parametrize(
    "entries",
    [
        pytest.param(
            [entry(guid="same", link=f"https://lab.example/{n}") for n in range(3)],
            id="one guid on every entry",
        ),
        pytest.param(
            [entry(link="https://lab.example/", title=f"Day {n}") for n in range(3)],
            id="one link on every entry, no guid",
        ),
        pytest.param(
            [entry(guid="same", link="https://lab.example/", title=f"Day {n}") for n in range(3)],
            id="one guid and one link on every entry",
        ),
        pytest.param(
            [entry(guid="k1"), entry(link="k1")], id="a guid and a link that are written the same way"
        ),
    ],
)
def test_entries_that_differ_get_uids_that_differ(entries: list[EntryIdentity]) -> None:
    assert len(set(entry_uids(entries))) == len(entries)


def test_an_entry_served_twice_in_a_document_does_not_make_its_guid_a_repeated_one() -> None:
    twice = [entry(guid="k1", link="https://lab.example/a"), entry(guid="k1", link="https://lab.example/a")]

    assert set(entry_uids(twice)) == set(entry_uids(twice[:1]))


def test_a_repeated_guid_gives_the_same_uids_in_any_order() -> None:
    entries = [entry(guid="same", link=f"https://lab.example/{n}") for n in range(4)]

    assert entry_uids(entries) == entry_uids(entries[::-1])[::-1]


@pytest.mark.parametrize(
    ("first", "second", "agree"),
    [
        pytest.param("Otter 3 is here", "Otter 3 is here!", True, id="a mark added"),
        pytest.param("Our partnership with the City", "Our partnership with City", True, id="a word dropped"),
        pytest.param("Version 2.1.80", "Version 2.1.81", False, id="another version"),
        pytest.param("Otter raises funds", "Heron closes its office", False, id="another story"),
    ],
)
def test_titles_agree_when_they_are_wordings_of_one_headline(first: str, second: str, agree: bool) -> None:
    assert titles_agree(first, second) is agree


def test_parts_of_content_do_not_run_into_each_other() -> None:
    assert content_hash("ab", "c") != content_hash("a", "bc")


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://Blog.Lab.Example:8443/feed", "blog.lab.example"),
        ("http://lab.example./", "lab.example"),
        ("record:", ""),
        ("https://[broken", ""),
        ("https://heron.substack.com/feed", "substack.com"),
        ("https://www.reddit.com/r/otters/.rss", "reddit.com"),
        ("https://notreddit.com/feed", "notreddit.com"),
        ("https://medium.com/feed/@heron", "medium.com"),
        ("https://rsshub.app/heron/news/1", "rsshub.app/heron"),
        ("https://rsshub.lab.example/otter/", "rsshub.lab.example/otter"),
        ("https://rsshub.app/", "rsshub.app"),
    ],
)
def test_a_feed_waits_its_turn_with_its_host(url: str, key: str) -> None:
    assert host_key(url) == key


def test_a_publication_on_a_platform_keeps_the_name_of_its_own_host() -> None:
    assert publishing_host("https://www.heron.substack.com/p/1") == "heron.substack.com"
