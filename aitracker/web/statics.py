"""Collected static files: named by their content, scripts and styles of ours made small."""

from typing import Any

import minify  # type: ignore[import-untyped]
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.base import ContentFile
from whitenoise.storage import (  # type: ignore[import-untyped]
    CompressedManifestStaticFilesStorage,
)

# What comes with packages is served as it came.
OURS = {".js": ("js/", "application/javascript"), ".css": ("css/", "text/css")}


class SmallerFiles:
    """Saves our scripts and styles without comments, blanks and long local names.

    Modules import each other by the names of their contents, so that no browser mixes two versions.
    """

    support_js_module_import_aggregation = True

    def _save(self, name: str, content: Any) -> str:
        folder, kind = OURS.get(name[name.rfind(".") :], ("", ""))
        if kind and name.startswith(folder):
            content.seek(0)
            content = ContentFile(minify.string(kind, content.read().decode()).encode())
        return str(super()._save(name, content))  # type: ignore[misc]


class LocalStorage(SmallerFiles, ManifestStaticFilesStorage):  # type: ignore[misc]
    """For one machine: nothing is compressed, which would take a minute at each start."""


class ProductionStorage(SmallerFiles, CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """For strangers who wait: compressed once, when collected."""
