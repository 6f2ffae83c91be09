"""Lists are answered from facts kept in the process, and follow every committed change."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from aitracker.web.selection import Selection
from tests.timeline.acme import company_document, deliverable_document, product_document, said, source
from timeline.curation import Act, add, correct, deliver, redate, rename, state, undo
from timeline.curation.inputs import Happened
from timeline.documents import COMMITMENT, COMPANY, DELIVERABLE, PRODUCT
from timeline.models import Change
from timeline.queries.deliverables import rows

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = date(2026, 11, 22)
ARRIVAL = Happened(title="Acme opens it", earliest=date(2026, 7, 9), latest=date(2026, 7, 9))


@pytest.fixture(autouse=True)
def record(act: Act) -> None:
    """Two deliverables of Acme, one of them promised for June."""
    add(act, COMPANY, company_document())
    add(act, PRODUCT, product_document())
    add(act, DELIVERABLE, deliverable_document("phone-api"))
    add(act, DELIVERABLE, deliverable_document("phone-app"))
    state(act, "phone-api", said(), [source()])
    deliver(act, "phone-app", ARRIVAL, [source("app", date(2026, 7, 9))])


def listed(as_of: date = TODAY, **values: Any) -> dict[str, str]:
    return {row.deliverable.slug: str(row.standing.fate) for row in rows(Selection(as_of=as_of, **values))}


def directly(as_of: date = TODAY) -> dict[str, str]:
    with transaction.atomic():
        return listed(as_of)


def test_kept_facts_give_the_same_answer_as_read_ones() -> None:
    for day in (TODAY, date(2026, 6, 20), date(2026, 1, 1)):
        assert listed(day) == directly(day)


@pytest.fixture
def changes(act: Act) -> tuple[Callable[[], Change], ...]:
    """Changes of every sort, one after the other."""
    return (
        lambda: redate(act, "phone-api", said("in August", date(2026, 6, 20)), [source("two")]),
        lambda: deliver(act, "phone-api", ARRIVAL, [source("three", date(2026, 7, 9))]),
        lambda: undo(act, Change.objects.get(target_key="phone-api-delivered-2026-07-09").seq),
        lambda: correct(
            replace(act, reason="typo"), COMMITMENT, "phone-api-1", values={"precision": "range"}
        ),
        lambda: rename(act, DELIVERABLE, "phone-api", to="phone-cloud"),
        lambda: add(act, DELIVERABLE, deliverable_document("phone-web")),
        lambda: state(act, "phone-web", said("soon"), [source("web")]),
    )


def test_each_committed_change_shows_in_the_next_list(changes: tuple[Callable[[], Change], ...]) -> None:
    for change in changes:
        listed()
        change()
        assert listed() == directly()


def test_what_is_rolled_back_never_shows(act: Act) -> None:
    before = listed()
    with transaction.atomic():
        deliver(act, "phone-api", ARRIVAL, [source("three", date(2026, 7, 9))])
        assert listed()["phone-api"] == "delivered_late"
        transaction.set_rollback(True)
    state(act, "phone-app", said("soon"), [source("again")])
    assert listed() == before


def test_asked_again_a_list_costs_one_query() -> None:
    listed()
    with CaptureQueriesContext(connection) as queries:
        listed()
    assert len(queries) == 1
    with CaptureQueriesContext(connection) as queries:
        assert listed(channel=("app",)) == {}
    assert len(queries) == 2
