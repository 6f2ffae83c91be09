"""Reads and writes lists of feeds as OPML."""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ElementTree, ParseError, SubElement, indent

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

MAX_BYTES = 1024 * 1024
MAX_FEEDS = 2_000
MAX_URL, MAX_NAME = 2_048, 200
FEED_TYPES = ("rss", "atom", "feed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """One feed of a list; name and homepage may be empty, and so the address of what says it is a feed."""

    url: str
    name: str = ""
    homepage: str = ""
    line: int = field(default=0, compare=False)


class OpmlError(Exception):
    """A document that cannot be read as OPML; the text says why."""


def read_opml(document: bytes) -> list[Outline]:
    """The feeds of the document, as they stand in it; raises OpmlError. Folders are left out."""
    if len(document) > MAX_BYTES:
        raise OpmlError(f"the file is larger than {MAX_BYTES // 1024} KiB")
    target = _Outlines()
    target.parser = DefusedXMLParser(target=target, forbid_dtd=True)
    try:
        target.parser.feed(document)
        target.parser.close()
    except (DefusedXmlException, ParseError, ValueError, LookupError) as error:
        raise OpmlError(f"the file is not OPML: {_words(error)}") from error
    return target.outlines


def _words(error: Exception) -> str:
    if isinstance(error, DefusedXmlException):
        return "it declares a document type or entities, which is refused"
    return str(error) or type(error).__name__


class _Outlines:
    """What the parser tells of each element as it passes: no tree is built, however deep the list is."""

    parser: DefusedXMLParser

    def __init__(self) -> None:
        self.outlines: list[Outline] = []
        self.is_begun = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if not self.is_begun and tag.lower() != "opml":
            raise OpmlError(f"the file is not OPML: it begins with <{tag[:40]}>")
        self.is_begun = True
        if tag.lower() == "outline":
            self._add({name.lower(): value.strip() for name, value in attributes.items()})

    def _add(self, attributes: Mapping[str, str]) -> None:
        url = attributes.get("xmlurl", "")
        if not url and attributes.get("type", "").lower() not in FEED_TYPES:
            return
        if len(self.outlines) == MAX_FEEDS:
            raise OpmlError(f"the file lists more than {MAX_FEEDS} feeds")
        outline = Outline(
            url=url,
            name=(attributes.get("title") or attributes.get("text") or "")[:MAX_NAME],
            homepage=attributes.get("htmlurl", "")[:MAX_URL],
            line=self.parser.parser.CurrentLineNumber,
        )
        self.outlines.append(outline)

    def end(self, tag: str) -> None:
        """An element ends."""

    def close(self) -> None:
        """The document ends."""


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
