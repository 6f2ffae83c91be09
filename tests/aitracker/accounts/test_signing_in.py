"""Signing in: how often one may try, and what an account must do before it may work."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from aitracker.accounts.limits import MOST_FROM_ADDRESS, reserve, seconds_to_wait
from aitracker.accounts.people import give_password, make_person
from aitracker.accounts.roles import Role
from tests.conftest import NOW

OWN = "nine purple otters swim"
LOGIN = "/admin/login/"


@pytest.fixture(autouse=True)
def clock(db: None) -> Iterator[time_machine.Traveller]:
    """Noon of the tests' day, until a test moves it."""
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def ada() -> str:
    """A curator with a password that was shown once; gives the password."""
    return make_person("ada", role=Role.CURATOR)[1]


@pytest.fixture
def settled(ada: str) -> User:
    """The same with a password of her own."""
    user = User.objects.get(username="ada")
    user.set_password(OWN)
    user.save()
    user.account.delete()
    return user


def sign_in(client: Client, password: str, *, name: str = "ada", address: str = "198.51.100.7") -> Any:
    return client.post(LOGIN, {"username": name, "password": password}, REMOTE_ADDR=address)


def text_of(response: Any) -> str:
    return unescape(response.content.decode())


def code_of(device: TOTPDevice) -> str:
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = datetime.now().timestamp()  # noqa: DTZ005  seconds since 1970 have no zone
    return f"{totp.token():06d}"


def test_twenty_attempts_an_hour_pass_from_one_address_whatever_the_names(settled: User) -> None:
    client = Client()
    answers = [text_of(sign_in(client, "wrong", name=f"name-{number}")) for number in range(25)]
    assert sum("Too many attempts" not in answer for answer in answers) == MOST_FROM_ADDRESS
    assert "Too many attempts. Try again in 60 minutes." in text_of(sign_in(client, OWN))
    assert sign_in(Client(), OWN, address="203.0.113.5").status_code == 302


def test_an_hour_later_the_address_may_try_again(settled: User, clock: time_machine.Traveller) -> None:
    for number in range(MOST_FROM_ADDRESS):
        sign_in(Client(), "wrong", name=f"name-{number}")
    clock.shift(timedelta(minutes=61))
    assert sign_in(Client(), OWN).status_code == 302


def test_attempts_at_one_account_from_everywhere_wait_ever_longer_and_never_for_good(
    settled: User, clock: time_machine.Traveller
) -> None:
    waits = []
    for number in range(300):
        waits.append(reserve(f"198.51.{number}.7", "ada", at=NOW + timedelta(seconds=12 * number)))
    assert waits.count(0) < 25
    assert max(waits) <= 300
    clock.move_to(NOW + timedelta(minutes=65))
    assert sign_in(Client(), OWN, address="203.0.113.5").status_code == 302


def test_whoever_signs_in_has_not_failed(settled: User) -> None:
    for _ in range(MOST_FROM_ADDRESS + 1):
        assert sign_in(Client(), OWN).status_code == 302


@pytest.mark.parametrize(
    ("failures", "seconds"), [(5, 0), (6, 2), (7, 4), (9, 16), (13, 256), (14, 300), (40, 300)]
)
def test_the_wait_at_an_account_doubles_up_to_five_minutes(failures: int, seconds: int) -> None:
    assert seconds_to_wait([], [NOW] * failures, now=NOW) == seconds


@pytest.mark.django_db(transaction=True)
def test_a_hundred_attempts_at_once_count_as_a_hundred() -> None:
    def attempt(number: int) -> int:
        try:
            return reserve("198.51.100.7", f"name-{number}", at=NOW)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        waits = [*pool.map(attempt, range(100))]
    assert waits.count(0) == MOST_FROM_ADDRESS


def test_a_given_password_must_be_changed_before_anything_else(ada: str) -> None:
    client = Client()
    assert sign_in(client, ada).status_code == 302
    assert client.get("/admin/", follow=True).request["PATH_INFO"] == "/admin/new-password/"
    assert client.get("/api/v1/suggestions").status_code == 401
    typed = {"old_password": ada, "new_password1": OWN, "new_password2": OWN}
    assert client.post("/admin/new-password/", typed).headers["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200
    assert client.get("/api/v1/suggestions").status_code == 200


@pytest.mark.parametrize(
    ("password", "message"),
    [
        ("short", "at least 12 characters"),
        ("password1234", "too common"),
        ("", "This field is required"),
    ],
)
def test_a_weak_password_is_refused(ada: str, password: str, message: str) -> None:
    client = Client()
    sign_in(client, ada)
    typed = {"old_password": ada, "new_password1": password, "new_password2": password}
    assert message in text_of(client.post("/admin/new-password/", typed))


def test_the_given_password_is_none_of_ones_own(ada: str) -> None:
    client = Client()
    sign_in(client, ada)
    typed = {"old_password": ada, "new_password1": ada, "new_password2": ada}
    assert "Choose another one than you were given" in text_of(client.post("/admin/new-password/", typed))


def test_the_first_account_is_an_owner_who_must_choose_a_password(capsys: Any) -> None:
    User.objects.all().delete()
    call_command("bootstrap")
    line = capsys.readouterr().out.strip().splitlines()[-1]
    (password,) = re.findall(r"password (\S+)", line)
    client = Client()
    sign_in(client, password, name="curator")
    assert User.objects.get().is_superuser is False
    assert client.get("/admin/", follow=True).request["PATH_INFO"] == "/admin/new-password/"


@override_settings(SECOND_FACTOR=True)
def test_the_second_step_is_set_up_at_the_first_sign_in(settled: User) -> None:
    client = Client()
    sign_in(client, OWN)
    page = text_of(client.get("/admin/news/feed/", follow=True))
    device = TOTPDevice.objects.get()
    wrong = client.post("/admin/enrol/", {"code": "000000"})
    device.refresh_from_db()
    TOTPDevice.objects.update(throttling_failure_count=0)
    page_of_codes = text_of(client.post("/admin/enrol/", {"code": code_of(device)}))
    codes = re.findall(r"<code>(\w{8})</code>", page_of_codes)

    assert "<svg" in page
    assert ("That is not the code of now" in text_of(wrong), device.confirmed) == (True, False)
    assert sorted(codes) == sorted(StaticToken.objects.values_list("token", flat=True))
    assert client.get("/admin/").status_code == 200


@override_settings(SECOND_FACTOR=True)
def test_a_right_password_alone_opens_nothing(settled: User, clock: time_machine.Traveller) -> None:
    device = TOTPDevice.objects.create(user=settled, name="phone")
    client = Client()
    sign_in(client, OWN)
    asked = client.get("/admin/timeline/event/", follow=True)
    answers = [client.get(path).status_code for path in ("/admin/", "/api/v1/suggestions")]
    wrong = client.post("/admin/second-step/", {"code": "000000"})
    clock.shift(timedelta(seconds=60))
    right = client.post("/admin/second-step/", {"code": code_of(device), "next": "/admin/timeline/event/"})

    assert (asked.request["PATH_INFO"], answers) == ("/admin/second-step/", [302, 401])
    assert "That is not the code of now" in text_of(wrong)
    assert right.headers["Location"] == "/admin/timeline/event/"
    assert client.get("/admin/timeline/event/").status_code == 200


@override_settings(SECOND_FACTOR=True)
def test_a_code_is_good_once(settled: User) -> None:
    code = code_of(TOTPDevice.objects.create(user=settled, name="phone"))
    first, second = Client(), Client()
    for client in (first, second):
        sign_in(client, OWN)
        client.post("/admin/second-step/", {"code": code})
    assert [client.get("/admin/").status_code for client in (first, second)] == [200, 302]


@override_settings(SECOND_FACTOR=True)
def test_guessing_codes_is_slowed_down_as_guessing_passwords_is(
    settled: User, clock: time_machine.Traveller
) -> None:
    TOTPDevice.objects.create(user=settled, name="phone")
    client = Client()
    sign_in(client, OWN)
    answers = []
    for number in range(60):
        answers.append(text_of(client.post("/admin/second-step/", {"code": f"{number:06d}"})))
        clock.shift(timedelta(seconds=30))
    assert sum("Too many attempts" not in answer for answer in answers) <= MOST_FROM_ADDRESS


def test_a_session_ends_after_an_hour_without_a_look(settled: User, clock: time_machine.Traveller) -> None:
    client = Client()
    sign_in(client, OWN)
    for _ in range(5):
        clock.shift(timedelta(minutes=59))
        assert client.get("/admin/").status_code == 200
    clock.shift(timedelta(minutes=61))
    assert client.get("/admin/").status_code == 302


def test_a_session_ends_after_twelve_hours_whatever_is_done(
    settled: User, clock: time_machine.Traveller
) -> None:
    client = Client()
    sign_in(client, OWN)
    statuses = []
    for _ in range(25):
        clock.shift(timedelta(minutes=30))
        statuses.append(client.get("/admin/").status_code)
    assert statuses == [200] * 24 + [302]


def test_pages_for_everybody_need_no_session() -> None:
    client = Client()
    client.cookies["sessionid"] = "x" * 32
    with CaptureQueriesContext(connection) as queries:
        answer = client.get("/method/")
    assert [each["sql"] for each in queries if "session" in each["sql"]] == []
    assert "Cookie" not in answer.headers.get("Vary", "")


@pytest.mark.parametrize(
    "wanted", ["//evil.example/", "https://evil.example/", "javascript:alert(1)", "\\\\evil"]
)
def test_nobody_is_sent_to_another_site(settled: User, wanted: str) -> None:
    answer = Client().post(LOGIN, {"username": "ada", "password": OWN, "next": wanted})
    assert answer.headers["Location"] in ("/admin/", "/accounts/profile/")


def test_no_other_sites_link_brings_a_session_along(settled: User) -> None:
    client = Client()
    sign_in(client, OWN)

    assert client.cookies["sessionid"]["samesite"] == "Strict"


def test_who_comes_from_another_site_is_asked_to_come_again_before_a_password_is_asked_for() -> None:
    address = f"{LOGIN}?next=/review/"
    led = Client().get(address, headers={"Sec-Fetch-Site": "cross-site"})
    again = Client().get(address, headers={"Sec-Fetch-Site": "same-origin"})

    assert ('http-equiv="refresh"' in text_of(led), 'type="password"' in text_of(led)) == (True, False)
    assert ('http-equiv="refresh"' in text_of(again), 'type="password"' in text_of(again)) == (False, True)


def test_who_is_signed_in_goes_to_where_they_wanted_to_go(settled: User) -> None:
    client = Client()
    sign_in(client, OWN)

    assert client.get(f"{LOGIN}?next=/review/").headers["Location"] == "/review/"
    assert client.get(f"{LOGIN}?next=//evil.example/").headers["Location"] == "/admin/"


def test_a_new_password_ends_the_sessions_of_before(settled: User) -> None:
    client = Client()
    sign_in(client, OWN)
    give_password(settled)
    assert client.get("/admin/").status_code == 302
