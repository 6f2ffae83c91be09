"""Stories in the API: the same ones in the same order as on the page of news, each as its page tells it."""

import itertools
import json
import re
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from news.models import Company, Item, Product, Story
from tests.timeline.acme import company_document, product_document, said, source
from tests.timeline.api.asking import Asker
from tests.timeline.reports import NOON, feed_of, proposal, report, story, tag
from timeline.curation import Act, add, redate
from timeline.documents import COMPANY, PRODUCT
from timeline.models import Deliverable, Evidence
from timeline.queries import places
from timeline.queries.latest import latest_stories

TITLE = re.compile(r"data-open>(.*?)</a>")


@pytest.fixture
def company(acme: str) -> Company:
    """The company Acme."""
    return Company.objects.get(slug="acme")


def test_a_story_is_told_whole(ask: Asker, company: Company) -> None:
    told = story("Acme ships its phone")
    first = report("Acme ships", of=told, summary="It   is here.")
    copy = report("Acme ships, too", "The Wire", hours=1, of=told, copy_of=first)
    tag(first, company)
    tag(copy, company, "refused")
    assert ask("stories").data == [
        {
            "id": told.pk,
            "headline": "Acme ships its phone",
            "published_on": "2026-11-20",
            "outlets": 2,
            "origins": 1,
            "item_count": 2,
            "items": [
                {
                    "id": first.pk,
                    "title": "Acme ships",
                    "url": first.url,
                    "outlet": "The Daily Example",
                    "published_on": "2026-11-20",
                    "published_at": "2026-11-20T12:00:00Z",
                    "excerpt": "It is here.",
                    "repeats": None,
                },
                {
                    "id": copy.pk,
                    "title": "Acme ships, too",
                    "url": copy.url,
                    "outlet": "The Wire",
                    "published_on": "2026-11-20",
                    "published_at": "2026-11-20T13:00:00Z",
                    "excerpt": None,
                    "repeats": first.pk,
                },
            ],
            "companies": ["acme"],
            "products": [],
            "record": [],
            "links": {"self": f"/api/v1/stories/{told.pk}", "html": f"/news/{told.pk}/"},
        }
    ]


def test_one_story_is_told_as_in_the_list_and_whether_it_is_under_review(
    ask: Asker, company: Company
) -> None:
    told = story()
    tag(report("Acme ships", of=told), company)
    tag(report("Acme has shipped", "The Wire", hours=2, of=told), company)
    proposal(told)
    (listed,) = ask("stories").data
    assert ask(f"stories/{told.pk}").data == listed | {"is_under_review": True}


def test_an_item_without_a_story_is_one_of_its_own_with_no_address(ask: Asker, db: None) -> None:
    report("Alone")
    (row,) = ask("stories").data
    assert (row["id"], row["headline"], row["links"]) == (None, "Alone", {"self": None, "html": None})


def test_what_on_the_record_rests_on_it_is_told_once(ask: Asker, promised: Deliverable) -> None:
    told = story()
    Item.objects.filter(evidence=Evidence.objects.get()).update(story=told)
    fact = {"role": "states", "commitment": "phone-api-1", "deliverable": "phone-api", "event": None}
    assert ask("stories").data[0]["record"] == [fact]
    assert ask(f"stories/{told.pk}").data["record"] == [fact]


def test_a_long_text_is_an_excerpt_in_list_and_story(ask: Asker, db: None) -> None:
    told = story()
    report("Acme", of=told, summary="word " * 400)
    for items in (ask("stories").data[0]["items"], ask(f"stories/{told.pk}").data["items"]):
        assert 200 < len(items[0]["excerpt"]) <= 280


def test_a_list_shows_twenty_items_and_counts_all(ask: Asker, db: None) -> None:
    told = story()
    for number in range(25):
        report(f"Part {number}", f"Outlet {number}", of=told, hours=number)
    (row,) = ask("stories").data
    assert (len(row["items"]), row["item_count"], row["outlets"], row["origins"]) == (20, 25, 25, 25)
    assert len(ask(f"stories/{told.pk}").data["items"]) == 25


WHY = {
    "company": "acme",
    "product": None,
    "holds": True,
    "machine": "accepted",
    "decision": None,
    "decided_on": None,
    "rule": "named “Acme”",
    "confidence": 0.95,
    "revision": "5f2c9a01d3e4b7c8",
    "names": ["Acme"],
    "exact": ["Acme 2"],
    "spans": [[5, 9]],
    "passage": {"text": "What Acme does", "marks": [[5, 9]]},
}


@pytest.mark.parametrize(
    "address", ["stories?include=why", "stories/{story}?include=why", "items?include=why"]
)
def test_why_gives_place_name_rule_confidence_revision_and_decision(
    ask: Asker, company: Company, address: str
) -> None:
    told = story()
    item = report("What Acme does", of=told)
    tag(item, company, named=["Acme 2"])
    data = ask(address.format(story=told.pk)).data
    (row,) = data if isinstance(data, list) else [data]
    assert row["why"] == [WHY | {"item": item.pk}]


def test_a_curators_word_and_a_refused_name_say_why_too(ask: Asker, company: Company, acme: str) -> None:
    told = story()
    item = report("The maker", of=told)
    decided = {"decision": "add", "decided_by": "ada", "decided_at": NOON}
    tag(item, company, None, rule="", **decided)
    tag(item, Product.objects.get(slug="phone"), "refused", confidence=0.3)
    answer = ask(f"stories/{told.pk}?include=why")
    by_hand, refused = answer.data["why"]
    assert (by_hand["holds"], by_hand["decision"], by_hand["decided_on"]) == (True, "add", "2026-11-20")
    assert (by_hand["rule"], by_hand["confidence"], by_hand["revision"]) == (None, None, None)
    assert (by_hand["passage"], refused["holds"], refused["machine"]) == (None, False, "refused")
    assert answer.data["products"] == []
    assert "ada" not in answer.text


def test_why_stays_beside_chosen_fields_and_is_no_field(ask: Asker, company: Company) -> None:
    tag(report("Acme"), company)
    assert set(ask("stories?fields=headline&include=why,total").data[0]) == {"headline", "why"}
    assert ask("stories?fields=why").status == 400


def test_a_merged_story_leads_to_the_one_it_goes_on_as(ask: Asker, db: None) -> None:
    old, new = story(), story()
    report("Acme", of=new)
    Story.objects.filter(pk=old.pk).update(merged_into=new)
    answer = ask(f"stories/{old.pk}?include=why")
    assert (answer.status, answer.headers["Location"]) == (301, f"/api/v1/stories/{new.pk}?include=why")


@pytest.mark.parametrize("number", ["0", "1", "9" * 40])
def test_a_story_that_never_was_is_missing(ask: Asker, db: None, number: str) -> None:
    assert ask(f"stories/{number}").status == 404


def test_a_story_is_known_from_the_day_of_its_first_item(ask: Asker, db: None) -> None:
    told = story("Later headline")
    report("First headline", of=told)
    report("More", "The Wire", of=told, hours=30)
    assert ask("stories?as_of=2026-11-19").data == []
    assert ask(f"stories/{told.pk}?as_of=2026-11-19").status == 404
    (row,) = ask("stories?as_of=2026-11-20").data
    assert (row["headline"], row["item_count"]) == ("First headline", 1)


def test_a_proposal_changes_the_tag_of_the_answer(ask: Asker, db: None) -> None:
    told = story()
    report("Acme", of=told)
    before = ask(f"stories/{told.pk}").headers["ETag"]
    assert ask(f"stories/{told.pk}", if_none_match=before).status == 304
    proposal(told)
    after = ask(f"stories/{told.pk}", if_none_match=before)
    assert (after.status, after.headers["ETag"] != before) == (200, True)


@pytest.fixture
def newsroom(acme: str, act: Act) -> list[Story]:
    """Thirty reports of every sort: in stories, alone, without a day, about several, of several feeds."""
    add(act, COMPANY, company_document("bell"))
    add(act, PRODUCT, product_document("one", "bell", name="One", kind="model"))
    targets = [*Company.objects.order_by("slug"), *Product.objects.order_by("slug")]
    stories = [story(f"Story {number}") for number in range(12)]
    feeds = [feed_of(kind) for kind in ("press", "vendor", "newsletter")]
    for number in range(30):
        told = stories[number % 12] if number % 5 else None
        undated = {"published_at": None, "listed_at": None} if number % 7 == 3 else {}
        item = report(
            f"Report {number} of the phone",
            f"Outlet {number % 4}",
            hours=-9 * number,
            of=told,
            feed=feeds[number % 3],
            **undated,
        )
        tag(item, targets[number % len(targets)], ("accepted", "accepted", "suggested")[number % 3])
    for number, kind in enumerate(("launch", "delay", "funding")):
        proposal(stories[number], kind, state=("open", "accepted", "rejected")[number])
    return stories


def in_the_api(client: Client, query: dict[str, str]) -> list[str]:
    """The headlines on all pages, seven rows each."""
    address, rows = "/api/v1/stories?" + urlencode({**query, "limit": "7"}), []
    while address:
        body = json.loads(client.get(address).content)
        rows += [row["headline"] for row in body["data"]]
        address = body["page"]["next"]
    return rows


def on_the_page(client: Client, query: dict[str, str]) -> list[str]:
    """The headlines of the page, which holds forty."""
    return TITLE.findall(client.get("/news/?" + urlencode(query)).content.decode())


QUERIES = {
    "company": st.sampled_from(["acme", "bell", "acme,bell"]),
    "product": st.sampled_from(["phone", "one", "phone,one"]),
    "model": st.just("one"),
    "kind": st.sampled_from(["launch", "delay", "funding", "launch,delay", "announcement"]),
    "standing": st.sampled_from(["press", "company", "newsletter,press"]),
    "q": st.sampled_from(["phone", "2", "nothing", "Report 1"]),
    "from": st.sampled_from(["2026-11-12", "2026-11-18"]),
    "to": st.sampled_from(["2026-11-18", "2026-11-20"]),
    "as_of": st.sampled_from(["2026-11-15", "2026-11-20", "2026-11-22"]),
}


@pytest.mark.usefixtures("newsroom")
def test_page_and_api_give_the_same_stories_in_the_same_order() -> None:
    visitor, seen = Client(), list[int]()

    @seed(20261122)
    @settings(
        max_examples=200,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )
    @given(query=st.fixed_dictionaries({}, optional=QUERIES))
    def same(query: dict[str, str]) -> None:
        rows = in_the_api(visitor, query)
        assert on_the_page(visitor, query) == rows
        seen.append(len(rows))

    same()
    assert max(seen) > 12
    assert len({*seen}) > 5


@pytest.mark.parametrize("sort", ["published", "-published"])
@pytest.mark.usefixtures("newsroom")
def test_the_same_stories_are_found_from_either_side(monkeypatch: pytest.MonkeyPatch, sort: str) -> None:
    """Where few items hold what is asked for, and where so many do that stories are gone through."""
    visitor = Client()

    @seed(20261123)
    @settings(
        max_examples=100,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )
    @given(query=st.fixed_dictionaries({}, optional=QUERIES))
    def same(query: dict[str, str]) -> None:
        found = []
        for most in (10_000, 6, 0):
            monkeypatch.setattr(places, "MOST", most)
            # The page has one order: asked for once.
            page = on_the_page(visitor, query) if sort == "-published" else []
            found.append((in_the_api(visitor, query | {"sort": sort}), page))
        assert found[0] == found[1] == found[2]

    same()


@pytest.mark.parametrize("day", ["2026-11-15", "2026-11-22"])
@pytest.mark.parametrize("slug", ["", "acme", "bell"])
@pytest.mark.usefixtures("newsroom")
def test_the_newest_stories_are_the_first_of_the_list(
    ask: Asker, monkeypatch: pytest.MonkeyPatch, slug: str, day: str
) -> None:
    about = f"&company={slug}" if slug else ""
    listed = [row["items"][0]["id"] for row in ask(f"stories?as_of={day}{about}").data]
    ids = Company.objects.filter(slug=slug).values_list("pk", flat=True)
    for most, shown in itertools.product((10_000, 0), (2, 40)):
        monkeypatch.setattr(places, "MOST", most)
        newest = latest_stories(as_of=date.fromisoformat(day), most=shown, companies=list(ids))
        assert [item.pk for item in newest] == listed[:shown] != []


@pytest.mark.usefixtures("newsroom")
def test_a_page_of_few_goes_on_as_a_page_of_many(ask: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    every = [row["headline"] for row in ask("stories?company=acme,bell&limit=50").data]
    first = ask("stories?company=acme,bell&limit=2")
    monkeypatch.setattr(places, "MOST", 0)
    second = ask(first.body["page"]["next"])
    monkeypatch.setattr(places, "MOST", 10_000)
    third = ask(second.body["page"]["next"])
    shown = [row["headline"] for page in (first, second, third) for row in page.data]
    assert shown == every
    assert len(shown) == 6


@pytest.mark.usefixtures("newsroom")
def test_so_many_stories_that_nobody_counts_them_have_no_total(
    ask: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def total(address: str) -> int | None:
        number: int | None = ask(address).body["page"]["total"]
        return number

    counted = total("stories?include=total"), total("stories?include=total&standing=press")
    assert all(counted)
    monkeypatch.setattr(places, "MOST", 3)
    monkeypatch.setattr(places, "MOST_COUNTED", 29)
    assert (total("stories?include=total"), total("stories?include=total&standing=press")) == (None, None)
    monkeypatch.setattr(places, "MOST_COUNTED", 30)
    assert total("stories?include=total") == counted[0]


@pytest.mark.parametrize("sort", ["published", "-published"])
@pytest.mark.usefixtures("newsroom")
def test_forward_and_back_every_story_is_met_once(ask: Asker, sort: str) -> None:
    pages = [ask(f"stories?limit=4&sort={sort}&include=total")]
    while where := pages[-1].body["page"]["next"]:
        pages.append(ask(where))
    forward = [row["items"][0]["id"] for page in pages for row in page.data]
    back = [pages[-1]]
    while where := back[-1].body["page"]["previous"]:
        back.append(ask(where))
    assert len({*forward}) == len(forward) == pages[0].body["page"]["total"]
    assert [row["items"][0]["id"] for page in reversed(back) for row in page.data] == forward


@pytest.mark.usefixtures("newsroom")
def test_more_stories_take_no_more_queries(ask: Asker) -> None:
    few, many = ask("stories?limit=1&include=why,total"), ask("stories?limit=50&include=why,total")
    assert few.queries == many.queries <= 8


def test_what_rests_on_it_stands_in_one_order_in_list_and_story(
    ask: Asker, promised: Deliverable, act: Act
) -> None:
    """Also where the item that came in first tells of the later day."""
    told = story()
    redate(act, "phone-api", said("in July", date(2026, 5, 1)), [source("two", date(2026, 5, 1))])
    items = list(Item.objects.filter(evidence__isnull=False).order_by("-pk"))
    for hours, item in enumerate(items):
        Item.objects.filter(pk=item.pk).update(story=told, listed_at=NOON + timedelta(hours=hours))
    facts = ask("stories").data[0]["record"]
    assert [fact["commitment"] for fact in facts] == ["phone-api-1", "phone-api-2"]
    assert ask(f"stories/{told.pk}").data["record"] == facts
