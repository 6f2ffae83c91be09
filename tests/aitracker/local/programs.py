"""Stand-ins for PostgreSQL's programs, as shell scripts."""

from pathlib import Path


def write_program(path: Path, script: str) -> None:
    """Make an executable shell script; its folder may be missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def write_postgres(folder: Path, *, version: str, initdb: str = "exit 0") -> Path:
    """A bin folder whose `postgres` tells this version; returns the folder."""
    write_program(folder / "postgres", f"echo 'postgres (PostgreSQL) {version}'")
    write_program(folder / "initdb", initdb)
    return folder
