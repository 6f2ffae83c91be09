"""The examples of the OpenAPI document are true: each is what its address answers.

`make examples` writes them anew, from the answers themselves.
"""

import json
import os
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import jsonschema_rs
import pytest
import yaml

from news.models import Company, Story, Tag
from tests.timeline.acme import company_document, deliverable_document, product_document, said, source
from tests.timeline.api.asking import Asker
from tests.timeline.api.test_answers import DOCUMENT, closed
from tests.timeline.api.test_feeds import make_feed
from tests.timeline.api.test_items import make_item
from timeline.api.examples import FILE, REFUSED
from timeline.curation import Act, add, correct, deliver, redate, restructure, state
from timeline.curation.inputs import Happened
from timeline.documents import COMMITMENT, COMPANY, DELIVERABLE, PRODUCT
from timeline.terms import PartyRole, RestructuringKind

MADE, MOVED, CAME = date(2026, 2, 2), date(2026, 6, 20), date(2026, 8, 20)

ADDRESSES = {
    "changes_list": "changes?kind=state",
    "commitments_list": "commitments?company=acme&precision=month&sort=said",
    "companies_list": "companies?company=acme",
    "companies_read": "companies/acme",
    "companies_record": "companies/acme/record",
    "corrections_list": "corrections",
    "deliverables_list": "deliverables?company=acme&fate=delivered_late&sort=-slip",
    "deliverables_read": "deliverables/one-api?as_of=2026-07-05",
    "enumerations_list": "enumerations",
    "events_list": "events?kind=launch&from=2026-08-01&to=2026-08-31",
    "events_read": "events/one-api-delivered-2026-08-20",
    "index_read": "",
    "items_list": "items?company=acme-labs",
    "method_read": "method",
    "models_list": "models?company=acme",
    "models_read": "models/one",
    "products_list": "products?q=one",
    "products_read": "products/one",
    "restructurings_list": "restructurings?kind=created",
    "search_list": "search?q=one+api",
    "sources_list": "sources?kind=press",
    "stories_list": "stories?company=acme-labs&include=why",
    "stories_read": "stories/1",
    "timeline_read": "timeline?channel=api",
    REFUSED: "deliverables?compnay=acme&limit=500",
}
# Numbers that differ from site to site.
NUMBERED = ("id", "seq", "item", "story", "repeats", "request_id")
# Of what comes whole, and would fill pages, the first ones are shown.
CUT = {"enumerations_list": 2, "method_read": 2}


def told(value: Any, *, most: int | None) -> Any:
    """The answer as an example shows it."""
    if isinstance(value, list):
        return [told(each, most=most) for each in value[:most]]
    if isinstance(value, dict):
        return {
            name: _number(each) if name in NUMBERED and each is not None else told(each, most=most)
            for name, each in value.items()
        }
    return value


def _number(value: Any) -> Any:
    return 1 if isinstance(value, int) else "6f1c2b7e90d34a5b8c7d6e5f4a3b2c1d"


def answered(ask: Asker, operation: str) -> dict[str, Any]:
    """Address and answer of an operation."""
    answer = told(ask(ADDRESSES[operation]).body, most=CUT.get(operation))
    return {"address": f"/api/v1/{ADDRESSES[operation]}", "answer": answer}


@pytest.fixture
def recorded(db: None, act: Act) -> None:
    """Acme, its laboratory and its model One: promised, moved, late; and an outlet that tells of it."""
    earlier = replace(act, at=act.at - timedelta(days=60))
    add(earlier, COMPANY, company_document())
    add(earlier, COMPANY, company_document("acme-labs", name="Acme Labs", kind="lab", parent="acme"))
    add(earlier, PRODUCT, product_document("one", "acme-labs", name="One", kind="model"))
    add(earlier, DELIVERABLE, deliverable_document("one-api", "one", name="One: API"))
    state(earlier, "one-api", said(), [source()])
    redate(earlier, "one-api", said("in July", on=MOVED), [source("two", on=MOVED)])
    deliver(
        earlier, "one-api", Happened(title="One opens", earliest=CAME, latest=CAME), [source("three", CAME)]
    )
    restructure(
        earlier,
        Happened(title="Acme makes a laboratory", earliest=MADE, latest=MADE),
        [source("four", MADE)],
        kind=RestructuringKind.CREATED,
        parties=[("acme", PartyRole.SUBJECT), ("acme-labs", PartyRole.CREATED)],
    )
    correct(replace(act, reason="typo"), COMMITMENT, "one-api-1", values={"speaker": "Ada"})
    story = Story.objects.create(pk=1, headline="Acme Labs ships One")
    item = make_item(
        make_feed("The Daily Example"), 1, title="Acme Labs ships One", summary="One is here.", story=story
    )
    Tag.objects.create(
        item=item,
        company=Company.objects.get(slug="acme-labs"),
        machine="accepted",
        rule='named "Acme Labs"',
        confidence=0.95,
        spans=[[0, 9]],
        catalogue_digest="5f2c9a01d3e4b7c8",
    )


@pytest.fixture(scope="module")
def document() -> Any:
    """The checked-in OpenAPI document."""
    return yaml.safe_load(DOCUMENT.read_text(encoding="utf-8"))


@pytest.mark.usefixtures("recorded")
def test_every_example_is_what_its_address_answers(ask: Asker) -> None:
    answers = {operation: answered(ask, operation) for operation in ADDRESSES}
    if os.environ.get("WRITE_EXAMPLES"):
        FILE.write_text(json.dumps(answers, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert json.loads(FILE.read_text(encoding="utf-8")) == answers


def test_every_address_shows_an_example_of_the_declared_shape(document: Any) -> None:
    for path, methods in _open_addresses(document):
        for status, kind in (("200", "application/json"), ("400", "application/problem+json")):
            content = methods["get"]["responses"][status]["content"][kind]
            schema = content["schema"] | {"components": closed(document["components"])}
            (example,) = content["examples"].values()
            validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
            assert [str(error) for error in validator.iter_errors(example["value"])] == [], path


def _open_addresses(document: Any) -> list[tuple[str, Any]]:
    """Those that everybody reads: what curators read has no example."""
    return [item for item in document["paths"].items() if "/suggestions" not in item[0]]


@pytest.mark.usefixtures("recorded")
def test_no_example_is_empty(ask: Asker) -> None:
    for operation in ADDRESSES:
        answer = ask(ADDRESSES[operation])
        assert answer.body["errors" if operation == REFUSED else "data"], operation
