"""Pages inside frames of other sites, the code that shows them, and oEmbed, which hands that code out."""

import re
from html import unescape
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from tests.timeline.views.reading import addresses_in, words_of
from timeline.curation import Act, rename
from timeline.documents import DELIVERABLE as OF_DELIVERABLES
from timeline.models import Deliverable

TIMELINE, DELIVERABLE = "/embed/timeline/", "/embed/d/phone-api/"
CODE = re.compile(r"<textarea[^>]*>(&lt;iframe.*?)</textarea>", re.DOTALL)
DISCOVERED = re.compile(r'type="application/json\+oembed"\s+title="[^"]*"\s+href="([^"]*)"')


@pytest.mark.parametrize("address", [TIMELINE, DELIVERABLE, f"{DELIVERABLE}?as_of=2026-06-01&theme=dark"])
def test_an_embed_may_be_framed_and_does_nothing(
    visitor: Client, promised: Deliverable, address: str
) -> None:
    answer = visitor.get(address)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "X-Frame-Options" not in answer.headers
    assert answer.headers["Content-Security-Policy"].endswith("frame-ancestors *")
    assert answer.cookies == {}
    assert not re.search(r"<script|<form|<button|style=", html)
    assert '<base target="_blank">' in html
    assert "CC BY 4.0" in words_of(answer)


def test_an_embed_shows_the_chart_and_leads_here(visitor: Client, promised: Deliverable) -> None:
    timeline, deliverable = visitor.get(f"{TIMELINE}?company=acme"), visitor.get(DELIVERABLE)
    assert "1 company · 1 deliverable · 1 dated promise" in words_of(timeline)
    assert {"/timeline/?company=acme", "/d/phone-api/", "/c/acme/"} <= addresses_in(timeline.content.decode())
    assert "Acme, Phone Api. Promised for 1–30 June 2026." in words_of(deliverable)
    assert "/d/phone-api/" in addresses_in(deliverable.content.decode())


def test_an_embed_of_a_day_and_a_theme_stays_there(visitor: Client, promised: Deliverable) -> None:
    answer = visitor.get(f"{DELIVERABLE}?as_of=2026-06-01&theme=dark")
    assert 'data-theme="dark"' in answer.content.decode()
    assert "as known on 1 June 2026" in words_of(answer)
    assert "/d/phone-api/?as_of=2026-06-01" in addresses_in(answer.content.decode())


def test_what_an_embed_cannot_read_is_named(visitor: Client, promised: Deliverable) -> None:
    words = words_of(visitor.get(f"{TIMELINE}?from=2026-02-30&nonsense=1"))
    assert "Left out: from '2026-02-30' is not a day on the calendar" in words
    assert "nonsense" not in words


def test_an_embed_of_nothing_says_so(visitor: Client, promised: Deliverable, act: Act) -> None:
    assert "Nothing of these days fits this choice." in words_of(visitor.get(f"{TIMELINE}?company=nobody"))
    for missing in ("/embed/d/nothing/", f"{DELIVERABLE}?as_of=2026-01-01"):
        answer = visitor.get(missing)
        assert answer.status_code == 404
        assert "No deliverable of this name was known on" in words_of(answer)
        assert not re.search(r"<script|<form|<nav", answer.content.decode())
    rename(act, OF_DELIVERABLES, "phone-api", to="handset-api")
    moved = visitor.get(f"{DELIVERABLE}?as_of=2026-06-01")
    assert (moved.status_code, moved.headers["Location"]) == (301, "/embed/d/handset-api/?as_of=2026-06-01")


@pytest.mark.parametrize(
    ("page", "frame"),
    [
        (
            "/timeline/?company=acme&sort=name&as_of=2026-06-01&view=chart",
            '<iframe src="http://testserver/embed/timeline/?as_of=2026-06-01&company=acme" width="760" '
            'height="640" title="AI Tracker, timeline" loading="lazy"></iframe>',
        ),
        (
            "/d/phone-api/?since=2026-01-01&theme=dark",
            '<iframe src="http://testserver/embed/d/phone-api/?theme=dark" width="760" '
            'height="400" title="AI Tracker, Phone Api" loading="lazy"></iframe>',
        ),
    ],
)
def test_the_code_of_the_menu_is_that_of_oembed(
    visitor: Client, promised: Deliverable, page: str, frame: str
) -> None:
    html = visitor.get(page).content.decode()
    code = unescape(CODE.findall(html)[0])
    assert unescape(code) == frame
    found = visitor.get(unescape(DISCOVERED.findall(html)[0]).removeprefix("http://testserver"))
    assert found.headers["Access-Control-Allow-Origin"] == "*"
    title = frame.split('"')[7]
    assert found.json() == {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": "AI Tracker",
        "provider_url": "http://testserver/",
        "html": code,
        "width": 760,
        "height": 640 if "timeline" in title else 400,
    }
    assert visitor.get(unescape(code).split('"')[1].removeprefix("http://testserver")).status_code == 200


def asked(visitor: Client, url: str, **others: str) -> Any:
    query = "&".join(f"{name}={quote(value)}" for name, value in {"url": url, **others}.items())
    return visitor.get(f"/oembed?{query}")


def test_a_frame_is_no_larger_than_asked(visitor: Client, promised: Deliverable) -> None:
    found = asked(visitor, "http://testserver/d/phone-api/", maxwidth="320", maxheight="9999", format="json")
    body = found.json()
    assert (body["width"], body["height"]) == (320, 400)
    assert 'width="320" height="400"' in body["html"]


@pytest.mark.parametrize(
    "url",
    [
        "http://testserver/",
        "http://testserver/d/nothing/",
        "http://testserver/c/acme/",
        "http://testserver/nowhere",
        "http://elsewhere.example/d/phone-api/",
        "ftp://testserver/d/phone-api/",
        "/d/phone-api/",
        "http://[::1/d/phone-api/",
        "http://testserver/d/phone-api/?" + "a=1&" * 200,
        "javascript:alert(1)",
        "http://testserver/d/phone-api/?as_of=2026-01-01",
        "\x00",
    ],
)
def test_other_addresses_have_no_frame(visitor: Client, promised: Deliverable, url: str) -> None:
    answer = asked(visitor, url)
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.parametrize(
    ("query", "status", "names"),
    [
        ("", 400, ["url"]),
        ("?url=", 400, ["url"]),
        ("?url=http://testserver/d/phone-api/&maxwidth=0", 400, ["maxwidth"]),
        ("?url=http://testserver/d/phone-api/&maxwidth=-1&maxheight=wide", 400, ["maxwidth", "maxheight"]),
        ("?url=http://testserver/d/phone-api/&maxheight=%EF%BC%91", 400, ["maxheight"]),
        ("?url=http://testserver/d/phone-api/&format=xml", 501, []),
    ],
)
def test_what_oembed_cannot_answer_is_a_problem(
    visitor: Client, promised: Deliverable, query: str, status: int, names: list[str]
) -> None:
    answer = visitor.get(f"/oembed{query}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")
    assert [error["name"] for error in answer.json()["errors"]] == names


def test_a_renamed_deliverable_is_framed_under_its_present_name(
    visitor: Client, promised: Deliverable, act: Act
) -> None:
    rename(act, OF_DELIVERABLES, "phone-api", to="handset-api")
    assert "/embed/d/handset-api/" in asked(visitor, "http://testserver/d/phone-api/").json()["html"]
