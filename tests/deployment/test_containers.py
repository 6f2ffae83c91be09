"""The containers of production: every command, variable, port and file that they name exists in the code."""

import os
import re
import shutil
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

from aitracker.celery import app
from aitracker.environment import ROOT, read_environment
from aitracker.local.suite import without_outer_settings
from tests.aitracker.test_environment import PRODUCTION

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {name: each for name, each in SERVICES.items() if each.get("image") == "aitracker"}
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
PROXY = ROOT / "aitracker" / "proxy"
NGINX = (PROXY / "nginx.conf").read_text(encoding="utf-8")
ENDS_TLS = (PROXY / "tls-here.conf").read_text(encoding="utf-8")
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")


def command_of(service: str) -> list[str]:
    """The command of a service, that of the image where it has none."""
    found: list[str] = SERVICES[service].get("command") or eval(
        re.findall(r"^CMD (.+)$", DOCKERFILE, re.M)[0]
    )
    return found


def test_the_workers_take_every_queue_that_a_task_is_sent_to() -> None:
    routed = {route["queue"] for route in settings.CELERY_TASK_ROUTES.values()}
    taken = {
        option.removeprefix("--queues=")
        for name in OURS
        for option in command_of(name)
        if option.startswith("--queues=")
    }
    assert taken == routed | {settings.CELERY_TASK_DEFAULT_QUEUE}


@pytest.mark.parametrize("service", [name for name in OURS if command_of(name)[0] == "celery"])
def test_celery_understands_what_it_is_started_with(service: str) -> None:
    program, *options = command_of(service)
    assert options[options.index("-A") + 1] == app.main
    kind = next(each for each in options if each in ("worker", "beat"))
    said = subprocess.run([program_path(program), kind, "--help"], capture_output=True, text=True, check=True)
    for option in options[options.index(kind) + 1 :]:
        assert option.partition("=")[0] in said.stdout


def test_gunicorn_understands_what_it_is_started_with() -> None:
    program, *options = command_of("web")
    done = subprocess.run(
        [program_path(program), "--check-config", *options],
        env={**without_outer_settings(os.environ), "DJANGO_SETTINGS_MODULE": "aitracker.settings"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert settings.WSGI_APPLICATION.startswith(options[0])


def test_every_management_command_that_is_run_is_one() -> None:
    script = " ".join([*command_of("migrate"), DOCKERFILE])
    named = set(re.findall(r"manage\.py (\w+)", script))
    assert named == {"upgrade", "bootstrap", "build_fonts", "collectstatic"}
    assert named <= set(get_commands())


def test_one_port_leads_from_the_proxy_to_the_site() -> None:
    [bound] = re.findall(r"--bind=0\.0\.0\.0:(\d+)", " ".join(command_of("web")))
    [exposed] = re.findall(r"^EXPOSE (\d+)$", DOCKERFILE, re.M)
    [asked] = re.findall(r"http://127\.0\.0\.1:(\d+)/healthz", str(SERVICES["web"]["healthcheck"]))
    [upstream] = re.findall(r"server web:(\d+)", NGINX)
    assert bound == exposed == asked == upstream
    published = [each.rpartition(":")[2] for each in SERVICES["proxy"]["ports"]]
    assert published == re.findall(r"listen (\d+)", NGINX + ENDS_TLS)
    assert [name for name, each in SERVICES.items() if "ports" in each] == ["proxy"]


@pytest.mark.parametrize("ends", ["here", "before"])
def test_the_proxy_finds_its_files_wherever_tls_ends(ends: str) -> None:
    mounted = [mount_of(each, ends=ends) for each in SERVICES["proxy"]["volumes"]]
    shipped = [source for source, _ in mounted if source != "./tls"]
    assert [source for source in shipped if not (ROOT / source).is_file()] == []
    said = "".join((ROOT / source).read_text(encoding="utf-8") for source in shipped)
    named = re.findall(r"(?:include|ssl_certificate\w*) (/[\w./-]+);", said)
    named.append(command_of("proxy")[command_of("proxy").index("-c") + 1])
    targets = [target for _, target in mounted]
    assert [path for path in named if not path.startswith(tuple(targets))] == []
    assert f"#TLS_ENDS={ends}" in EXAMPLE or f"TLS_ENDS:-{ends}" in str(SERVICES["proxy"]["volumes"])


def mount_of(volume: str | dict[str, Any], *, ends: str) -> tuple[str, str]:
    """Source and target of what the proxy is given, where nothing else is set than where TLS ends."""
    text = volume if isinstance(volume, str) else f"{volume['source']}:{volume['target']}:ro"
    text = text.replace("${TLS_ENDS:-here}", ends).replace("${TLS_FOLDER:-./tls}", "./tls")
    source, target, _ = text.split(":")
    return source, target


def test_the_servers_are_those_that_the_addresses_name() -> None:
    for name, each in OURS.items():
        environment = each["environment"]
        named = re.findall(r"@(\w+):5432/aitracker$", environment["DATABASE_URL"])
        named += re.findall(r"^redis://(\w+):6379/0$", environment["REDIS_URL"])
        assert named == ["postgres", "redis"], name
        assert set(named) <= set(SERVICES)


def test_every_variable_that_is_read_is_explained_and_every_explained_one_is_read() -> None:
    explained = set(re.findall(r"^#?([A-Z_]+)=", EXAMPLE, re.M))
    code = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "aitracker").rglob("*.py")))
    read = set(re.findall(r'"([A-Z]{2,}(?:_[A-Z]+)*)"', code)) | {"AITRACKER_SECRET_KEY_FILE"}
    interpolated = set(
        re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    )
    assert explained <= read | interpolated
    assert interpolated <= explained
    environment = (ROOT / "aitracker" / "environment.py").read_text(encoding="utf-8")
    asked = set(re.findall(r'env, "([A-Z_]+)"', environment))
    assert asked <= explained


def test_the_example_filled_in_is_a_site_in_production() -> None:
    wanted = {
        "AITRACKER_SECRET_KEY": PRODUCTION["AITRACKER_SECRET_KEY"],
        "ALLOWED_HOSTS": "tracker.example",
        "POSTGRES_PASSWORD": "x",
        "FEED_CONTACT": "https://tracker.example/about",
    }
    assert re.findall(r"^([A-Z_]+)=(.*)$", EXAMPLE, re.M) == [(name, "") for name in wanted]
    found = read_environment({**PRODUCTION, **wanted})
    assert (found.allowed_hosts, found.feed_contact) == (["tracker.example"], wanted["FEED_CONTACT"])


def test_every_line_of_the_example_that_production_may_have_is_understood() -> None:
    offered = dict(re.findall(r"^#([A-Z_]+)=(.+)$", EXAMPLE, re.M))
    elsewhere = {"FEED_ALLOW_HOSTS", "AITRACKER_SECRET_KEY_FILE"}
    for name in offered.keys() - elsewhere:
        read_environment({**PRODUCTION, name: offered[name]})
    found = read_environment({**PRODUCTION, **{name: offered[name] for name in offered.keys() - elsewhere}})
    assert (found.proxies, found.mode, found.sentry_dsn) == (2, "production", offered["SENTRY_DSN"])


def test_callers_keep_their_addresses_and_the_proxy_finds_a_new_web_container() -> None:
    """Docker hands who comes by IPv6 over as itself; nginx looks names up once, when it starts."""
    assert [each for each in SERVICES["proxy"]["ports"] if ":-0.0.0.0:" not in each] == []
    assert SERVICES["proxy"]["depends_on"]["web"]["restart"] is True


def test_no_log_grows_without_end() -> None:
    assert [name for name, each in SERVICES.items() if each.get("logging") != {"driver": "local"}] == []


def test_nothing_of_ours_runs_as_root_or_writes_to_its_image() -> None:
    assert re.search(r"^USER 10001$", DOCKERFILE, re.M)
    for name, each in {**OURS, "proxy": SERVICES["proxy"]}.items():
        assert (each["read_only"], each["cap_drop"]) == (True, ["ALL"]), name
        assert each["security_opt"] == ["no-new-privileges:true"], name
        assert {"mem_limit", "pids_limit"} <= set(each), name


def test_the_image_holds_every_file_that_the_site_needs_to_start(tmp_path: Path) -> None:
    site = tmp_path / "site"
    _copy_as_docker_does(site)

    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=site,
        env={
            **without_outer_settings(os.environ),
            **PRODUCTION,
            "AITRACKER_STATE": str(tmp_path / "state"),
            "PYTHONPATH": "",
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (0, "System check identified no issues (0 silenced).\n"), (
        done.stderr
    )


def _copy_as_docker_does(target: Path) -> None:
    """Everything that .dockerignore lets through; it names folders and files of the first level."""
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    kept = [line[1:] for line in lines if line.startswith("!")]
    dropped = [line.removeprefix("**/") for line in lines if line[0] not in "!*" or line.startswith("**/")]
    for name in kept:
        source, copy = ROOT / name, target / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, copy, ignore=shutil.ignore_patterns(*dropped))
        else:
            shutil.copy(source, copy)
    assert not any(fnmatch(path.name, "__pycache__") for path in target.rglob("*"))


def program_path(name: str) -> str:
    """A program of the virtual environment that runs the tests."""
    return str(Path(sys.executable).with_name(name))
