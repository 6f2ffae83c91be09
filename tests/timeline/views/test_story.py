"""The page of one story: who wrote it, what it changed, why it stands under its names."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from news.models import Company, Item, Product, Story, Tag
from tests.timeline.acme import source
from tests.timeline.reports import NOON, feed_of, proposal, report, story, tag
from tests.timeline.views.reading import addresses_in, part_of, words_of
from timeline.curation import Act, deliver
from timeline.curation.inputs import Happened
from timeline.models import Deliverable, Event

CODE_WORD = re.compile(r"\b[a-z]+_[a-z_]+\b")


@pytest.fixture
def acme_company(acme: str) -> Company:
    """The company Acme."""
    return Company.objects.get(slug="acme")


@pytest.fixture
def phone(acme: str) -> Product:
    """Acme's phone."""
    return Product.objects.get(slug="phone")


def page(visitor: Client, told: Story, query: str = "") -> str:
    """What a reader reads of the page."""
    response = visitor.get(f"/news/{told.pk}/{query}")
    assert response.status_code == 200
    return words_of(response)


def why(visitor: Client, told: Story, name: str) -> str:
    """What is said of one name, as HTML with single blanks."""
    html = visitor.get(f"/news/{told.pk}/").content.decode()
    found = re.search(rf'<section class="why" aria-label="{name}">.*?</section>', html, re.DOTALL)
    assert found is not None
    return " ".join(found[0].split())


def test_outlets_stand_in_the_order_in_which_they_told_it(visitor: Client, db: None) -> None:
    told = story("Heron opens its lab")
    first = report("Heron: lab open", of=told, summary="Doors opened at nine.")
    report("Lab of Heron opened", "The Wire", of=told, hours=1, copy_of=first)
    report("Heron has a lab", "Evening Example", of=told, hours=-2.5, url="https://evening.example/lab")
    words = page(visitor, told)
    assert "Heron opens its lab 3 outlets, 2 independent · first 20 November 2026, 09:30 UTC" in words
    assert (
        "Who wrote it Heron has a lab Evening Example · 20 Nov 2026, 09:30"
        " Heron: lab open Doors opened at nine. The Daily Example · 20 Nov 2026, 12:00"
        " Lab of Heron opened The Wire · 20 Nov 2026, 13:00 · repeats The Daily Example"
    ) in words
    assert "https://evening.example/lab" in addresses_in(part_of(visitor.get(f"/news/{told.pk}/"), "main"))


def test_an_outlet_s_text_is_cut_to_an_excerpt(visitor: Client, db: None) -> None:
    told = story()
    report("Acme", of=told, summary="word " * 400)
    html = part_of(visitor.get(f"/news/{told.pk}/"), "main")
    (excerpt,) = re.findall(r'<p class="story__excerpt">(.*?)</p>', html)
    assert 200 < len(excerpt) <= 280


def test_titles_that_an_outlet_changed_are_told_from_the_day_of_the_change(visitor: Client, db: None) -> None:
    told = story("Heron opens its lab")
    first = report("Heron: lab open", of=told)
    first.revisions.create(
        revision=1, title="Heron: lab opens soon", replaced_at=NOON + timedelta(days=1, hours=1)
    )

    assert "Heron: lab open Titled “Heron: lab opens soon” until 21 Nov 2026, 13:00" in page(visitor, told)
    assert "opens soon" not in page(visitor, told, "?as_of=2026-11-20")


def test_an_item_that_its_outlet_took_back_says_so(visitor: Client, db: None) -> None:
    told = story("Heron opens its lab")
    report("Heron: lab open", of=told, withdrawn_at=NOON)

    assert "20 Nov 2026, 12:00 · taken back by its outlet" in page(visitor, told)


def test_an_item_that_was_taken_off_the_site_is_told_nowhere(visitor: Client, db: None) -> None:
    told = story("Heron opens its lab")
    report("Heron: lab open", of=told)
    report("Heron libels a rival", "Evening Example", of=told, removed_at=NOON, removed_by="ada")

    assert "libels" not in page(visitor, told)
    assert "libels" not in words_of(visitor.get("/news/"))


def test_what_it_changed_is_told_with_the_way_to_the_ledger(visitor: Client, promised: Deliverable) -> None:
    told = story("Acme promises a phone")
    Item.objects.filter(title="Acme says one").update(story=told)
    assert "What it changed in the record Promised Phone Api, in June ledger" in page(visitor, told)
    main = part_of(visitor.get(f"/news/{told.pk}/?since=2026-01-01"), "main")
    assert f"/d/{promised.slug}/?since=2026-01-01" in addresses_in(main)


def test_a_story_that_changed_nothing_says_so(visitor: Client, db: None) -> None:
    told = story()
    report("Acme", of=told)
    words = page(visitor, told)
    assert "Nothing in the record rests on it." in words
    assert "It is about no company or model on the record." in words
    assert "under review" not in words


@pytest.mark.parametrize(("state", "is_said"), [("open", True), ("accepted", False), ("rejected", False)])
def test_of_what_it_proposes_only_that_it_is_under_review_is_said(
    visitor: Client, db: None, state: str, is_said: bool
) -> None:
    told = story()
    report("Acme", of=told)
    proposal(told, "cancellation", state=state, passage="Acme is said to give up.")
    words = page(visitor, told)
    assert ("What it may change in the record is under review." in words) == is_said
    assert "give up" not in words
    assert "Cancellation" not in words


def test_a_tag_says_where_it_was_read_by_which_rule_and_how_surely(
    visitor: Client, acme_company: Company
) -> None:
    told = story()
    item = report("What Acme does next", of=told)
    tag(item, acme_company, rule='named "Acme"', confidence=0.95)
    html = why(visitor, told, "Acme")
    assert '<blockquote class="evidence__quote">What <mark>Acme</mark> does next</blockquote>' in html
    assert (
        re.sub(r"<[^>]+>| +", " ", html.partition("</blockquote>")[2]).split()
        == (
            "In The Daily Example Read “Acme” Rule named “Acme” The rules are sure (0.95)"
            " List of names revision 5f2c9a01d3e4b7c8 Decided by the rules alone"
        ).split()
    )
    assert 'href="/c/acme/"' in html


def test_the_exact_versions_named_are_told(visitor: Client, phone: Product) -> None:
    told = story()
    tag(report("Phone 2 is here", of=told), phone, named=["Phone 2"])
    html = why(visitor, told, "Phone")
    assert re.search(r"<dt>Exactly</dt> <dd> Phone 2 </dd>", html)


def test_markup_in_a_title_stays_text(visitor: Client, acme_company: Company) -> None:
    told = story("<b>Acme</b>")
    tag(report("<script>Acme</script>", of=told, summary="<img src=x>"), acme_company)
    html = visitor.get(f"/news/{told.pk}/").content.decode()
    assert "&lt;script&gt;<mark>Acme</mark>&lt;/script&gt;" in html
    assert ("<script>Acme" in html, "<img" in html, "<b>Acme" in html) == (False, False, False)


def test_further_items_stand_behind_the_first(visitor: Client, acme_company: Company) -> None:
    told = story()
    for number in range(3):
        tag(report(f"Acme, part {number}", f"Outlet {number}", of=told, hours=number), acme_company)
    html = why(visitor, told, "Acme")
    assert "Outlet 0" in html.partition("<details>")[0]
    assert "and in 2 more reports" in html
    assert {"Outlet 1", "Outlet 2"} <= set(re.findall(r"Outlet \d", html.partition("<details>")[2]))


def test_of_very_many_reasons_the_first_are_told_and_the_others_counted(
    visitor: Client, acme_company: Company
) -> None:
    told = story()
    for number in range(30):
        tag(report(f"Acme, part {number}", f"Outlet {number}", of=told, hours=number / 10), acme_company)
    html = why(visitor, told, "Acme")
    assert ("Outlet 20" in html, "Outlet 21" in html) == (True, False)
    assert "and in 29 more reports" in html
    assert "and in 9 more reports" in html


def test_a_curator_s_word_is_told_as_one(visitor: Client, acme_company: Company, phone: Product) -> None:
    told = story()
    item = report("The maker ships", of=told)
    decided = {"decision": Tag.Decision.ADD, "decided_by": "ada", "decided_at": NOON + timedelta(days=1)}
    tag(item, acme_company, None, rule="", **decided)
    html = why(visitor, told, "Acme")
    assert 'by a curator, <time datetime="2026-11-21">21 November 2026</time>' in html
    assert ("The rules are" in html, "revision" in html, "ada" in html) == (False, False, False)


def test_a_tag_by_citation_says_so(visitor: Client, acme_company: Company) -> None:
    told = story()
    tag(report("The maker", of=told), acme_company, rule="cited by the record", catalogue_digest="")
    html = why(visitor, told, "Acme")
    assert "the record cites this page for it" in html
    assert ("by the record" in html, "The rules are" in html) == (True, False)


@pytest.mark.parametrize(
    ("machine", "values", "words"),
    [
        pytest.param("refused", {"confidence": 0.3}, "The rules are doubtful (0.30)", id="refused"),
        pytest.param("refused", {}, "Decided by the rules, against the tag", id="by whom"),
        pytest.param("suggested", {}, "not yet: the rules suggest it to a curator", id="suggested"),
        pytest.param(
            "accepted",
            {"decision": "remove", "decided_at": NOON},
            "by a curator, against the tag, 20 November 2026",
            id="taken away",
        ),
    ],
)
def test_what_is_named_and_not_tagged_says_why_not(
    visitor: Client, acme_company: Company, machine: str, values: dict[str, object], words: str
) -> None:
    told = story()
    rule = '"Acme" without any of its context words'
    tag(report("Acme of Springfield", of=told), acme_company, machine, rule=rule, **values)
    text = page(visitor, told)
    assert "It is about no company or model on the record. Why not tagged? 1 name Acme Company" in text
    assert "“Acme” without any of its context words" in text
    assert words in text


def test_a_name_that_holds_in_one_item_is_not_asked_after_in_another(
    visitor: Client, acme_company: Company
) -> None:
    told = story()
    tag(report("Acme", of=told), acme_company)
    tag(report("acme", "The Wire", of=told, hours=1), acme_company, "refused")
    assert "Why not tagged?" not in page(visitor, told)


def test_a_tag_that_nobody_speaks_for_any_more_is_left_out(visitor: Client, acme_company: Company) -> None:
    told = story()
    tag(report("Acme", of=told), acme_company, None, rule="")
    assert "Acme Company" not in page(visitor, told)


def test_ten_thousand_names_in_one_item_are_cut_short(visitor: Client, acme_company: Company) -> None:
    told = story()
    item = report("Names", of=told)
    found = Product.objects.bulk_create(
        Product(slug=f"thing-{each}", name=f"Thing {each}", company=acme_company, kind="model")
        for each in range(300)
    )
    Tag.objects.bulk_create(
        Tag(item=item, product=each, machine=("accepted", "refused")[place % 2], spans=[[0, 5]])
        for place, each in enumerate(found)
    )
    response = visitor.get(f"/news/{told.pk}/")
    assert "and 110 more names" in words_of(response)
    assert len(response.content) < 250_000


def test_the_day_shown_is_kept_and_what_came_later_is_not_told(
    visitor: Client, acme_company: Company
) -> None:
    told = story("Told later in full")
    tag(report("First word of Acme", of=told), acme_company)
    report("Told later in full", "The Wire", of=told, hours=24)
    then = page(visitor, told, "?as_of=2026-11-20")
    assert "First word of Acme 1 outlet, 1 independent" in then
    assert "The Wire" not in then
    main = part_of(visitor.get(f"/news/{told.pk}/?as_of=2026-11-20"), "main")
    assert {"/news/?as_of=2026-11-20", "/c/acme/?as_of=2026-11-20"} <= addresses_in(main)
    assert visitor.get(f"/news/{told.pk}/?as_of=2026-11-19").status_code == 404


def test_what_came_after_a_day_is_marked(visitor: Client, db: None) -> None:
    told = story()
    report("First", of=told, hours=-24)
    report("Second", "The Wire", of=told)
    marked = page(visitor, told, "?since=2026-11-19")
    assert "The Wire · 20 Nov 2026, 12:00 added since 19 November 2026" in marked
    assert marked.count("added since") == 1


@pytest.mark.parametrize("number", [0, 999_999, 2**31, 2**63, 10**30])
def test_an_unknown_story_is_missing_with_ways_out(visitor: Client, db: None, number: int) -> None:
    response = visitor.get(f"/news/{number}/")
    assert response.status_code == 404
    assert {"/news/", "/ledger/", "/"} <= addresses_in(part_of(response, "main"))


def test_a_story_without_any_item_is_missing(visitor: Client, db: None) -> None:
    assert visitor.get(f"/news/{story().pk}/").status_code == 404


def test_a_merged_story_leads_for_good_to_the_one_it_goes_on_as(visitor: Client, db: None) -> None:
    last = story("The one")
    report("The one", of=last)
    middle = Story.objects.create(headline="Middle", merged_into=last)
    first = Story.objects.create(headline="First", merged_into=middle)
    response = visitor.get(f"/news/{first.pk}/?as_of=2026-11-20")
    assert (response.status_code, response.headers["Location"]) == (301, f"/news/{last.pk}/?as_of=2026-11-20")
    assert visitor.get(f"/news/{middle.pk}/").headers["Location"] == f"/news/{last.pk}/"


def test_stories_merged_in_a_ring_are_missing(visitor: Client, db: None) -> None:
    one = story()
    other = Story.objects.create(headline="Other", merged_into=one)
    Story.objects.filter(pk=one.pk).update(merged_into=other)
    assert visitor.get(f"/news/{one.pk}/").status_code == 404


def test_a_page_describes_itself_to_machines(visitor: Client, promised: Deliverable) -> None:
    told = story("Acme promises a phone")
    Item.objects.filter(title="Acme says one").update(story=told)
    head = visitor.get(f"/news/{told.pk}/").content.decode().partition("<body>")[0]
    said = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)">', head))
    assert said["title"] == "Acme promises a phone · AI Tracker"
    assert said["url"] == f"http://testserver/news/{told.pk}/"
    assert said["description"].startswith("1 outlet on this, 1 of them independent; 1 line of the record")


def test_the_site_map_leads_to_stories_that_stand(visitor: Client, db: None) -> None:
    told, empty = story(), story("Nobody tells it")
    report("Acme", of=told)
    merged = Story.objects.create(headline="Merged", merged_into=told)
    general = story("Weather")
    report("Weather", of=general, feed=feed_of("forum", scope="general"))
    index = visitor.get("/sitemap.xml").content.decode()
    parts = re.findall(r"<loc>http://testserver(/sitemap-story[^<]*)</loc>", index)
    assert visitor.get(f"/sitemap-story.xml?p={len(parts) + 1}").status_code == 404
    listed = " ".join(visitor.get(part).content.decode() for part in parts)
    assert re.findall(r"/news/(\d+)/", listed) == [str(told.pk)]
    assert str(empty.pk) != str(merged.pk) != str(told.pk)


def test_the_page_speaks_without_code_words(visitor: Client, acme_company: Company, phone: Product) -> None:
    told = story()
    item = report("Acme and its Phone", of=told, feed=feed_of("hn"))
    tag(item, acme_company)
    tag(item, phone, "suggested", confidence=0.5)
    assert CODE_WORD.findall(page(visitor, told)) == []


def test_a_hundred_items_take_as_many_queries_as_one(visitor: Client, acme_company: Company) -> None:
    told = story()
    tag(report("Acme 0", of=told), acme_company)
    one = queries(visitor, told)
    for number in range(1, 100):
        item = report(f"Acme {number}", f"Outlet {number}", of=told, hours=number / 10)
        tag(item, acme_company)
    assert queries(visitor, told) == one <= 8 + READ_ANEW


# Inside of a transaction the facts of the record are read anew: three queries more than visitors cause.
READ_ANEW = 3


def queries(visitor: Client, told: Story) -> int:
    with CaptureQueriesContext(connection) as found:
        page(visitor, told)
    return len(found)


def test_more_items_than_are_shown_are_counted(visitor: Client, db: None) -> None:
    told = story()
    for number in range(203):
        report(f"Acme {number}", f"Outlet {number}", of=told, hours=number / 100)
    assert "The first 200 of 203 reports." in page(visitor, told)


@pytest.mark.parametrize("address", ["/", "/c/acme/", "/p/phone/"])
def test_pages_that_list_news_lead_to_the_story_where_there_is_one(
    visitor: Client, acme_company: Company, phone: Product, address: str
) -> None:
    told = story("Acme ships its phone")
    for number, outlet in enumerate(("The Daily Example", "The Wire", "Evening Example")):
        item = report(f"Acme {number}", outlet, of=told, hours=number)
        tag(item, acme_company)
        tag(item, phone)
    alone = report("Acme alone", hours=-1)
    tag(alone, acme_company)
    tag(alone, phone)
    main = part_of(visitor.get(f"{address}?as_of=2026-11-21"), "main")
    assert {f"/news/{told.pk}/?as_of=2026-11-21", alone.url} <= addresses_in(main)
    words = words_of(visitor.get(address))
    assert (
        "Acme ships its phone The Daily Example and 2 more · 20 Nov 2026 Acme alone The Daily Example"
        in words
    )


def test_a_source_of_a_promise_leads_to_the_story_on_days_that_know_it(
    visitor: Client, promised: Deliverable
) -> None:
    told = story("Acme promises a phone")
    Item.objects.filter(title="Acme says one").update(story=told, listed_at=NOON - timedelta(days=200))
    address = f"/d/{promised.slug}/"
    assert f"/news/{told.pk}/" in addresses_in(part_of(visitor.get(address), "main"))
    before = part_of(visitor.get(f"{address}?as_of=2026-04-01"), "main")
    assert [each for each in addresses_in(before) if each.startswith("/news/")] == []


def test_a_source_of_an_event_leads_to_the_story(visitor: Client, acme: str, act: Act) -> None:
    day = date(2026, 7, 9)
    deliver(act, acme, Happened(title="Acme opens it", earliest=day, latest=day), [source("opened", day)])
    told = story("Acme opens it")
    Item.objects.filter(title="Acme says opened").update(story=told)
    event = Event.objects.get(title="Acme opens it")
    assert f"/news/{told.pk}/" in addresses_in(part_of(visitor.get(f"/e/{event.slug}/"), "main"))
