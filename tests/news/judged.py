"""The judged sample of recorded news in docs/tagging-sample.tsv, and its precision with Wilson intervals."""

from collections.abc import Iterable, Mapping, Sequence
from csv import DictReader
from math import sqrt
from pathlib import Path

COLUMNS = ("id", "tag", "named", "verdict", "reason")
VERDICTS = ("right", "wrong", "none", "miss")
# The quantile of the normal distribution that leaves 2.5 % above it.
Z = 1.959964
Row = Mapping[str, str]


def read_judged(file: Path) -> list[Row]:
    """The rows of a file of judgements, one a tag, as they stand."""
    with file.open(encoding="utf-8", newline="") as lines:
        return list(DictReader(lines, delimiter="\t"))


def ids_judged(rows: Iterable[Row]) -> set[str]:
    """The items whose tags are judged; an item of a miss alone is none of them."""
    return {row["id"] for row in rows if row["verdict"] != "miss"}


def wilson(right: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share by Wilson's score; of nothing the whole range."""
    if not of:
        return 0.0, 1.0
    share, spread = right / of, Z * Z / of
    middle = share + spread / 2
    reach = Z * sqrt((share * (1 - share) + spread / 4) / of)
    return (middle - reach) / (1 + spread), (middle + reach) / (1 + spread)


def figures(rows: Sequence[Row]) -> list[str]:
    """Lines of a table: what is tagged, how many tags are right, their share, its interval."""
    return [_line(name, [row for row in rows if row["tag"].startswith(kind)]) for name, kind in KINDS]


KINDS = (("companies", "company:"), ("products", "product:"), ("together", ""))


def _line(name: str, rows: Iterable[Row]) -> str:
    verdicts = [row["verdict"] for row in rows if row["verdict"] in ("right", "wrong")]
    right, of = verdicts.count("right"), len(verdicts)
    low, high = wilson(right, of)
    return f"| {name} | {right} of {of} | {right / of if of else 1:.3f} | {low:.3f} to {high:.3f} |"
