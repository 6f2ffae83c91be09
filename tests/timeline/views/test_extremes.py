"""Pages of a record with one company, with next to nothing, and with very much."""

import re

import pytest
from django.test import Client

from tests.timeline.acme import company_document
from tests.timeline.crowd import crowd
from tests.timeline.views.reading import addresses_in, part_of, words_of
from timeline.curation import Act, add
from timeline.documents import COMPANY
from timeline.models import Deliverable


def test_a_company_alone_reads_well(visitor: Client, promised: Deliverable) -> None:
    words = words_of(visitor.get("/c/acme/"))
    assert "0 first dates resolved, 0 open" in words
    assert "1 ran out, not checked since" in words
    assert "No first date of Acme has been resolved yet" in words
    assert "peers: –" in words


def test_a_company_with_nothing_recorded_has_a_page_and_no_line(
    visitor: Client, promised: Deliverable, act: Act
) -> None:
    add(act, COMPANY, company_document("bolt"))
    assert "Nothing is recorded yet" in words_of(visitor.get("/c/bolt/"))
    assert "Bolt" not in words_of(visitor.get("/c/"))


@pytest.mark.parametrize(
    ("address", "rest"),
    [
        pytest.param("/c/crowd/", "/ledger/?company=crowd", id="company"),
        pytest.param("/p/swarm/", "/ledger/?product=swarm", id="product"),
    ],
)
def test_very_much_is_cut_short_and_says_how_much_there_is(
    visitor: Client, db: None, address: str, rest: str
) -> None:
    crowd(400)
    response = visitor.get(address)
    assert "The first 100 of" in words_of(response)
    assert rest in addresses_in(part_of(response, "main"))
    assert len(response.content) < 400_000
    assert len(re.findall(r"<(?:rect|line|circle|path|text)\b", response.content.decode())) < 3000


def test_many_resolved_dates_share_their_squares(visitor: Client, db: None) -> None:
    crowd(800)
    main = part_of(visitor.get("/c/crowd/"), "main")
    assert 'aria-label="0 of 200 kept"' in main
    assert main.count('class="square"') == 100
    assert "a square for about 2" in main
