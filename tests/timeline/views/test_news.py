"""The news as known on a day."""

import re
from html import unescape

import pytest
from django.test import Client

from tests.timeline.views.reading import addresses_in, part_of, words_of

pytestmark = pytest.mark.usefixtures("shipped")
DAY = "2026-06-20"


def test_news_of_an_earlier_day_are_what_was_known_by_then(visitor: Client) -> None:
    response = visitor.get(f"/news/?as_of={DAY}")
    titles = re.findall(r'<a href="([^"]*)" rel="nofollow', part_of(response, "main"))
    known = visitor.get(f"/api/v1/items?as_of={DAY}&limit=40").json()["data"]
    assert [unescape(each) for each in titles] == [item["url"] for item in known] != []
    assert max(item["published_on"] for item in known) <= DAY


def test_the_earlier_day_is_said_and_carried_along(visitor: Client) -> None:
    response = visitor.get(f"/news/?as_of={DAY}&company=meta")
    assert "The record as known on 20 June 2026" in words_of(response)
    main = part_of(response, "main")
    assert f'<input type="hidden" name="as_of" value="{DAY}">' in main
    carried = addresses_in(main)
    assert f"/news/?as_of={DAY}" in carried
    assert {each for each in carried if each.startswith(("/c/", "/p/"))} == {
        each for each in carried if each.startswith(("/c/", "/p/")) and each.endswith(f"?as_of={DAY}")
    }


def test_a_company_leads_to_its_news_of_the_day_shown(visitor: Client) -> None:
    response = visitor.get(f"/c/meta/?as_of={DAY}")
    assert f"/news/?company=meta&as_of={DAY}" in addresses_in(part_of(response, "main"))
