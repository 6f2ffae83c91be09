"""How many queries a page takes: as many for many rows as for few; eight at most, nine where nothing fits."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.conftest import NOW
from timeline.curation import Act
from timeline.seeding import load_catalogue

FEW_AND_MANY = {
    "today": ("/?as_of=2024-02-01", "/"),
    "timeline": ("/timeline/?company=xai", "/timeline/?company=openai,meta,google&from=2022-11-01"),
    "ledger": ("/ledger/?as_of=2024-02-01", "/ledger/?from=2022-11-01&lanes=all"),
    "nothing that fits": (
        "/timeline/?company=meta&channel=law&q=spark&from=2100-01-01",
        "/ledger/?product=gpt&company=meta&channel=law&q=spark&from=2100-01-01",
    ),
    "deliverable": ("/d/muse-spark-api-private/", "/d/siri-personal/"),
    "companies": ("/c/?as_of=2024-02-01", "/c/"),
    "company": ("/c/intel/", "/c/openai/"),
    "company of which nothing is told": ("/c/abridge/", "/c/accenture/"),
    "models": ("/models/?company=xai", "/models/?company=openai"),
    "product": ("/p/muse-spark/", "/p/gpt/"),
    "event": ("/e/msl-created/", "/e/muse-spark-launch/"),
    "corrections": ("/corrections/?as_of=2024-02-01", "/corrections/"),
    "method": ("/method/?as_of=2024-02-01", "/method/"),
    "news": ("/news/?company=tesla", "/news/?company=openai"),
    "news by company and model": (
        "/news/?company=meta&model=llama&q=behemoth",
        "/news/?company=openai,meta&model=gpt,llama",
    ),
    "search": ("/search/?q=behemoth", "/search/?q=openai"),
    "search for a name written wrongly": ("/search/?q=antropic", "/search/?q=gemni"),
    "sources": ("/sources/?q=nothing", "/sources/"),
}


@pytest.mark.django_db(transaction=True)
def test_many_rows_take_as_many_queries_as_few() -> None:
    """Outside of a transaction, as visitors are served: there facts and names are kept between requests."""
    load_catalogue(Act(actor="shipped record", at=NOW))
    for address in ("/", "/search/?q=openai"):
        _queries(address)
    counts = {name: (_queries(few), _queries(many)) for name, (few, many) in FEW_AND_MANY.items()}
    assert counts == {
        "today": (8, 8),
        "timeline": (5, 5),
        "ledger": (4, 4),
        "nothing that fits": (7, 9),
        "deliverable": (5, 5),
        "companies": (4, 4),
        "company": (6, 6),
        "company of which nothing is told": (5, 5),
        "models": (5, 5),
        "product": (7, 7),
        "event": (7, 7),
        "corrections": (2, 2),
        "method": (1, 1),
        "news": (8, 8),
        "news by company and model": (8, 8),
        "search": (6, 6),
        "search for a name written wrongly": (7, 7),
        "sources": (3, 3),
    }


def _queries(address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert Client().get(address).status_code == 200
    return len(queries)
