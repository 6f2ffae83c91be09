"""Feeds that fail, and names that curators take away more often than they did."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import CharField, Count, F, Func, Q, QuerySet

from news.models import Feed, Tag
from news.queries import feeds
from news.tagging import CITED
from timeline.queries.looks.look import Look
from timeline.wording.looks import LookKind, feed_text, name_text

ERRORS = 3
RECENT, EARLIER = timedelta(days=30), timedelta(days=120)
# So many must have been taken away, and so much more of all than before.
LEAST_WRONG, LEAST_FALL = 3, 0.05


class NameRead(Func):
    """The name by which a rule read a tag: what stands in the rule's own quotation marks."""

    template = "coalesce(substring(%(expressions)s from '\"([^\"]+)\"'), '')"
    output_field = CharField()


def failing_feeds(now: datetime) -> Iterator[Look]:
    """Feeds that are switched on and have failed several times in a row, or are gone."""
    failing = Q(consecutive_errors__gte=ERRORS) | Q(state=Feed.State.GONE)
    for feed in feeds().filter(failing, enabled=True):
        since = (feed.last_ok_at or feed.last_checked_at or now).date()
        why = feed_text(feed.last_error_text, errors=feed.consecutive_errors)
        target = str(feed.pk)
        yield Look(kind=LookKind.FEED, table="feed", target=target, name=feed.name, why=why, since=since)


def falling_names(now: datetime) -> Iterator[Look]:
    """Names whose tags curators took away in the last days, more of all than in the months before."""
    for row in _counted(now):
        wrong, of = row["wrong"], row["of"]
        before = 1 - row["wrong_before"] / row["of_before"] if row["of_before"] else 1.0
        if before - (1 - wrong / of) >= LEAST_FALL:
            yield _look(row, now)


def _counted(now: datetime) -> QuerySet[Any, Any]:
    """By target and name: the tags that the rules accepted, and how many of them were taken away."""
    is_recent = Q(item__first_seen_at__gte=now - RECENT)
    is_wrong = Q(decision=Tag.Decision.REMOVE)
    accepted = Tag.objects.filter(
        machine=Tag.Machine.ACCEPTED, item__first_seen_at__gte=now - EARLIER
    ).exclude(rule=CITED)
    targets = accepted.filter(is_wrong).values("company", "product").distinct()
    found: QuerySet[Any, Any] = (
        accepted.filter(Q(company__in=targets.values("company")) | Q(product__in=targets.values("product")))
        .annotate(read=NameRead(F("rule")))
        .values("read", "company__slug", "product__slug", "company__name", "product__name")
        .annotate(
            wrong=Count("pk", filter=is_recent & is_wrong),
            of=Count("pk", filter=is_recent),
            wrong_before=Count("pk", filter=~is_recent & is_wrong),
            of_before=Count("pk", filter=~is_recent),
        )
        .filter(wrong__gte=LEAST_WRONG)
        .order_by("read", "company__slug", "product__slug")
    )
    return found


def _look(row: dict[str, Any], now: datetime) -> Look:
    table = "company" if row["company__slug"] else "product"
    counts = {name: row[name] for name in ("wrong", "of", "wrong_before", "of_before")}
    return Look(
        kind=LookKind.NAME,
        table=table,
        target=row[f"{table}__slug"],
        name=f"“{row['read'] or row[f'{table}__name']}” for {row[f'{table}__name']}",
        why=name_text(**counts),
        since=now.date().replace(day=1),
    )
