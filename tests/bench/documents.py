"""Feed documents of a given size, put together at random, the same for the same seed."""

from random import Random

WORDS = (
    "otter heron tern river pond letter model release agent coding preview opens delays ships today company "
    "plans weights open api context window tokens price cheaper faster benchmark safety card team said week"
).split()
PARAGRAPH = 60


def feed_document(*, name: str, entries: int, size: int, newest: int = 0) -> bytes:
    """An RSS document of so many entries and about so many bytes, with `newest` more above them."""
    random = Random(name)
    each = [_entry(random, name, place, size // entries) for place in range(entries)]
    fresh = [_entry(random, name, entries + place, size // entries) for place in range(newest)]
    inside = "".join([*reversed(fresh), *each])
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel><title>{name}</title><link>https://{name}.example/</link>{inside}</channel></rss>"
    ).encode()


def _entry(random: Random, name: str, place: int, size: int) -> str:
    title = f"{_words(random, 8)} {place}".capitalize()
    head = (
        f"<title>{title}</title><link>https://{name}.example/{place}</link>"
        f'<guid isPermaLink="false">{name}-{place}</guid><dc:creator>Ada Reed</dc:creator>'
        f"<pubDate>Mon, 02 Nov 2026 {place // 60 % 24:02}:{place % 60:02}:00 GMT</pubDate>"
        "<description><![CDATA["
    )
    body = ""
    while len(head) + len(body) < size - 40:
        body += f'<p>{_words(random, 20)} <a href="https://{name}.example/">{_words(random, 3)}</a>.</p>'
    return f"<item>{head}{body}]]></description></item>"


def _words(random: Random, number: int) -> str:
    return " ".join(random.choice(WORDS) for _ in range(number))
