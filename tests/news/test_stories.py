"""news.stories: items in their stories, by the clusterer and by curators, whose word stands."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import F
from pytest_django import DjangoAssertNumQueries

from news.canonical import canonical_url_hash
from news.ingest import SourceFacts
from news.models import Company, Feed, Item, Story, Tag
from news.queries import listed_items
from news.stories import StoryError, cluster_items, merge_stories, placing, split_story
from news.stories.lock import STORIES
from news.stories.standing import Standing
from news.subscriptions import save_feed
from news.tagging import tag_items
from tests.news.publishing import cited

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
LAUNCH = "Heron launches Otter 3, a model that plans train journeys"
AGAIN = "Otter 3 is here: Heron's new model plans your train journeys"
OTHER = "Regulators in Ruritania open an inquiry into Egret's chatbot"
LEAD = "The model plans journeys, books seats and speaks eleven languages, its makers said on Monday."
NUMBERS = count(1)


@pytest.fixture(autouse=True)
def nothing_read() -> None:
    """A process that has read no story yet."""
    placing._standing = Standing()


def feed(scope: str = Feed.Scope.AI) -> Feed:
    return Feed.objects.get_or_create(
        url=f"https://{scope}.example/feed", defaults={"name": scope, "scope": scope, "host_key": scope}
    )[0]


def item(title: str, summary: str = "", *, hours: float = 0, **fields: Any) -> Item:
    """A tagged item of an outlet of its own, so many hours after noon."""
    number = next(NUMBERS)
    url = fields.pop("url", f"https://press-{number}.example/{number}")
    at = NOON + timedelta(hours=hours)
    facts = {
        "feed": feed(),
        "outlet": f"Press {number}",
        "published_at": at,
        "listed_at": at,
        "tagged_at": at,
    }
    return Item.objects.create(
        uid=number.to_bytes(32),
        url=url,
        canonical_url_hash=canonical_url_hash(url),
        content_hash=b"",
        title=title,
        summary=summary,
        **(facts | fields),
    )


def cluster() -> list[int]:
    """Place all that is due; how many each batch took."""
    return list(iter(cluster_items, 0))


def story_of(one: Item) -> Story | None:
    one.refresh_from_db()
    return one.story


def change(one: Item, title: str) -> None:
    """The feed serves the item with another title, which is tagged anew."""
    Item.objects.filter(pk=one.pk).update(title=title, clustered_at=None, changed_at=NOON)


def headlines() -> list[str]:
    return list(Story.objects.order_by("id").values_list("headline", flat=True))


def test_items_that_tell_one_event_share_a_story_headed_by_the_first() -> None:
    again, other, first = item(AGAIN, hours=2), item(OTHER, hours=1), item(LAUNCH)

    assert (cluster(), cluster()) == ([3], [])
    assert story_of(first) == story_of(again) != story_of(other)
    assert (story_of(first).headline, story_of(first).first_seen_at) == (LAUNCH, NOON)


def test_a_later_batch_joins_what_stands() -> None:
    first = item(LAUNCH)
    cluster()
    again = item(AGAIN, hours=2)
    cluster()
    stranger = item(OTHER)
    cluster()

    assert story_of(first) == story_of(again) != story_of(stranger)


def test_a_process_that_knows_nothing_places_as_one_that_knows_all(monkeypatch: pytest.MonkeyPatch) -> None:
    first = item(LAUNCH)
    cluster()
    monkeypatch.setattr(placing, "_standing", Standing())
    again = item(AGAIN, hours=2)
    cluster()

    assert story_of(first) == story_of(again)


def test_an_item_that_joins_earlier_heads_the_story() -> None:
    again = item(AGAIN)
    cluster()
    item(LAUNCH, hours=-3)
    cluster()

    assert (story_of(again).headline, story_of(again).first_seen_at) == (LAUNCH, NOON - timedelta(hours=3))


def test_days_that_lie_apart_are_placed_in_batches_of_their_own() -> None:
    for days in (0, 1, 30, 31, 400):
        item(LAUNCH, hours=24 * days)

    assert (cluster(), Story.objects.count()) == ([2, 2, 1], 3)


def test_an_untagged_item_waits() -> None:
    item(LAUNCH, tagged_at=None)

    assert cluster() == []


def test_an_item_of_a_general_feed_has_a_story_once_it_is_about_something() -> None:
    heron = Company.objects.create(slug="heron", name="Heron", kind=Company.Kind.COMPANY)
    plain = item("A quiet day at the market", feed=feed(Feed.Scope.GENERAL))
    first = (cluster(), cluster(), story_of(plain))
    Tag.objects.create(item=plain, company=heron, decision=Tag.Decision.ADD)
    Item.objects.update(changed_at=F("clustered_at") + timedelta(seconds=1))

    assert first == ([1], [], None)
    assert (cluster(), cluster()) == ([1], [])
    assert story_of(plain).headline == "A quiet day at the market"


def test_items_of_a_general_feed_have_stories_once_a_person_calls_it_one_of_ai() -> None:
    general = feed(Feed.Scope.GENERAL)
    plain = item("A quiet day at the market", feed=general)
    first = (cluster(), story_of(plain))
    general.scope = Feed.Scope.AI
    save_feed(general, is_moved=False)

    assert first == ([1], None)
    assert cluster() == [1]
    assert story_of(plain).headline == "A quiet day at the market"


def test_every_item_that_may_be_shown_has_a_story() -> None:
    item(LAUNCH)
    item("", "")
    cited(SourceFacts(url="https://press.example/undated"))
    cited(SourceFacts(url="https://press.example/dated", title=AGAIN, published_on=NOON.date()))
    while tag_items():
        continue
    cluster()

    assert not listed_items().filter(story=None).exists()


def test_a_cited_page_joins_the_story_of_its_address_whatever_its_day() -> None:
    told = item(LAUNCH, url="https://press.example/otter")
    cluster()
    page = Item.objects.create(
        feed=feed("record"), uid=b"page", url="http://press.example/otter?utm_source=x", title=LAUNCH,
        canonical_url_hash=told.canonical_url_hash, content_hash=b"", tagged_at=NOON,
    )  # fmt: skip
    cluster()
    page.refresh_from_db()

    assert (page.story, page.copy_of) == (story_of(told), told)


def test_a_cited_page_joins_the_story_that_it_tells() -> None:
    told = item(LAUNCH)
    page = cited(SourceFacts(url="https://other.example/x", title=AGAIN, published_on=NOON.date()))
    tag_items()
    cluster()

    assert story_of(page) == story_of(told)


def test_tags_keep_stories_apart() -> None:
    companies = [
        Company.objects.create(slug=slug, name=slug, kind=Company.Kind.COMPANY) for slug in ("a", "b")
    ]
    words = "launches an app that plans train journeys for commuters"
    items = [item(f"{each.name} {words}") for each in companies]
    for company, one in zip(companies, items, strict=True):
        Tag.objects.create(item=one, company=company, machine=Tag.Machine.ACCEPTED, spans=[[0, 1]])
    cluster()

    assert story_of(items[0]) != story_of(items[1])


def test_a_copy_names_what_it_repeats_and_a_report_of_its_own_nothing() -> None:
    first, wire, own = item(LAUNCH, LEAD), item(LAUNCH, LEAD, hours=1), item(AGAIN, hours=2)
    cluster()
    for each in (wire, own):
        each.refresh_from_db()

    assert (wire.copy_of, own.copy_of) == (first, None)
    assert story_of(own) == story_of(first)


def test_a_changed_item_keeps_its_story_or_finds_another() -> None:
    first, again, other = item(LAUNCH), item(AGAIN, hours=1), item(OTHER)
    cluster()
    before = story_of(first), story_of(other)
    change(again, "Egret's chatbot: regulators of Ruritania open an inquiry")
    change(first, f"{LAUNCH} - corrected")
    cluster()

    assert (story_of(first), story_of(again), story_of(other)) == (before[0], before[1], before[1])
    assert headlines() == [f"{LAUNCH} - corrected", OTHER]


def test_an_item_alone_in_its_story_keeps_it_whatever_it_says() -> None:
    alone = item(LAUNCH)
    cluster()
    before = story_of(alone)
    change(alone, "Heron regrets")
    cluster()

    assert (story_of(alone), headlines()) == (before, ["Heron regrets"])


def test_a_story_that_lost_its_last_item_leads_on_to_where_that_went() -> None:
    first, lost = item(LAUNCH), item(OTHER)
    cluster()
    former = story_of(lost)
    change(lost, AGAIN)
    cluster()
    former.refresh_from_db()

    assert story_of(lost) == story_of(first) == former.merged_into


def test_every_story_that_ended_leads_straight_to_the_one_that_stands() -> None:
    first, second, moved = item(LAUNCH), item(OTHER), item("Heron regrets the weather", hours=2)
    cluster()
    oldest, older = story_of(moved), story_of(second)
    change(moved, OTHER)
    cluster()
    for each in (second, moved):
        change(each, AGAIN)
    cluster()
    oldest.refresh_from_db()
    older.refresh_from_db()

    standing = story_of(first)
    assert story_of(second) == standing
    assert (oldest.merged_into, older.merged_into) == (standing, standing)


def test_stories_far_behind_are_let_go_of() -> None:
    first = item(LAUNCH)
    cluster()
    item("Heron regrets", hours=10 * 24)
    cluster()

    assert not placing._standing.index.holds(getattr(story_of(first), "pk", 0))


def test_a_story_that_goes_on_is_read_once_where_old_news_come_late() -> None:
    item("Weather in Ruritania")
    item(OTHER, hours=5 * 24)
    item(OTHER, hours=8 * 24)
    cluster()
    item("Heron regrets", hours=10 * 24)
    cluster()
    item("Egret is glad", hours=8 * 24)
    cluster()
    index = placing._standing.index

    assert sum(core.size for cores in index._cores_of_story.values() for core in cores) == 4


def test_one_clusterer_works_at_a_time() -> None:
    item(LAUNCH)
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [STORIES])
        held = cluster()
        cursor.execute("SELECT pg_advisory_unlock(%s)", [STORIES])
    other.close()

    assert (held, cluster()) == ([], [1])


def test_a_batch_that_fails_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    item(LAUNCH)

    def fail(story_ids: Iterable[int]) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(placing, "sum_up", fail)
        with pytest.raises(RuntimeError), transaction.atomic():
            cluster_items()
    before = (Story.objects.count(), Item.objects.filter(clustered_at=None).count())

    assert (before, cluster(), Story.objects.count()) == ((0, 1), [1], 1)


def test_a_batch_costs_the_same_queries_however_large(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(40):
        item(f"{LAUNCH} {number}", hours=number / 100)
    with django_assert_max_num_queries(18):
        cluster_items()

    assert Story.objects.count() == 1


def test_merged_stories_stay_merged() -> None:
    first, other = item(LAUNCH), item(OTHER)
    cluster()
    kept, merged = story_of(first), story_of(other)
    merge_stories(merged, kept, by="ada", at=NOON)
    change(other, f"{OTHER}, again")
    again = item("Egret's chatbot: regulators of Ruritania open an inquiry", hours=1)
    cluster()
    merged.refresh_from_db()
    other.refresh_from_db()

    assert {story_of(each) for each in (first, other, again)} == {kept}
    assert (merged.merged_into, merged.merged_by, merged.merged_at) == (kept, "ada", NOON)
    assert (other.is_placed, other.placed_by, other.placed_at) == (True, "ada", NOON)


def test_a_story_merged_twice_leads_straight_to_where_it_stands() -> None:
    stories = [
        story_of(each) for each in (item(LAUNCH), item(OTHER), item("A third thing")) if not cluster_items()
    ]
    stories = list(Story.objects.order_by("id"))
    merge_stories(stories[0], stories[1], by="ada", at=NOON)
    merge_stories(stories[1], stories[2], by="ada", at=NOON)

    assert list(Story.objects.order_by("id").values_list("merged_into", flat=True)) == [
        stories[2].pk,
        stories[2].pk,
        None,
    ]


def test_a_story_is_not_merged_into_itself_or_where_it_is_merged() -> None:
    first, other = item(LAUNCH), item(OTHER)
    cluster()
    kept, merged = story_of(first), story_of(other)
    with pytest.raises(StoryError, match="into itself"):
        merge_stories(kept, kept, by="ada", at=NOON)
    merge_stories(merged, kept, by="ada", at=NOON)
    with pytest.raises(StoryError, match="merged already"):
        merge_stories(merged, kept, by="ada", at=NOON)


def test_a_split_story_stays_split() -> None:
    first, again, third = item(LAUNCH, LEAD), item(AGAIN), item(LAUNCH, LEAD, hours=1)
    cluster()
    former = story_of(first)
    story = split_story([again.pk, third.pk], by="ada", at=NOON)
    change(again, LAUNCH)
    change(first, AGAIN)
    cluster()
    third.refresh_from_db()

    assert [story_of(each) for each in (first, again, third)] == [former, story, story]
    assert (third.copy_of, third.placed_by, story.headline, former.pk < story.pk) == (
        None,
        "ada",
        AGAIN,
        True,
    )


def test_only_part_of_one_story_can_be_split() -> None:
    first, again, other = item(LAUNCH), item(AGAIN), item(OTHER)
    cluster()

    with pytest.raises(StoryError, match="not of one story"):
        split_story([first.pk, other.pk], by="ada", at=NOON)
    with pytest.raises(StoryError, match="without an item"):
        split_story([first.pk, again.pk], by="ada", at=NOON)
    with pytest.raises(StoryError, match="not of one story"):
        split_story([], by="ada", at=NOON)


def test_curators_and_tags_are_seen_by_a_process_that_has_the_stories_at_hand() -> None:
    first, other = item(LAUNCH), item(OTHER)
    cluster()
    merge_stories(story_of(other), story_of(first), by="ada", at=NOON)
    again = item("Egret's chatbot: regulators of Ruritania open an inquiry", hours=1)
    cluster()

    assert story_of(again) == story_of(first)


def test_what_a_feed_writes_around_every_link_makes_no_two_of_them_one_story() -> None:
    around = "Votes: {} Replies: {} Posted by: a reader Thread: https://board.example/thread?no={}"
    headlines = (
        "Ruritania to leave the tariff league",
        "A keyboard made of driftwood",
        "Why our compiler forgets semicolons",
        "The lighthouse keepers of Lake Tern",
    )
    board = [item(title, around.format(number, 9 * number, number)) for number, title in enumerate(headlines)]

    cluster()

    later = item("Heron's models come to the Egret cloud", around.format(77, 78, 79), hours=1)
    placing._standing = Standing()
    cluster()

    stories = {story_of(each) for each in [*board, later]}
    assert len(stories) == len(headlines) + 1
