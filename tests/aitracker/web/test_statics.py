"""Our scripts and styles are served small, and modules import each other by the names of their contents."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.test import override_settings

MOST_BYTES = 14 * 1024


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """All static files as `make run` collects them."""
    folder = tmp_path_factory.mktemp("collected")
    storages = settings.STORAGES | {"staticfiles": {"BACKEND": "aitracker.web.statics.LocalStorage"}}
    with override_settings(STORAGES=storages, STATIC_ROOT=folder):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield folder


def module(folder: Path, name: str) -> Path:
    """The file that an address of this name leads to."""
    return folder / str(staticfiles_storage.stored_name(name))  # type: ignore[attr-defined]


def reached(start: Path) -> set[Path]:
    """A module and all that it imports."""
    found, ahead = set(), [start]
    while ahead:
        here = ahead.pop()
        found.add(here)
        imports = re.findall(r'\}\s*from\s*"(\./[^"]+)"', here.read_text(encoding="utf-8"))
        ahead += [path for each in imports if (path := (here.parent / each).resolve()) not in found]
    return found


def test_modules_import_each_other_by_the_names_of_their_contents(collected: Path) -> None:
    modules = reached(module(collected, "js/timeline.js"))
    assert len(modules) > 5
    assert [each.name for each in modules if not re.search(r"\.[0-9a-f]{12}\.js$", each.name)] == []


@pytest.mark.parametrize("script", ["js/keys.js", "js/news.js", "js/theme.js"])
def test_scripts_of_the_frame_import_the_one_module_they_share(collected: Path, script: str) -> None:
    shared = {each for each in reached(module(collected, script)) if each.name.startswith("shared.")}
    assert shared == {module(collected, "js/shared.js").resolve()}


def test_the_timeline_costs_a_visitor_little(collected: Path) -> None:
    sizes = [
        len(gzip.compress(each.read_bytes(), 9)) for each in reached(module(collected, "js/timeline.js"))
    ]
    assert sum(sizes) <= MOST_BYTES


def test_styles_keep_their_rules_and_lose_their_comments(collected: Path) -> None:
    style = module(collected, "css/chart.css").read_text(encoding="utf-8")
    assert ".chart .dot" in style
    assert "/*" not in style


def test_the_styles_of_every_page_come_as_one_file(collected: Path) -> None:
    style = module(collected, "css/site.css").read_text(encoding="utf-8")
    assert "@import" not in style
    places = [style.index(first) for first in ("--paper:", ".masthead", ".skip", "table", ".button", ".fate")]
    assert len(places) == len(set(places))


def test_what_comes_with_packages_is_served_as_it_came(collected: Path) -> None:
    script = module(collected, "admin/js/core.js").read_text(encoding="utf-8")
    assert "'use strict';\n" in script
