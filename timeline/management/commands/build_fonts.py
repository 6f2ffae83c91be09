"""Builds the site's fonts into static/fonts, once per version."""

from typing import Any

from django.core.management.base import BaseCommand

from aitracker.environment import ROOT
from aitracker.web.fonts import build_fonts


class Command(BaseCommand):
    """Subset the font wheels to woff2; does nothing when the built ones are up to date."""

    help = "Build the site's fonts into static/fonts; does nothing when they are up to date."

    def handle(self, *args: Any, **options: Any) -> None:
        """Build, then say what stands."""
        written = build_fonts(ROOT / "static" / "fonts")
        size = sum(path.stat().st_size for path in written)
        line = f"{len(written)} files, {size // 1000} kB" if written else "up to date"
        self.stdout.write(f"Fonts: {line}.")
