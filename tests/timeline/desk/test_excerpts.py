"""timeline.desk.excerpts: the sentence and the words that were read, in what stands around them."""

from typing import Any

import pytest

from news.matching import joined_text
from news.models import Story
from tests.timeline.reports import proposal, report, story
from timeline.desk.excerpts import AROUND, Excerpt, excerpts_of
from timeline.models import Passage, Suggestion

SENTENCE = "The API slips to August."
LONG = f"{SENTENCE} {'word ' * 400}It had been promised for June. {'word ' * 100}"


@pytest.fixture
def told(db: None) -> Story:
    """A story about which something is proposed."""
    return story()


def excerpt(of: Story, text: str, *, title: str = "Late again") -> Excerpt:
    """The excerpt of a report that holds the sentence."""
    suggestion: Suggestion = proposal(of, "delay", words="to August", previous_words="for June")
    item = report(title, of=of, summary=text)
    start = joined_text(title, text).index(SENTENCE)
    end = start + len(SENTENCE)
    Passage.objects.create(suggestion=suggestion, item=item, start=start, end=end, text=SENTENCE)
    return excerpts_of(suggestion)[0]


def drawn(pieces: Any) -> str:
    """The text with [the sentence] and {what was read in it}."""
    shown = {(True, False): "[{}]", (True, True): "[<{}>]", (False, True): "<{}>"}
    return "".join(shown.get((piece.is_marked, piece.is_read), "{}").format(piece.text) for piece in pieces)


def test_the_sentence_is_marked_and_the_words_that_were_read_in_it(told: Story) -> None:
    found = excerpt(told, f"{SENTENCE} It had been promised for June.")

    assert drawn(found.title) == "Late again"
    assert drawn(found.text) == "[The API slips ][<to August>][.] It had been promised <for June>."


def test_a_sentence_of_the_title_is_marked_there(told: Story) -> None:
    found = excerpt(told, "More follows.", title=SENTENCE)

    assert drawn(found.title) == "[The API slips ][<to August>][.]"
    assert drawn(found.text) == "More follows."


def test_of_a_long_text_what_was_read_is_shown_wherever_it_stands(told: Story) -> None:
    found = drawn(excerpt(told, LONG).text)

    assert found.startswith("[The API slips ][<to August>][.] word ")
    assert found.count(" … ") == 2
    assert "It had been promised <for June>. word" in found
    assert len(found) < 2 * AROUND


def test_a_sentence_that_the_outlet_changed_is_shown_as_it_was_read(told: Story) -> None:
    before = excerpt(told, SENTENCE)
    item = told.items.get()
    item.summary = "All is well."
    item.save(update_fields=["summary"])
    after = excerpts_of(Suggestion.objects.get())[0]

    assert (before.is_kept, after.is_kept) == (True, False)
    assert drawn(after.text) == "[The API slips ][<to August>][.]"


def test_the_page_of_a_program_is_its_quote(told: Story) -> None:
    found = excerpts_of(
        Suggestion.objects.create(
            kind="report", page="https://daily.example/1", publisher="The Daily", passage=SENTENCE
        )
    )

    assert [(each.outlet, drawn(each.title), drawn(each.text)) for each in found] == [
        ("The Daily", "https://daily.example/1", f"[{SENTENCE}]")
    ]
