"""Two of every process over one database and one broker: nothing is lost, nothing done twice."""

import pytest

from tests.faults.answers import growing
from tests.faults.checker import broken_laws, wait_quiet
from tests.faults.oracle import HOSTS, Oracle
from tests.faults.pages import readers
from tests.faults.rig import Rig, Times

FEEDS, PERIODS = 30, 4


@pytest.mark.fault("F16")
def test_two_of_every_process_read_each_feed_once_a_period(rig: Rig, oracle: Oracle, web: int) -> None:
    paths = [f"/shared-{number}" for number in range(FEEDS)]
    urls = [
        oracle.script(path, *growing(path[1:], step=2), host=place % len(HOSTS))
        for place, path in enumerate(paths)
    ]
    rig.go(Times(lease_s=60.0))
    other = rig.start_web("other-web")
    for queue in ("fetch", "work"):
        rig.start_worker(queue, name=f"other-{queue}")
    rig.start_beat("other-beat")
    rig.add(*urls)
    with readers(web) as seen, readers(other) as seen_by_other:
        wait_quiet(rig)
        for _ in range(PERIODS - 1):
            rig.make_due()
            wait_quiet(rig)
    broken = broken_laws(rig, feeds=paths)
    rig.stop_all()

    assert {path: len(oracle.visits_of(path)) for path in paths} == dict.fromkeys(paths, PERIODS)
    assert rig.one("SELECT count(*) FROM news_item WHERE url LIKE %s", "%/shared-%") == FEEDS * 2 * PERIODS
    assert {each.status for each in (*seen, *seen_by_other)} == {200}
    assert broken == []
