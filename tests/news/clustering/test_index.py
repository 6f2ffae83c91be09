"""news.clustering.index: which reports come to stand in one story."""

import time

from news.clustering import Named, Page, StoryIndex
from tests.news.clustering.reporting import NOON, placed, report, stories_of

LAUNCH = "Heron launches Otter 3, a model that plans train journeys"
AGAIN = "Otter 3 is here: Heron's new model plans your train journeys"
LEAD = "The model plans journeys, books seats and speaks eleven languages, its makers said on Monday."
OTHER = "Regulators in Ruritania open an inquiry into Egret's chatbot"


def test_two_outlets_that_tell_one_event_make_one_story() -> None:
    assert stories_of(report(LAUNCH), report(OTHER), report(AGAIN)) == [0, 1, 0]


def test_a_lead_helps_where_headlines_differ() -> None:
    lead = "Heron released Otter 3 on Tuesday, a model that plans journeys by train for commuters."

    assert stories_of(report(LAUNCH, lead), report("Commuters get help from an unusual corner", lead)) == [
        0,
        0,
    ]


def test_what_comes_more_than_four_days_later_is_another_story() -> None:
    assert stories_of(report(LAUNCH), report(AGAIN, hours=4 * 24 + 1)) == [0, 1]
    assert stories_of(report(LAUNCH), report(AGAIN, hours=4 * 24)) == [0, 0]


def test_the_same_words_days_later_must_be_more_alike() -> None:
    next_step = "Otter 3 speaks no Ruritanian, Heron admits"

    assert stories_of(report(LAUNCH), report(next_step)) == [0, 0]
    assert stories_of(report(LAUNCH), report(next_step, hours=95)) == [0, 1]


def test_a_report_that_was_read_late_joins_the_story_of_its_days() -> None:
    assert stories_of(report(LAUNCH, hours=48), report(AGAIN)) == [0, 0]


def test_an_outlet_tells_a_story_once() -> None:
    follow_up = "Otter 3 speaks no Ruritanian, Heron admits"

    assert stories_of(report(LAUNCH), report(follow_up)) == [0, 0]
    assert stories_of(report(LAUNCH, outlet="a.example"), report(follow_up, outlet="a.example")) == [0, 1]


def test_other_companies_in_the_headline_keep_stories_apart() -> None:
    heron, egret = Named(companies=frozenset({1})), Named(companies=frozenset({2}))
    words = "launches an app that plans train journeys for commuters"

    assert stories_of(report(f"Heron {words}", named=heron), report(f"Egret {words}", named=heron)) == [0, 0]
    assert stories_of(report(f"Heron {words}", named=heron), report(f"Egret {words}", named=egret)) == [0, 1]


def test_other_versions_of_a_model_keep_stories_apart() -> None:
    three, four = (Named(versions=frozenset({("otter", version)})) for version in "34")

    assert stories_of(report(LAUNCH, named=three), report(AGAIN, named=three)) == [0, 0]
    assert stories_of(report(LAUNCH, named=three), report(AGAIN.replace("3", "4"), named=four)) == [0, 1]


def test_a_page_reported_again_is_in_its_story_whatever_the_day() -> None:
    first, later = report(LAUNCH, address=b"page"), report(f"{LAUNCH}, by rail", address=b"page", hours=900)
    undated = report("", address=b"page", hours=None)

    assert [(found.story, found.copy_of) for found in placed(first, later, undated)] == [
        (first.id, None),
        (first.id, first.id),
        (first.id, first.id),
    ]


def test_a_page_that_tells_one_thing_after_another_tells_several_stories() -> None:
    incidents = [
        report("Login trouble", address=b"status"),
        report("Slow answers", address=b"status", hours=9),
    ]

    assert stories_of(*incidents) == [0, 1]


def test_pages_told_long_ago_are_known_when_somebody_says_so() -> None:
    index = StoryIndex()
    index.set_pages(b"page", [Page(original=5, story=77, title=LAUNCH)])
    (found,) = placed(report(LAUNCH, address=b"page"), index=index)

    assert (found.story, found.copy_of) == (77, 5)


def test_the_same_words_under_another_name_are_a_copy() -> None:
    first, own = report(LAUNCH, LEAD), report(AGAIN, "Commuters were quick to try it.")
    wire, third = report(f"{LAUNCH} - agency", LEAD + " (Agency)"), report(LAUNCH, "Agency report")

    found = placed(first, own, wire, third)

    assert [each.story for each in found] == [first.id] * 4
    assert [each.copy_of for each in found] == [None, None, first.id, first.id]


def test_a_copy_of_a_copy_repeats_the_first() -> None:
    first, second, third = report(LAUNCH, LEAD), report(LAUNCH, LEAD), report(LAUNCH, LEAD)

    assert [found.copy_of for found in placed(first, second, third)] == [None, first.id, first.id]


def test_two_short_headlines_alike_are_no_copies() -> None:
    assert [found.copy_of for found in placed(report("Heron ships Otter"), report("Heron ships Otter"))] == [
        None,
        None,
    ]


def test_what_a_curator_joined_draws_reports_of_either_kind() -> None:
    index = StoryIndex()
    for each in (report(LAUNCH), report(OTHER)):
        index.add(index.read(each), 77)
    found = placed(report(AGAIN), report("Egret's chatbot: Ruritania's regulators open inquiry"), index=index)

    assert [each.story for each in found] == [77, 77]


def test_reports_without_words_stand_alone() -> None:
    assert stories_of(report(""), report(""), report("!?"), report("the of and")) == [0, 1, 2, 3]


def test_an_undated_report_stands_alone_and_draws_none() -> None:
    assert stories_of(report(LAUNCH, hours=None), report(LAUNCH)) == [0, 1]


def test_the_same_reports_in_the_same_order_make_the_same_stories() -> None:
    reports = [report(f"{LAUNCH} {number % 7} {number % 5}", hours=number) for number in range(60)]

    assert placed(*reports) == placed(*reports)


def test_what_is_forgotten_draws_no_more() -> None:
    index = StoryIndex()
    old, young = report(LAUNCH, address=b"old"), report(OTHER, hours=200, address=b"young")
    placed(old, young, index=index)
    index.forget(NOON.replace(day=9))
    found = placed(
        report(AGAIN), report(OTHER, hours=201), report(LAUNCH, hours=1, address=b"old"), index=index
    )

    assert [each.story in (old.id, young.id) for each in found] == [False, True, False]


def test_long_texts_and_texts_that_name_everything_cost_bounded_work() -> None:
    index = StoryIndex()
    index_words = " ".join(f"word{number}" for number in range(20_000))
    crowd = [
        report(f"Heron says word{number} is word{number + 1}", hours=number / 100) for number in range(3_000)
    ]
    placed(*crowd, index=index)
    began = time.perf_counter()
    placed(*(report(index_words, index_words) for _ in range(20)), report("x" * 100_000), index=index)

    assert time.perf_counter() - began < 2.0
