"""A list is walked forward and back, every row once; a cursor serves no other list."""

import pytest

from tests.timeline.api.asking import Answer, Asker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]
ORDERS = [
    "companies?sort=name",
    "companies?sort=-name",
    "companies?sort=-slug",
    "products?sort=name",
    "products?sort=-slug",
    "models?sort=-name",
    "deliverables?sort=slug",
    "deliverables?sort=-slip",
    "deliverables?sort=due",
    "deliverables?sort=-due",
    "deliverables?sort=-said",
    "deliverables?sort=arrived",
    "deliverables?sort=name",
    "commitments?sort=said",
    "commitments?sort=-said",
    "commitments?sort=due",
    "commitments?sort=-due",
    "events?sort=day",
    "events?sort=-day",
    "events?sort=-significance",
    "events?sort=significance",
    "restructurings?sort=-day",
    "items?sort=-published",
    "items?sort=published",
]


def key(row: dict[str, object]) -> object:
    return row.get("slug") or row["id"]


def walk(ask: Asker, answer: Answer, way: str) -> list[Answer]:
    pages = [answer]
    while where := pages[-1].body["page"][way]:
        pages.append(ask(where))
    return pages


@pytest.mark.parametrize("order", ORDERS)
def test_forward_and_back_every_row_is_met_once(ask: Asker, order: str) -> None:
    pages = walk(ask, ask(f"{order}&limit=97&include=total"), "next")
    rows = [key(row) for page in pages for row in page.data]
    assert len(set(rows)) == len(rows) == pages[0].body["page"]["total"]
    back = walk(ask, pages[-1], "previous")
    assert [key(row) for page in reversed(back) for row in page.data] == rows


@pytest.mark.parametrize("order", ["companies?sort=-name", "deliverables?sort=-slip", "events?sort=-day"])
def test_the_page_size_does_not_change_the_order(ask: Asker, order: str) -> None:
    small = [key(row) for page in walk(ask, ask(f"{order}&limit=31"), "next") for row in page.data]
    large = [key(row) for page in walk(ask, ask(f"{order}&limit=200"), "next") for row in page.data]
    assert small == large


def test_a_page_has_one_address(ask: Asker) -> None:
    assert ask("events?limit=5").body == ask("events?limit=5").body


def test_the_addresses_stand_in_the_link_header_too(ask: Asker) -> None:
    first = ask("events?limit=10")
    second = ask(first.body["page"]["next"])
    assert first.headers["Link"] == f'<{first.body["page"]["next"]}>; rel="next"'
    assert 'rel="previous"' in second.headers["Link"]


def test_a_row_that_went_leaves_the_next_page_where_it_was(ask: Asker) -> None:
    first = ask("companies?sort=slug&limit=5")
    following = ask(first.body["page"]["next"]).slugs
    filtered = ask(first.body["page"]["next"].replace("limit=5", "limit=3")).slugs
    assert filtered == following[:3]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(("events?", "restructurings?"), id="another-list"),
        pytest.param(("limit=5", "limit=5&kind=launch"), id="another-filter"),
        pytest.param(("limit=5", "limit=5&sort=day"), id="another-order"),
        pytest.param(("limit=5", "limit=5&as_of=2026-01-01"), id="another-day"),
    ],
)
def test_a_cursor_serves_its_own_query_alone(ask: Asker, change: tuple[str, str]) -> None:
    where = ask("events?limit=5").body["page"]["next"]
    answer = ask(where.replace(*change))
    assert answer.status == 400
    assert answer.body["errors"] == [
        {"in": "query", "name": "cursor", "detail": "belongs to another query: begin again without it"}
    ]


def test_a_forged_cursor_is_refused(ask: Asker) -> None:
    where = ask("events?limit=5").body["page"]["next"]
    answer = ask(where[:-1] + ("A" if where[-1] != "A" else "B"))
    assert (answer.status, answer.body["errors"][0]["name"]) == (400, "cursor")
