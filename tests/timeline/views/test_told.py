"""The line under an item that is evidence: what it did, to what, in which words, by how many days."""

import re
from datetime import date
from html import unescape

from django.test import Client

from tests.timeline.acme import said, source
from timeline.curation import Act, state
from timeline.models import Deliverable
from timeline.terms import EvidenceRole


def told(visitor: Client, title: str, query: str = "") -> list[str]:
    html = visitor.get(f"/news/?{query}").content.decode()
    found = re.findall(r"<article class=\"story\".*?</article>", html, re.DOTALL)
    story = next(each for each in found if title in each)
    lines = re.findall(r'<p class="told.*?</p>', story, re.DOTALL)
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", line)).split()) for line in lines]


def test_the_first_source_of_a_promise_tells_of_a_promise(visitor: Client, promised: Deliverable) -> None:
    assert told(visitor, "Acme says one") == ["Promised Phone Api, in June ledger"]


def test_a_later_date_is_told_with_the_days_it_moved(
    visitor: Client, promised: Deliverable, act: Act
) -> None:
    later = said('"in August"', date(2026, 6, 20))
    state(act, promised.slug, later, [source("two", date(2026, 6, 20))])
    assert told(visitor, "Acme says two") == ["Moved Phone Api, “in August” +62 d ledger"]
    assert told(visitor, "Acme says one", "as_of=2026-06-01") == ["Promised Phone Api, in June ledger"]


def test_a_source_that_repeats_a_promise_reaffirms_it(visitor: Client, acme: str, act: Act) -> None:
    state(act, acme, said(), [source(), source("again", date(2026, 4, 1), role=EvidenceRole.RESTATES)])
    assert told(visitor, "Acme says again") == ["Reaffirmed Phone Api, in June ledger"]


def test_a_source_of_two_promises_tells_of_both(visitor: Client, promised: Deliverable, act: Act) -> None:
    later = said("in August", date(2026, 6, 20))
    state(act, promised.slug, later, [source()])
    assert len(told(visitor, "Acme says one")) == 2
