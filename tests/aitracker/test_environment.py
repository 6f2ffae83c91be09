"""The environment is understood whole, or refused in one line that names the variable."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from aitracker.environment import ROOT, read_environment

SECRET = "q7Vw2Zk9Lm4Xc8Rt1Yb6Np3Hd5Gf0Js-aPoIuEwQzMxTnBvCyK"
PRODUCTION = {
    "AITRACKER_MODE": "production",
    "AITRACKER_SECRET_KEY": SECRET,
    "ALLOWED_HOSTS": "tracker.example",
    "DATABASE_URL": "postgresql://aitracker:x@db/aitracker",
    "REDIS_URL": "redis://redis:6379/0",
}


def test_an_empty_environment_is_local_mode() -> None:
    found = read_environment({})
    assert (found.mode, found.state, found.feed_host_spacing) == ("local", ROOT / ".state", 2.0)
    assert (found.api_rate_anon, found.api_rate_token, found.feed_allow_hosts) == (120, 1200, frozenset())
    assert (found.allowed_hosts, found.second_factor) == (["127.0.0.1", "localhost", "[::1]"], False)


def test_every_variable_is_read() -> None:
    found = read_environment(PRODUCTION | {"FEED_HOST_SPACING": "0.5", "API_RATE_ANON": "0"})
    assert (found.mode, found.secret_key, found.allowed_hosts) == ("production", SECRET, ["tracker.example"])
    assert (found.database_url, found.redis_url) == (PRODUCTION["DATABASE_URL"], PRODUCTION["REDIS_URL"])
    assert (found.feed_host_spacing, found.api_rate_anon, found.second_factor) == (0.5, 0, True)


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        pytest.param("AITRACKER_SECRET_KEY", "secret_key", SECRET, id="key"),
        pytest.param("DATABASE_URL", "database_url", "postgresql://aitracker:y@db/aitracker", id="database"),
        pytest.param("REDIS_URL", "redis_url", "redis://:y@redis:6379/0", id="redis"),
        pytest.param("SENTRY_DSN", "sentry_dsn", "https://key@faults.example/1", id="sentry"),
    ],
)
def test_a_secret_may_stand_in_a_file(tmp_path: Path, name: str, field: str, value: str) -> None:
    (tmp_path / "secret").write_text(f"{value}\n", encoding="utf-8")
    found = read_environment(PRODUCTION | {f"{name}_FILE": str(tmp_path / "secret")})
    assert getattr(found, field) == value


@pytest.mark.parametrize(
    ("env", "message"),
    [
        pytest.param({"AITRACKER_MOOD": "x"}, "Unknown environment variable AITRACKER_MOOD", id="unknown"),
        pytest.param({"AITRACKER_MODE": "prod"}, "AITRACKER_MODE='prod' is not understood", id="mode"),
        pytest.param({"AITRACKER_MODE": ""}, "AITRACKER_MODE='' is not understood", id="empty-mode"),
        pytest.param({"DATABASE_URL": "mysql://x/y"}, "must begin with postgresql://", id="database"),
        pytest.param({"REDIS_URL": "127.0.0.1:6379"}, "must begin with redis://", id="redis"),
        pytest.param({"FEED_HOST_SPACING": "soon"}, "'soon' is not a number", id="spacing"),
        pytest.param({"FEED_HOST_SPACING": "-1"}, "'-1' is not a number", id="negative-spacing"),
        pytest.param({"API_RATE_ANON": "\u0661"}, "is not a number", id="arabic-digit"),
        pytest.param({"FEED_ALLOW_HOSTS": "127.0.0.1"}, "is not host:port", id="allowed-host-without-port"),
        pytest.param({"FEED_CONTACT": "a b"}, "without spaces", id="contact"),
        pytest.param({"AITRACKER_SECRET_KEY_FILE": "/nowhere"}, "cannot be read", id="secret-file"),
        pytest.param({"SENTRY_DSN": "faults.example"}, "must begin with https://", id="sentry"),
        pytest.param(PRODUCTION | {"AITRACKER_SECRET_KEY": "change-me"}, "at least 50", id="default-secret"),
        pytest.param(PRODUCTION | {"AITRACKER_SECRET_KEY": "a" * 60}, "varied", id="monotone-secret"),
        pytest.param({"AITRACKER_SECOND_FACTOR": "yes"}, "'yes' is not understood", id="second-factor"),
        pytest.param(PRODUCTION | {"AITRACKER_SECOND_FACTOR": "off"}, "unset it", id="no-second-factor"),
        pytest.param(PRODUCTION | {"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS must name", id="no-hosts"),
        pytest.param(PRODUCTION | {"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS must name", id="all-hosts"),
        pytest.param(PRODUCTION | {"DATABASE_URL": ""}, "DATABASE_URL must be set", id="no-database"),
        pytest.param(PRODUCTION | {"FEED_ALLOW_HOSTS": "127.0.0.1:9"}, "unset it", id="loopback-feeds"),
    ],
)
def test_what_is_not_understood_is_refused(env: dict[str, str], message: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=message):
        read_environment(env)


def run_check(env: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "check", *arguments],
        env={"PATH": os.environ["PATH"], **env},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_production_mode_passes_the_deployment_checks(tmp_path: Path) -> None:
    done = run_check(PRODUCTION | {"AITRACKER_STATE": str(tmp_path)}, "--deploy", "--fail-level", "WARNING")
    assert (done.returncode, done.stdout) == (0, "System check identified no issues (0 silenced).\n")


def test_a_command_refuses_a_wrong_environment_in_one_line() -> None:
    done = run_check({"AITRACKER_MODE": "prod"})
    assert (done.returncode, done.stderr) == (
        1,
        "aitracker: AITRACKER_MODE='prod' is not understood: use one of local, dev, production.\n",
    )


def test_a_command_ends_on_ctrl_c_without_a_traceback() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "shell", "-v0", "-c", "raise KeyboardInterrupt"],
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (130, "")
