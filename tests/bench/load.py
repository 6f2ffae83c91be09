"""As many requests as a server answers: readers on kept connections, each asking again once answered.

They are wrk's, which takes a tenth of the time that such a program takes in Python, and so leaves the
processors to the server.
"""

import re
import shutil
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPConnection
from os import sysconf
from pathlib import Path
from urllib.parse import urlsplit

import pytest

WARM_UP_S = 2
TICKS = sysconf("SC_CLK_TCK")
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Answers a second, half and ninety-nine of a hundred as quick as this, and what failed.

    ms_of_processor: the processor time of one answer in the workers of gunicorn.
    """

    per_second: int
    p50_ms: float
    p99_ms: float
    errors: int
    ms_of_processor: float


def load(
    url: str,
    *,
    status: int,
    headers: Sequence[str] = (),
    readers: int = 8,
    threads: int = 1,
    seconds: int = 3,
    rounds: int = 3,
) -> Load:
    """The middle one of some rounds, once every worker has answered; each with connections of its own.

    Which of the workers takes a connection is chance: with few of them a round may ask one worker alone.
    """
    options = [f"-t{threads}", f"-c{readers}", "--timeout=10s", "--latency"]
    command = [program("wrk"), *options, *(f"-H{header}" for header in headers), url]
    _check(url, status, headers)
    _round(command, seconds=WARM_UP_S)
    found = sorted(
        (_round(command, seconds=seconds) for _ in range(rounds)), key=lambda each: each.per_second
    )
    _check(url, status, headers)
    return found[rounds // 2]


def _round(command: Sequence[str], *, seconds: int) -> Load:
    began, used = time.monotonic(), _processor_seconds()
    said = subprocess.run([*command, f"-d{seconds}s"], capture_output=True, text=True, check=True).stdout
    took, used = time.monotonic() - began, _processor_seconds() - used
    per_second = float(re.findall(r"Requests/sec:\s+([\d.]+)", said)[0])
    return Load(
        per_second=round(per_second),
        p50_ms=_milliseconds(said, "50%"),
        p99_ms=_milliseconds(said, "99%"),
        errors=_errors(said),
        ms_of_processor=round(used / (per_second * took) * 1000, 2),
    )


def program(name: str) -> str:
    """The path of a program; without it the figure is left out."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed: apt-get install {name}")
    return found


def _check(url: str, status: int, headers: Sequence[str]) -> None:
    parts = urlsplit(url)
    link = HTTPConnection(parts.netloc, timeout=30)
    link.request(
        "GET",
        url.removeprefix(f"{parts.scheme}://{parts.netloc}") or "/",
        headers=dict(header.split(": ", 1) for header in headers),
    )
    answer = link.getresponse()
    body = answer.read()
    link.close()
    assert answer.status == status, body[:300]


def _errors(said: str) -> int:
    """Sockets that failed and answers that were none, of which wrk tells only where there are any."""
    lines = re.findall(r"Socket errors: .*|Non-2xx or 3xx responses: .*", said)
    return sum(int(number) for line in lines for number in re.findall(r"\b\d+\b", line))


def _milliseconds(said: str, share: str) -> float:
    number, unit = re.findall(rf"{share}\s+([\d.]+)(us|ms|s|m)\b", said)[0]
    return round(float(number) * UNITS[unit], 1)


def _processor_seconds() -> float:
    """Of all workers of gunicorn on this machine."""
    return sum(_ticks(folder) for folder in Path("/proc").glob("[0-9]*")) / TICKS


def _ticks(folder: Path) -> int:
    try:
        if b"gunicorn" not in (folder / "cmdline").read_bytes():
            return 0
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])
