"""An import that is killed in the middle of its rows leaves nothing, and is repeated whole."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from tests.timeline.acme import company_document, product_document
from timeline.curation import Act, add
from timeline.documents import COMPANY, PRODUCT
from timeline.models import Change, Deliverable

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[2]
ROWS, HELD = 12, 9
PATIENCE_S = 60
IN_THE_WAY = """
    INSERT INTO timeline_deliverable (slug, product_id, channel, name, stage, audience, regions,
        excluded_regions, scope_note, headline, origin, version)
    SELECT %s, id, 'api', '', '', '', '{}', '{}', '', false, 'curated', 1 FROM news_product
"""


@pytest.fixture
def file(tmp_path: Path, act: Act) -> Path:
    """Twelve deliverables of a product that stands."""
    add(act, COMPANY, company_document())
    add(act, PRODUCT, product_document())
    rows = [f"phone-{number},phone,api,Phone {number}" for number in range(ROWS)]
    path = tmp_path / "deliverables.csv"
    path.write_text("\n".join(["slug,product,channel,name", *rows]), encoding="utf-8")
    return path


@contextmanager
def row_held(slug: str) -> Iterator[None]:
    """Another connection is about to write the row, so that whoever writes it too waits for the end of it."""
    with psycopg.connect(**own_database()) as other:
        other.execute(IN_THE_WAY, [slug])
        yield
        other.rollback()


def own_database() -> dict[str, Any]:
    facts = connection.settings_dict
    named = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    return {name: facts[key] for name, key in named.items() if facts[key]}


def environment() -> dict[str, str]:
    """Of a process of ours that works on this test's database."""
    facts = connection.settings_dict
    login = f"{facts['USER']}:{facts['PASSWORD']}" if facts["PASSWORD"] else facts["USER"]
    place = "&".join(f"{key.lower()}={facts[key]}" for key in ("HOST", "PORT") if facts[key])
    return os.environ | {
        "DATABASE_URL": f"postgresql://{login}@/{facts['NAME']}?{place}",
        "REDIS_URL": settings.REDIS_URL,
        "AITRACKER_STATE": str(settings.STATE),
    }


def begin(file: Path) -> subprocess.Popen[bytes]:
    words = [sys.executable, "manage.py", "import_facts", str(file)]
    return subprocess.Popen(words, cwd=ROOT, env=environment(), start_new_session=True)


def wait_until_it_waits() -> None:
    """Until some connection waits for a transaction to end."""
    end = time.monotonic() + PATIENCE_S
    waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'transactionid' AND NOT granted"
    while time.monotonic() < end:
        with connection.cursor() as cursor:
            cursor.execute(waiting)
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    pytest.fail("The import never came to the row that is held.")


def test_a_killed_import_leaves_nothing_and_is_repeated_whole(file: Path) -> None:
    changes = Change.objects.count()
    with row_held(f"phone-{HELD}"):
        process = begin(file)
        try:
            wait_until_it_waits()
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    assert (Deliverable.objects.count(), Change.objects.count()) == (0, changes)
    outcomes = []
    for _ in range(2):
        outcomes.append((begin(file).wait(PATIENCE_S), Change.objects.count() - changes))
    assert outcomes == [(0, ROWS), (0, ROWS)]
    assert Deliverable.objects.count() == ROWS
