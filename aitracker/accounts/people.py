"""Makes accounts and changes them: a role, a new password that is shown once, a second step forgotten."""

import secrets

from django.contrib.auth.models import Group, User
from django.db import transaction

from aitracker.accounts.models import Account
from aitracker.accounts.roles import Role


def make_person(name: str, *, role: Role) -> tuple[User, str]:
    """A new account and its password, which is kept nowhere and must be changed at the first sign-in."""
    with transaction.atomic():
        user = User.objects.create_user(name)
        give_role(user, role)
        return user, give_password(user)


def give_role(user: User, role: Role) -> None:
    """The account works on the desk, in this role and no other."""
    user.is_staff = True
    user.save(update_fields=["is_staff"])
    user.groups.set([Group.objects.get(name=role.value)])


def give_password(user: User) -> str:
    """A new password that must be changed at the next sign-in; who was signed in is so no longer."""
    password = secrets.token_urlsafe(15)
    with transaction.atomic():
        user.set_password(password)
        user.save(update_fields=["password"])
        Account.objects.update_or_create(user=user, defaults={"must_change_password": True})
    return password


def role_of(user: User) -> Role | None:
    """The greatest role of the account."""
    names = set(user.groups.values_list("name", flat=True))
    return next((role for role in reversed(Role) if role.value in names), None)
