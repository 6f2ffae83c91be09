"""Serves the invented feeds of `make demo` on loopback; an item is there once its time has come."""

import html
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from xml.etree import ElementTree

from aitracker.local.refusal import Refusal
from timeline.samples import script as samples
from timeline.samples.script import SampleFeed, Script

PAGE = (
    "<!doctype html><meta charset=utf-8><title>{title}</title>"
    "<h1>{title}</h1><p>{text}</p><p><i>{note}</i></p>"
)
NOTE = "Invented, to show how AI Tracker works. No such outlet, company or model exists."


class Handler(BaseHTTPRequestHandler):
    """Feeds at /<outlet>.xml, items at /<outlet>/<number>."""

    def __init__(self, *args: object, script: Script, started: float) -> None:
        self.script, self.started = script, started
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer with the feed or the item, or with 404."""
        path = self.path.strip("/")
        feed = next((each for each in self.script.feeds if path == f"{each.slug}.xml"), None)
        if feed is not None:
            self._answer(feed_document(self.script, feed, started=self.started), "application/rss+xml")
        elif (page := item_page(self.script, path)) is not None:
            self._answer(page.encode(), "text/html; charset=utf-8")
        else:
            self.send_error(404)

    def _answer(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Stay silent: the terminal shows what is told, not who asks."""


def feed_document(script: Script, feed: SampleFeed, *, started: float) -> bytes:
    """RSS 2.0 with the feed's items whose time has come; `started` in seconds since 1970."""
    channel = ElementTree.Element("channel")
    _texts(channel, title=feed.name, link=f"http://{samples.HOST}/", description=NOTE)
    for number, item in enumerate(script.items):
        told_at = started + item.after
        if item.feed == feed.slug and told_at <= time.time():
            link = f"http://{samples.HOST}/{feed.slug}/{number}-{int(started)}"
            told = format_datetime(datetime.fromtimestamp(told_at, UTC))
            entry = ElementTree.SubElement(channel, "item")
            _texts(entry, title=item.title, link=link, guid=link, pubDate=told, description=item.text)
    root = ElementTree.Element("rss", version="2.0")
    root.append(channel)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _texts(parent: ElementTree.Element, **texts: str) -> None:
    for tag, text in texts.items():
        ElementTree.SubElement(parent, tag).text = text


def item_page(script: Script, path: str) -> str | None:
    """What a visitor finds at an item's address, or at that of a promise; None for others."""
    outlet, _, rest = path.partition("/")
    number = rest.partition("-")[0]
    if outlet == "promised":
        return PAGE.format(title="A promise", text="A date that nobody gave.", note=NOTE)
    if not (number.isdigit() and int(number) < len(script.items)):
        return None
    item = script.items[int(number)]
    return PAGE.format(title=html.escape(item.title), text=html.escape(item.text), note=NOTE)


@contextmanager
def served_samples(script: Script, *, started: float | None = None) -> Iterator[None]:
    """Serve on loopback for as long as the block lasts; Refusal where the port is taken.

    `started`, in seconds since 1970, is when the first outlet began to tell: else now.
    """
    host, _, port = samples.HOST.partition(":")
    handler = partial(Handler, script=script, started=time.time() if started is None else started)
    try:
        server = ThreadingHTTPServer((host, int(port)), handler)
    except OSError as error:
        raise Refusal(
            f"{samples.HOST} is taken ({error.strerror}): is `make demo` running already?"
        ) from error
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
