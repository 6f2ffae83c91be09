"""Signs of life: beat and the workers leave them, the health of the site is read from them."""

from datetime import timedelta

from django.db import connection
from django.db.models import Count

from news.ingest.claims import DUE
from news.models import Feed, Fetch, Heartbeat
from news.queries import database_now, feeds, spooled_fetches, unclustered_items, untagged_items

BEAT = """
    INSERT INTO news_heartbeat (part, beaten_at) VALUES (%(part)s, clock_timestamp())
    ON CONFLICT (part) DO UPDATE SET beaten_at = greatest(news_heartbeat.beaten_at, excluded.beaten_at)
"""
OLDEST_DUE = f"""
    SELECT count(*), extract(epoch FROM statement_timestamp() - min(feed.next_check_at))
    FROM news_feed feed JOIN news_host host ON host.host_key = feed.host_key WHERE {DUE}
"""  # noqa: S608
# Beat sends something every 15 s. A worker may be busy for as long as its longest task, 170 s.
LONGEST_SILENCE = {
    Heartbeat.Part.BEAT: timedelta(seconds=30),
    Heartbeat.Part.FETCH: timedelta(seconds=200),
    Heartbeat.Part.WORK: timedelta(seconds=200),
}
Silences = dict[Heartbeat.Part, float | None]


def leave_sign(part: Heartbeat.Part) -> None:
    """Note that this part is at work now, by the database's clock."""
    with connection.cursor() as cursor:
        cursor.execute(BEAT, {"part": part.value})


def silences() -> Silences:
    """Seconds since the last sign of each part; null where there never was one."""
    now = database_now()
    last = dict(Heartbeat.objects.values_list("part", "beaten_at"))
    return {part: (now - last[part]).total_seconds() if part in last else None for part in Heartbeat.Part}


def waiting_feeds() -> tuple[int, float]:
    """How many feeds could be asked at once and are not, and for how many seconds the first has waited."""
    with connection.cursor() as cursor:
        cursor.execute(OLDEST_DUE, {"feed_ids": None})
        number, seconds = cursor.fetchone()
    return number, float(seconds or 0)


def feeds_by_state() -> dict[str, float]:
    """How many feeds are read, by how they are doing; those switched off as `off`."""
    found = dict.fromkeys(Feed.State.values, 0.0)
    read = feeds().order_by()
    for state, number in read.filter(enabled=True).values_list("state").annotate(Count("pk")):
        found[state] = number
    return found | {"off": read.filter(enabled=False).count()}


def waiting_work() -> dict[str, float]:
    """How many documents and items wait, by the stage that they wait for."""
    return {
        "parse": spooled_fetches().count(),
        "tag": untagged_items().count(),
        "cluster": unclustered_items().count(),
    }


def recent_fetches() -> dict[str, float]:
    """How many attempts of the last hour ended, by how they did."""
    since = database_now() - timedelta(hours=1)
    ended = Fetch.objects.filter(started_at__gte=since, outcome__isnull=False)
    found: dict[str, float] = dict(ended.values_list("outcome").annotate(Count("pk")))
    return dict.fromkeys(Fetch.Outcome.values, 0.0) | found
