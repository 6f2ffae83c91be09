"""Answers that the OpenAPI document shows: what the API once answered, kept true by their test."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from drf_spectacular.utils import OpenApiExample

FILE = Path(__file__).with_name("examples.json")
REFUSED = "refused"


def examples_of(operation: str) -> list[OpenApiExample]:
    """What one address answered; none where nothing was kept."""
    return _examples(operation, "answer")


def bodies_of(operation: str) -> list[OpenApiExample]:
    """What was sent for that answer."""
    return _examples(operation, "body")


def _examples(operation: str, part: str) -> list[OpenApiExample]:
    kept = _kept().get(operation)
    return [OpenApiExample(kept["address"], value=kept[part])] if kept else []


@cache
def _kept() -> dict[str, Any]:
    """Address and answer by operation."""
    kept: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    return kept
