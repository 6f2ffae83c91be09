"""A small invented record: Acme, its phone and one promise, stated through curation."""

import pytest

from tests.timeline.acme import company_document, deliverable_document, product_document, said, source
from timeline.curation import Act, add, state
from timeline.documents import COMPANY, DELIVERABLE, PRODUCT
from timeline.models import Deliverable


@pytest.fixture
def acme(db: None, act: Act) -> str:
    """The company Acme with its phone; gives the slug of the deliverable, promised nothing yet."""
    add(act, COMPANY, company_document())
    add(act, PRODUCT, product_document())
    add(act, DELIVERABLE, deliverable_document())
    return "phone-api"


@pytest.fixture
def promised(acme: str, act: Act) -> Deliverable:
    """Acme's phone API, promised on 2 March 2026 for June."""
    state(act, acme, said(), [source()])
    return Deliverable.objects.get(slug=acme)
