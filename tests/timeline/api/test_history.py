"""The history of the record, change by change; corrections stand apart."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.timeline.acme import company_document, deliverable_document, product_document, said, source
from tests.timeline.api.asking import Asker
from timeline.curation import Act, add, correct, state
from timeline.documents import COMMITMENT, COMPANY, DELIVERABLE, PRODUCT, TABLES
from timeline.models import Change, Deliverable
from timeline.terms import RecordTable


def test_a_change_is_told_whole_but_not_who_made_it(ask: Asker, acme: str, act: Act) -> None:
    state(replace(act, reason="as announced"), acme, said(), [source()])
    row = ask("changes?sort=-seq&limit=1").data[0]
    change = Change.objects.order_by("-seq").first()
    assert row == {
        "seq": change.seq,
        "at": "2026-11-22T12:00:00Z",
        "action": "state",
        "table": "commitment",
        "slug": "phone-api-1",
        "before": None,
        "after": change.after,
        "reason": "as announced",
    }
    assert row["after"]["evidence"][0]["url"] == "https://daily.example/one"


def test_changes_stand_in_the_order_they_were_made(ask: Asker, promised: Deliverable) -> None:
    assert [row["slug"] for row in ask("changes").data] == ["acme", "phone", "phone-api", "phone-api-1"]
    seqs = [row["seq"] for row in ask("changes").data]
    assert seqs == sorted(seqs)


def test_what_is_not_public_is_not_told(ask: Asker, acme: str, act: Act) -> None:
    state(replace(act, public=False), acme, said(), [source()])
    assert "phone-api-1" not in {row["slug"] for row in ask("changes").data}


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        pytest.param("company=apex", ["apex", "tablet", "tablet-api"], id="company"),
        pytest.param("product=tablet", ["tablet", "tablet-api"], id="product"),
        pytest.param("company=acme,apex&kind=state", ["phone-api-1"], id="kind"),
        pytest.param("from=2026-11-22", ["tablet-api"], id="from"),
        pytest.param(
            "to=2026-11-21", ["acme", "phone", "phone-api", "phone-api-1", "apex", "tablet"], id="to"
        ),
        pytest.param(
            "as_of=2026-11-21", ["acme", "phone", "phone-api", "phone-api-1", "apex", "tablet"], id="as-of"
        ),
        pytest.param("from=2026-11-23", [], id="nothing"),
    ],
)
def test_changes_are_chosen(ask: Asker, act: Act, db: None, query: str, slugs: list[str]) -> None:
    earlier = replace(act, at=act.at - timedelta(days=1))
    for company, product in (("acme", "phone"), ("apex", "tablet")):
        add(earlier, COMPANY, company_document(company))
        add(earlier, PRODUCT, product_document(product, company))
        if company == "acme":
            add(earlier, DELIVERABLE, deliverable_document())
            state(earlier, "phone-api", said(), [source()])
    add(act, DELIVERABLE, deliverable_document("tablet-api", "tablet"))
    assert [row["slug"] for row in ask(f"changes?{query}").data] == slugs


def test_a_correction_is_told_field_by_field(ask: Asker, promised: Deliverable, act: Act) -> None:
    correct(replace(act, reason="typo"), COMMITMENT, "phone-api-1", values={"speaker": "Ada"})
    correct(replace(act, reason="misread"), DELIVERABLE, "phone-api", values={"name": "Phone for all"})
    newest, oldest = ask("corrections").data
    assert (newest["slug"], newest["links"]) == ("phone-api", {"html": "/d/phone-api/"})
    assert oldest == {
        "seq": oldest["seq"],
        "at": "2026-11-22T12:00:00Z",
        "table": "commitment",
        "slug": "phone-api-1",
        "deliverable": "phone-api",
        "name": "in June",
        "reason": "typo",
        "differences": [{"field": "speaker", "before": "", "after": "Ada"}],
        "links": {"html": "/d/phone-api/"},
    }


def test_a_correction_is_told_from_its_day_on(ask: Asker, promised: Deliverable, act: Act) -> None:
    correct(replace(act, reason="typo"), COMMITMENT, "phone-api-1", values={"speaker": "Ada"})
    assert len(ask("corrections").data) == 1
    assert ask("corrections?as_of=2026-11-21").data == []
    assert ask("corrections?company=acme&from=2026-11-22&include=total").body["page"]["total"] == 1


def test_the_tables_of_changes_are_those_of_the_record() -> None:
    assert {table.value for table in RecordTable} == set(TABLES)
