"""Prints the figures of tagging, one JSON object a line, each with its floor and what it aims at."""

from collections.abc import Callable

from tests.bench import tagger


def test_items_are_tagged(report: Callable[..., None]) -> None:
    report("whole tagger", **tagger.measure(), floor=3_000, aim=10_000)
