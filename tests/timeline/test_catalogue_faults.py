"""Every kind of mistake in the catalogue's files is found, with its file, line and field."""

import shutil
from pathlib import Path

import pytest

from timeline.seeding import CatalogueFaults, read_catalogue
from timeline.seeding.files import SHIPPED, catalogue_files

TODAY = "2026-11-22"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped files, to be damaged."""
    for path in SHIPPED.values():
        shutil.copy(path, tmp_path)
    return tmp_path


def plant(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


FAULTS = [
    ("companies.yaml", "kind: company", "kind: firm", "'firm' is not one of"),
    ("companies.yaml", "name: Adept AI", "nmae: Adept AI", "nmae: is not a key"),
    ("companies.yaml", "slug: adept\n", "slug: agentic-ai-foundation\n", "stands twice"),
    ("companies.yaml", "parent: linux-foundation", "parent: nobody", "there is no company nobody"),
    ("companies.yaml", "parent: linux-foundation", "parent: agentic-ai-foundation", "comes back to itself"),
    (
        "companies.yaml",
        "homepage: https://www.adept.ai",
        "homepage: javascript:alert(1)",
        "beginning with http",
    ),
    ("companies.yaml", "tier: weak", "tier: feeble", "'feeble' is not one of"),
    ("companies.yaml", "country: US", "country: USA", "longer than 2"),
    ("companies.yaml", "  parent: meta\n", "", "a unit needs the company"),
    ("products.yaml", "company: google", "company: gogle", "there is no company gogle"),
    ("products.yaml", "family: nova", "family: novae", "there is no product novae"),
    ("products.yaml", "kind: platform", "kind: 12:30", "'12:30' is not one of"),
    ("products.yaml", "aliases: []", "aliases: none", "must be a list"),
    ("deliverables.yaml", "headline: true", "headline: no", "'no' is neither true nor false"),
    ("deliverables.yaml", "last_verified_on: '2026-09-05'", "last_verified_on: '2026-09'", "must be a day"),
    ("deliverables.yaml", "last_verified_on: '2026-09-05'", "last_verified_on: '2027-09-05'", "not come yet"),
    ("deliverables.yaml", "channel: law", "channel: laws", "'laws' is not one of"),
    ("deliverables.yaml", "product: a2a", "product: a2b", "there is no product a2b"),
    ("commitments.yaml", "said: '2023-09'", "said: '2023-13'", "is not on the calendar"),
    ("commitments.yaml", "said: '2023-09'", "said: 010", "is not a day"),
    ("commitments.yaml", "said: '2023-09'", "said: null", "neither the day it was said"),
    ("commitments.yaml", "    latest: '2024-03-31'", "    latest: '2023-03-31'", "before it begins"),
    ("commitments.yaml", "    latest: '2023-11-30'\n", "", "needs a first and a last day"),
    ("commitments.yaml", "precision: relative", "precision: vague", "a vague promise has no last day"),
    ("commitments.yaml", "precision: relative", "precision: day", "the same first and last day"),
    ("commitments.yaml", "deliverable: alexa-plus-us", "deliverable: alexa", "there is no deliverable alexa"),
    ("commitments.yaml", "words: '\"in the coming months\"'", "words: ''", "words: is missing"),
    ("commitments.yaml", "basis: official", "basis: rumour", "'rumour' is not one of"),
    ("commitments.yaml", "role: states", "role: says", "'says' is not one of"),
    ("events.yaml", "date: '2022-11-30'", "date: '2022-02-30'", "is not on the calendar"),
    ("events.yaml", "date: '2022-11-30'", "date: '2027-11-30'", "has not come yet"),
    ("events.yaml", "kind: launch", "kind: restructuring", "needs its kind"),
    ("events.yaml", "restructuring_kind: leadership", "restructuring_kind: coup", "'coup' is not one of"),
    ("events.yaml", "effect: withdrawn", "effect: vanished", "'vanished' is not one of"),
    ("events.yaml", "significance: 2", "significance: 9", "is not a whole number from 1 to 3"),
    (
        "events.yaml",
        "  - company: meta\n    role: subject",
        "  - role: subject",
        "either a company or a product",
    ),
    ("events.yaml", "headcount: 600", "headcount: 6e2", "is not a whole number"),
    ("events.yaml", "currency: USD", "currency:", "currency: is missing"),
    ("events.yaml", "- url: https://openai.com/blog/chatgpt\n", "- url: openai.com\n", "beginning with http"),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), FAULTS, ids=lambda value: str(value)[:24])
def test_each_planted_fault_is_found(folder: Path, file: str, old: str, new: str, message: str) -> None:
    plant(folder / file, old, new)
    with pytest.raises(CatalogueFaults) as refusal:
        read_catalogue(catalogue_files(folder), today=TODAY)
    lines = [str(fault) for fault in refusal.value.faults]
    assert any(message in line and line.startswith(f"{file}:") for line in lines), lines
