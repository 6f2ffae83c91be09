"""Owners manage accounts: they add people, give roles, and cannot give more than a role."""

from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client

from aitracker.accounts.people import make_person, role_of
from aitracker.accounts.roles import Role
from tests.conftest import NOW

PEOPLE = "/admin/auth/user/"
OWN = "nine purple otters swim"


@pytest.fixture(autouse=True)
def clock(db: None) -> Iterator[time_machine.Traveller]:
    """Noon of the tests' day, until a test moves it."""
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def owner() -> Client:
    """Grace, who is signed in and owns the site."""
    user, _ = make_person("grace", role=Role.OWNER)
    user.account.delete()
    user.set_password(OWN)
    user.save()
    client = Client()
    client.force_login(user)
    return client


def form(**values: Any) -> dict[str, Any]:
    return {"username": "ada", "role": "curator", "is_active": "on", "email": ""} | values


def text_of(response: Any) -> str:
    return unescape(response.content.decode())


def test_somebody_new_gets_a_role_and_a_password_that_is_shown_once(owner: Client) -> None:
    text = text_of(owner.post(f"{PEOPLE}add/", form(), follow=True))
    ada = User.objects.get(username="ada")
    assert "The password of ada: " in text
    assert (role_of(ada), ada.is_staff, ada.is_superuser) == (Role.CURATOR, True, False)
    assert ada.account.must_change_password is True
    assert "The password of" not in text_of(owner.get(PEOPLE))


def test_a_role_is_changed_and_an_account_closed(owner: Client) -> None:
    ada, _ = make_person("ada", role=Role.CURATOR)
    owner.post(f"{PEOPLE}{ada.pk}/change/", form(role="reader", is_active=""))
    ada.refresh_from_db()
    assert (role_of(ada), ada.is_active) == (Role.READER, False)


def test_rights_beyond_a_role_are_not_given_whatever_is_sent(owner: Client) -> None:
    ada, _ = make_person("ada", role=Role.CURATOR)
    forged = {"is_superuser": "on", "is_staff": "on", "groups": [1, 2, 3, 4], "user_permissions": [1, 2]}
    owner.post(f"{PEOPLE}{ada.pk}/change/", form(**forged))
    answer = owner.post(f"{PEOPLE}{ada.pk}/change/", form(role="emperor"))
    ada.refresh_from_db()
    assert (ada.is_superuser, role_of(ada), ada.user_permissions.count()) == (False, Role.CURATOR, 0)
    assert "Select a valid choice. emperor is not one" in text_of(answer)


def test_an_owner_neither_demotes_nor_closes_themselves(owner: Client) -> None:
    grace = User.objects.get(username="grace")
    for values in ({"role": "reader"}, {"role": "owner", "is_active": ""}):
        answer = owner.post(f"{PEOPLE}{grace.pk}/change/", form(username="grace", **values))
        assert "Another owner changes your role" in text_of(answer)
    assert role_of(grace) == Role.OWNER


def test_whoever_may_everything_is_out_of_an_owners_sight(owner: Client) -> None:
    root = User.objects.create_superuser("root", password=OWN)
    assert "root" not in text_of(owner.get(PEOPLE))
    assert owner.post(f"{PEOPLE}{root.pk}/change/", form(username="root", role="reader")).status_code == 302
    root.refresh_from_db()
    assert root.is_superuser is True


def test_a_forgotten_password_is_given_anew(owner: Client) -> None:
    ada, before = make_person("ada", role=Role.CURATOR)
    sent = {"action": "give_new_passwords", "_selected_action": [ada.pk]}
    text = text_of(owner.post(PEOPLE, sent, follow=True))
    ada.refresh_from_db()
    assert "The password of ada: " in text
    assert ada.check_password(before) is False


def test_accounts_are_changed_only_after_the_password_was_typed_again(
    owner: Client, clock: time_machine.Traveller
) -> None:
    clock.shift(timedelta(minutes=16))
    asked = owner.get(PEOPLE)
    wrong = owner.post("/admin/password-again/", {"password": "wrong", "next": PEOPLE})
    right = owner.post("/admin/password-again/", {"password": OWN, "next": PEOPLE})
    assert asked.headers["Location"] == "/admin/password-again/?next=%2Fadmin%2Fauth%2Fuser%2F"
    assert "That is not your password" in text_of(wrong)
    assert (right.headers["Location"], owner.get(PEOPLE).status_code) == (PEOPLE, 200)
