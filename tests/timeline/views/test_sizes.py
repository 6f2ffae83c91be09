"""Every page serves and reads well for a record of any size: empty, of one deliverable, of thousands."""

import re
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.bench.pages import LISTS, OF_ONE, served
from tests.bench.seed import seed_record
from tests.timeline.views.reading import words_of

MOST_QUERIES = 8
MOST_BYTES = 600_000
CODE_WORD = re.compile(r"\b[a-z]+_[a-z_]+\b")
# A command that a reader may type is no word of ours.
TO_TYPE = re.compile(r"<code>(.*?)</code>", re.DOTALL)
TROUBLE = ("Traceback", "None", "nan", "{{", "{%")
BIG = pytest.mark.deep


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one request."""

    response: Any
    queries: int

    def faults(self) -> list[str]:
        """What is wrong with it, in words."""
        words, html = words_of(self.response), self.response.content.decode()
        to_type = " ".join(TO_TYPE.findall(html))
        found = {
            f"status {self.response.status_code}": self.response.status_code != 200,
            "no heading": "<h1" not in html,
            f"{self.queries} queries": self.queries > MOST_QUERIES,
            **{f"code word {word}": word not in to_type for word in CODE_WORD.findall(words)},
            **{f"says {word}": True for word in TROUBLE if word in words.split()},
        }
        return [fault for fault, is_there in found.items() if is_there]


def ask(address: str) -> Answer:
    with CaptureQueriesContext(connection) as queries:
        response = Client().get(address)
    return Answer(response, len(queries))


def answers(pages: dict[str, str]) -> dict[str, Answer]:
    """Each page, asked for once the facts are kept, as visitors are served."""
    ask("/")
    return {name: ask(address) for name, address in served(pages).items()}


def faults(pages: dict[str, str]) -> dict[str, list[str]]:
    return {name: found for name, answer in answers(pages).items() if (found := answer.faults())}


@pytest.mark.django_db(transaction=True)
def test_every_list_of_an_empty_record_reads_well() -> None:
    assert faults(LISTS) == {}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("deliverables", "companies"),
    [
        pytest.param(1, 1, id="one company with one deliverable"),
        pytest.param(1_000, 40, id="1,000 deliverables"),
        pytest.param(10_000, 40, id="10,000 deliverables", marks=BIG),
    ],
)
def test_every_page_reads_well(deliverables: int, companies: int) -> None:
    seed_record(deliverables, companies=companies)
    assert faults(LISTS | OF_ONE) == {}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "deliverables",
    [pytest.param(1_000, id="1,000 deliverables"), pytest.param(10_000, id="10,000", marks=BIG)],
)
def test_no_page_is_heavy(deliverables: int) -> None:
    seed_record(deliverables)
    sizes = {name: len(answer.response.content) for name, answer in answers(LISTS | OF_ONE).items()}
    assert {name: size for name, size in sizes.items() if size > MOST_BYTES} == {}


@pytest.mark.django_db(transaction=True)
def test_a_page_takes_as_many_queries_for_ten_rows_as_for_a_thousand() -> None:
    few, many = (queries_at(size) for size in (10, 1_000))
    assert few == many


def queries_at(deliverables: int) -> dict[str, int]:
    """Queries of each page with a record of that size and no other."""
    call_command("flush", verbosity=0, interactive=False, reset_sequences=False)
    seed_record(deliverables)
    return {name: answer.queries for name, answer in answers(LISTS | OF_ONE).items()}
