"""timeline.claims.voices: who is heard in a sentence."""

import pytest

from timeline.claims.voices import NOBODY_NAMED, VENDOR, Speaker, speaker_in
from timeline.terms import Basis, Voice

SPOKESPERSON = Speaker(Basis.OFFICIAL, Voice.SPOKESPERSON)
SENTENCES = {
    "A spokeswoman of Heron named August.": SPOKESPERSON,
    "It will come in August, the company said.": SPOKESPERSON,
    "Heron said in a statement that it comes in August.": SPOKESPERSON,
    "In a blog post Heron named August.": VENDOR,
    "On its earnings call Heron named August.": Speaker(Basis.OFFICIAL, Voice.EARNINGS_CALL),
    "Analysts expect it in August.": Speaker(Basis.REPORTED, Voice.ANALYST),
    "It comes in August, people close to Heron said.": NOBODY_NAMED,
}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_tells_through_whom_a_promise_is_known(sentence: str) -> None:
    assert speaker_in(sentence) == SENTENCES[sentence]
