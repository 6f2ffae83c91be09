"""Nothing lost, nothing doubled: the laws that hold after every fault once the site is quiet.

The tables are read by SQL of this file's own, so that a wrong query of the site cannot hide what it lost.
"""

import re
import time
from collections.abc import Iterable
from typing import LiteralString

from tests.faults.children import children_of
from tests.faults.record import is_replayed_whole, models_on
from tests.faults.rig import Rig, stretched

QUIET_WITHIN_S = 60.0
TWO_PERIODS_S = 30.0
BUSY: dict[str, LiteralString] = {
    "feeds are due": """
        SELECT url FROM news_feed JOIN news_host USING (host_key)
        WHERE enabled AND next_check_at <= now() AND coalesce(blocked_until, now()) <= now()""",
    "leases live": "SELECT url FROM news_feed WHERE lease_until IS NOT NULL",
    "documents wait": "SELECT feed_id FROM news_fetch WHERE body IS NOT NULL AND parsed_at IS NULL",
    "attempts run": "SELECT feed_id FROM news_fetch WHERE outcome IS NULL",
    "items wait": "SELECT url FROM news_item WHERE tagged_at IS NULL OR clustered_at IS NULL",
}
LAWS: dict[str, LiteralString] = {
    "L2 an item is doubled": "SELECT url FROM news_item GROUP BY feed_id, url HAVING count(*) > 1",
    "L2 a guid is doubled": "SELECT min(url) FROM news_item GROUP BY feed_id, uid HAVING count(*) > 1",
    "L2 a company is tagged twice": """
        SELECT item_id FROM news_tag WHERE company_id IS NOT NULL
        GROUP BY item_id, company_id HAVING count(*) > 1""",
    "L2 a product is tagged twice": """
        SELECT item_id FROM news_tag WHERE product_id IS NOT NULL
        GROUP BY item_id, product_id HAVING count(*) > 1""",
    "L3 an attempt has no end": "SELECT id FROM news_fetch WHERE outcome IS NULL",
    "L3 an attempt ended as lost without its reason": """
        SELECT id FROM news_fetch WHERE (outcome = 'lost') <> (error_code IN ('lost', 'moved'))""",
    "L3 a document was parsed and kept": """
        SELECT id FROM news_fetch WHERE body IS NOT NULL AND parsed_at IS NOT NULL""",
    "L5 a story tells another beginning than its items": """
        SELECT story.id FROM news_story story JOIN news_item item ON item.story_id = story.id
        GROUP BY story.id HAVING story.first_seen_at <> min(coalesce(item.listed_at, item.first_seen_at))""",
    "L5 a story without items leads nowhere": """
        SELECT story.id FROM news_story story
        WHERE merged_into_id IS NULL
        AND NOT EXISTS (SELECT FROM news_item item WHERE item.story_id = story.id)""",
    "L6 a claim stands without evidence": """
        SELECT slug FROM timeline_commitment claim
        WHERE NOT EXISTS (SELECT FROM timeline_evidence e WHERE e.commitment_id = claim.id)
        UNION ALL SELECT slug FROM timeline_event event
        WHERE NOT EXISTS (SELECT FROM timeline_evidence e WHERE e.event_id = event.id)""",
    "L7 a lease is over and not given back": "SELECT url FROM news_feed WHERE lease_until < now()",
    "L7 a feed has no next check": "SELECT url FROM news_feed WHERE next_check_at IS NULL",
}
FAULT_LINE = re.compile(r"Traceback \(most recent call last\)|\b(?:ERROR|CRITICAL)\b|Unrecoverable error")
# What Celery and our handlers write of a child that was killed, whoever killed it.
KILLED = ("WorkerLostError", "exited with 'signal 9")


def wait_quiet(rig: Rig, *, within_s: float = QUIET_WITHIN_S) -> float:
    """Return after how many seconds nothing is left to do; fails, naming what is, when that takes longer."""
    began, busy = time.monotonic(), still_busy(rig)
    while busy:
        assert time.monotonic() - began < stretched(within_s), f"after {within_s:.0f} s: {busy}"
        time.sleep(0.25)
        busy = still_busy(rig)
    return time.monotonic() - began


def still_busy(rig: Rig) -> dict[str, list[object]]:
    """What is left to do, three of each kind."""
    found = {name: [row[0] for row in rig.rows(query)] for name, query in BUSY.items()}
    return {name: rows[:3] for name, rows in found.items() if rows}


def broken_laws(rig: Rig, *, feeds: Iterable[str], errors: Iterable[str] = ()) -> list[str]:
    """Every law that does not hold; `feeds` are paths of the oracle, `errors` expected words of the logs."""
    broken = [f"{law}: {rows[:3]}" for law, query in LAWS.items() if (rows := rig.rows(query))]
    for path in feeds:
        broken += _whole(rig, path)
    with models_on(rig.stores.database_url):
        broken += [] if is_replayed_whole() else ["L4 the changes replayed are not the record"]
    return broken + _deaths(rig) + _log_lines(rig, (*KILLED, *errors))


def items_of(rig: Rig, path: str) -> list[str]:
    """The links stored of a feed, doubled ones twice."""
    rows = rig.rows(
        "SELECT item.url FROM news_item item JOIN news_feed feed ON feed.id = feed_id"
        " WHERE feed.url LIKE %s ORDER BY item.id",
        f"%{path}",
    )
    return [row[0] for row in rows]


def _whole(rig: Rig, path: str) -> list[str]:
    """L1: what was served whole is stored, and nothing else."""
    served, stored = rig.oracle.served(path), items_of(rig, path)
    lost, invented = served - set(stored), set(stored) - served
    said = [f"L1 {path} lost {len(lost)} of {len(served)}"] if lost else []
    return said + ([f"L1 {path} has {len(invented)} that nobody served whole"] if invented else [])


def _deaths(rig: Rig) -> list[str]:
    """L9: every part lives, workers with their pools, but for those that the suite ended itself."""
    dead = [name for name, part in rig.parts.items() if part.process.poll() is not None]
    idle = [name for name in ("fetch", "work") if name in rig.parts and not children_of(_pid(rig, name))]
    return [f"L9 {name} died" for name in dead] + [f"L9 {name} has no children left" for name in idle]


def _pid(rig: Rig, name: str) -> int:
    return rig.parts[name].process.pid


def _log_lines(rig: Rig, expected: tuple[str, ...]) -> list[str]:
    """L10: no log tells of an error that nobody expects; a traceback counts by its last line."""
    found = []
    for name, path in rig.logs.items():
        for block in _blocks(path.read_text(errors="replace")):
            if FAULT_LINE.search(block) and not any(word in block for word in expected):
                found.append(f"L10 {name}: {block.strip()[-300:]}")
    return found


def _blocks(said: str) -> list[str]:
    """Log entries, each with the lines that belong to it."""
    return re.split(r"\n(?=\d{4}-\d\d-\d\d \d\d:|\[\d{4}-)", said)
