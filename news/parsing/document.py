"""From the bytes of a document to text that a feed parser can be given without harm."""

import codecs
import re

from news.parsing.entries import MAX_RAW_ENTRIES, NotAFeedError

MAX_RUN = 100_000
DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']")
CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
DECLARATION = re.compile(r"^<\?xml[^>]*\?>")
ROOT = re.compile(r"<[A-Za-z]")
END_OF_ROOT = re.compile(r"</\s*(?:\w+:)?(?:rss|feed|rdf|channel)\s*>", re.IGNORECASE)
WEB_PAGE = re.compile(r"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
ENTRY_START = re.compile(r"<(?:\w+:)?(?:item|entry)[\s>]", re.IGNORECASE)
ENTRY_END = re.compile(r"</(?:\w+:)?(?:item|entry)\s*>", re.IGNORECASE)
LONG_RUN = re.compile(f"(<[^<]{{{MAX_RUN}}})([^<]+)")
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
REFERENCE = re.compile(r"&#(x[0-9a-fA-F]+|[0-9]+);")
# What publishers mean by a name; the codecs that would rewrite the text are no encodings of documents.
READ_AS = {
    "gb2312": "gb18030",
    "iso8859-1": "cp1252",
    "ascii": "",
    "idna": "",
    "punycode": "",
    "unicode_escape": "",
    "raw_unicode_escape": "",
}
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\x00?\x00", "utf-16-le"),
    (b"\x00<\x00?", "utf-16-be"),
)


def _windows_bytes(error: UnicodeError) -> tuple[str, int]:
    """Reads the bytes that are not UTF-8 as Windows-1252, as old editors wrote quotes and dashes."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    stray = error.object[error.start : error.end]
    return stray.decode("cp1252", "replace"), error.end


codecs.register_error("windows_bytes", _windows_bytes)


def document_text(body: bytes, *, content_type: str) -> str:
    """The document's text, trimmed, without characters that XML forbids.

    Raises NotAFeedError for an empty document, a web page and a document that declares entities.
    """
    text = _sound(_decoded(body, content_type)).strip("\ufeff \t\r\n")
    if not text:
        raise NotAFeedError("empty", "the answer was empty")
    root = ROOT.search(text)
    head = text[: root.end()] if root else text[:4096]
    if "<!ENTITY" in head:
        raise NotAFeedError("entities", "the document declares entities of its own, which is refused")
    if WEB_PAGE.search(head + text[len(head) : len(head) + 20]):
        raise NotAFeedError("web_page", "got a web page, not a feed")
    return _at_most_entries(LONG_RUN.sub(_shortened, text))


def _decoded(body: bytes, content_type: str) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return body.decode(encoding, "windows_bytes" if encoding == "utf-8" else "replace")
    declared = _declared_encoding(body, content_type)
    if _is_utf8(body) and not (declared and b"\x1b" in body):
        return body.decode("utf-8")
    return body.decode(declared or "utf-8", "windows_bytes" if declared in ("", "utf-8") else "replace")


def _declared_encoding(body: bytes, content_type: str) -> str:
    """The encoding that the document names, else the one the answer's header names, else an empty string."""
    in_document, in_header = DECLARED.match(body), CHARSET.search(content_type)
    named = in_document[1].decode("ascii") if in_document else in_header[1] if in_header else ""
    try:
        encoding = codecs.lookup(named).name
        b"".decode(encoding)
    except (LookupError, UnicodeError):
        return ""
    return READ_AS.get(encoding, encoding)


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _sound(text: str) -> str:
    text = NOT_XML.sub("", text)
    return REFERENCE.sub(_sound_reference, text) if "&#" in text else text


def _sound_reference(match: re.Match[str]) -> str:
    """Drops numeric references to what is no character: feedparser raises at some of them."""
    digits = match[1].lstrip("x0") if match[1][0] == "x" else match[1].lstrip("0")
    if not digits or len(digits) > 7:
        return ""
    point = int(digits, 16 if match[1][0] == "x" else 10)
    forbidden = point > 0x10FFFF or 0xD800 <= point <= 0xDFFF or (point < 32 and point not in (9, 10, 13))
    return "" if forbidden else match[0]


def _at_most_entries(text: str) -> str:
    """The document without what lies between its 2,000th entry and the end of its last one."""
    starts = (match.start() for match in ENTRY_START.finditer(text))
    cut = next((start for place, start in enumerate(starts) if place == MAX_RAW_ENTRIES), None)
    if cut is None:
        return text
    end = max((match.end() for match in ENTRY_END.finditer(text, cut)), default=len(text))
    return text[:cut] + text[end:]


def _shortened(run: re.Match[str]) -> str:
    """The beginning of a long text, without the half of an entity, and with the end of its CDATA section."""
    kept = run[1] if "&" not in run[1][-12:] else run[1][: run[1].rindex("&")]
    return kept + ("]]>" if "]]>" in run[2] else "")


def is_whole(text: str) -> bool:
    """Whether the document closes its root element."""
    return bool(END_OF_ROOT.search(text[-2_000:]))


def ends_inside_entry(text: str) -> bool:
    """Whether the document breaks off before its last entry is closed."""
    start = max((match.start() for match in ENTRY_START.finditer(text)), default=-1)
    return start >= 0 and ENTRY_END.search(text, start) is None


def utf8_document(text: str) -> bytes:
    """The text as UTF-8, its declaration saying so."""
    return ('<?xml version="1.0" encoding="utf-8"?>\n' + DECLARATION.sub("", text, count=1)).encode(
        "utf-8", "replace"
    )
