"""Charts as files: they stand alone, say what they show and whose it is, and are as large as they say."""

import re
import struct
import zlib
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from django.test import Client

from timeline.curation import Act, rename
from timeline.documents import DELIVERABLE
from timeline.models import Deliverable

SVG = "{http://www.w3.org/2000/svg}"
PAPER = {"light": (0xFB, 0xFA, 0xF6), "dark": (0x15, 0x15, 0x12)}
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; "
    "frame-ancestors 'none'; sandbox"
)
SOURCE = (
    "AI Tracker · as known on 22 November 2026 · the record is empty · "
    "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"
)


def drawn(visitor: Client, address: str) -> Any:
    answer = visitor.get(address)
    assert answer.status_code == 200, answer.content
    return fromstring(answer.content)


def texts(root: Element) -> list[str]:
    return [each.text or "" for each in root.iter(f"{SVG}text")]


def size_of(png: bytes) -> tuple[int, int]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def corner_of(png: bytes) -> tuple[int, ...]:
    """The first pixel: no filter of the format changes it."""
    data, place = b"", 8
    while place < len(png):
        length, kind = struct.unpack(">I4s", png[place : place + 8])
        data += png[place + 8 : place + 8 + length] if kind == b"IDAT" else b""
        place += 12 + length
    return tuple(zlib.decompress(data)[1:4])


@pytest.mark.parametrize(
    ("address", "title", "page"),
    [
        (
            "/timeline.svg",
            "Promised, moved, shipped",
            "/timeline/?as_of=2026-11-22&from=2025-11-01&to=2027-02-28",
        ),
        ("/d/phone-api/chart.svg", "Phone Api", "/d/phone-api/?as_of=2026-11-22"),
    ],
)
def test_an_svg_says_whose_it_is_and_shows_the_marks(
    visitor: Client, promised: Deliverable, address: str, title: str, page: str
) -> None:
    root = drawn(visitor, address)
    assert root.findtext(f"{SVG}title") == title
    assert SOURCE in root.findtext(f"{SVG}desc")
    said = texts(root)
    assert {title, SOURCE, f"http://testserver{page}", "Phone Api", "Restructuring"} <= set(said)
    looks = {each.get("class") for each in root.iter(f"{SVG}path")}
    assert {"window", "edge", "said", "lead"} <= looks
    links = {each.get("href") for each in root.iter(f"{SVG}a") if each.get("href")}
    assert "http://testserver/d/phone-api/?as_of=2026-11-22" in links
    assert all(link.startswith("http://testserver/") for link in links)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_file_needs_nothing_from_elsewhere(visitor: Client, promised: Deliverable, theme: str) -> None:
    text = visitor.get(f"/timeline.svg?theme={theme}").content.decode()
    style = text[text.index("<style>") : text.index("</style>")]
    assert not re.search(r"var\(|light-dark|@import|@media|url\((?!\"data:font/woff2;base64,)", style)
    assert not re.search(r"<script|<foreignObject|<image|\son\w+=", text)
    assert [url for url in re.findall(r"url\(([^)]*)\)", text) if not url.startswith(('"data:', "#"))] == []
    paper = "".join(f"{part:02x}" for part in PAPER[theme])
    assert f".picture .paper{{fill: #{paper};}}" in style


def test_a_file_says_how_it_may_be_read(visitor: Client, promised: Deliverable) -> None:
    svg, png = visitor.get("/timeline.svg"), visitor.get("/d/phone-api/chart.png?as_of=2026-06-01")
    assert svg.headers["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert png.headers["Content-Type"] == "image/png"
    assert svg.headers["Content-Disposition"] == 'inline; filename="ai-tracker-timeline-2026-11-22.svg"'
    assert png.headers["Content-Disposition"] == 'inline; filename="ai-tracker-phone-api-2026-06-01.png"'
    for answer in (svg, png):
        assert answer.headers["Content-Security-Policy"] == POLICY
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Link"] == '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
    again = visitor.get("/timeline.svg", headers={"If-None-Match": svg.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("address", ["/timeline", "/d/phone-api/chart"])
def test_a_png_is_twice_the_size_on_the_paper_of_its_theme(
    visitor: Client, promised: Deliverable, address: str, theme: str
) -> None:
    svg = drawn(visitor, f"{address}.svg")
    png = visitor.get(f"{address}.png?theme={theme}").content
    assert size_of(png) == (round(2 * float(svg.get("width"))), round(2 * float(svg.get("height"))))
    assert corner_of(png) == PAPER[theme]


def test_what_is_written_in_a_name_is_written_in_the_picture(visitor: Client, promised: Deliverable) -> None:
    name = "<script>alert(1)</script> & \"Phone\" ]]> 'one'"
    Deliverable.objects.update(name=f"{name}\x07\ufffe")
    root = drawn(visitor, "/d/phone-api/chart.svg")
    assert root.findtext(f"{SVG}title") == name
    assert list(root.iter(f"{SVG}script")) == []
    assert size_of(visitor.get("/d/phone-api/chart.png").content)[0] == 2752


def test_a_picture_of_a_day_shows_what_was_known_on_it(visitor: Client, promised: Deliverable) -> None:
    before, after = (drawn(visitor, f"/timeline.svg?as_of={day}") for day in ("2026-03-01", "2026-04-01"))
    assert "Phone Api" not in texts(before)
    assert "Phone Api" in texts(after)
    assert any(text.startswith("AI Tracker · as known on 1 April 2026") for text in texts(after))


def test_lanes_that_are_left_out_are_told(visitor: Client, shipped: None) -> None:
    assert any(
        re.fullmatch(r"\d+ lanes left out for room\.", text)
        for text in texts(drawn(visitor, "/timeline.svg"))
    )
    few = texts(drawn(visitor, "/timeline.svg?limit=2"))
    assert any(" 2 companies · " in text for text in few)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("timeline.svg?compnay=meta", "compnay"),
        ("timeline.png?company=nobody", "company"),
        ("timeline.svg?theme=blue", "theme"),
        ("timeline.svg?limit=0", "limit"),
        ("timeline.svg?limit=201", "limit"),
        ("timeline.svg?from=2026-02-30", "from"),
        ("timeline.svg?from=2026-05-01&to=2026-04-01", "to"),
        ("timeline.svg?as_of=2030-01-01", "as_of"),
        ("timeline.svg?sort=name", "sort"),
        ("timeline.svg?group=", "group"),
        ("timeline.png?format=svg", "format"),
        ("d/phone-api/chart.svg?company=acme", "company"),
        ("d/phone-api/chart.png?as_of=%00", "as_of"),
    ],
)
def test_bad_parameters_are_named(visitor: Client, promised: Deliverable, address: str, name: str) -> None:
    answer = visitor.get(f"/{address}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "application/problem+json")
    assert [error["name"] for error in answer.json()["errors"]] == [name]


def test_what_is_not_there_has_no_picture(visitor: Client, promised: Deliverable, act: Act) -> None:
    for address in (
        "/d/nothing/chart.svg",
        "/d/nothing/chart.png",
        "/d/phone-api/chart.svg?as_of=2026-03-01",
    ):
        answer = visitor.get(address)
        assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")
    rename(act, DELIVERABLE, "phone-api", to="handset-api")
    moved = visitor.get("/d/phone-api/chart.png?theme=dark")
    assert (moved.status_code, moved.headers["Location"]) == (301, "/d/handset-api/chart.png?theme=dark")
    assert visitor.post("/timeline.svg").status_code == 405
