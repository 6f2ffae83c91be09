"""The checked-in OpenAPI document."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

PATH = Path(__file__).resolve().parents[3] / "openapi.yaml"


@cache
def declared() -> Any:
    """The document; nobody changes it."""
    return yaml.load(PATH.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@cache
def closed_components() -> Any:
    """Its schemas with no field allowed that they do not declare."""
    return closed(declared()["components"])


def closed(schema: Any) -> Any:
    """The schema with no field allowed that it does not declare."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {name: closed(value) for name, value in schema.items()}
    return inner | {"additionalProperties": False} if "properties" in inner else inner
