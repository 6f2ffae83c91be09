"""Other feed readers, where they are installed, on the same feeds: what our figures are held beside."""

import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic

Reader = Callable[[Sequence[str], Path], list[str]]
# They read for the first time before they are measured, unless it is new documents that are read.
NEW = "fresh"


def newsboat(urls: Sequence[str], folder: Path) -> list[str]:
    """The command by which newsboat reads these feeds, its files in the folder."""
    (folder / "urls").write_text("".join(f"{url}\n" for url in urls), encoding="utf-8")
    (folder / "config").write_text("reload-threads 32\n", encoding="utf-8")
    files = [f"--url-file={folder}/urls", f"--cache-file={folder}/cache", f"--config-file={folder}/config"]
    return ["newsboat", *files, "--execute=reload"]


def sfeed(urls: Sequence[str], folder: Path) -> list[str]:
    """The command by which sfeed reads these feeds, its files in the folder."""
    feeds = "".join(f"feed 'f{place}' '{url}'\n" for place, url in enumerate(urls))
    rules = f"sfeedpath='{folder}/feeds'\nmaxjobs=32\nfeeds() {{\n{feeds}}}\n"
    (folder / "sfeedrc").write_text(rules, encoding="utf-8")
    return ["sfeed_update", f"{folder}/sfeedrc"]


READERS: dict[str, Reader] = {"newsboat": newsboat, "sfeed_update": sfeed}


def speeds(kind: str, urls: Sequence[str], folder: Path) -> dict[str, int]:
    """Feeds a second of each reader that is installed."""
    return {
        name: round(len(urls) / _seconds(reader, kind, urls, folder / name))
        for name, reader in READERS.items()
        if shutil.which(name)
    }


def _seconds(reader: Reader, kind: str, urls: Sequence[str], folder: Path) -> float:
    folder.mkdir()
    command = reader(urls, folder)
    if kind != NEW:
        _run(command, folder)
    began = monotonic()
    _run(command, folder)
    return monotonic() - began


def _run(command: list[str], folder: Path) -> None:
    subprocess.run(
        command, check=True, capture_output=True, env={"HOME": str(folder), "PATH": "/usr/bin:/bin"}
    )
