"""What a search finds, in which order, and the words that are shown of it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from news.models import Feed, Item, Story
from tests.timeline.acme import company_document, deliverable_document, product_document, said, source
from timeline.curation import Act, add, deliver, state
from timeline.curation.inputs import Happened
from timeline.documents import COMPANY, DELIVERABLE, PRODUCT
from timeline.queries.passages import Passage, hits_of, passage
from timeline.queries.search import FoundKind, Search, search

TODAY = date(2026, 11, 22)
DAY = datetime(2026, 6, 4, 9, tzinfo=UTC)


def alias(text: str, kind: str = "name") -> dict[str, object]:
    """Another name as curation takes it."""
    return {
        "text": text,
        "folded": text.casefold(),
        "kind": kind,
        "tier": "plain",
        "case_sensitive": False,
        "version_policy": "none",
        "context": [],
        "negative_context": [],
        "valid_from": None,
        "valid_to": None,
    }


@pytest.fixture
def record(db: None, act: Act) -> None:
    """Heron, its model Otter Ink with an API promised in March and opened in August."""
    add(act, COMPANY, company_document("heron", aliases=[alias("Wader Labs", "former_name")]))
    otter = product_document("otter-ink", "heron", name="Otter Ink", kind="model")
    add(act, PRODUCT, otter | {"aliases": [alias("Project Walrus", "codename")]})
    add(act, DELIVERABLE, deliverable_document("otter-ink-api", "otter-ink", name="Otter Ink: public API"))
    state(act, "otter-ink-api", said("soon", condition="once the first snow has melted"), [source()])
    came = date(2026, 8, 20)
    happened = Happened(title="Otter Ink opens to developers", earliest=came, latest=came)
    deliver(act, "otter-ink-api", happened, [source("two", came)])


def tell(title: str, summary: str = "", *, at: datetime = DAY, story: Story | None = None) -> Item:
    """One item of a paper that does not exist."""
    feed, _ = Feed.objects.get_or_create(
        url="https://daily.example/feed", defaults={"name": "The Daily Example", "host_key": "daily.example"}
    )
    place = bytes([Item.objects.count() % 256]) * 32
    return Item.objects.create(
        feed=feed,
        uid=place,
        url=f"https://daily.example/{place[0]}",
        canonical_url_hash=place,
        content_hash=place,
        title=title,
        summary=summary,
        listed_at=at,
        first_seen_at=at,
        story=story,
    )


def names(result: Search) -> list[str]:
    return [place.name for place in result.places if place.kind is not FoundKind.STORY]


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    ("text", "first"),
    [
        pytest.param("Heron", "company/heron", id="the name of a company"),
        pytest.param("wader labs", "company/heron", id="a former name"),
        pytest.param("OTTER-INK", "product/otter-ink", id="whatever case and signs"),
        pytest.param("Project Walrus", "product/otter-ink", id="a codename"),
        pytest.param("Otter Ink public API", "deliverable/otter-ink-api", id="the name of a deliverable"),
        pytest.param("otter ink api", "deliverable/otter-ink-api", id="as its address has it"),
        pytest.param("walrus api", "deliverable/otter-ink-api", id="the codename of its product and a word"),
        pytest.param("heron ink api", "deliverable/otter-ink-api", id="company, product and word"),
        pytest.param("opening developers", "event/otter-ink-api-delivered-2026-08-20", id="an event"),
        pytest.param('"first snow"', "commitment/otter-ink-api-1", id="the words of a promise"),
    ],
)
def test_the_best_comes_first(text: str, first: str) -> None:
    assert names(search(text, as_of=TODAY))[0] == first


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    "text", ["-heron", "heron -heron", "otter -ink", "otter-ink -api -developers", "-oter ink"]
)
def test_what_is_left_out_is_not_found(text: str) -> None:
    left_out = {"otter -ink": "ink", "otter-ink -api -developers": "api"}.get(text, "heron")
    result = search(text, as_of=TODAY)
    assert result.meant == ()
    assert [name for name in names(result) if left_out in name] == []


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    ("text", "first", "meant"),
    [
        pytest.param("herron", "company/heron", "Heron", id="one doubled"),
        pytest.param("oter ink", "product/otter-ink", "Otter Ink", id="one left out"),
        pytest.param("projct walrsu", "product/otter-ink", "Project Walrus", id="in a codename"),
    ],
)
def test_a_name_that_nobody_has_finds_those_like_it(text: str, first: str, meant: str) -> None:
    found = search(text, as_of=TODAY)
    assert (names(found)[0], found.meant[0]) == (first, meant)


@pytest.mark.usefixtures("record")
def test_a_name_that_is_written_rightly_means_no_other() -> None:
    assert search("Heron", as_of=TODAY).meant == ()


@pytest.mark.usefixtures("record")
def test_only_what_was_public_on_the_day_is_found() -> None:
    tell("Otter Ink is late", at=datetime(2026, 5, 1, tzinfo=UTC))
    kinds = {day: {place.kind.value for place in search("otter or snow", as_of=day).places} for day in DAYS}
    assert kinds == {
        date(2026, 3, 1): {"product"},
        date(2026, 3, 2): {"product", "deliverable", "commitment"},
        date(2026, 5, 1): {"product", "deliverable", "commitment", "story"},
        date(2026, 8, 20): {"product", "deliverable", "commitment", "story", "event"},
    }
    assert len(search("late", as_of=date(2026, 4, 30)).places) == 0
    assert len(search("late", as_of=date(2026, 5, 1)).places) == 1


DAYS = (date(2026, 3, 1), date(2026, 3, 2), date(2026, 5, 1), date(2026, 8, 20))


@pytest.mark.usefixtures("record")
def test_what_is_not_public_yet_is_not_meant_either() -> None:
    add(Act(actor="ada", at=DAY), DELIVERABLE, deliverable_document("zebra-crossing", "otter-ink"))
    assert search("zebra crosing", as_of=TODAY) == Search()


@pytest.mark.usefixtures("record")
def test_a_deliverable_is_found_with_how_it_stood_on_the_day() -> None:
    fates = [
        place.standing.standing.fate
        for day in (date(2026, 6, 1), TODAY)
        for place in search("otter ink api", as_of=day).places[:1]
    ]
    assert fates == ["announced", "delivered_unscored"]


def test_texts_stand_by_rank_and_of_one_rank_the_newest_first(db: None) -> None:
    only_told = tell("A quiet day", "A heron stands in the water.", at=DAY + timedelta(days=3))
    old, new = tell("The heron waits", at=DAY), tell("The heron sleeps", at=DAY + timedelta(days=1))
    assert [place.key for place in search("heron", as_of=TODAY).places] == [new.pk, old.pk, only_told.pk]


def test_a_story_is_found_once_by_the_item_that_holds_the_words_best(db: None) -> None:
    story = Story.objects.create(headline="Herons")
    tell("Water birds", "A heron stands still.", story=story)
    best = tell("A heron stands still", story=story)
    (place,) = search("heron", as_of=TODAY).places
    assert (place.key, place.name) == (best.pk, f"story/{story.pk}")


@pytest.mark.usefixtures("record")
def test_kinds_choose_among_what_is_found() -> None:
    found = search("otter", as_of=TODAY, kinds=["event", "product"])
    assert names(found) == ["product/otter-ink", "event/otter-ink-api-delivered-2026-08-20"]


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    "text", ["", "   ", "zzzzqqq", "😀" * 200, '"', "-", "or", "'; --", "%s %(x)s {y}", "\\"]
)
def test_what_nothing_holds_finds_nothing(text: str) -> None:
    assert search(text, as_of=TODAY) == Search()


@pytest.mark.usefixtures("record")
def test_words_can_be_left_out_joined_and_held_together() -> None:
    first, second = tell("Otter and heron"), tell("Heron and otter")
    asked = ['"otter and heron"', "heron -otter", "snowfall or sleeping or otter"]
    keys = [
        sorted(
            p.key for p in search(text, as_of=TODAY, kinds=["story"]).places if p.key in KEYS(first, second)
        )
        for text in asked
    ]
    assert keys == [[first.pk], [], sorted([first.pk, second.pk])]


def KEYS(*items: Item) -> set[int]:
    return {item.pk for item in items}


@pytest.mark.usefixtures("record")
def test_a_hit_is_shown_with_the_words_around_it() -> None:
    tell(
        "Birds <b>of</b> the week",
        "One stands & waits. " * 40 + "Then a grey-winged gull comes. " + "It goes. " * 40,
    )
    (hit,) = hits_of(search("winged gull", as_of=TODAY).places, "winged gull")
    marked = [piece for piece, is_hit in hit.excerpt.parts if is_hit]
    assert (marked, len(hit.excerpt.text) <= 280) == (["winged", "gull"], True)
    assert "grey-winged gull" in hit.excerpt.text
    assert (hit.name.text, hit.about) == ("Birds <b>of</b> the week", "The Daily Example")


@pytest.mark.usefixtures("record")
def test_other_names_are_shown_where_one_of_them_was_found() -> None:
    found = {text: hits_of(search(text, as_of=TODAY).places[:1], text)[0] for text in ("otter ink", "walrus")}
    assert found["otter ink"].excerpt is None
    assert found["walrus"].excerpt.parts == [("Project ", False), ("Walrus", True)]


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        pytest.param("a-b c", "a \ue000b\ue001 c", Passage("a-b c", ((2, 3),)), id="a sign is kept"),
        pytest.param("one two", "\ue000two\ue001", Passage("two", ((0, 3),)), id="a part"),
        pytest.param("one two", "", Passage("", ()), id="nothing"),
        pytest.param("one two", "other", Passage("one two", ()), id="a copy that differs"),
        pytest.param("w " * 200 + "x", "w " * 200 + "\ue000x\ue001", Passage("w " * 138 + "w…"), id="cut"),
    ],
)
def test_marks_are_read_back_into_the_text(text: str, marked: str, expected: Passage) -> None:
    assert passage(text, marked) == expected
