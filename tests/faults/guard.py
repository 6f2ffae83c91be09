"""A guard of the code that holds a fault off, and how it is taken away to see the fault's test fail."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Edit:
    """A text that stands once in a file, and what stands there when the guard is gone."""

    file: str
    text: str
    without: str


@dataclass(frozen=True)
class Guard:
    """What holds a fault off, the words of its test's name, and the edits that take it away."""

    fault: str
    what: str
    test: str
    edits: tuple[Edit, ...]


def removed(source: str, edit: Edit) -> str:
    """The source without the guard; ValueError where the text does not stand in it exactly once."""
    if source.count(edit.text) != 1:
        raise ValueError(f"{edit.file} holds {edit.text!r} {source.count(edit.text)} times")
    return source.replace(edit.text, edit.without)
