"""What the documents tell a reader to type exists: targets, commands, options, modules, services, files."""

import re
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

from aitracker.environment import ROOT
from tests.deployment.test_containers import SERVICES

WHOLE = (".env.example", "Makefile", "docker-compose.yml")
DOCUMENTS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", *WHOLE)]
DOCUMENTS += sorted((ROOT / "docs").glob("*.md"))
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z][a-z-]*):", MAKEFILE, re.M))
TOP = "|".join(path.name for path in sorted(ROOT.iterdir()) if path.is_dir() and path.name[0] != ".")
NAMES_TESTS = {"make faults": "tests/faults", "make bench": "tests/bench", "make test": ""}


def spoken(path: Path) -> str:
    """What stands in code marks and links in a document, one piece a line; all of what is no Markdown."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".md":
        return text
    blocks = re.findall(r"^```\n(.*?)^```", text, re.M | re.S) + re.findall(r"^ {4}(\S.*)$", text, re.M)
    pieces = [" ".join(piece.split()) for piece in re.findall(r"(?<!`)`([^`]+)`(?!`)", text)]
    links = re.findall(r"\]\(([\w./-]+)\)", text)
    return "\n".join([*pieces, *blocks, *links])


SPOKEN = {path.name: spoken(path) for path in DOCUMENTS}
ALL = "\n".join(SPOKEN.values())


def test_every_target_of_make_that_is_named_exists() -> None:
    named = set(re.findall(r"\bmake ([a-z][a-z-]*)", ALL))
    assert {"run", "test", "demo-clear", "guards", "manage"} <= named
    assert named <= TARGETS


def test_make_help_lists_every_target_for_people() -> None:
    said = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert set(re.findall(r"^  make ([a-z-]+) +\S", said, re.M)) == TARGETS - {"static-on-database"}


@pytest.mark.parametrize("name", SPOKEN)
def test_every_management_command_exists_with_its_options(name: str) -> None:
    said = re.findall(r'(?:manage\.py |CMD="?)(\w+)([^"`&\n]*)', SPOKEN[name])
    for command, rest in said:
        assert command in get_commands(), command
        app = get_commands()[command]
        parser = load_command_class(str(app), command).create_parser("manage.py", command)
        known = {option for action in parser._actions for option in action.option_strings}
        assert set(re.findall(r"--[a-z][a-z-]*", rest)) <= known, f"{command}{rest}"


def test_every_module_that_is_run_exists() -> None:
    named = re.findall(r"python3? -m ([\w.]+)", ALL)
    assert "tests.news.recorded" in named
    assert [module for module in named if find_spec(module) is None] == []


def test_every_service_that_compose_is_told_of_is_one() -> None:
    said = re.findall(r"docker compose (\w+)((?: -\S+)*)((?: HUP)?(?: [a-z-]+)*)", ALL)
    named = {word for verb, _, words in said if verb in ("stop", "logs") for word in words.split()}
    named |= {
        words.removeprefix(" HUP").split()[0] for verb, _, words in said if verb in ("exec", "run", "kill")
    }
    assert {"web", "postgres", "migrate", "proxy", "beat"} <= named
    assert named <= set(SERVICES)


@pytest.mark.parametrize("make", NAMES_TESTS)
def test_every_choice_of_tests_chooses_some(make: str) -> None:
    said = re.findall(rf'{make} ARGS="([^"]+)"', ALL)
    assert said
    for place, _, word in (each.rpartition("-k ") for each in said):
        folder = ROOT / (place.strip() or NAMES_TESTS[make])
        tests = folder.rglob("test_*.py")
        assert any(re.search(rf"def test_\w*{word}|{word}", path.name + path.read_text()) for path in tests)


@pytest.mark.parametrize("name", SPOKEN)
def test_every_file_that_is_named_is_there(name: str) -> None:
    named = re.findall(rf"(?<![\w/.])((?:{TOP})/[\w./-]+)", SPOKEN[name])
    assert [path for path in named if not any((ROOT / f"{path}{end}").exists() for end in ("", ".py"))] == []


def test_what_only_compose_restores_needs_no_service_that_fills_the_database() -> None:
    """`run` starts what a service waits for, and `migrate` would make tables before restore looks."""
    [said] = re.findall(r"docker compose run ([^\n]*) restore -", ALL)
    assert "--no-deps" in said.split()
