"""Collected static files: named by their content, scripts and styles of ours made small."""

import re
from pathlib import Path
from typing import Any

import minify  # type: ignore[import-untyped]
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.base import ContentFile
from whitenoise.storage import (  # type: ignore[import-untyped]
    CompressedManifestStaticFilesStorage,
)

# What comes with packages is served as it came.
OURS = {".js": ("js/", "application/javascript"), ".css": ("css/", "text/css")}
# Django has by then put the hash of its contents into each imported name.
IMPORT = re.compile(r'@import (?:url\()?"([a-z_]+)(?:\.[0-9a-f]{12})?\.css"\)?;')


class SmallerFiles:
    """Saves our scripts and styles without comments, blanks and long local names, styles with their imports.

    Modules import each other by the names of their contents, so that no browser mixes two versions.
    """

    support_js_module_import_aggregation = True

    def _save(self, name: str, content: Any) -> str:
        folder, kind = OURS.get(name[name.rfind(".") :], ("", ""))
        if kind and name.startswith(folder):
            content.seek(0)
            content = ContentFile(minify.string(kind, _whole(content.read().decode())).encode())
        return str(super()._save(name, content))  # type: ignore[misc]


def _whole(text: str) -> str:
    """The text with every style of ours that it imports in place: one request in place of one for each."""
    return IMPORT.sub(lambda found: _whole(_style(found[1])), text)


def _style(name: str) -> str:
    path = finders.find(f"css/{name}.css")
    if path is None:
        raise ValueError(f"static/css has no {name}.css, which another style imports")
    return Path(str(path)).read_text(encoding="utf-8")


class LocalStorage(SmallerFiles, ManifestStaticFilesStorage):  # type: ignore[misc]
    """For one machine: nothing is compressed, which would take a minute at each start."""


class ProductionStorage(SmallerFiles, CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """For strangers who wait: compressed once, when collected."""
