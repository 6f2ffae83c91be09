"""Every page of the site over the shipped record."""

import re
from typing import Any

import pytest
from django.test import Client

from tests.timeline.views.reading import words_of

PAGES = {
    "/": "What moved",
    "/timeline/": "Promised, moved, shipped",
    "/ledger/": "Every deliverable, its first date, and what became of it",
    "/d/muse-spark-api/": "Muse Spark: public API (preview)",
    "/d/siri-personal/": "Promise drift",
    "/d/llama-4-behemoth-weights/": "Reported cancelled",
    "/c/": "Who keeps the dates they give",
    "/c/meta/": "Kept on first date",
    "/c/openai/": "likely range",
    "/c/msl/": "Restructurings",
    "/c/msl/?as_of=2025-07-01": "Unit of Meta",
    "/models/": "models and families on the record",
    "/models/?company=meta": "Muse Spark",
    "/p/muse-spark/": "Restructurings nearby",
    "/p/gpt/": "Members",
    "/e/msl-created/": "What Meta had promised around it",
    "/corrections/": "Nothing has been corrected",
    "/method/": "Marks of the timeline",
    "/news/": "Those the record cites",
    "/news/?page=2": "Page 2 of",
    "/timeline/?from=2022-11-01&to=2027-02-28&lanes=all": "As a list",
    "/timeline/?company=meta&fate=overdue,delivered_late": "1 company",
}
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)|javascript:", re.IGNORECASE)
CODE_WORD = re.compile(r"\b[a-z]+_[a-z_]+\b")


@pytest.fixture(scope="module")
def pages(shipped: None, plain_static_files: None, noon: None, django_db_blocker: Any) -> dict[str, Any]:
    """The answer at every address, asked for once."""
    with django_db_blocker.unblock():
        return {address: Client().get(address) for address in PAGES}


@pytest.mark.parametrize(("address", "words"), PAGES.items(), ids=PAGES)
def test_a_page_shows_the_record(pages: dict[str, Any], address: str, words: str) -> None:
    assert pages[address].status_code == 200
    assert words in words_of(pages[address])


@pytest.mark.parametrize("address", PAGES)
def test_a_page_holds_no_inline_script_or_style(pages: dict[str, Any], address: str) -> None:
    assert INLINE.search(pages[address].content.decode()) is None


@pytest.mark.parametrize("address", PAGES)
def test_a_page_speaks_without_code_words(pages: dict[str, Any], address: str) -> None:
    assert CODE_WORD.findall(words_of(pages[address])) == []


@pytest.mark.parametrize("address", PAGES)
def test_a_page_says_how_far_the_record_reaches(pages: dict[str, Any], address: str) -> None:
    shown = "1 July 2025" if "as_of" in address else "22 November 2026"
    words = f"The record reaches to 29 October 2026. This page shows what was known on {shown}."
    assert words in words_of(pages[address])


@pytest.mark.parametrize("address", ["/", "/d/muse-spark-api/", "/c/meta/"])
def test_a_page_draws_its_strip_for_wide_and_for_narrow_screens(pages: dict[str, Any], address: str) -> None:
    html = pages[address].content.decode()
    assert ("chart--wide" in html, "chart--narrow" in html) == (True, True)
