"""The names that are looked for and what they stand for, as the catalogue tells them."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

MODEL_KINDS = ("family", "model")
VERSIONED_KINDS = ("family", "model", "app", "agent", "feature")
AI_KINDS = ("family", "model", "agent")


class Target(NamedTuple):
    """What a name stands for: the kind of thing and its id."""

    kind: Literal["company", "product"]
    id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One name of a company or product, and when it counts; the fields of an alias."""

    text: str
    target: Target
    kind: str = "name"
    tier: str = "plain"
    case_sensitive: bool = False
    version_policy: str = "none"
    context: tuple[str, ...] = ()
    negative_context: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A company or product as the grammar needs it: its slug, its own name, the host of its homepage."""

    target: Target
    slug: str
    name: str
    kind: str = ""
    host: str = ""
