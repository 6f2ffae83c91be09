"""The four roles: their groups hold exactly their rights, whatever was given to them by hand."""

from itertools import pairwise

import pytest
from django.contrib.auth.models import Group, Permission

from aitracker.accounts.roles import Role, rights_of, write_roles

pytestmark = pytest.mark.django_db


def rights_in_database(role: Role) -> set[str]:
    names = Group.objects.get(name=role.value).permissions.values_list("content_type__app_label", "codename")
    return {f"{app}.{codename}" for app, codename in names}


@pytest.mark.parametrize("role", Role)
def test_the_group_of_a_role_holds_exactly_its_rights(role: Role) -> None:
    assert rights_in_database(role) == rights_of(role)


def test_a_right_given_to_a_group_by_hand_goes_with_the_next_migration() -> None:
    readers = Group.objects.get(name=Role.READER)
    readers.permissions.add(Permission.objects.get(codename="add_user"))
    write_roles()
    assert rights_in_database(Role.READER) == rights_of(Role.READER)


def test_each_role_may_what_the_one_before_it_may_and_more() -> None:
    rights = [rights_of(role) for role in Role]
    assert all(fewer < more for fewer, more in pairwise(rights))
