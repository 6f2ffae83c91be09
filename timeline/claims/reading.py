"""A text and its tags to one claim."""

from collections.abc import Sequence
from datetime import date

from timeline.claims.claim import Claim, Mention, Span
from timeline.claims.kinds import Judged, judge_kind
from timeline.claims.nouns import noun_after
from timeline.claims.parties import find_company, find_product
from timeline.claims.passages import Passage, read_passage
from timeline.claims.stated import find_placed, find_planned, find_stated


def read_claim(title: str, text: str, *, mentions: Sequence[Mention], on: date) -> Claim:
    """What the text says happened, as read on its day. Never fails on any text; bounded by its beginning.

    Of several windows promised, one is chosen; it stands first in `stated`.
    """
    passage = read_passage(title, text)
    placed = find_placed(passage, on=on)
    judged = judge_kind(passage, planned=find_planned(placed))
    sentence = _evidence(passage, judged)
    product = find_product(mentions, judged.cue, sentence)
    return Claim(
        kind=judged.kind,
        second=judged.second,
        margin=judged.margin,
        cue=passage.plain[judged.cue.start : judged.cue.end] if judged.cue else "",
        sentence=sentence,
        company=find_company(mentions, judged.cue, sentence, lower=passage.lower),
        product=product,
        noun=noun_after(passage.plain, judged.cue, sentence) if judged.cue and product is None else "",
        stated=find_stated(placed, kind=judged.kind),
    )


def _evidence(passage: Passage, judged: Judged) -> Span:
    if judged.cue is None:
        return passage.sentences[0] if passage.sentences else (0, 0)
    return passage.sentence_at(judged.cue.start)
