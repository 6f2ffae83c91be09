"""The four roles and exactly what each may do; a role may all that the one before it may."""

from collections.abc import Iterator
from enum import StrEnum

from django.contrib.auth.models import Group, Permission


class Role(StrEnum):
    """Who looks, who proposes, who decides, and who answers for accounts, feeds and tokens."""

    READER = "reader"
    CONTRIBUTOR = "contributor"
    CURATOR = "curator"
    OWNER = "owner"


NEWS = ("alias", "company", "feed", "fetch", "host", "item", "product", "retagging", "story", "tag")
RECORD = ("change", "commitment", "deliverable", "event", "eventparty", "evidence", "outcome", "suggestion")
ADDED: dict[Role, tuple[str, ...]] = {
    Role.READER: (
        *(f"news.view_{table}" for table in NEWS),
        *(f"timeline.view_{table}" for table in RECORD),
    ),
    Role.CONTRIBUTOR: ("timeline.add_suggestion",),
    Role.CURATOR: (
        "news.add_alias",
        *(f"news.change_{table}" for table in ("alias", "company", "product", "story", "tag")),
        *(f"timeline.change_{table}" for table in ("commitment", "deliverable", "event", "suggestion")),
    ),
    Role.OWNER: (
        *(f"news.{act}_feed" for act in ("add", "change", "delete")),
        *(f"timeline.{act}_apitoken" for act in ("view", "add", "change")),
        *(f"auth.{act}_user" for act in ("view", "add", "change")),
    ),
}


def rights_of(role: Role) -> frozenset[str]:
    """Every right of a role, as `app.codename`."""
    return frozenset(right for each in upto(role) for right in ADDED[each])


def upto(role: Role) -> Iterator[Role]:
    """The role and those before it."""
    for each in Role:
        yield each
        if each == role:
            return


def write_roles(**signal: object) -> None:
    """Give the groups of the roles exactly their rights; rights given to these groups by hand go."""
    found = Permission.objects.select_related("content_type")
    by_name = {f"{each.content_type.app_label}.{each.codename}": each for each in found}
    for role in Role:
        group, _ = Group.objects.get_or_create(name=role.value)
        group.permissions.set([by_name[right] for right in sorted(rights_of(role))])
