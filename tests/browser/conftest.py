"""What every test of this folder has: a Chromium, and the site with the shipped record."""

from pathlib import Path

import pytest

from tests.browser.serving import browser, site, test_database

__all__ = ["browser", "site", "test_database"]

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs a Chromium."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)
