"""The API describes itself: the OpenAPI document is the checked-in one, and its documentation stands."""

import json
from typing import Any

import yaml

from tests.timeline.api.asking import LISTS, Asker
from tests.timeline.api.declared import declared


def test_the_answered_document_is_the_checked_in_one(ask: Asker) -> None:
    answer = ask("schema")
    assert answer.headers["Content-Type"] == "application/json"
    assert json.loads(answer.text) == declared()


def test_the_document_comes_as_yaml_too(ask: Asker) -> None:
    answer = ask("schema?format=yaml")
    assert answer.headers["Content-Type"] == "application/yaml"
    assert yaml.load(answer.text, Loader=yaml.CSafeLoader) == declared()


def test_the_index_names_every_declared_resource(ask: Asker) -> None:
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
    assert {data[name] for name in LISTS} <= set(declared()["paths"])


def test_every_parameter_is_declared_with_its_purpose() -> None:
    parameters = [
        parameter
        for methods in declared()["paths"].values()
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


def test_the_documentation_takes_no_parameter_but_its_script(ask: Asker) -> None:
    answer = ask("docs?foo=1&script=")
    assert (answer.status, [each["name"] for each in answer.body["errors"]]) == (400, ["foo"])
