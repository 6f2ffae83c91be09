"""The examples of the OpenAPI document are true: each is what its address answers.

`make examples` writes them anew, from the answers themselves.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import jsonschema_rs
import pytest
import time_machine

from news.models import Company, Story, Tag
from tests.conftest import NOW
from tests.timeline.acme import company_document, deliverable_document, product_document, said, source
from tests.timeline.api.asking import Answer, Asker
from tests.timeline.api.declared import closed_components, declared
from tests.timeline.api.proposing import PROPOSAL, secret_of, send, signed_in, superuser
from tests.timeline.api.test_feeds import make_feed
from tests.timeline.api.test_items import make_item
from timeline.api.examples import FILE, REFUSED
from timeline.curation import Act, add, correct, deliver, redate, restructure, state, want_source
from timeline.curation.inputs import Happened
from timeline.curation.reports import ReaderReport, Subject, receive_report
from timeline.documents import COMMITMENT, COMPANY, DELIVERABLE, PRODUCT
from timeline.models import Suggestion
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
# What is sent to decide a new suggestion; a curator reads it, too.
DECISIONS: dict[str, dict[str, Any]] = {
    "accept": {"version": 1},
    "merge": {"version": 1},
    "reject": {"version": 1, "rejection": "old_date", "reason": "Said in June, and recorded."},
}
PROPOSED = PROPOSAL | {
    "deliverable": "one-api",
    "quote": "One's API opens in August.",
    "note": "As they say.",
}
REPORTED = ReaderReport(
    report=Suggestion.Report.MISTAKE,
    subject=Subject(path="/d/one-api/", name="One: API"),
    note="Their blog says 21 August.",
    page="",
)
# Numbers that differ from site to site.
NUMBERED = {"id": 1, "seq": 1, "changes": 1, "item": 1, "story": 1, "repeats": 1, "into": 2, "merged_into": 2}
REQUEST = "6f1c2b7e90d34a5b8c7d6e5f4a3b2c1d"
# Of what comes whole, and would fill pages, the first ones are shown.
CUT = {"enumerations_list": 2, "method_read": 2}


def told(value: Any, *, most: int | None) -> Any:
    """The answer as an example shows it."""
    if isinstance(value, list):
        return [told(each, most=most) for each in value[:most]]
    if isinstance(value, dict):
        return {
            name: _numbered(name, each) if name in NUMBERED else told(each, most=most)
            for name, each in value.items()
        } | ({"request_id": REQUEST} if "request_id" in value else {})
    return value


def _numbered(name: str, value: Any) -> Any:
    """The number that an example shows instead, in a list as well."""
    if isinstance(value, list):
        return [NUMBERED[name] for _ in value]
    return NUMBERED[name] if isinstance(value, int) else told(value, most=None)


def answered(ask: Asker, operation: str) -> dict[str, Any]:
    """Address and answer of an operation."""
    answer = told(ask(ADDRESSES[operation]).body, most=CUT.get(operation))
    return {"address": f"/api/v1/{ADDRESSES[operation]}", "answer": answer}


def sent(ask: Asker) -> dict[str, dict[str, Any]]:
    """What programs and curators send by operation, with the answers."""
    found: dict[str, dict[str, Any]] = {}

    def note(operation: str, address: str, answer: Answer, body: dict[str, Any] | None = None) -> Any:
        assert answer.status in (200, 201), answer.text
        shown = {"body": told(body, most=None)} if body else {}
        found[operation] = {"address": address, **shown, "answer": told(answer.body, most=None)}
        return answer.data["id"] if body else None

    def propose() -> Any:
        answer = send(ask, "suggestions", PROPOSED, secret_of("propose"))
        return note("suggestions_propose", "/api/v1/suggestions", answer, PROPOSED)

    number, curator = propose(), signed_in(superuser("ada"))
    want_source(Act(actor="ada", at=NOW), number, version=1)
    receive_report(REPORTED, at=NOW)
    note("suggestions_list", "/api/v1/suggestions?state=open", curator("suggestions?state=open"))
    note("suggestions_read", "/api/v1/suggestions/1", curator(f"suggestions/{number}"))
    for way, body in DECISIONS.items():
        decided = body | ({"into": propose()} if way == "merge" else {})
        answer = send(ask, f"suggestions/{propose()}/{way}", decided, secret_of("curate"))
        note(f"suggestions_{way}", f"/api/v1/suggestions/1/{way}", answer, decided)
    return found


@pytest.fixture
def stopped() -> Iterator[None]:
    """A clock that stands: instants are shown to the second."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def recorded(stopped: None, db: None, act: Act) -> None:
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


@pytest.mark.usefixtures("recorded")
def test_every_example_is_what_its_address_answers(ask: Asker) -> None:
    answers = {operation: answered(ask, operation) for operation in ADDRESSES} | sent(ask)
    if os.environ.get("WRITE_EXAMPLES"):
        FILE.write_text(json.dumps(answers, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert json.loads(FILE.read_text(encoding="utf-8")) == answers


def test_every_address_shows_an_example_of_the_declared_shape() -> None:
    for path, methods in declared()["paths"].items():
        for method, operation in methods.items():
            for content in _shown(operation, is_open="/suggestions" not in path):
                schema = content["schema"] | {"components": closed_components()}
                (example,) = content["examples"].values()
                validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
                assert [str(error) for error in validator.iter_errors(example["value"])] == [], (method, path)


def _shown(operation: Any, *, is_open: bool) -> Iterator[Any]:
    """What is sent, what is answered, and of what everybody reads how it is refused."""
    responses = operation["responses"]
    if "requestBody" in operation:
        yield operation["requestBody"]["content"]["application/json"]
    yield responses["201" if "201" in responses else "200"]["content"]["application/json"]
    if is_open:
        yield responses["400"]["content"]["application/problem+json"]


@pytest.mark.usefixtures("recorded")
def test_no_example_is_empty(ask: Asker) -> None:
    for operation in ADDRESSES:
        answer = ask(ADDRESSES[operation])
        assert answer.body["errors" if operation == REFUSED else "data"], operation
