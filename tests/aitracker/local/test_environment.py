"""What the runner refuses in the environment, and what it hands on."""

import re
from pathlib import Path

import pytest

import aitracker.environment
from aitracker.local.environment import check_environment, check_mode, child_environment
from aitracker.local.postgres_programs import Programs
from aitracker.local.refusal import Refusal
from aitracker.local.servers import Servers
from aitracker.local.state import CHECKOUT
from aitracker.local.suite import without_outer_settings

OURS = Servers(
    addresses={"DATABASE_URL": "postgresql:///aitracker", "REDIS_URL": "unix:///s/valkey.sock"},
    children=[],
    programs=Programs(folder=Path("/opt/pg/bin"), version=18),
)
THEIRS = Servers(
    addresses={"DATABASE_URL": "postgresql://db/x", "REDIS_URL": "redis://r"}, children=[], programs=None
)


def test_an_unknown_name_is_refused_before_anything_starts() -> None:
    with pytest.raises(Refusal, match=r"^Unknown environment variable AITRACKER_STAT: "):
        check_environment({"AITRACKER_STAT": "/tmp/x"})


def test_a_mode_that_the_command_does_not_run_in_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        check_mode({"AITRACKER_MODE": "production"}, wanted="local")

    assert str(refusal.value) == (
        "AITRACKER_MODE=production does not fit this command, which runs in local mode; "
        "unset it (production starts with docker-compose.yml)."
    )


def test_children_see_our_servers_and_nothing_that_would_lead_libpq_elsewhere() -> None:
    outer = {
        "PATH": "/usr/bin",
        "PGHOST": "db.example",
        "PGPASSFILE": "/x",
        "LANG": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "1",
    }

    env = child_environment(outer, state=Path("/s"), servers=OURS)

    assert env == {
        "PATH": "/opt/pg/bin:/usr/bin",
        "LANG": "C.UTF-8",
        "PG_BIN": "/opt/pg/bin",
        "DATABASE_URL": "postgresql:///aitracker",
        "REDIS_URL": "unix:///s/valkey.sock",
        "AITRACKER_MODE": "local",
        "AITRACKER_STATE": "/s",
    }


def test_a_database_elsewhere_keeps_what_leads_to_it() -> None:
    outer = {"PGPASSFILE": "/x", "AITRACKER_MODE": "dev"}

    env = child_environment(outer, state=Path("/s"), servers=THEIRS)

    assert env == {
        "PGPASSFILE": "/x",
        "DATABASE_URL": "postgresql://db/x",
        "REDIS_URL": "redis://r",
        "AITRACKER_MODE": "dev",
        "AITRACKER_STATE": "/s",
    }


def test_a_test_run_sees_none_of_the_shells_settings() -> None:
    outer = {
        "PATH": "/bin",
        "REQUIRE_BROWSER": "1",
        "DATABASE_URL": "postgresql://real/record",
        "REDIS_URL": "redis://real",
        "AITRACKER_STATE": "/srv",
        "FEED_ALLOW_HOSTS": "127.0.0.1:1",
        "API_RATE_ANON": "0",
        "ALLOWED_HOSTS": "x",
        "PORT": "80",
    }

    assert without_outer_settings(outer) == {"PATH": "/bin", "REQUIRE_BROWSER": "1"}


def test_the_example_names_every_variable_the_site_reads() -> None:
    source = Path(aitracker.environment.__file__).read_text()
    read = set(re.findall(r'"([A-Z]+_[A-Z_]+)"', source))
    example = (CHECKOUT / ".env.example").read_text()

    named = re.findall(r"^#?([A-Z_]+)=", example, flags=re.MULTILINE)

    elsewhere = {"PORT", "PG_BIN", "WEB_WORKERS"}
    of_containers = {"POSTGRES_PASSWORD", "HTTP_PORT", "HTTPS_PORT", "TLS_ENDS", "TLS_FOLDER"}
    assert sorted(named) == sorted(read | {"PROXIES"} | elsewhere | of_containers)
