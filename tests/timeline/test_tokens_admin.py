"""The page of programs' tokens: made and shown once, taken back, their last use told."""

import re
from datetime import datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from tests.conftest import NOW
from timeline.models import ApiToken

LIST, MAKE = "admin:timeline_apitoken_changelist", "admin:timeline_apitoken_add"
SECRET = re.compile(r"ait_[A-Za-z0-9_-]{43}")
LAST_DAY = NOW.date() + timedelta(days=30)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def noon() -> object:
    """Noon of the tests' day."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def owner() -> Client:
    """Somebody signed in who may make tokens."""
    client = Client()
    client.force_login(User.objects.create_superuser("ada", password="x" * 12))
    return client


def made(owner: Client, **values: object) -> str:
    """The secret of a token that was made on the page."""
    typed = {"name": "a tool", "scopes": ["curate"], "last_day": LAST_DAY.isoformat()} | values
    response = owner.post(reverse(MAKE), typed)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    (secret,) = SECRET.findall(response.content.decode())
    assert isinstance(secret, str)
    return secret


def asked(secret: str) -> int:
    """The status that a program with this token gets."""
    headers = {"authorization": f"Bearer {secret}"}
    return Client().get("/api/v1/suggestions", headers=headers).status_code


def test_a_token_is_made_with_its_scopes_and_its_last_day_and_works(owner: Client) -> None:
    secret = made(owner)
    token = ApiToken.objects.get()
    assert (token.name, token.scopes, token.owner.username) == ("a tool", ["curate"], "ada")
    assert token.expires_at == datetime.combine(LAST_DAY + timedelta(days=1), datetime.min.time(), NOW.tzinfo)
    assert asked(secret) == 200


def test_it_is_shown_once_and_kept_nowhere(owner: Client) -> None:
    secret = made(owner)
    token = ApiToken.objects.get()
    pages = (reverse(LIST), reverse("admin:timeline_apitoken_change", args=[token.pk]))
    for page in pages:
        response = owner.get(page)
        assert response.status_code == 200
        assert "a tool" in response.content.decode()
        assert not SECRET.search(response.content.decode())
    assert secret.encode() not in bytes(token.token_hash)


def test_revoked_it_is_refused_for_good(owner: Client) -> None:
    secret, other = made(owner), made(owner, name="another")
    chosen = ApiToken.objects.get(name="a tool")
    answer = owner.post(
        reverse(LIST), {"action": "revoke_tokens", "_selected_action": [chosen.pk]}, follow=True
    )
    assert "Revoked: 1." in answer.content.decode()
    assert (asked(secret), asked(other)) == (401, 200)
    chosen.refresh_from_db()
    assert chosen.revoked_at == NOW


def test_after_its_last_day_it_is_refused(owner: Client) -> None:
    secret = made(owner, last_day=NOW.date().isoformat())
    assert asked(secret) == 200
    with time_machine.travel(NOW + timedelta(days=1)):
        assert asked(secret) == 401


def test_its_last_use_is_told_to_the_minute(owner: Client) -> None:
    secret = made(owner)
    assert ApiToken.objects.get().last_used_at is None
    for seconds in (0, 59):
        with time_machine.travel(NOW + timedelta(seconds=seconds), tick=False):
            asked(secret)
        assert ApiToken.objects.get().last_used_at == NOW
    later = NOW + timedelta(seconds=60)
    with time_machine.travel(later, tick=False):
        asked(secret)
    assert ApiToken.objects.get().last_used_at == later
    assert "22 Nov" in owner.get(reverse(LIST)).content.decode()


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        pytest.param({"name": ""}, "This field is required.", id="no name"),
        pytest.param({"last_day": "2026-11-21"}, "A token is good for a year at most.", id="over"),
        pytest.param({"last_day": "2027-12-01"}, "A token is good for a year at most.", id="too long"),
        pytest.param({"scopes": ["everything"]}, "Select a valid choice.", id="no such scope"),
    ],
)
def test_a_faulty_form_makes_none(owner: Client, values: dict[str, object], fault: str) -> None:
    typed = {"name": "a tool", "scopes": [], "last_day": LAST_DAY.isoformat()} | values
    response = owner.post(reverse(MAKE), typed)
    assert response.status_code == 400
    assert fault in response.content.decode()
    assert not ApiToken.objects.exists()


def test_staff_without_the_right_make_none() -> None:
    client = Client()
    client.force_login(User.objects.create_user("bob", password="x" * 12, is_staff=True))
    assert client.post(reverse(MAKE), {"name": "a tool"}).status_code == 403
