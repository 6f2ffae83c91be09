"""The Export menu of the ledger leads to the very rows that the page shows, in its order."""

import re

import pytest
from django.test import Client

from tests.timeline.api.asking import Asker
from tests.timeline.api.files import csv_rows, ndjson_rows
from tests.timeline.views.reading import addresses_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]
PAGES = [
    "/ledger/?company=meta",
    "/ledger/?company=meta,openai&fate=overdue,delivered_late&sort=name",
    "/ledger/?as_of=2026-06-01&channel=api&sort=company",
    "/ledger/?from=2026-05-01&to=2026-08-31&q=a&view=list&theme=dark&since=2026-05-01&page=1",
]


def ways_out(html: str) -> dict[str, str]:
    """The addresses of the menu by form."""
    found = [address for address in addresses_in(html) if address.startswith("/api/v1/deliverables?")]
    formats = {address: re.search(r"format=(\w+)", address) for address in found}
    return {match[1] if match else "json": address for address, match in formats.items()}


@pytest.mark.parametrize("page", PAGES)
def test_the_files_hold_the_rows_of_the_page(visitor: Client, page: str) -> None:
    html = visitor.get(page).content.decode()
    table = html.partition("<table")[2].partition("</table>")[0]
    shown = list(dict.fromkeys(re.findall(r'href="/d/([^/"]+)/', table)))
    ways, ask = ways_out(html), Asker(visitor)
    assert set(ways) == {"csv", "ndjson", "json"}
    assert shown
    assert [row["slug"] for row in csv_rows(ask(ways["csv"]))] == shown
    assert [row["slug"] for row in ndjson_rows(ask(ways["ndjson"]))] == shown
    assert ask(ways["json"]).slugs == shown[:50]


def test_a_page_without_rows_offers_none(visitor: Client) -> None:
    assert ways_out(visitor.get("/ledger/?q=nothingofthename").content.decode()) == {}
