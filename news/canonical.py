"""The canonical form of an address, and what makes an entry of a feed the same entry at the next reading."""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from urllib.parse import SplitResult, urlsplit, urlunsplit

TRACKING = re.compile(
    r"utm_.*|mc_cid|mc_eid|fbclid|gclid|dclid|msclkid|yclid|twclid|igshid|igsh|_hsenc|_hsmi|mkt_tok|vero_id"
    r"|phpsessid|jsessionid|sessionid|session_id|sid|nonce|csrf_?token|_ts|_dc|_nocache|nocache|cachebuster|cb|rnd",
    re.IGNORECASE,
)
SESSION_IN_PATH = re.compile(r";jsessionid=[^/;]*", re.IGNORECASE)
WEB_SCHEME = re.compile(r"https?://", re.IGNORECASE)
SIMILAR = 0.6
# Platforms that serve every publication from one set of machines and count requests to all of them as one.
PLATFORMS = ("medium.com", "reddit.com", "substack.com", "tumblr.com")
# Makes feeds of other sites, each by a route of its own; it asks them, not us, to be patient.
RSSHUB = re.compile(r"rsshub\.")
MAX_HOST_KEY = 255


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryIdentity:
    """What an entry says about itself; empty strings where it says nothing. `date` is the day as written."""

    guid: str
    link: str
    title: str
    date: str


def canonical_url(url: str) -> str:
    """One spelling for the addresses of one page; what cannot be read as an address comes back trimmed."""
    try:
        parts = urlsplit(url.strip())
        host = _canonical_host(parts)
    except ValueError:
        return url.strip()
    if not host:
        return url.strip()
    path = SESSION_IN_PATH.sub("", parts.path) or "/"
    return urlunsplit(("https", host, path, _without_tracking(parts.query), ""))


def canonical_url_hash(url: str) -> bytes:
    """The 32 bytes under which all spellings of one address are found."""
    return _digest(canonical_url(url))


def _canonical_host(parts: SplitResult) -> str:
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    host = parts.hostname.rstrip(".")
    host = f"[{host}]" if ":" in host else host
    return host if parts.port in (None, 80, 443) else f"{host}:{parts.port}"


def _without_tracking(query: str) -> str:
    kept = [part for part in query.split("&") if part and not TRACKING.fullmatch(part.partition("=")[0])]
    return "&".join(kept)


def content_hash(*parts: str) -> bytes:
    """The 32 bytes that change when any part of an entry's content does."""
    return _digest("\0".join(parts))


def entry_uids(entries: Sequence[EntryIdentity]) -> list[bytes]:
    """One 32-byte uid an entry, in order; entries that say the same of themselves get the same uid.

    A guid counts where it is its entry's own; a repeated one is joined by the link, a repeated link by title
    and date. The same entry served twice in one document does not count as a repetition.
    """
    distinct = set(entries)
    guids = Counter(_folded_guid(entry.guid) for entry in distinct)
    links = Counter((_folded_guid(entry.guid), canonical_url(entry.link)) for entry in distinct)
    return [_uid(entry, guids, links) for entry in entries]


def _uid(entry: EntryIdentity, guids: Counter[str], links: Counter[tuple[str, str]]) -> bytes:
    guid, link = _folded_guid(entry.guid), canonical_url(entry.link)
    if guid and guids[guid] == 1:
        return guid_uid(guid)
    if link and links[guid, link] == 1:
        return _digest(f"l{guid}\0{link}" if guid else f"l{link}")
    return _digest(f"t{guid}\0{link}\0{entry.title}\0{entry.date}")


def guid_uid(guid: str) -> bytes:
    """The uid of an entry whose guid is its own."""
    return _digest(f"g{_folded_guid(guid)}")


def _folded_guid(guid: str) -> str:
    return WEB_SCHEME.sub("https://", guid, count=1) if WEB_SCHEME.match(guid) else guid


def titles_agree(first: str, second: str) -> bool:
    """Whether two titles under one address are wordings of one headline; other figures make another one."""
    if re.findall(r"\d+", first) != re.findall(r"\d+", second):
        return False
    return SequenceMatcher(None, first.casefold(), second.casefold(), autojunk=False).ratio() >= SIMILAR


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def publishing_host(url: str) -> str:
    """The host as people name it, without www; an empty string for what is no web address."""
    return _host(url).removeprefix("www.")


def host_key(url: str) -> str:
    """Whom to be patient with: the host, on a platform all of its hosts, at RSSHub the site it reads.

    An empty string for what is no web address.
    """
    host = _host(url)
    platform = next((each for each in PLATFORMS if host.endswith(f".{each}")), host)
    if not RSSHUB.match(host):
        return platform
    route = urlsplit(url.strip()).path.strip("/").partition("/")[0]
    return f"{host}/{route}"[:MAX_HOST_KEY] if route else host


def _host(url: str) -> str:
    try:
        return (urlsplit(url.strip()).hostname or "").rstrip(".")
    except ValueError:
        return ""
