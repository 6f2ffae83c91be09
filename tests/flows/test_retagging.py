"""Re-tagging beside other workers and through a death: nothing is missed, nothing is left half done."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings as site
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from news import tagging
from news.ingest import SourceFacts, source_items
from news.matching import Gazetteer
from news.models import Alias, Company, Item, Product, Retagging, Tag
from news.retagging import Step, take_step
from news.retagging.reading import BLOCK
from news.vocabulary import current_gazetteer

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 60.0
# Not pg_stat_activity, which a transaction sees as it was at the first look.
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"


@pytest.fixture
def otter() -> Product:
    heron = Company.objects.create(slug="heron", name="Heron AI", kind=Company.Kind.COMPANY)
    return Product.objects.create(slug="otter", name="Otter", company=heron, kind=Product.Kind.APP)


def items(number: int) -> list[Item]:
    """That many untagged items about Lutra, in the order of their ids."""
    titles = [f"Lutra {place}" for place in range(number)]
    found = source_items([SourceFacts(url=f"https://press.example/{each}", title=each) for each in titles])
    return sorted(found.values(), key=lambda item: item.pk)


def finish() -> None:
    while tagging.tag_items():
        continue
    while take_step(wait=True):
        continue


def give_name(otter: Product) -> None:
    Alias.objects.create(text="Lutra", folded="lutra", product=otter)


def wait_until_somebody_waits() -> None:
    """Until another connection waits for a lock of this one."""
    ends_at = time.monotonic() + PATIENCE_S
    with connection.cursor() as cursor:
        while time.monotonic() < ends_at:
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return
            time.sleep(0.05)
    pytest.fail("nobody waited")


@contextmanager
def retagging_process() -> Iterator[subprocess.Popen[bytes]]:
    """`manage.py retag` on this test's database."""
    facts = connection.settings_dict
    login = f"{facts['USER']}:{facts['PASSWORD']}" if facts["PASSWORD"] else facts["USER"]
    place = "&".join(f"{key.lower()}={facts[key]}" for key in ("HOST", "PORT") if facts[key])
    env = os.environ | {
        "DATABASE_URL": f"postgresql://{login}@/{facts['NAME']}?{place}",
        "REDIS_URL": site.REDIS_URL,
        "AITRACKER_STATE": str(site.STATE),
    }
    process = subprocess.Popen([sys.executable, "manage.py", "retag"], cwd=ROOT, env=env)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


def test_what_a_killed_run_had_not_committed_is_done_by_the_next(otter: Product) -> None:
    found = items(BLOCK + 100)
    finish()
    give_name(otter)
    with transaction.atomic():
        Item.objects.select_for_update().get(pk=found[-1].pk)
        with retagging_process():
            wait_until_somebody_waits()
    after_death = Retagging.objects.get()
    tagged = Tag.objects.filter(product=otter).count()
    call_command("retag", verbosity=0)

    assert (after_death.is_open, tagged) == (
        True,
        Item.objects.filter(pk__lte=after_death.through_id).count(),
    )
    assert (Retagging.objects.get().is_open, Tag.objects.filter(product=otter).count()) == (False, len(found))


def test_an_item_that_is_being_tagged_by_earlier_names_is_waited_for(otter: Product) -> None:
    finish()
    (item,) = items(1)
    steps: list[Step | None] = []
    other = beside(lambda: steps.append(take_step(wait=True)))
    with transaction.atomic():
        earlier = current_gazetteer()
        locked = Item.objects.select_for_update().get(pk=item.pk)
        in_another_connection(lambda: give_name(otter))
        other.start()
        wait_until_somebody_waits()
        tagging.write_rewordings(tagging.rewordings([locked], earlier))
        Item.objects.filter(pk=item.pk).update(tagged_at=timezone.now())
    other.join(PATIENCE_S)

    assert [step and step.changed for step in steps] == [1]
    assert Tag.objects.filter(product=otter).count() == 1


def test_the_names_are_read_once_the_items_are_locked(
    otter: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    items(1)
    free: list[int] = []

    def count_free() -> None:
        with transaction.atomic():
            free.append(len(Item.objects.select_for_update(skip_locked=True)))

    def read_names() -> Gazetteer:
        in_another_connection(count_free)
        return current_gazetteer()

    monkeypatch.setattr(tagging, "current_gazetteer", read_names)

    assert (tagging.tag_items(), free) == (1, [0])


def in_another_connection(work: Callable[[], object]) -> None:
    """Do it, committed, beside the transaction of this one."""
    thread = beside(work)
    thread.start()
    thread.join(PATIENCE_S)


def beside(work: Callable[[], object]) -> threading.Thread:
    """A thread with a connection of its own."""

    def run() -> None:
        work()
        connection.close()

    return threading.Thread(target=run)
