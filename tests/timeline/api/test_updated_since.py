"""Lists of what changed since a day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from news.models import Product
from tests.timeline.acme import (
    company_document,
    deliverable_document,
    item_of,
    product_document,
    said,
    source,
)
from tests.timeline.api.asking import Asker
from timeline.curation import Act, add, deliver, restructure, state
from timeline.curation.inputs import Happened
from timeline.documents import COMPANY, DELIVERABLE, PRODUCT
from timeline.terms import PartyRole, RestructuringKind

ARRIVAL = Happened(title="Acme opens it", earliest=date(2026, 7, 9), latest=date(2026, 7, 9))
LAB = Happened(title="Acme makes a lab", earliest=date(2026, 7, 1), latest=date(2026, 7, 1))


@pytest.fixture
def changed(db: None, act: Act) -> None:
    """Ten days ago the one half of a record was written, on the tests' day the other."""
    earlier = replace(act, at=act.at - timedelta(days=10))
    for company, product, when in (("acme", "phone", earlier), ("apex", "tablet", act)):
        add(when, COMPANY, company_document(company))
        add(when, PRODUCT, product_document(product, company, kind="model"))
    item_of({"machine": "accepted", "product": Product.objects.get(slug="tablet")})
    for name in ("idle", "promised", "opened", "hidden"):
        add(earlier, DELIVERABLE, deliverable_document(name))
    add(act, DELIVERABLE, deliverable_document("added"))
    for name in ("idle", "opened", "hidden", "added"):
        state(earlier, name, said(), [source(name)])
    state(act, "promised", said(), [source("promised")])
    deliver(earlier, "idle", ARRIVAL, [source("idle-open", date(2026, 7, 9))])
    deliver(act, "opened", ARRIVAL, [source("opened-open", date(2026, 7, 9))])
    deliver(replace(act, public=False), "hidden", ARRIVAL, [source("hidden-open", date(2026, 7, 9))])
    for company, when in (("acme", earlier), ("apex", act)):
        restructure(
            when,
            LAB,
            [source(company)],
            kind=RestructuringKind.CREATED,
            parties=[(company, PartyRole.SUBJECT)],
        )


@pytest.mark.usefixtures("changed")
@pytest.mark.parametrize(
    ("resource", "slugs"),
    [
        ("companies", {"apex"}),
        ("products", {"tablet"}),
        ("models", {"tablet"}),
        ("deliverables", {"added", "promised", "opened"}),
        ("commitments", {"promised-1"}),
        ("events", {"opened-delivered-2026-07-09", "apex-restructuring-2026-07-01"}),
        ("restructurings", {"apex-restructuring-2026-07-01"}),
    ],
)
def test_a_list_holds_what_publicly_changed_on_the_day_or_later(
    ask: Asker, resource: str, slugs: set[str]
) -> None:
    assert set(ask(f"{resource}?updated_since=2026-11-22").slugs) == slugs
    assert slugs < set(ask(f"{resource}?updated_since=2026-11-12").slugs)
