"""feedparser, which opens whatever path or address it is given, is called in one place and given bytes."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READER = "news/parsing/xml_feed.py"


def test_feedparser_is_imported_by_one_module_alone() -> None:
    importers = {
        path.relative_to(ROOT).as_posix()
        for app in ("aitracker", "news", "timeline")
        for path in (ROOT / app).rglob("*.py")
        if "feedparser" in imported_packages(path)
    }

    assert importers == {READER}


def imported_packages(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    named = plain | {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    return {name.partition(".")[0] for name in named}


def test_feedparser_is_given_bytes_in_memory_and_never_a_name() -> None:
    tree = ast.parse((ROOT / READER).read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    given = [call.args[0] for call in calls if ast.unparse(call.func) == "feedparser.parse"]

    assert [ast.unparse(argument).partition("(")[0] for argument in given] == ["io.BytesIO"]
