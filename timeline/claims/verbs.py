"""The forms of an English verb: what the cue lists write once and texts write in five ways."""

import re
from collections.abc import Mapping

_DOUBLED = re.compile(r"^[^aeiou]*[aeiou][^aeiouwxy]$")
_SIBILANT = ("s", "x", "z", "ch", "sh", "o")


def forms_of(verb: str, *, irregular: Mapping[str, str]) -> tuple[str, ...]:
    """The verb and its other forms; `irregular` gives those of a verb that does not follow the rules."""
    listed = irregular.get(verb)
    if listed is not None:
        return (verb, *listed.split())
    return (verb, _third_person(verb), _past(verb), _present(verb))


def _third_person(verb: str) -> str:
    if _ends_in_y(verb):
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(_SIBILANT) else f"{verb}s"


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return f"{verb}d"
    return f"{verb[:-1]}ied" if _ends_in_y(verb) else f"{_stem(verb)}ed"


def _present(verb: str) -> str:
    return f"{verb[:-1]}ing" if verb.endswith("e") else f"{_stem(verb)}ing"


def _stem(verb: str) -> str:
    return verb + verb[-1] if _DOUBLED.match(verb) else verb


def _ends_in_y(verb: str) -> bool:
    return verb.endswith("y") and verb[-2] not in "aeiou"
