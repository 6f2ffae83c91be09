"""The news as known on a day."""

import re
from html import unescape

import pytest
from django.test import Client

from tests.timeline.views.reading import addresses_in, part_of, words_of

pytestmark = pytest.mark.usefixtures("shipped")
DAY = "2026-06-20"
BOX = r'name="(kind|standing)"\s+value="([a-z]+)"\s*>\s*<span>[^<]+</span> <span class="\w+">(\d+)<'


def test_news_of_an_earlier_day_are_what_was_known_by_then(visitor: Client) -> None:
    response = visitor.get(f"/news/?as_of={DAY}")
    titles = re.findall(r'<h3>\s*<a href="([^"]*)"\s+rel="nofollow', part_of(response, "main"))
    known = visitor.get(f"/api/v1/items?as_of={DAY}&limit=40").json()["data"]
    assert [unescape(each) for each in titles] == [item["url"] for item in known] != []
    assert max(item["published_on"] for item in known) <= DAY


def test_the_earlier_day_is_said_and_carried_along(visitor: Client) -> None:
    response = visitor.get(f"/news/?as_of={DAY}&company=meta")
    assert "The record as known on 20 June 2026" in words_of(response)
    main = part_of(response, "main")
    assert f'<input type="hidden" name="as_of" value="{DAY}">' in main
    carried = addresses_in(main)
    assert f"/news/?as_of={DAY}" in carried
    assert {each for each in carried if each.startswith(("/c/", "/p/"))} == {
        each for each in carried if each.startswith(("/c/", "/p/")) and each.endswith(f"?as_of={DAY}")
    }


def test_a_company_leads_to_its_news_of_the_day_shown(visitor: Client) -> None:
    response = visitor.get(f"/c/meta/?as_of={DAY}")
    assert f"/news/?company=meta&as_of={DAY}" in addresses_in(part_of(response, "main"))


def stories(visitor: Client, query: str) -> dict[str, str]:
    """What stands under each headline, as a reader reads it."""
    html = visitor.get(f"/news/?{query}").content.decode()
    found = re.findall(r"<article class=\"story\".*?</article>", html, re.DOTALL)
    texts = [" ".join(unescape(re.sub(r"<[^>]+>", " ", each)).split()) for each in found]
    heads = [unescape(head) for each in found for head in re.findall(r"data-open>(.*?)</a>", each)]
    return dict(zip(heads, texts, strict=True))


def test_an_item_tells_what_it_changed_in_the_record(visitor: Client) -> None:
    told = stories(visitor, "q=iOS+27.2+release+notes")["iOS 27.2 release notes (copy)"]
    assert "Rollout began Siri with personal context (Siri AI) +257 d" in told
    assert "Announcement iOS 27.2 notes: five more languages for Siri AI" in told


def test_a_ledger_line_leads_to_the_ledger_or_to_the_event(visitor: Client) -> None:
    main = part_of(visitor.get(f"/news/?q=iOS+27.2&since={DAY}"), "main")
    assert {f"/d/siri-personal/?since={DAY}", f"/e/ios-27-2-siri-languages/?since={DAY}"} <= addresses_in(
        main
    )


def test_the_company_boxes_count_what_they_choose(visitor: Client) -> None:
    page = part_of(visitor.get("/news/?company=meta"), "main")
    counted = re.search(
        r'value="meta"\s+checked>\s+<span>Meta</span> <span class="choice__number">(\d+)<', page
    )
    assert counted is not None
    assert f"{counted[1]} stories" in words_of(visitor.get("/news/?company=meta"))


def test_every_box_counts_what_it_chooses(visitor: Client) -> None:
    page = part_of(visitor.get("/news/"), "main")
    boxes = re.findall(BOX, page)
    assert len(boxes) > 8
    counted = {(name, value): int(number) for name, value, number in boxes}
    found = {
        (name, value): int(re.search(r"(\d+) stor", words_of(visitor.get(f"/news/?{name}={value}")))[1])  # type: ignore[index]
        for name, value in counted
    }
    assert found == counted


def test_a_family_counts_with_its_models(visitor: Client) -> None:
    page = part_of(visitor.get("/news/?model=muse"), "main")
    counted = re.findall(
        r'value="muse"\s+checked>\s+<span>Muse</span> <span class="choice__number">(\d+)<', page
    )
    assert [f"{number} stories" in words_of(visitor.get("/news/?model=muse")) for number in counted] == [True]


def test_all_items_and_those_the_record_cites_are_counted(visitor: Client) -> None:
    every = visitor.get("/api/v1/items?include=total").json()["page"]["total"]
    words = words_of(visitor.get("/news/"))
    assert re.search(rf"All stories {every} Those the record cites \d+ ", words)


def test_two_boxes_choose_what_is_about_either(visitor: Client) -> None:
    both = visitor.get("/api/v1/items?company=meta,openai&include=total").json()["page"]["total"]
    assert f"{both} stories" in words_of(visitor.get("/news/?company=meta&company=openai&q="))


def test_what_fits_nothing_is_said_with_what_lies_outside_and_two_ways_out(visitor: Client) -> None:
    response = visitor.get("/news/?company=meta&q=zebra")
    words = words_of(response)
    assert "Nothing holds the words “zebra”, about what was chosen. By itself: Meta" in words
    assert {"/news/", "/news/?company=meta"} <= addresses_in(part_of(response, "main"))
    assert "Clear filters" in words_of(visitor.get("/news/?q=zebra")).partition("No story fits")[2]


def test_pages_lead_to_their_neighbours_with_the_choice_kept(visitor: Client) -> None:
    second = addresses_in(part_of(visitor.get("/news/?page=2&company=openai"), "main"))
    assert {"/news/?company=openai", "/news/?company=openai&page=3"} <= second


def test_items_published_after_a_day_are_marked(visitor: Client) -> None:
    marked = [
        text for text in stories(visitor, "since=2026-10-24&q=release").values() if "added since" in text
    ]
    unmarked = stories(visitor, "since=2026-10-26&q=iOS+27.2")
    assert marked
    assert "added since" not in unmarked["iOS 27.2 release notes (copy)"]


def test_the_last_week_of_the_record_is_counted_where_this_one_is_empty(visitor: Client) -> None:
    aside = part_of(visitor.get("/news/"), "aside")
    text = " ".join(unescape(re.sub(r"<[^>]+>", " ", aside)).split())
    assert "The week to 23 Oct What moved Moved or missed 0 Shipped 0 Promised or repeated 1" in text


@pytest.mark.parametrize("page", ["0", "-1", "x", "999999", "99"])
def test_a_page_that_is_not_there_is_missing(visitor: Client, page: str) -> None:
    assert visitor.get(f"/news/?page={page}").status_code == 404
