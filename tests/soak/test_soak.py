"""Ten minutes of random faults under load, after which nothing is lost, doubled or left undone."""

import os
import random
import time

import pytest

from tests.faults.checker import broken_laws, wait_quiet
from tests.faults.pages import readers
from tests.faults.rig import Rig
from tests.faults.soak import EXPECTED, Soak, line_of


def test_nothing_is_lost_or_doubled_under_random_faults(
    rig: Rig, web: int, capsys: pytest.CaptureFixture[str]
) -> None:
    seed = int(os.environ.get("SEED") or time.time())
    with capsys.disabled():
        print(f"SEED={seed}", flush=True)  # noqa: T201
    soak = Soak(
        rig,
        random.Random(seed),
        seconds=float(os.environ.get("SOAK_S", "600")),
        feeds=int(os.environ.get("SOAK_FEEDS", "50")),
    )
    rig.go()
    soak.add_feeds()
    with readers(web) as seen:
        soak.run()
    rig.make_due()
    wait_quiet(rig, within_s=180)

    items = rig.one(
        "SELECT count(*) FROM news_item item JOIN news_feed ON feed_id = news_feed.id WHERE kind <> 'record'"
    )
    with capsys.disabled():
        print(line_of(soak, seed=seed, feeds=len(soak.paths), items=items, answers=len(seen)))  # noqa: T201
    assert soak.unexcused(seen) == []
    assert broken_laws(rig, feeds=soak.paths, errors=EXPECTED) == []
    assert items > len(soak.paths)
