"""A slug that was renamed or merged leads on for good."""

import pytest

from tests.timeline.acme import deliverable_document
from tests.timeline.api.asking import Asker
from timeline.curation import Act, add, merge, rename, undo
from timeline.documents import COMPANY, DELIVERABLE, PRODUCT
from timeline.models import Deliverable
from timeline.queries.redirects import moved_to


def test_a_renamed_deliverable_leads_on_with_its_query(ask: Asker, promised: Deliverable, act: Act) -> None:
    rename(act, DELIVERABLE, "phone-api", to="telephone-api")
    answer = ask("deliverables/phone-api?as_of=2026-06-01")
    assert (answer.status, answer.text) == (301, "")
    assert answer.headers["Location"] == "/api/v1/deliverables/telephone-api?as_of=2026-06-01"
    assert ask(answer.headers["Location"]).data["slug"] == "telephone-api"


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("companies/acme", "/api/v1/companies/apex"),
        ("companies/acme/record", "/api/v1/companies/apex/record"),
        ("products/phone", "/api/v1/products/handset"),
    ],
)
def test_every_table_leads_on(ask: Asker, acme: str, act: Act, address: str, target: str) -> None:
    rename(act, COMPANY, "acme", to="apex")
    rename(act, PRODUCT, "phone", to="handset")
    answer = ask(address)
    assert (answer.status, answer.headers["Location"]) == (301, target)


def test_a_merged_deliverable_leads_to_the_one_it_is(ask: Asker, promised: Deliverable, act: Act) -> None:
    add(act, DELIVERABLE, deliverable_document("phone-rest"))
    merge(act, "phone-rest", into="phone-api")
    rename(act, DELIVERABLE, "phone-api", to="telephone-api")
    answer = ask("deliverables/phone-rest")
    assert (answer.status, answer.headers["Location"]) == (301, "/api/v1/deliverables/telephone-api")


def test_chains_are_followed_to_their_end(acme: str, act: Act) -> None:
    for earlier, later in (("acme", "apex"), ("apex", "summit"), ("summit", "peak")):
        rename(act, COMPANY, earlier, to=later)
    assert [moved_to("company", slug) for slug in ("acme", "apex", "summit")] == ["peak"] * 3
    assert moved_to("company", "peak") is None


def test_a_rename_taken_back_leads_back(acme: str, act: Act) -> None:
    change = rename(act, COMPANY, "acme", to="apex")
    undo(act, change.seq)
    assert moved_to("company", "apex") == "acme"
    assert moved_to("company", "acme") is None


def test_a_merge_taken_back_leads_nowhere(acme: str, act: Act) -> None:
    add(act, DELIVERABLE, deliverable_document("phone-rest"))
    change = merge(act, "phone-rest", into="phone-api")
    assert moved_to("deliverable", "phone-rest") == "phone-api"
    undo(act, change.seq)
    assert moved_to("deliverable", "phone-rest") is None


def test_a_slug_of_another_table_leads_nowhere(acme: str, act: Act) -> None:
    rename(act, COMPANY, "acme", to="apex")
    assert moved_to("product", "acme") is None


@pytest.mark.parametrize("query", ["company=acme", "product=phone", "company=apex&product=phone"])
def test_a_filter_by_a_former_slug_means_the_present_one(
    ask: Asker, promised: Deliverable, act: Act, query: str
) -> None:
    rename(act, COMPANY, "acme", to="apex")
    rename(act, PRODUCT, "phone", to="handset")
    rename(act, PRODUCT, "handset", to="mobile")
    assert ask(f"deliverables?{query}").slugs == ["phone-api"]


def test_a_filter_by_former_and_unknown_slugs_names_the_unknown_ones(
    ask: Asker, promised: Deliverable, act: Act
) -> None:
    rename(act, COMPANY, "acme", to="apex")
    errors = ask("deliverables?company=acme,nobody,nothing").body["errors"]
    assert [error["detail"] for error in errors] == [
        "'nobody' is the slug of no company here",
        "'nothing' is the slug of no company here",
    ]


def test_a_slug_that_another_row_has_by_now_means_that_row(ask: Asker, acme: str, act: Act) -> None:
    change = rename(act, COMPANY, "acme", to="apex")
    undo(act, change.seq)
    assert ask("companies?company=acme").slugs == ["acme"]
    assert ask("companies?company=apex").slugs == ["acme"]
