"""What every figure has: a line to be printed on, and where it looks, a Chromium."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.serving import browser, test_database

__all__ = ["browser", "test_database"]


@pytest.fixture
def report(capsys: pytest.CaptureFixture[str]) -> Callable[..., None]:
    """Prints one figure past pytest's capture."""

    def write(figure: str, **values: Any) -> None:
        with capsys.disabled():
            print(json.dumps({"figure": figure, **values}), flush=True)  # noqa: T201

    return write
