"""Reads and writes lists of feeds as OPML."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ElementTree, ParseError, SubElement, indent

from defusedxml.ElementTree import iterparse

MAX_BYTES = 1024 * 1024
MAX_FEEDS = 2_000
MAX_URL, MAX_NAME = 2_048, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """One feed of a list; name and homepage may be empty."""

    url: str
    name: str = ""
    homepage: str = ""


class OpmlError(Exception):
    """A document that cannot be read as OPML; the text says why."""


def read_opml(document: bytes) -> list[Outline]:
    """The feeds of the document in its order, each address once; raises OpmlError. Folders are left out."""
    if len(document) > MAX_BYTES:
        raise OpmlError(f"the file is larger than {MAX_BYTES // 1024} KiB")
    outlines: dict[str, Outline] = {}
    try:
        for element in _elements(document):
            outline = _outline(element)
            if outline.url:
                outlines.setdefault(outline.url, outline)
            element.clear()
    except (ParseError, ValueError, LookupError) as error:
        raise OpmlError(f"the file is not OPML: {error or type(error).__name__}") from error
    if len(outlines) > MAX_FEEDS:
        raise OpmlError(f"the file lists more than {MAX_FEEDS} feeds")
    return list(outlines.values())


def _elements(document: bytes) -> Iterable[Element]:
    """Every outline element, without ever walking down the tree."""
    parser = iterparse(io.BytesIO(document), events=("start",), forbid_dtd=True)
    for place, (_, element) in enumerate(parser):
        if place == 0 and element.tag.lower() != "opml":
            raise OpmlError(f"the file is not OPML: it begins with <{element.tag[:40]}>")
        if element.tag.lower() == "outline":
            yield element


def _outline(element: Element) -> Outline:
    attributes = {name.lower(): value.strip() for name, value in element.attrib.items()}
    return Outline(
        url=attributes.get("xmlurl", ""),
        name=(attributes.get("title") or attributes.get("text") or "")[:MAX_NAME],
        homepage=attributes.get("htmlurl", "")[:MAX_URL],
    )


def write_opml(outlines: Iterable[Outline], *, title: str) -> str:
    """The feeds as an OPML 2.0 document."""
    root = Element("opml", version="2.0")
    SubElement(SubElement(root, "head"), "title").text = title
    body = SubElement(root, "body")
    for outline in outlines:
        attributes = {"type": "rss", "text": outline.name, "title": outline.name, "xmlUrl": outline.url}
        if outline.homepage:
            attributes["htmlUrl"] = outline.homepage
        SubElement(body, "outline", attributes)
    indent(root)
    written = io.BytesIO()
    ElementTree(root).write(written, encoding="utf-8", xml_declaration=True)
    return written.getvalue().decode("utf-8") + "\n"
