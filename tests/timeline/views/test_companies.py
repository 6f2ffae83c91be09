"""Companies with their records, and one beside its peers."""

import re

import pytest
from django.test import Client

from tests.timeline.views.reading import addresses_in, part_of, words_of

pytestmark = pytest.mark.usefixtures("shipped")
DAY = "2026-06-20"


def test_a_company_stands_beside_those_with_most_resolved_dates(visitor: Client) -> None:
    words = words_of(visitor.get("/c/openai/"))
    assert "Kept on first date 10 of 13 77%, likely range 50 to 92%" in words
    assert "Median slip of the late +31.5 d peers: +153 d" in words
    figures = part_of(visitor.get("/c/openai/"), "main").partition("In figures")[2].partition("</table>")[0]
    names = re.findall(r'<a href="/c/([a-z0-9-]+)/"', figures)
    assert names[0] == "openai"
    assert len(names) == 12


def test_a_company_tells_what_is_counted_apart(visitor: Client) -> None:
    words = words_of(visitor.get("/c/openai/"))
    assert "Counted apart, never in the share: 2 still open 1 ran out, not checked since" in words


def test_a_unit_leads_to_its_company_and_the_company_to_its_units(visitor: Client) -> None:
    assert f"/c/meta/?as_of={DAY}" in addresses_in(part_of(visitor.get(f"/c/msl/?as_of={DAY}"), "main"))
    units = addresses_in(part_of(visitor.get(f"/c/meta/?as_of={DAY}"), "aside"))
    assert units >= {f"/c/msl/?as_of={DAY}", f"/c/fair/?as_of={DAY}"}


def test_ticked_companies_are_compared_on_the_timeline_of_the_same_day(visitor: Client) -> None:
    form = part_of(visitor.get(f"/c/?as_of={DAY}"), "main").partition('action="/timeline/"')[2]
    assert f'<input type="hidden" name="as_of" value="{DAY}">' in form
    assert '<input type="checkbox" name="company" value="meta">' in form


@pytest.mark.parametrize(
    ("query", "sent"),
    [
        pytest.param("", {}, id="nothing"),
        pytest.param("?since=2026-05-01", {"since": "2026-05-01"}, id="the day marked from alone"),
        pytest.param(f"?as_of={DAY}&since=2026-05-01", {"as_of": DAY, "since": "2026-05-01"}, id="both"),
    ],
)
def test_comparing_sends_along_what_links_keep(visitor: Client, query: str, sent: dict[str, str]) -> None:
    form = part_of(visitor.get(f"/c/{query}"), "main").partition('action="/timeline/"')[2]
    assert dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form)) == sent


def test_companies_stand_by_name_while_any_is_too_small_for_a_rank(visitor: Client) -> None:
    names = re.findall(r'class="item-name"\s+href="/c/[^"]*">([^<]*)<', part_of(visitor.get("/c/"), "table"))
    assert names == sorted(names, key=str.casefold)
    assert "too few to rank" in words_of(visitor.get("/c/"))
