"""The site's typefaces: subset once per version out of the font wheels into a git-ignored folder."""

from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import as_file, files
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from fontTools.subset import Options, Subsetter, load_font, save_font  # type: ignore[import-untyped]
from fontTools.varLib.instancer import instantiateVariableFont  # type: ignore[import-untyped]

STYLESHEET = "fonts/fonts.css"
# Those that every page begins with.
PRELOADED = ("fonts/newsreader-roman.woff2", "fonts/plex-sans.woff2", "fonts/newsreader-italic.woff2")
# Part of the version: raise it when a range, a character or a face below changes.
RECIPE = 2

CHARACTERS = (
    frozenset(range(0x20, 0x7F))
    | frozenset(range(0xA0, 0x100))
    | {0x0131, 0x0152, 0x0153, 0x0160, 0x0161, 0x2009, 0x2010, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A}
    | {0x201C, 0x201D, 0x201E, 0x2022, 0x2026, 0x202F, 0x20AC, 0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x2715}
)
FEATURES = ["kern", "liga", "lnum", "tnum", "ccmp", "locl", "mark"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One font file to make: where it comes from, which part of each axis it keeps, how CSS names it."""

    package: str
    source: str
    target: str
    family: str
    style: str = "normal"
    weight: str = "400"
    stretch: str = "100%"
    display: str = "swap"
    limits: tuple[tuple[str, int, int], ...] = ()

    def css(self) -> str:
        """The rule that offers this face to the pages."""
        return (
            f'@font-face{{font-family:"{self.family}";font-style:{self.style};font-weight:{self.weight};'
            f"font-stretch:{self.stretch};font-display:{self.display};"
            f'src:url("{self.target}") format("woff2")}}\n'
        )


FACES = (
    Face(
        package="fontpkg_newsreader",
        source="Newsreader[opsz,wght].ttf",
        target="newsreader-roman.woff2",
        family="Newsreader",
        weight="400 600",
        limits=(("wght", 400, 600), ("opsz", 16, 40)),
    ),
    Face(
        package="fontpkg_newsreader",
        source="Newsreader-Italic[opsz,wght].ttf",
        target="newsreader-italic.woff2",
        family="Newsreader",
        style="italic",
        weight="400 500",
        # Its system counterpart is of another width: where it comes late it would move the masthead.
        display="optional",
        limits=(("wght", 400, 500), ("opsz", 16, 28)),
    ),
    Face(
        package="fontpkg_ibm_plex_sans",
        source="IBMPlexSans[wdth,wght].ttf",
        target="plex-sans.woff2",
        family="Plex Sans",
        weight="400 600",
        stretch="75% 100%",
        limits=(("wght", 400, 600),),
    ),
    Face(
        package="fontpkg_ibm_plex_mono",
        source="IBMPlexMono-Regular.ttf",
        target="plex-mono.woff2",
        family="Plex Mono",
    ),
)


def build_fonts(folder: Path, *, faces: tuple[Face, ...] = FACES) -> list[Path]:
    """Write the faces and their stylesheet into the folder; return the files written, none when up to date.

    The stylesheet is written last: where it stands, every font that it names stands too.
    """
    stylesheet = folder / Path(STYLESHEET).name
    stamp = f"/* {fonts_version(faces)} */\n"
    if stylesheet.is_file() and stylesheet.read_text(encoding="utf-8").startswith(stamp):
        return []
    folder.mkdir(parents=True, exist_ok=True)
    stylesheet.unlink(missing_ok=True)
    written = [_build_face(face, folder / face.target) for face in faces]
    stylesheet.write_text(stamp + "".join(face.css() for face in faces), encoding="utf-8")
    return [*written, stylesheet]


def fonts_version(faces: tuple[Face, ...] = FACES) -> str:
    """Names everything that the built files depend on."""
    packages = sorted({face.package.replace("_", "-") for face in faces} | {"fonttools"})
    return " ".join([f"recipe {RECIPE}", *(f"{package} {version(package)}" for package in packages)])


def stylesheet_url() -> str | None:
    """The address of the fonts' stylesheet; None while they are not built and pages stand in system fonts."""
    try:
        url: str = staticfiles_storage.url(STYLESHEET)
    except ValueError:  # not in the manifest of the collected files
        return None
    return url if hasattr(staticfiles_storage, "hashed_files") or finders.find(STYLESHEET) else None


def _build_face(face: Face, target: Path) -> Path:
    options = _options()
    source = files(face.package) / "files" / face.source
    with as_file(source) as path, closing(load_font(str(path), options)) as font:
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=CHARACTERS)
        subsetter.subset(font)
        # Narrowing an axis is quick on the subset and takes minutes on the whole font.
        if face.limits:
            limits = {axis: (low, high) for axis, low, high in face.limits}
            instantiateVariableFont(font, limits, inplace=True)
        save_font(font, str(target), options)
    return target


def _options() -> Options:
    options = Options()
    options.flavor = "woff2"
    options.hinting = False
    options.layout_features = FEATURES
    options.name_IDs = [1, 2]
    options.drop_tables += ["meta", "STAT"]
    return options
