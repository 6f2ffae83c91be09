"""A sheet as a file: SVG that needs nothing from elsewhere, and PNG at twice the size."""

from functools import cache
from importlib.resources import files
from pathlib import Path

import resvg_py
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from timeline.pictures.sheet import Sheet
from timeline.pictures.style import faces, style_of
from timeline.wording.printable import printable

SCALE = 2
# Some 64 MB while they are drawn.
MOST_PIXELS = 16_000_000
FONTS = (
    ("fontpkg_ibm_plex_sans", "IBMPlexSans[wdth,wght].ttf"),
    ("fontpkg_newsreader", "Newsreader[opsz,wght].ttf"),
)


def svg_of(sheet: Sheet, *, theme: str) -> str:
    """The document with its style and its fonts."""
    return _document(sheet, style=f"{faces()}\n{style_of(theme)}")


def png_of(sheet: Sheet, *, theme: str) -> bytes:
    """The picture at twice its size, a very large one as it is."""
    fits = sheet.width * sheet.height * SCALE**2 <= MOST_PIXELS
    return resvg_py.svg_to_bytes(
        svg_string=_document(sheet, style=style_of(theme)),
        zoom=SCALE if fits else 1,
        skip_system_fonts=True,
        font_files=_fonts(),
    )


def _document(sheet: Sheet, *, style: str) -> str:
    context = {
        "sheet": sheet,
        "chart": sheet.chart,
        "site": sheet.told.site,
        "style": mark_safe(style),  # noqa: S308  our own style sheets
    }
    return printable(render_to_string("timeline/picture.svg", context))


@cache
def _fonts() -> list[str]:
    """The font files of the packages, which are folders of files."""
    return [str(Path(str(files(package))) / "files" / name) for package, name in FONTS]
