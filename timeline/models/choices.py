"""Turns the plain enumerations of the record into choices for Django and constraints for the database."""

from enum import StrEnum

from django.db.models import CheckConstraint, Q


def choices_of(terms: type[StrEnum]) -> list[tuple[str, str]]:
    """Pairs of value and label; a label is the value without underscores."""
    return [(term.value, term.value.replace("_", " ")) for term in terms]


def known(name: str, field: str, terms: type[StrEnum], *, blank: bool = False) -> CheckConstraint:
    """A constraint that the field holds a value of the enumeration, or with `blank` none."""
    values = sorted([term.value for term in terms] + ([""] if blank else []))
    return CheckConstraint(name=name, condition=Q(**{f"{field}__in": values}))
