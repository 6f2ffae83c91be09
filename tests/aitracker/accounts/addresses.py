"""Every address of the site with sample arguments, from the resolver."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLResolver, get_resolver

ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One URL pattern: `name` with its namespaces (the view's path where it has none), `route` as written."""

    name: str
    route: str

    def path(self, samples: dict[str, Any]) -> str:
        """The address of a sample; raises KeyError naming an argument without one."""
        if self.name == "admin:app_list":
            return "/admin/news/"
        whole = samples["whole"].get(self.route)
        if whole:
            return str(whole)
        return "/" + ARGUMENT.sub(lambda found: str(self._sample(found[1], samples)), self.route)

    def _sample(self, argument: str, samples: dict[str, Any]) -> Any:
        """By the part of the route before the argument, else by the argument alone."""
        before = self.route.split(f":{argument}>")[0].rsplit("<", 1)[0]
        if before in samples:
            return samples[before]
        return samples[argument]


def addresses() -> list[Address]:
    """All of them, in the order of the resolver."""
    return [*_inside(get_resolver(), "", ())]


def _inside(resolver: URLResolver, before: str, spaces: tuple[str, ...]) -> Iterator[Address]:
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            inner = (*spaces, each.namespace) if each.namespace else spaces
            yield from _inside(each, route, inner)
        else:
            yield Address(name=":".join((*spaces, each.name or each.lookup_str)), route=route)
