"""news.clustering.formulas: what a feed writes around each of its reports makes no two of them one story."""

from collections import Counter

from news.clustering.formulas import FEWEST_HEARD, MOST_HEARD, Formulas
from tests.news.clustering.reporting import report, stories_of

HEADLINES = (
    "Ruritania to leave the tariff league",
    "Heron's models come to the Egret cloud",
    "A keyboard made of driftwood",
    "Why our compiler forgets semicolons",
    "The lighthouse keepers of Lake Tern",
)


def around(number: int) -> str:
    """What a board of links says of each of them."""
    thread = f"https://board.example/thread?no={47_000 + number}"
    return f"Votes: {480 + number} Replies: {200 + 7 * number} Posted by: reader{number} Thread: {thread}"


def test_what_a_feed_says_with_each_of_its_reports_makes_none_of_them_one_story() -> None:
    board = [report(title, around(place), feed="board") for place, title in enumerate(HEADLINES)]

    assert stories_of(*board) == [0, 1, 2, 3, 4]


def test_the_rest_of_the_lead_still_helps() -> None:
    board = [report(title, around(place), feed="board") for place, title in enumerate(HEADLINES)]
    lead = "Heron said that its models will be sold through the Egret cloud, to banks first."
    told = report("Banks get a new way to buy", f"{lead} {around(9)}", feed="board")
    elsewhere = report("A deal for banks", lead, feed="morning-ledger")

    stories = stories_of(*board, told, elsewhere)

    assert stories[-1] == stories[-2]


def test_of_a_few_reports_nobody_knows_what_their_feed_always_says() -> None:
    formulas, words = Formulas(), Counter(["votes", "repl"])
    for _ in range(FEWEST_HEARD - 1):
        formulas.hear("board", words)

    assert formulas.without("board", words) == words


def test_words_of_most_leads_are_a_formula_in_their_feed_alone() -> None:
    formulas = Formulas()
    for number in range(FEWEST_HEARD):
        formulas.hear("board", {"votes", f"heron-{number}"})

    assert formulas.without("board", Counter(["votes", "heron-1"])) == Counter(["heron-1"])
    assert formulas.without("ledger", Counter(["votes"])) == Counter(["votes"])


def test_a_feed_that_writes_something_else_by_now_is_known_by_that() -> None:
    formulas = Formulas()
    for _ in range(MOST_HEARD):
        formulas.hear("board", {"votes"})
    for _ in range(4 * MOST_HEARD):
        formulas.hear("board", {"points"})

    assert formulas.without("board", Counter(["votes", "points"])) == Counter(["votes"])


def test_a_word_that_one_lead_repeats_is_no_formula() -> None:
    formulas, often = Formulas(), ["heron"] * 5
    for number in range(FEWEST_HEARD):
        formulas.hear("ledger", often if number == 0 else {f"tern-{number}"})

    assert formulas.without("ledger", Counter(often)) == Counter(often)
