"""Building the typefaces: once per version, the stylesheet last."""

from pathlib import Path
from typing import Any

import pytest

from aitracker.web import fonts
from aitracker.web.fonts import FACES, build_fonts, fonts_version

MONO = tuple(face for face in FACES if face.family == "Plex Mono")


def test_fonts_are_built_once_per_version(tmp_path: Path) -> None:
    assert build_fonts(tmp_path, faces=MONO) == [tmp_path / "plex-mono.woff2", tmp_path / "fonts.css"]
    assert build_fonts(tmp_path, faces=MONO) == []


def test_a_changed_recipe_builds_them_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build_fonts(tmp_path, faces=MONO)
    monkeypatch.setattr(fonts, "RECIPE", fonts.RECIPE + 1)
    assert len(build_fonts(tmp_path, faces=MONO)) == 2


def test_the_stylesheet_names_every_file_that_stands(tmp_path: Path) -> None:
    build_fonts(tmp_path, faces=MONO)
    stylesheet = (tmp_path / "fonts.css").read_text(encoding="utf-8")
    assert stylesheet == (
        f"/* {fonts_version(MONO)} */\n"
        '@font-face{font-family:"Plex Mono";font-style:normal;font-weight:400;font-stretch:100%;'
        'font-display:swap;src:url("plex-mono.woff2") format("woff2")}\n'
    )


def test_the_latin_subset_is_small(tmp_path: Path) -> None:
    build_fonts(tmp_path, faces=MONO)
    assert (tmp_path / "plex-mono.woff2").stat().st_size < 12_000


def test_pages_stand_in_system_fonts_until_fonts_are_collected(settings: Any, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    assert fonts.stylesheet_url() is None
