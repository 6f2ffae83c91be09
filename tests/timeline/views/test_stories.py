"""The news as stories: one entry however many outlets have it, chosen by what any of its items is about."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from aitracker.web.selection import Selection
from news.models import Company, Item, Product
from tests.conftest import NOW
from tests.timeline.acme import company_document, product_document, said, source
from tests.timeline.reports import feed_of, proposal, report, story, tag
from tests.timeline.views.reading import addresses_in, part_of, words_of
from timeline.curation import Act, add, state
from timeline.documents import COMPANY, PRODUCT
from timeline.models import Deliverable, Evidence
from timeline.queries.kinds import Kinds
from timeline.queries.stories import items_told, stories_of

DAY = NOW.date()


def articles(visitor: Client, query: str = "") -> list[str]:
    """Each story of the page, as HTML."""
    html = visitor.get(f"/news/?{query}").content.decode()
    return re.findall(r'<article class="story".*?</article>', html, re.DOTALL)


def heads(visitor: Client, query: str = "") -> list[str]:
    """The headlines of the page in order."""
    return [
        unescape(head)
        for each in articles(visitor, query)
        for head in re.findall(r"data-open>(.*?)</a>", each)
    ]


def read(article: str) -> str:
    """A story as a reader reads it."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", article)).split())


@pytest.fixture
def acme_company(acme: str) -> Company:
    """The company Acme."""
    return Company.objects.get(slug="acme")


@pytest.fixture
def phone(acme: str) -> Product:
    """Acme's phone."""
    return Product.objects.get(slug="phone")


def test_an_item_without_a_story_is_one_of_its_own_that_leads_to_its_outlet(
    visitor: Client, db: None
) -> None:
    item = report("Heron opens its lab")
    (only,) = articles(visitor)
    assert re.search(r'<a href="([^"]*)"\s+rel="nofollow noopener"\s+data-open>', only)[1] == item.url  # type: ignore[index]
    assert "data-outlets" not in only
    assert "1 story" in words_of(visitor.get("/news/"))


def test_items_that_are_put_into_stories_while_a_page_is_read_stand_where_they_were_found(db: None) -> None:
    moved, deserted = report("Acme ships its phone", of=story()), story("Nobody tells this any more")
    told = items_told({-moved.pk: 1, deserted.pk: 1}, as_of=DAY)

    assert {key: [item.title for item in items] for key, items in told.items()} == {
        -moved.pk: ["Acme ships its phone"]
    }


def test_a_story_stands_once_under_its_headline_with_who_else_has_it(visitor: Client, db: None) -> None:
    told = story("Heron opens its lab")
    first = report("Heron: lab open", "The Daily Example", of=told, summary="Doors opened at nine.")
    report("Lab of Heron opened", "The Wire", of=told, hours=1, copy_of=first)
    report("Heron has a lab", "Evening Example", of=told, hours=2)
    report("Once more: the lab", "The Wire", of=told, hours=3)
    (only,) = articles(visitor)
    assert read(only) == (
        "12:00 Heron opens its lab Doors opened at nine. The Daily Example and 2 more · 3 independent"
        " The Wire Lab of Heron opened repeats another Evening Example Heron has a lab"
        " The Wire Once more: the lab"
    )
    assert f"/news/{told.pk}/" in addresses_in(only)


def test_further_reports_of_the_same_outlet_are_not_lost(visitor: Client, db: None) -> None:
    told = story("Heron opens its lab")
    for number in range(3):
        report(f"Lab, part {number}", of=told, hours=number)
    assert read(articles(visitor)[0]) == (
        "12:00 Heron opens its lab The Daily Example and 2 more reports"
        " The Daily Example Lab, part 1 The Daily Example Lab, part 2"
    )


def test_of_very_many_reports_the_first_are_listed_and_the_others_counted(visitor: Client, db: None) -> None:
    told = story("Heron opens its lab")
    for number in range(30):
        report(f"Lab, part {number}", f"Outlet {number}", of=told, hours=number / 10)
    (only,) = articles(visitor)
    assert "and 29 more · 30 independent" in read(only)
    assert "Lab, part 20 and 9 more reports" in read(only)
    assert f"/news/{told.pk}/#outlets" in addresses_in(only)


def test_of_a_story_of_thousands_as_much_is_read_as_is_shown_and_what_the_record_cites(
    visitor: Client, promised: Deliverable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("timeline.queries.stories.MOST_ITEMS", 24)
    told = story("Heron opens its lab")
    items = [report(f"Lab, part {number}", of=told, hours=number / 10) for number in range(40)]
    Evidence.objects.filter(commitment__slug__startswith=promised.slug).update(item=items[35])
    kinds = Kinds(as_of=DAY, delays=frozenset())
    asked = Selection(as_of=DAY)
    found = stories_of(asked, kinds=kinds, only_changing=False, first=0, most=5).shown
    shown = [each for each in found if each[0].story_id == told.pk]
    (only,) = (each for each in articles(visitor) if "Heron opens its lab" in each)

    assert [[item.title for item in each] for each in shown] == [
        [*(f"Lab, part {number}" for number in range(24)), "Lab, part 35"]
    ]
    assert "and 39 more reports" in read(only)
    assert "Lab, part 20 and 19 more reports" in read(only)
    assert 'class="told' in only


def test_outlets_that_only_repeat_are_no_origins(visitor: Client, db: None) -> None:
    told = story()
    first = report("Acme ships", of=told)
    for outlet in ("The Wire", "Evening Example"):
        report("Acme ships", outlet, of=told, hours=1, copy_of=first)
    assert "and 2 more · 1 independent" in read(articles(visitor)[0])


def test_an_outlet_is_the_host_of_its_pages_and_its_name_behind_a_host_of_many(
    visitor: Client, db: None
) -> None:
    told = story()
    for outlet, url in (
        ("The Press", "https://www.press.example/1"),
        ("The Press, Technology", "https://press.example/2"),
        ("Herald", "https://news.google.com/3"),
        ("herald", "https://news.google.com/4"),
        ("Gazette", "https://news.google.com/5"),
    ):
        report("Acme ships", outlet, of=told, url=url)
    assert "and 2 more · 3 independent" in read(articles(visitor)[0])


def test_a_story_stands_where_it_was_told_first_however_often_it_is_told_again(
    visitor: Client, db: None
) -> None:
    told = story("The old one")
    report("The old one", of=told)
    report("Something else", "The Wire", hours=1)
    report("The old one, again", "Evening Example", of=told, hours=2)
    assert heads(visitor) == ["Something else", "The old one"]


def test_on_an_earlier_day_only_what_was_known_by_then_is_told(visitor: Client, db: None) -> None:
    told = story("Told in full only later")
    report("First word", of=told)
    report("Told in full only later", "The Wire", of=told, hours=24)
    (then,) = articles(visitor, "as_of=2026-11-20")
    assert read(then) == "12:00 First word The Daily Example"
    assert f"/news/{told.pk}/?as_of=2026-11-20" in addresses_in(then)
    assert articles(visitor, "as_of=2026-11-19") == []


def test_a_story_whose_day_is_not_known_stands_last(visitor: Client, db: None) -> None:
    report("Undated", listed_at=None)
    report("Dated", hours=-4000)
    assert heads(visitor) == ["Dated", "Undated"]


def test_a_general_feed_is_told_of_only_where_it_is_about_something(
    visitor: Client, acme_company: Company
) -> None:
    general = feed_of("forum", scope="general")
    told = story("Acme ships")
    report("Acme ships", of=told)
    report("Weather today", "The Forum", feed=general, hours=1)
    report("Acme again", "The Forum", feed=general, of=told, hours=1)
    assert [read(each) for each in articles(visitor)] == ["12:00 Acme ships The Daily Example"]
    tag(Item.objects.get(title="Acme again"), acme_company)
    assert "and 1 more" in read(articles(visitor)[0])


def test_each_thing_asked_for_may_hold_of_another_item(
    visitor: Client, acme_company: Company, phone: Product
) -> None:
    told, other = story("Acme ships its phone"), story("Acme hires")
    tag(report("Acme did it", of=told), acme_company)
    tag(report("Phone is here", "The Wire", of=told, hours=1, feed=feed_of("newsletter")), phone)
    tag(report("Acme hires", of=other, hours=-1), acme_company)
    assert heads(visitor, "company=acme") == ["Acme ships its phone", "Acme hires"]
    assert heads(visitor, "company=acme&product=phone") == ["Acme ships its phone"]
    assert heads(visitor, "company=acme&standing=newsletter&q=here") == ["Acme ships its phone"]
    assert heads(visitor, "company=acme&standing=vendor,forum") == heads(visitor, "company=acme")
    assert heads(visitor, "company=acme&standing=forum") == []


def test_a_choice_of_days_takes_stories_told_within_them(visitor: Client, db: None) -> None:
    told = story("Long story")
    report("Long story", of=told)
    report("Long story goes on", "The Wire", of=told, hours=24)
    report("Short story", hours=-24)
    assert heads(visitor, "from=2026-11-21") == ["Long story"]
    assert heads(visitor, "to=2026-11-19") == ["Short story"]
    assert heads(visitor, "from=2026-11-20&to=2026-11-20") == ["Long story"]


def test_a_refused_or_removed_tag_chooses_nothing(visitor: Client, acme_company: Company) -> None:
    tag(report("Acme the shop"), acme_company, "refused")
    tag(report("Acme of old", hours=1), acme_company, decision="remove")
    tag(report("The maker", hours=2), acme_company, None, decision="add")
    assert heads(visitor, "company=acme") == ["The maker"]


def test_the_tags_of_most_items_stand_first(visitor: Client, acme_company: Company, phone: Product) -> None:
    told = story("Phone of Acme")
    tag(report("Acme", of=told), acme_company)
    for number in (1, 2):
        tag(report(f"Phone {number}", f"Outlet {number}", of=told, hours=number), phone)
    assert re.findall(r'<a class="tag"[^>]*>(.*?)</a>', articles(visitor)[0]) == ["Phone", "Acme"]


def kinds(visitor: Client, *names: str, query: str = "") -> dict[str, list[str]]:
    return {name: heads(visitor, f"kind={name}&{query}") for name in names}


def test_the_source_of_a_later_date_tells_of_a_delay_any_other_of_an_announcement(
    visitor: Client, promised: Deliverable, act: Act
) -> None:
    day = said("in August").said_latest + timedelta(days=110)
    state(act, promised.slug, said("in August", day), [source("later", day)])
    assert kinds(visitor, "delay", "announcement", "launch") == {
        "delay": ["Acme says later"],
        "announcement": ["Acme says one"],
        "launch": [],
    }
    assert kinds(visitor, "delay", query="as_of=2026-06-01") == {"delay": []}


@pytest.mark.parametrize(
    ("values", "found"),
    [
        pytest.param({"state": "open"}, ["Acme ships"], id="open"),
        pytest.param({"state": "accepted"}, ["Acme ships"], id="accepted"),
        pytest.param({"state": "accepted", "decision": {"way": "event"}}, ["Acme ships"], id="as read"),
        pytest.param({"state": "accepted", "decision": {"kind": "policy"}}, [], id="accepted as another"),
        pytest.param({"state": "rejected"}, [], id="rejected"),
        pytest.param({"state": "merged"}, [], id="merged"),
    ],
)
def test_a_story_is_of_the_kind_that_it_proposes_while_nobody_has_refused_it(
    visitor: Client, db: None, values: dict[str, Any], found: list[str]
) -> None:
    told = story("Acme ships")
    report("Acme ships", of=told)
    proposal(told, **values)
    assert heads(visitor, "kind=launch") == found
    assert heads(visitor, "kind=launch&as_of=2026-11-20") == found
    assert heads(visitor, "kind=funding") == []


def test_what_was_proposed_later_was_not_known(visitor: Client, db: None) -> None:
    told = story("Acme ships")
    item = report("Acme ships", of=told)
    later = item.first_seen_at + timedelta(days=1)
    proposal(told, created_at=later)
    assert kinds(visitor, "launch", query="as_of=2026-11-20") == {"launch": []}


def test_an_item_of_a_story_tells_what_all_of_it_changed(visitor: Client, promised: Deliverable) -> None:
    told = story("Acme promises a phone")
    report("Acme and the phone", of=told, hours=-9000)
    Item.objects.filter(title="Acme says one").update(story=told)
    told_of = next(each for each in articles(visitor) if "Acme promises a phone" in each)
    assert "Promised Phone Api, in June ledger" in read(told_of)
    assert heads(visitor, "show=ledger") == ["Acme promises a phone"]


def test_what_fits_nothing_names_each_choice_by_itself(visitor: Client, acme_company: Company) -> None:
    tag(report("Acme ships"), acme_company)
    report("A letter", feed=feed_of("newsletter"), hours=1)
    response = visitor.get("/news/?company=acme&standing=newsletter")
    assert "By itself: Acme 1 story, Newsletters 1 story." in words_of(response)
    assert "/news/?standing=newsletter" in addresses_in(part_of(response, "main"))


@pytest.mark.parametrize(
    ("query", "fault"),
    [
        pytest.param("standing=rumour", "standing", id="no standing"),
        pytest.param("kind=party", "kind", id="no kind"),
        pytest.param("from=2026-11-31", "from", id="no day"),
        pytest.param("company=%00", "company", id="control character"),
    ],
)
def test_what_cannot_be_read_is_named_and_left_out(visitor: Client, db: None, query: str, fault: str) -> None:
    report("Acme ships")
    response = visitor.get(f"/news/?{query}")
    assert response.status_code == 200
    assert fault in part_of(response, "main").partition("<h1>")[0]
    assert heads(visitor, query) == ["Acme ships"]


def test_the_api_takes_no_standing(visitor: Client, db: None) -> None:
    assert visitor.get("/api/v1/items?standing=press").status_code == 400


def test_a_form_sends_along_what_is_chosen_elsewhere_alone(visitor: Client, db: None) -> None:
    report("Acme ships")
    form = part_of(visitor.get("/news/?kind=launch&standing=press&product=phone&from=2026-01-01"), "main")
    hidden = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form)
    assert hidden == [("from", "2026-01-01"), ("product", "phone")]


@pytest.mark.parametrize("query", ["", "company=acme&product=phone&kind=launch&standing=press&q=acme"])
def test_a_thousand_stories_take_as_many_queries_as_ten(
    visitor: Client, act: Act, db: None, query: str
) -> None:
    add(act, COMPANY, company_document())
    add(act, PRODUCT, product_document())
    tell(10, begin=0)
    few = queries_for(visitor, query, shown=10)
    tell(990, begin=10)
    assert queries_for(visitor, query, shown=40) == few <= 8 + READ_ANEW


def test_of_very_many_stories_only_some_are_counted(
    visitor: Client, acme_company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = Company.objects.create(slug="old", name="Old", kind="company")
    for number in range(6):
        tag(report(f"Story {number}", hours=-number), old if number == 5 else acme_company)
    assert "6 stories" in words_of(visitor.get("/news/"))
    assert "more than 6" not in words_of(visitor.get("/news/"))
    monkeypatch.setattr("timeline.queries.facets.MOST_ITEMS", 4)
    monkeypatch.setattr("timeline.queries.places.MOST_COUNTED", 4)
    response = visitor.get("/news/")
    page = words_of(response)
    assert 'value="old"' not in response.content.decode()
    assert "more than 5 stories" in page
    assert "Counted in the newest 4 reports; all are searched." in page
    assert "Acme 4" in page


def test_a_choice_stands_among_the_boxes_also_where_only_older_reports_are_about_it(
    visitor: Client, acme_company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = Company.objects.create(slug="old", name="Old", kind="company")
    for number in range(6):
        tag(report(f"Story {number}", hours=-number), old if number == 5 else acme_company)
    monkeypatch.setattr("timeline.queries.facets.MOST_ITEMS", 4)
    main = part_of(visitor.get("/news/?company=old"), "main")
    assert re.search(r'value="old"\s+checked>\s+<span>Old</span> <span class="choice__number"></span>', main)
    assert heads(visitor, "company=old") == ["Story 5"]
    nothing = words_of(visitor.get("/news/?company=old&q=zebra"))
    assert "By itself: Old." in nothing


def test_of_very_many_choices_the_busiest_are_offered_and_the_others_counted(
    visitor: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Zeta", "Yotta", "Xenon"):
        company = Company.objects.create(slug=name.lower(), name=name, kind="company")
        for number in range(ord(name[0]) - ord("W")):
            tag(report(f"{name} {number}"), company)
    monkeypatch.setattr("timeline.views.boxes.MOST_COMPANIES", 1)
    monkeypatch.setattr("timeline.views.boxes.MOST_CHOICES", 1)
    page = words_of(visitor.get("/news/"))
    assert "Zeta 3 1 more Yotta 2 1 other, told of more seldom: find them by their names." in page
    chosen = words_of(visitor.get("/news/?company=xenon"))
    assert "Zeta 3 Xenon 1 1 more Yotta 2" in chosen
    assert "told of more seldom" not in chosen


def test_pages_of_so_much_that_nobody_counts_it_lead_on_while_there_is_more(
    visitor: Client, acme_company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(90):
        tag(report(f"Story {number}", hours=-number), acme_company)
    monkeypatch.setattr("timeline.queries.places.MOST", 10)
    first, last = (visitor.get(f"/news/?company=acme&page={number}") for number in (1, 3))
    assert "more than 40 stories" in words_of(first)
    assert "Page 1 Older" in words_of(first)
    assert "90 stories" in words_of(last)
    assert "more than" not in words_of(last).partition("Find in the news")[0]
    assert "Page 3 of 3" in words_of(last)
    assert visitor.get("/news/?company=acme&page=4").status_code == 404


# Inside of a transaction the facts of the record are read anew: three queries more than visitors cause.
READ_ANEW = 3


def queries_for(visitor: Client, query: str, *, shown: int) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert len(articles(visitor, query)) == shown
    return len(queries)


def tell(number: int, *, begin: int) -> None:
    """So many stories of three items each, about Acme and its phone, one of them proposed as a launch."""
    acme_company, phone = Company.objects.get(slug="acme"), Product.objects.get(slug="phone")
    for each in range(begin, begin + number):
        told = story(f"Acme story {each}")
        for place, outlet in enumerate(("The Daily Example", "The Wire", "Evening Example")):
            item = report(f"Acme story {each}", outlet, of=told, hours=-each - place / 10)
            tag(item, phone if place else acme_company)
        proposal(told, created_at=item.first_seen_at)


def test_evidence_of_what_is_not_public_yet_changed_nothing_yet(
    visitor: Client, promised: Deliverable
) -> None:
    item = report("Seen before it was said", hours=-24 * 300)
    Evidence.objects.filter(commitment__slug__startswith=promised.slug).update(item=item)
    day = item.listed_at.date().isoformat()
    assert heads(visitor, f"show=ledger&as_of={day}") == []
    assert heads(visitor, "show=ledger") == ["Seen before it was said"]
