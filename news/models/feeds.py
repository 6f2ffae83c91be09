"""Feeds, their hosts, and every attempt to read them."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class NextCheck(models.TextChoices):
    """Why a feed is asked again when it is; news.wording has the words for it."""

    FIRST = "first"
    BY_HAND = "by_hand"
    INTERVAL = "interval"
    PUBLISHER = "publisher"
    SKIPPED = "skipped"
    UNREAD = "unread"
    PATIENCE = "patience"
    REFUSED = "refused"
    RETRY_AFTER = "retry_after"
    OUTAGE = "outage"
    LOGIN = "login"
    GONE = "gone"
    QUARANTINED = "quarantined"


class Host(models.Model):
    """A publisher's host: when it may be asked again, and why not sooner."""

    host_key = models.CharField(max_length=255, primary_key=True)
    next_allowed_at = models.DateTimeField(null=True, blank=True)
    blocked_until = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.host_key


class Feed(models.Model):
    """One feed address: what it is, when it is due, who holds the lease, and how it answered last.

    `shortest_s` and `longest_s` are a person's bounds of the interval; `document_wish_s`, `skip_hours` (UTC)
    and `skip_days` (Monday is 0) are the publisher's. `permanent_redirect_url` is where the feed says it has
    moved for good, in so many good answers since then; `former_urls` are the addresses it was read at before.
    `turned_at` is since when it looks like another publication, `suggested_url` the feed that the web page
    found in its place leads to.
    """

    class Kind(models.TextChoices):
        """Who stands behind the feed; `record` holds the sources the record cites and is never fetched."""

        VENDOR = "vendor"
        PRESS = "press"
        NEWSLETTER = "newsletter"
        ARXIV = "arxiv"
        HN = "hn"
        FORUM = "forum"
        RECORD = "record"

    class Scope(models.TextChoices):
        """A general feed keeps only the items that tag something."""

        AI = "ai"
        GENERAL = "general"

    class State(models.TextChoices):
        """How the feed is doing."""

        OK = "ok"
        BACKING_OFF = "backing_off"
        GONE = "gone"
        PAUSED = "paused"

    url = models.CharField(max_length=2048, unique=True)
    name = models.CharField(max_length=200)
    homepage = models.CharField(max_length=2048, blank=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PRESS)
    scope = models.CharField(max_length=8, choices=Scope, default=Scope.AI)
    host_key = models.CharField(max_length=255)
    enabled = models.BooleanField(default=True)
    state = models.CharField(max_length=12, choices=State, default=State.OK)
    interval_s = models.PositiveIntegerField(default=3600)
    shortest_s = models.PositiveIntegerField(null=True, blank=True)
    longest_s = models.PositiveIntegerField(null=True, blank=True)
    document_wish_s = models.PositiveIntegerField(null=True, blank=True)
    skip_hours = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    skip_days = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    next_check_at = models.DateTimeField(default=timezone.now)
    next_check_reason = models.CharField(max_length=12, choices=NextCheck, default=NextCheck.FIRST)
    lease_until = models.DateTimeField(null=True, blank=True)
    lease_token = models.UUIDField(null=True, blank=True)
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    body_sha256 = models.BinaryField(max_length=32, null=True, blank=True)
    last_checked_at = models.DateTimeField(null=True, blank=True)
    last_unconditional_at = models.DateTimeField(null=True, blank=True)
    last_ok_at = models.DateTimeField(null=True, blank=True)
    last_new_item_at = models.DateTimeField(null=True, blank=True)
    consecutive_errors = models.PositiveIntegerField(default=0)
    last_error_code = models.CharField(max_length=40, blank=True)
    last_error_text = models.CharField(max_length=500, blank=True)
    permanent_redirect_url = models.CharField(max_length=2048, blank=True)
    permanent_redirect_count = models.PositiveIntegerField(default=0)
    permanent_redirect_since = models.DateTimeField(null=True, blank=True)
    former_urls = ArrayField(models.CharField(max_length=2048), default=list, blank=True)
    document_title = models.CharField(max_length=200, blank=True)
    turned_at = models.DateTimeField(null=True, blank=True)
    suggested_url = models.CharField(max_length=2048, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="feed_interval_bounds",
                condition=Q(shortest_s=None) | Q(longest_s=None) | Q(shortest_s__lte=F("longest_s")),
            ),
            models.CheckConstraint(
                name="feed_redirect_counted",
                condition=Q(
                    permanent_redirect_url="", permanent_redirect_count=0, permanent_redirect_since=None
                )
                | (~Q(permanent_redirect_url="") & Q(permanent_redirect_since__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["next_check_at"], name="feed_due", condition=Q(enabled=True)),
            models.Index(fields=["host_key"], name="feed_host"),
        ]

    def __str__(self) -> str:
        return self.name


class Fetch(models.Model):
    """One attempt to read a feed. A changed body waits here, compressed, until it is parsed.

    `moved_to` is where permanent redirects alone led to, `wish_s` how long the answer asks to be left in
    peace, `next_check_reason` why the next attempt comes when it does.
    """

    class Outcome(models.TextChoices):
        """How the attempt ended; null while it runs."""

        NOT_MODIFIED = "not_modified"
        UNCHANGED = "unchanged"
        CHANGED = "changed"
        FAILED = "failed"
        LOST = "lost"

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="fetches")
    lease_token = models.UUIDField(default=uuid.uuid4)
    started_at = models.DateTimeField(default=timezone.now)
    duration_ms = models.PositiveIntegerField(null=True, blank=True)
    http_status = models.PositiveSmallIntegerField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome, null=True, blank=True)
    bytes = models.PositiveIntegerField(null=True, blank=True)
    body = models.BinaryField(null=True, blank=True)
    content_type = models.CharField(max_length=200, blank=True)
    final_url = models.CharField(max_length=2048, blank=True)
    moved_to = models.CharField(max_length=2048, blank=True)
    wish_s = models.PositiveIntegerField(null=True, blank=True)
    next_check_reason = models.CharField(max_length=12, choices=NextCheck, blank=True)
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    parsed_at = models.DateTimeField(null=True, blank=True)
    parse_lease_until = models.DateTimeField(null=True, blank=True)
    parse_attempts = models.PositiveSmallIntegerField(default=0)
    items_seen = models.PositiveIntegerField(null=True, blank=True)
    items_new = models.PositiveIntegerField(null=True, blank=True)
    items_changed = models.PositiveIntegerField(null=True, blank=True)
    error_code = models.CharField(max_length=40, blank=True)
    error_text = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name_plural = "fetches"
        indexes = [
            models.Index(fields=["feed", "-started_at"], name="fetch_of_feed"),
            models.Index(
                fields=["started_at"], name="fetch_spooled", condition=Q(body__isnull=False, parsed_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.feed_id} at {self.started_at:%Y-%m-%d %H:%M}"
