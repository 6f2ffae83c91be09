"""Pages that are asked for by a name that was given up show what the name of today chooses."""

import pytest
from django.test import Client

from news.models import Company, Tag
from tests.timeline.reports import report
from tests.timeline.views.reading import words_of
from timeline.curation import Act, rename
from timeline.documents import COMPANY, PRODUCT


@pytest.fixture
def renamed(promised: object, act: Act) -> None:
    """Acme, told of by a report, is called Apex now, and its phone a handset."""
    Tag.objects.create(
        item=report("They ship it"), company=Company.objects.get(slug="acme"), machine="accepted"
    )
    rename(act, COMPANY, "acme", to="apex")
    rename(act, PRODUCT, "phone", to="handset")


@pytest.mark.usefixtures("renamed")
@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/ledger/?company={company}", "Phone Api"),
        ("/ledger/?product={product}", "Phone Api"),
        ("/timeline/?company={company}", "Phone Api"),
        ("/news/?company={company}", "They ship it"),
    ],
)
def test_old_and_new_names_choose_the_same(visitor: Client, address: str, shown: str) -> None:
    for company, product in (("acme", "phone"), ("apex", "handset")):
        assert shown in words_of(visitor.get(address.format(company=company, product=product)))
    assert shown not in words_of(visitor.get(address.format(company="nobody", product="nothing")))
