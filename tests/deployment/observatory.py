"""The points that the HTTP Observatory gives for the headers of a page, by its published rules."""

import re
from collections.abc import Mapping
from http.cookies import SimpleCookie

BASE = 100
# Below this nothing is added, however much else is right.
NEEDED_FOR_MORE = 90
HALF_A_YEAR_S = 15_768_000
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
Headers = Mapping[str, str]


def score(headers: Headers) -> dict[str, int]:
    """What each rule adds or takes, by its name; `total` is the sum as the Observatory forms it."""
    found = {
        "csp": _policy(headers),
        "cookies": _cookies(headers),
        "cors": -50 if headers.get("access-control-allow-credentials") else 0,
        "referrer": _referrer(headers),
        "hsts": _transport(headers),
        "nosniff": 0 if headers.get("x-content-type-options") == "nosniff" else -5,
        "frames": _frames(headers),
        "corp": _resources(headers),
    }
    lost = sum(points for points in found.values() if points < 0)
    gained = sum(points for points in found.values() if points > 0)
    total = BASE + lost
    return {**found, "total": max(0, total + gained if total >= NEEDED_FOR_MORE else total)}


def _directives(headers: Headers) -> dict[str, list[str]]:
    parts = [part.split() for part in headers.get("content-security-policy", "").split(";") if part.strip()]
    return {name.lower(): sources for name, *sources in parts}


def _policy(headers: Headers) -> int:
    found = _directives(headers)
    if not found:
        return -25
    scripts = found.get("script-src", found.get("default-src", ["*"]))
    styles = found.get("style-src", found.get("default-src", ["*"]))
    if {"'unsafe-inline'", "*", "http:", "https:", "data:"} & set(scripts):
        return -20
    if {"'unsafe-eval'"} & set(scripts):
        return -10
    if "'unsafe-inline'" in styles:
        return 0
    return 10 if found.get("default-src") == ["'none'"] else 5


def _cookies(headers: Headers) -> int:
    cookies = SimpleCookie(headers.get("set-cookie", ""))
    if not cookies:
        return 0
    if not all(each["secure"] for each in cookies.values()):
        return -20
    return 5 if all(each["httponly"] and each["samesite"] for each in cookies.values()) else 0


def _referrer(headers: Headers) -> int:
    said = [part.strip() for part in headers.get("referrer-policy", "").split(",") if part.strip()]
    if not said:
        return 0
    return 5 if said[-1] in PRIVATE else -5


def _transport(headers: Headers) -> int:
    age = re.search(r"max-age=(\d+)", headers.get("strict-transport-security", ""))
    if age is None:
        return -20
    return 0 if int(age[1]) >= HALF_A_YEAR_S else -10


def _frames(headers: Headers) -> int:
    if "frame-ancestors" in _directives(headers):
        return 5
    return 0 if headers.get("x-frame-options", "").upper() in ("DENY", "SAMEORIGIN") else -20


def _resources(headers: Headers) -> int:
    said = headers.get("cross-origin-resource-policy", "")
    return {"same-origin": 10, "same-site": 10, "": 0}.get(said, 0)
