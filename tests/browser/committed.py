"""Work that the site's own connections see: done and committed beside the test's transaction."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connections

Result = TypeVar("Result")


def committed(work: Callable[[], Result]) -> Result:
    """Do the work on a connection of its own, which is committed and closed; returns what it returns."""

    def alone() -> Result:
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(alone).result()
