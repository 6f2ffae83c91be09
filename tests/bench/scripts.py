"""The timeline's own script modules: which there are, and what they weigh."""

import gzip
import re
from collections.abc import Iterable
from pathlib import Path

import minify  # type: ignore[import-untyped]

KIND = "application/javascript"
SCRIPTS = Path(__file__).resolve().parents[2] / "static" / "js"
IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["'](\.[^"']+)["']""")


def timeline_modules() -> set[Path]:
    """The entry, everything in the chart's folder, and whatever these import."""
    found: set[Path] = set()
    waiting = [
        path for path in (SCRIPTS / "timeline.js", *(SCRIPTS / "chart").rglob("*.js")) if path.exists()
    ]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += _imported(path)
    return found


def compressed_bytes(modules: Iterable[Path]) -> int:
    """Each made small and compressed by itself, as each goes over the wire."""
    texts = (path.read_text(encoding="utf-8") for path in modules)
    return sum(len(gzip.compress(minify.string(KIND, text).encode(), 9)) for text in texts)


def _imported(path: Path) -> list[Path]:
    return [(path.parent / name).resolve() for name in IMPORT.findall(path.read_text(encoding="utf-8"))]
