"""The style sheet inside a picture: that of the pages' charts, with every token resolved for one theme."""

import base64
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

TOKENS = "css/tokens.css"
# Of each style sheet the rules of these classes: what is around a chart has no place here.
SHEETS = (("css/picture.css", ".picture "), ("css/chart.css", ".chart ."), ("css/fate.css", ".tone-"))
# Called as the font files call themselves, so that whoever draws from those finds them.
FAMILIES = {"Plex Sans": "IBM Plex Sans"}
FACES = {
    "fonts/plex-sans.woff2": 'font-family:"IBM Plex Sans";font-weight:400 600;font-stretch:75% 100%',
    "fonts/newsreader-roman.woff2": 'font-family:"Newsreader";font-weight:400 600',
}
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# A block that holds blocks, as those for narrow screens and for paper.
NESTED = re.compile(r"@[^{}]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
TOKEN = re.compile(r"--([\w-]+):\s*([^;]+);")
VALUE = re.compile(r"var\(--([\w-]+)\)")
EITHER = re.compile(r"light-dark\((#\w+), (#\w+)\)")
FONT = re.compile(r"font: (?:(italic) )?(\d+) (?:(condensed) )?([\d.]+px)(?:/[\d.]+px)? ([^;]+);")


@cache
def style_of(theme: str) -> str:
    """The rules for the marks of a chart and the words around it, in plain colours; theme: light or dark."""
    rules = [rule for source, prefix in SHEETS for rule in _rules(source, prefix)]
    return _longhand(_resolved("\n".join(rules), tokens_of(theme)))


@cache
def tokens_of(theme: str) -> Mapping[str, str]:
    """The value of each token in a theme, by its name without dashes before it."""
    place = 1 if theme == "light" else 2
    root = next(body for head, body in RULE.findall(_read(TOKENS)) if head.strip() == ":root")
    return {name: EITHER.sub(rf"\{place}", value) for name, value in TOKEN.findall(root)}


def faces() -> str:
    """The fonts themselves, where they are built; without them a picture stands in those of its reader."""
    found = ((rule, finders.find(source)) for source, rule in FACES.items())
    return "\n".join(_face(rule, Path(path)) for rule, path in found if path)


def _face(rule: str, path: Path) -> str:
    data = base64.b64encode(path.read_bytes()).decode()
    return f'@font-face{{{rule};src:url("data:font/woff2;base64,{data}") format("woff2")}}'


def _read(source: str) -> str:
    path = finders.find(source)
    if path is None:
        raise FileNotFoundError(source)
    return NESTED.sub("", COMMENT.sub("", Path(path).read_text(encoding="utf-8")))


def _rules(source: str, prefix: str) -> list[str]:
    """The rules for what a picture holds: nothing in it is pointed at, pressed or focused."""
    found = ((_still(head, prefix), body) for head, body in RULE.findall(_read(source)))
    return [f"{head}{{{body.strip()}}}" for head, body in found if head]


def _still(head: str, prefix: str) -> str:
    selectors = (each.strip() for each in head.split(","))
    return ",".join(each for each in selectors if each.startswith(prefix) and ":" not in each)


def _resolved(text: str, tokens: Mapping[str, str]) -> str:
    while VALUE.search(text):
        text = VALUE.sub(lambda match: tokens[match[1]], text)
    return text


def _longhand(text: str) -> str:
    """Fonts in single properties, which every drawer of SVG reads."""
    for family, name in FAMILIES.items():
        text = text.replace(f'"{family}"', f'"{name}"')
    return FONT.sub(_font, text)


def _font(match: re.Match[str]) -> str:
    style, weight, stretch, size, family = match.groups()
    return (
        f"font-style: {style or 'normal'}; font-weight: {weight}; font-stretch: {stretch or 'normal'}; "
        f"font-size: {size}; font-family: {family};"
    )
