"""The frame of every page: the day asked for, the links that carry it, and what machines read in the head."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from tests.timeline.views.reading import addresses_in, part_of, words_of
from timeline.models import Deliverable

pytestmark = pytest.mark.usefixtures("shipped")
DAY = "2026-06-20"
HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
PAGES = (
    "/",
    "/timeline/",
    "/ledger/",
    "/c/",
    "/c/meta/",
    "/d/muse-spark-api/",
    "/news/",
    "/method/",
    "/sources/",
)


def masthead(client: Client, address: str) -> str:
    """The form that asks for the day, last of the masthead."""
    return part_of(client.get(address), "header").partition('<form class="asked"')[2]


@pytest.mark.parametrize("address", PAGES)
def test_every_page_asks_for_the_day_between_the_first_of_the_record_and_today(
    visitor: Client, address: str
) -> None:
    field = re.search(r'<input class="field"\s+id="as-of".*?>', masthead(visitor, address), re.DOTALL)
    assert field is not None
    given = dict(re.findall(r'(\w+)="([^"]*)"', field[0]))
    assert (given["value"], given["max"]) == ("2026-11-22", "2026-11-22")
    assert "2015-01-01" < given["min"] < "2024-01-01"


def test_asking_for_a_day_keeps_the_other_readable_choices(visitor: Client) -> None:
    query = "company=meta&fate=lost&from=2026-01-01&q=spark&as_of=2026-06-20&page=2&since=2026-05-01&x=1"
    assert HIDDEN.findall(masthead(visitor, f"/ledger/?{query}")) == [
        ("company", "meta"),
        ("from", "2026-01-01"),
        ("q", "spark"),
        ("since", "2026-05-01"),
    ]


@pytest.mark.parametrize("address", PAGES)
def test_every_link_of_the_frame_keeps_the_day_shown_and_the_day_marked_from(
    visitor: Client, address: str
) -> None:
    response = visitor.get(f"{address}?as_of={DAY}&since=2026-05-01")
    frame = part_of(response, "header") + part_of(response, "footer")
    others = ("/api/", "/report/")
    inside = [each for each in addresses_in(frame) if each.startswith("/") and not each.startswith(others)]
    assert len(inside) == 9
    expected = {"as_of": [DAY], "since": ["2026-05-01"]}
    assert [each for each in inside if parse_qs(urlsplit(each).query) != expected] == []


@pytest.mark.parametrize("address", PAGES)
def test_an_earlier_day_is_said_once_with_the_way_back(visitor: Client, address: str) -> None:
    response = visitor.get(f"{address}?as_of={DAY}")
    assert words_of(response).count("The record as known on 20 June 2026") == 1
    assert {address, f"{address}?since={DAY}"} <= addresses_in(part_of(response, "main"))


def test_the_way_back_keeps_the_other_choices(visitor: Client) -> None:
    main = part_of(visitor.get(f"/ledger/?as_of={DAY}&company=meta"), "main")
    assert {"/ledger/?company=meta", f"/ledger/?company=meta&since={DAY}"} <= addresses_in(main)


def test_marking_is_said_and_can_be_stopped(visitor: Client) -> None:
    response = visitor.get(f"/ledger/?since={DAY}&company=meta")
    assert "What became public after 20 June 2026 is marked." in words_of(response)
    assert "/ledger/?company=meta" in addresses_in(part_of(response, "main"))


def test_today_is_shown_without_a_word_about_the_day(visitor: Client) -> None:
    words = words_of(visitor.get("/ledger/"))
    assert (" as known on" in words, "is marked" in words) == (False, False)


def test_the_boxes_of_a_form_choose_a_list(visitor: Client) -> None:
    repeated = visitor.get("/ledger/?company=meta&company=&company=openai")
    joined = visitor.get("/ledger/?company=meta,openai")
    assert "Left out" not in words_of(repeated)
    assert part_of(repeated, "table") == part_of(joined, "table")


def test_a_repeated_list_is_passed_on_as_one(visitor: Client) -> None:
    page = visitor.get("/ledger/?company=meta&company=openai")
    assert ("company", "meta,openai") in HIDDEN.findall(part_of(page, "header"))
    carried = {
        tuple(parse_qs(urlsplit(each).query).get("company", []))
        for each in addresses_in(part_of(page, "main"))
    }
    assert carried <= {(), ("meta,openai",)}


def test_the_api_still_refuses_a_repeated_list(visitor: Client) -> None:
    assert visitor.get("/api/v1/deliverables?company=meta&company=openai").status_code == 400


def test_a_page_names_itself_to_machines_as_to_readers(visitor: Client) -> None:
    head = visitor.get("/news/").content.decode().partition("<body>")[0]
    said = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)">', head))
    described = re.findall(r'name="description"\s+content="([^"]*)"', head)
    assert described == [said.pop("description")]
    assert said == {
        "site_name": "AI Tracker",
        "type": "website",
        "title": "News · AI Tracker",
        "url": "http://testserver/news/",
    }


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        pytest.param("/ledger/?company=meta&sort=name&utm_source=x", "/ledger/", id="no choice"),
        pytest.param(f"/ledger/?as_of={DAY}&since=2026-05-01", f"/ledger/?as_of={DAY}", id="the day shown"),
        pytest.param("/ledger/?as_of=2026-11-22", "/ledger/", id="today is no other day"),
        pytest.param("/news/?page=2", "/news/?page=2", id="the page of a list"),
        pytest.param("/ledger/?page=2", "/ledger/?page=2", id="the page of the ledger"),
        pytest.param("/ledger/?page=1", "/ledger/", id="the first page"),
        pytest.param("/ledger/?page=abc", "/ledger/", id="no number"),
        pytest.param("/ledger/?page=99", "/ledger/?page=2", id="the last page instead of one beyond"),
        pytest.param("/news/?page=1", "/news/", id="the first page of news"),
        pytest.param("/timeline/?page=abc", "/timeline/", id="no number on the chart"),
        pytest.param("/timeline/?page=2", "/timeline/", id="the chart has no pages"),
        pytest.param("/c/?page=2", "/c/", id="a page that is not cut"),
    ],
)
def test_one_page_has_one_canonical_address(visitor: Client, asked: str, canonical: str) -> None:
    assert (
        f'<link rel="canonical" href="http://testserver{canonical}">' in visitor.get(asked).content.decode()
    )


def test_the_site_map_leads_to_every_page_of_the_record(visitor: Client) -> None:
    index = visitor.get("/sitemap.xml").content.decode()
    parts = re.findall(r"<loc>http://testserver([^<]*)</loc>", index)
    listed = [
        each for part in parts for each in re.findall(r"<loc>(.*?)</loc>", visitor.get(part).content.decode())
    ]
    assert len(listed) == len(set(listed))
    paths = {urlsplit(each).path for each in listed}
    assert {"/", "/news/", "/sources/", "/c/meta/", "/p/muse-spark/", "/e/msl-created/"} <= paths
    assert (
        sum(path.startswith("/d/") for path in paths) == Deliverable.objects.filter(merged_into=None).count()
    )


@pytest.mark.parametrize("address", ["/c/meta/", "/p/muse-spark/", "/e/msl-created/", "/d/muse-spark-api/"])
def test_what_the_site_map_names_answers(visitor: Client, address: str) -> None:
    assert visitor.get(address).status_code == 200


def test_a_page_is_compressed_for_who_takes_it(visitor: Client) -> None:
    plain, packed = (visitor.get("/", headers={"Accept-Encoding": each}) for each in ("", "gzip"))
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(plain.content) / 4
