"""Prints what the API does at size: answers a second of every list, the timeline, searches."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from statistics import median
from time import perf_counter
from typing import Any
from urllib.request import Request, urlopen

import pytest
from django.db import connection

from news.models import Item
from tests.bench.load import load
from tests.bench.seed import seed_record
from tests.bench.seed_history import touch_everything
from tests.bench.seed_stories import seed_stories
from tests.browser.serving import committed_record
from tests.deployment.production import FROM_PROXY, production, production_site, web_server
from timeline.api.envelopes import Resources
from timeline.models import Commitment, Deliverable

ITEMS, DELIVERABLES = 100_000, 10_000
RUNS = 3
PROXIED = tuple(f"{name}: {value}" for name, value in FROM_PROXY.items())
# Not lists in pages: what comes whole, what only curators read, what takes words.
OTHERS = {"suggestions", "search", "timeline", "enumerations", "method", "schema", "docs"}
LISTS = [name for name in map(str, Resources().fields) if name not in OTHERS]
WORDS = ("company", "product 17", "deliverable 4711", "thing 777", "compny")


@pytest.fixture(scope="module")
def site(
    test_database: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, str]]:
    """The addresses of the site at size, and of the bare list of news beside it on the same rows."""
    state = tmp_path_factory.mktemp("production")
    with (
        django_db_blocker.unblock(),
        committed_record(_seed),
        production_site(state) as url,
        web_server(production(state), application="tests.bench.bare") as (bare, _),
    ):
        yield f"{url}/api/v1", bare


def _seed() -> None:
    seed_record(DELIVERABLES, items=ITEMS)
    seed_stories()
    # What PostgreSQL would do by itself a minute later, in the middle of a figure.
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


@pytest.fixture
def size() -> dict[str, int]:
    """What every figure is compared with."""
    models = {"items": Item, "deliverables": Deliverable, "commitments": Commitment}
    return {name: model.objects.count() for name, model in models.items()}  # type: ignore[attr-defined]


@pytest.mark.django_db
@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_asked_without_end(
    report: Callable[..., None], site: tuple[str, str], size: dict[str, int], name: str
) -> None:
    address = f"{site[0]}/{name}"
    tag = _read(address)["ETag"]
    found = load(address, status=200, headers=PROXIED)
    same = load(address, status=304, headers=(*PROXIED, f"If-None-Match: {tag}"))
    report(f"list of {name}", **size, **asdict(found), floor_per_second=150, ceiling_p99_ms=400)
    report(f"unchanged list of {name}", **size, **asdict(same), floor_per_second=1500)


@pytest.mark.django_db
def test_a_list_beside_a_query_by_hand(
    report: Callable[..., None], site: tuple[str, str], size: dict[str, int]
) -> None:
    url, bare = site
    assert _read(f"{url}/items")["body"]["data"] == _read(bare)["body"]["data"]
    pairs = [(load(f"{url}/items", status=200, headers=PROXIED), load(bare, status=200)) for _ in range(RUNS)]
    report(
        "items beside one query of psycopg through the same server",
        **size,
        per_second=median(ours.per_second for ours, _ in pairs),
        per_second_bare=median(other.per_second for _, other in pairs),
        times=round(median(other.per_second / ours.per_second for ours, other in pairs), 2),
        ceiling_times=3,
    )


@pytest.mark.django_db
def test_the_timeline_of_everything(
    report: Callable[..., None], site: tuple[str, str], size: dict[str, int]
) -> None:
    touch_everything()
    address = f"{site[0]}/timeline"
    after_a_change, *kept = (_read(address, compressed=True) for _ in range(2 * RUNS))
    report(
        "timeline of everything",
        **size,
        kb_compressed=round(kept[-1]["bytes"] / 1000, 1),
        ceiling_kb=120,
        ms=round(median(each["ms"] for each in kept)),
        ceiling_ms=400,
        ms_after_a_change=round(after_a_change["ms"]),
    )


@pytest.mark.django_db
@pytest.mark.parametrize("words", WORDS)
def test_a_search(
    report: Callable[..., None], site: tuple[str, str], size: dict[str, int], words: str
) -> None:
    address = f"{site[0]}/search?q={words.replace(' ', '+')}"
    first, *kept = (_read(address) for _ in range(2 * RUNS))
    report(
        f"search for {words}",
        **size,
        found=len(first["body"]["data"]),
        ms=round(median(each["ms"] for each in kept)),
        ceiling_ms=300,
    )


def _read(address: str, *, compressed: bool = False) -> dict[str, Any]:
    """One answer with its length over the wire, milliseconds and ETag."""
    encoding = {"Accept-Encoding": "gzip"} if compressed else {}
    begin = perf_counter()
    with urlopen(Request(address, headers=FROM_PROXY | encoding)) as answer:
        body = answer.read()
    return {
        "ms": (perf_counter() - begin) * 1000,
        "bytes": len(body),
        "ETag": answer.headers["ETag"],
        "body": None if compressed else json.loads(body),
    }
