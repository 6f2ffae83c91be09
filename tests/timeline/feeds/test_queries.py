"""How many queries a subscription takes: as many for many rows as for few, and never more than eight."""

from collections.abc import Iterator

import pytest
import time_machine
from django.core.management import call_command

from tests.conftest import NOW
from tests.timeline.api.asking import Asker
from timeline.curation import Act
from timeline.seeding import load_catalogue

FEW_AND_MANY = {
    "changes": ("/changes.atom?limit=1", "/changes.atom?limit=200"),
    "changes of a company": (
        "/changes.atom?company=openai&kind=state&limit=1",
        "/changes.atom?company=openai&kind=state&limit=200",
    ),
    "changes of one": ("/changes.atom?sel=muse-spark-api", "/changes.atom?sel=siri-personal"),
    "changes of what is chosen": (
        "/changes.atom?company=meta&model=llama&q=spark&channel=law",
        "/changes.atom?company=openai,meta,google&product=gpt,llama&fate=delivered_late&limit=200",
    ),
    "news": ("/news.atom?company=tesla&limit=1", "/news.atom?company=openai&limit=200"),
    "calendar": ("/calendar.ics?as_of=2024-02-01", "/calendar.ics"),
    "calendar of what is chosen": (
        "/calendar.ics?company=meta&model=llama",
        "/calendar.ics?company=openai,meta&model=gpt,llama&from=2022-01-01",
    ),
}


@pytest.fixture(autouse=True)
def shipped_and_kept(transactional_db: None) -> Iterator[None]:
    """Outside of a transaction, as readers are served: there the facts are kept between requests."""
    with time_machine.travel(NOW):
        load_catalogue(Act(actor="shipped record", at=NOW))
        yield
        call_command("flush", verbosity=0, interactive=False, reset_sequences=False)


def test_many_rows_take_as_many_queries_as_few(ask: Asker) -> None:
    ask("/changes.atom?q=a")
    counts = {name: (ask(few).queries, ask(many).queries) for name, (few, many) in FEW_AND_MANY.items()}
    assert {name: each for name, each in counts.items() if each[0] != each[1] or each[1] > 8} == {}
