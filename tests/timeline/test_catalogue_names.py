"""A name that would always count for two things that have nothing to do with each other is found early."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import CommandError, call_command

from timeline.seeding import CatalogueFaults, read_catalogue
from timeline.seeding.files import catalogue_files

TODAY = "2026-11-22"


def company(slug: str, *aliases: Any, **values: Any) -> dict[str, Any]:
    return {"slug": slug, "name": slug.title(), "kind": "company", **values, "aliases": [*aliases]}


def product(slug: str, *aliases: Any, **values: Any) -> dict[str, Any]:
    return company(slug, *aliases, **{"company": "acme", "kind": "app", **values})


def named(text: str, **rules: Any) -> dict[str, Any]:
    return {"text": text, **rules}


def written(folder: Path, *rows: dict[str, Any]) -> dict[str, Path]:
    """A catalogue of these companies and products, and of nothing else."""
    files = catalogue_files(folder)
    for path in files.values():
        path.write_text("[]\n", encoding="utf-8")
    products = [row for row in rows if "company" in row]
    companies = [row for row in rows if "company" not in row]
    files["company"].write_text(yaml.safe_dump(companies, sort_keys=False), encoding="utf-8")
    files["product"].write_text(yaml.safe_dump(products, sort_keys=False), encoding="utf-8")
    return files


def faults(folder: Path, *rows: dict[str, Any]) -> list[str]:
    try:
        read_catalogue(written(folder, *rows), today=TODAY, clashes=True)
    except CatalogueFaults as refusal:
        return [str(fault) for fault in refusal.faults]
    return []


CLASHES = {
    "two names": [company("acme"), company("bell", name="ACME")],
    "two plain aliases": [company("acme", "Ember"), company("bell", "ember")],
    "a name and an alias": [company("acme"), company("bell", "Acme")],
    "a plain and a strong one": [company("acme", "Ember"), company("bell", named("Ember", tier="strong"))],
    "a product and a stranger": [company("acme"), company("bell", "Phone"), product("phone")],
    "two products of strangers": [
        company("acme"),
        company("bell"),
        product("phone", "Ring"),
        product("chime", "Ring", company="bell"),
    ],
    "one ends on the day the other begins": [
        company("acme", named("Ember", valid_to="2026-03-01")),
        company("bell", named("Ember", valid_from="2026-03-01")),
    ],
    "two spellings, one of any case": [
        company("acme", named("EMBER", case_sensitive="true")),
        company("bell", "Ember"),
    ],
}


@pytest.mark.parametrize("rows", CLASHES.values(), ids=CLASHES)
def test_a_name_that_always_counts_twice_is_found_once(tmp_path: Path, rows: list[Any]) -> None:
    found = faults(tmp_path, *rows)
    assert len(found) == 1
    assert "always counts for" in found[0]


TOLD_APART = {
    "one waits for its context": [company("acme", "Ember"), company("bell", named("Ember", tier="weak"))],
    "both are told by their contexts": [
        company("acme", named("Ember", tier="strong")),
        company("bell", named("Ember", tier="strong")),
    ],
    "one needs a version": [
        company("acme", "Ember"),
        company("bell", named("Ember", version_policy="required")),
    ],
    "one ends before the other begins": [
        company("acme", named("Ember", valid_to="2026-02-28")),
        company("bell", named("Ember", valid_from="2026-03-01")),
    ],
    "two spellings, each of its own case": [
        company("acme", named("EMBER", case_sensitive="true")),
        company("bell", named("Ember", case_sensitive="true")),
    ],
    "a company and its product": [company("acme"), product("acme-phone", "Acme")],
    "two products of one company": [company("acme"), product("phone", "Ring"), product("chime", "Ring")],
    "a company and its unit": [
        company("acme", "Ember"),
        company("bell", "Ember", kind="unit", parent="acme"),
    ],
    "two that belong to one": [
        company("acme"),
        company("bell", "Ember", parent="acme"),
        company("core", "Ember", kind="lab", parent="bell"),
    ],
}


@pytest.mark.parametrize("rows", TOLD_APART.values(), ids=TOLD_APART)
def test_names_that_can_be_told_apart_or_lead_to_one_company_are_left(
    tmp_path: Path, rows: list[Any]
) -> None:
    assert faults(tmp_path, *rows) == []


def test_an_alias_rules_the_name_it_spells(tmp_path: Path) -> None:
    weak = named("Bell", tier="weak")
    assert faults(tmp_path, company("acme", "Bell"), company("bell", weak)) == []


def test_the_fault_names_file_line_and_both_rows(tmp_path: Path) -> None:
    assert faults(tmp_path, company("acme", "Ember"), company("bell", "Ember")) == [
        "companies.yaml:6: aliases: Ember always counts for company acme too"
    ]


def test_the_command_refuses_what_the_loader_takes(tmp_path: Path) -> None:
    files = written(tmp_path, company("acme", "Ember"), company("bell", "Ember"))
    assert [*read_catalogue(files, today=TODAY)["company"]] == ["acme", "bell"]
    with pytest.raises(
        CommandError, match=r"companies.yaml:6: .*always counts for company acme too\n1 faults"
    ):
        call_command("validate_catalogue", str(tmp_path), stdout=StringIO())


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        pytest.param(
            [company("acme", "Ember", named("EMBER", tier="weak"))],
            "companies.yaml:1: aliases: ember stands twice",
            id="one alias twice",
        ),
        pytest.param(
            [company("acme"), company("bell", kind="unit", parent="ember")],
            "companies.yaml:5: parent: there is no company ember",
            id="an unknown parent",
        ),
        pytest.param(
            [company("acme"), product("phone", company="bell")],
            "products.yaml:1: company: there is no company bell",
            id="an unknown owner",
        ),
        pytest.param(
            [company("acme"), product("phone"), product("chime", family="ember")],
            "products.yaml:6: family: there is no product ember",
            id="an unknown family",
        ),
    ],
)
def test_other_faults_of_names_are_named_with_their_line(
    tmp_path: Path, rows: list[Any], message: str
) -> None:
    assert faults(tmp_path, *rows) == [message]
