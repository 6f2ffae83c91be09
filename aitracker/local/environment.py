"""The environment variables the runner reads itself, and the ones its children get."""

import os
from collections.abc import Mapping
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from aitracker.environment import read_environment
from aitracker.local.refusal import Refusal
from aitracker.local.servers import Servers

# libpq reads these behind the back of a DATABASE_URL.
LIBPQ = frozenset(
    "PGHOST PGHOSTADDR PGPORT PGDATABASE PGUSER PGPASSWORD PGPASSFILE PGSERVICE PGSERVICEFILE PGOPTIONS "
    "PGSSLMODE PGREQUIRESSL PGTZ PGCLIENTENCODING PGDATA PGTARGETSESSIONATTRS".split()
)
# Without bytecode files each process compiles all of Django at each start.
SLOW = "PYTHONDONTWRITEBYTECODE"


def check_environment(environ: Mapping[str, str]) -> None:
    """Refuse what the settings would refuse, before anything is started."""
    try:
        read_environment(environ)
    except ImproperlyConfigured as error:
        raise Refusal(str(error)) from error


def check_mode(environ: Mapping[str, str], *, wanted: str) -> None:
    """`make run` and `make dev` bring their own mode; another one is a misunderstanding."""
    mode = environ.get("AITRACKER_MODE") or wanted
    if mode != wanted:
        raise Refusal(
            f"AITRACKER_MODE={mode} does not fit this command, which runs in {wanted} mode; "
            "unset it (production starts with docker-compose.yml)."
        )


def child_environment(environ: Mapping[str, str], *, state: Path, servers: Servers) -> dict[str, str]:
    """What manage.py, the web server and the workers see."""
    hidden = {SLOW} if servers.programs is None else {SLOW, *LIBPQ}
    env = {name: value for name, value in environ.items() if name not in hidden}
    env |= servers.addresses
    env |= {"AITRACKER_MODE": environ.get("AITRACKER_MODE") or "local", "AITRACKER_STATE": str(state)}
    if servers.programs is not None:
        env["PG_BIN"] = str(servers.programs.folder)
        env["PATH"] = f"{servers.programs.folder}{os.pathsep}{environ.get('PATH', os.defpath)}"
    return env
