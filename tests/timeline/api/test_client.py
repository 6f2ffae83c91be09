"""A client that openapi-python-client writes from the checked-in document reads the API."""

import importlib
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest

from tests.timeline.api.declared import PATH
from tests.timeline.api.serving import application

PACKAGE = "tracker_client"
# Its own formatter would rewrite what it wrote, at some length.
CONFIG = "post_hooks: []\n"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped", "in_process")]


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The package, written and importable."""
    folder = tmp_path_factory.mktemp("client")
    (folder / "config.yaml").write_text(CONFIG, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "openapi_python_client",
        "generate",
        "--meta",
        "none",
        "--fail-on-warning",
    ]
    options = {
        "--path": PATH,
        "--config": folder / "config.yaml",
        "--output-path": folder / PACKAGE,
    }
    subprocess.run([*command, *(str(each) for pair in options.items() for each in pair)], check=True)
    sys.path.insert(0, str(folder))
    yield folder / PACKAGE
    sys.path.remove(str(folder))
    for name in [name for name in sys.modules if name.split(".")[0] == PACKAGE]:
        del sys.modules[name]


@pytest.fixture
def client(generated: Path) -> Any:
    """The client, whose requests are answered in this process."""
    found = part("client").Client(base_url="http://localhost")
    transport = httpx.WSGITransport(app=application)
    return found.set_httpx_client(httpx.Client(base_url="http://localhost", transport=transport))


def part(name: str) -> ModuleType:
    """A module of the generated package."""
    return importlib.import_module(f"{PACKAGE}.{name}")


def test_every_declared_operation_is_in_the_client(generated: Path) -> None:
    text = PATH.read_text(encoding="utf-8")
    names = {line.split(": ")[1] for line in text.splitlines() if line.strip().startswith("operationId:")}
    written = {path.stem for path in generated.glob("api/*/*.py")} - {"__init__"}
    assert written == names
    assert len(names) >= 21


def test_one_deliverable_is_read_with_its_types(client: Any) -> None:
    read = part("api.deliverables.deliverables_read")
    entry = read.sync("muse-spark-api", client=client, as_of=date(2026, 7, 5)).data
    assert (entry.fate.value, entry.slip_min_days, entry.slip_max_days) == ("overdue", 5, None)
    assert entry.first_promise.latest == date(2026, 6, 30)
    assert entry.commitments[0].evidence[0].url.startswith("https://")


def test_a_list_is_chosen_and_walked_by_its_cursors(client: Any) -> None:
    listed = part("api.deliverables.deliverables_list")
    fate = part("models.deliverables_list_fate_item").DeliverablesListFateItem.DELIVERED_LATE
    sort = part("models.deliverables_list_sort").DeliverablesListSort("-slip")
    rows: list[Any] = []
    cursor: dict[str, str] = {}
    chosen = {"company": ["meta"], "fate": [fate], "sort": sort, "limit": 1}
    while True:
        page = listed.sync(client=client, **chosen, **cursor)
        rows += page.data
        if page.page.next_ is None:
            break
        cursor = {"cursor": httpx.URL(page.page.next_).params["cursor"]}
    assert {row.fate.value for row in rows} == {"delivered_late"}
    assert len({row.slug for row in rows}) == len(rows) > 1
    assert [row.slip_min_days for row in rows] == sorted((row.slip_min_days for row in rows), reverse=True)


def test_a_problem_is_read_as_one(client: Any) -> None:
    listed = part("api.companies.companies_list")
    answer = listed.sync_detailed(client=client, company=["nobody"])
    assert answer.status_code == 400
    assert [(each.in_, each.name) for each in answer.parsed.errors] == [("query", "company")]


@pytest.mark.parametrize(
    "operation",
    [
        "changes.changes_list",
        "commitments.commitments_list",
        "companies.companies_list",
        "corrections.corrections_list",
        "enumerations.enumerations_list",
        "events.events_list",
        "index.index_read",
        "items.items_list",
        "method.method_read",
        "models.models_list",
        "products.products_list",
        "restructurings.restructurings_list",
        "sources.sources_list",
        "timeline.timeline_read",
    ],
)
def test_every_resource_is_read(client: Any, operation: str) -> None:
    answer = part(f"api.{operation}").sync_detailed(client=client)
    assert answer.status_code == 200
    assert answer.parsed.to_dict()["meta"]["as_of"] == "2026-11-22"
