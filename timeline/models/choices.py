"""Turns the plain enumerations of the record into choices for Django."""

from enum import StrEnum


def choices_of(terms: type[StrEnum]) -> list[tuple[str, str]]:
    """Pairs of value and label; a label is the value without underscores."""
    return [(term.value, term.value.replace("_", " ")) for term in terms]
