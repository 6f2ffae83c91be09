"""The API describes itself: the OpenAPI document is the checked-in one, and its documentation stands."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.timeline.api.asking import LISTS, Asker

DOCUMENT = Path(__file__).resolve().parents[3] / "openapi.yaml"


@pytest.fixture(scope="module")
def document() -> Any:
    """The checked-in OpenAPI document."""
    return yaml.safe_load(DOCUMENT.read_text(encoding="utf-8"))


def test_the_answered_document_is_the_checked_in_one(ask: Asker, document: Any) -> None:
    answer = ask("schema")
    assert answer.headers["Content-Type"] == "application/json"
    assert json.loads(answer.text) == document


def test_the_document_comes_as_yaml_too(ask: Asker, document: Any) -> None:
    answer = ask("schema?format=yaml")
    assert answer.headers["Content-Type"] == "application/yaml"
    assert yaml.safe_load(answer.text) == document


def test_the_index_names_every_declared_resource(ask: Asker, document: Any) -> None:
    data = ask("").data
    assert set(data) == {
        *LISTS,
        "search",
        "suggestions",
        "timeline",
        "enumerations",
        "method",
        "schema",
        "docs",
    }
    assert {data[name] for name in LISTS} <= set(document["paths"])


def test_every_parameter_is_declared_with_its_purpose(document: Any) -> None:
    parameters = [
        parameter
        for methods in document["paths"].values()
        for operation in methods.values()
        for parameter in operation.get("parameters", [])
        if parameter["in"] == "query"
    ]
    assert len(parameters) > 100
    assert all(parameter["description"] for parameter in parameters)


def test_the_documentation_has_no_script_of_its_own_in_the_page(ask: Asker, settings: Any) -> None:
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}
    page = ask("docs")
    assert (page.status, page.text.count("<script src="), page.text.count("<script>")) == (200, 3, 0)
    assert "script-src 'self';" in page.headers["Content-Security-Policy"]
    script = ask("docs?script=")
    assert script.headers["Content-Type"] == "application/javascript"
    assert "SwaggerUIBundle" in script.text
