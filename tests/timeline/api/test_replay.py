"""The changes that the API answers, applied by a stranger to nothing, give the record as it stands."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.timeline.acme import deliverable_document, said, source
from tests.timeline.api.asking import Asker
from tests.timeline.api.replaying import fates, replayed
from timeline.curation import Act, add, deliver, merge, redate, rename, split, state, undo
from timeline.curation.inputs import Happened
from timeline.documents import COMPANY, DELIVERABLE, PRODUCT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]
TODAY = date(2026, 11, 22)
ARRIVAL = Happened(title="It opens", earliest=date(2026, 7, 9), latest=date(2026, 7, 9))


def walked(ask: Asker, address: str) -> list[dict[str, Any]]:
    """Every row of a list, over all its pages."""
    rows: list[dict[str, Any]] = []
    while address:
        answer = ask(address)
        rows += answer.data
        address = answer.body["page"]["next"]
    return rows


def answered_fates(ask: Asker, day: date) -> dict[str, str]:
    """The fates that the API answers, of everything public on a day."""
    rows = walked(ask, f"deliverables?fields=slug,fate&limit=200&as_of={day}")
    return {row["slug"]: row["fate"] for row in rows}


@pytest.mark.parametrize("day", [TODAY, date(2026, 6, 20), date(2024, 2, 1)], ids=str)
def test_the_changes_replayed_from_nothing_give_the_fates(ask: Asker, day: date) -> None:
    tables = replayed(walked(ask, "changes?limit=200"))
    assert fates(tables, day) == answered_fates(ask, day)
    assert len(fates(tables, TODAY)) > 200


def test_what_curators_did_since_is_replayed_too(ask: Asker, act: Act) -> None:
    rename(act, COMPANY, "meta", to="meta-platforms")
    rename(act, PRODUCT, "muse-spark", to="muse-of-meta")
    rename(act, DELIVERABLE, "muse-spark-api", to="muse-api")
    redate(act, "siri-personal", said("in December", on=TODAY), [source("later", on=TODAY)])
    deliver(act, "siri-personal", replace(ARRIVAL, earliest=TODAY, latest=TODAY), [source("now", on=TODAY)])
    change = deliver(act, "recall-general", ARRIVAL, [source("arrived", on=date(2026, 7, 9))])
    undo(act, change.seq)
    split(act, "alexa-plus-us", slug="alexa-plus-north", name="Alexa Plus, north", regions=["US-AK"])
    state(act, "alexa-plus-north", said("in December", on=TODAY), [source("north", on=TODAY)])
    add(act, DELIVERABLE, deliverable_document("muse-everywhere", "muse-of-meta"))
    merge(act, "muse-everywhere", into="muse-api")
    tables = replayed(walked(ask, "changes?limit=200"))
    assert fates(tables, TODAY) == answered_fates(ask, TODAY)
    assert tables["product"]["muse-of-meta"]["company"] == "meta-platforms"
