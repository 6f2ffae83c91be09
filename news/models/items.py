"""News items, the stories they belong to, and their tags."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from news.models.catalog import Company, Product
from news.models.feeds import Feed


class Story(models.Model):
    """One story told by one or many items; a merged one keeps its id, so that its address stays good."""

    headline = models.CharField(max_length=500)
    first_seen_at = models.DateTimeField(default=timezone.now)
    screened_by = models.CharField(max_length=40, blank=True)
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="merged")
    merged_by = models.CharField(max_length=150, blank=True)
    merged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "stories"

    def __str__(self) -> str:
        return self.headline


class Item(models.Model):
    """One entry of one feed, kept once however often it is served.

    `listed_at` is its place in lists: the publishing instant, else the moment a feed first showed it. It is
    null for a source of the record whose day is not known: such an item stands last. `changed_at` moves
    with its content and its tags, by the database's clock: the latest of all tells whether anything changed.
    Tagging it again leaves `clustered_at` alone: a story that readers know does not fall apart because a name
    was edited; a curator parts it. `is_placed` says that a curator chose its story, `copy_of` is the item
    whose report it repeats. `withdrawn_at` is when its feed said that it takes the entry back,
    `removed_at` when a person took it off the site: the row stays, so that its feed cannot bring it back.
    """

    class DateSource(models.TextChoices):
        """Where the publishing day comes from; `record` knows the day and not the hour."""

        PUBLISHED = "published"
        UPDATED = "updated"
        RECORD = "record"
        NONE = "none"

    feed = models.ForeignKey(Feed, models.PROTECT, related_name="items", db_index=False)
    uid = models.BinaryField(max_length=32)
    url = models.CharField(max_length=2048)
    canonical_url_hash = models.BinaryField(max_length=32)
    title = models.CharField(max_length=500)
    author = models.CharField(max_length=200, blank=True)
    outlet = models.CharField(max_length=200, blank=True)
    summary = models.TextField(blank=True)
    content_hash = models.BinaryField(max_length=32)
    published_at = models.DateTimeField(null=True, blank=True)
    published_raw = models.CharField(max_length=200, blank=True)
    date_source = models.CharField(max_length=10, choices=DateSource, default=DateSource.NONE)
    first_seen_at = models.DateTimeField(default=timezone.now)
    listed_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(db_default=Now())
    revision = models.PositiveIntegerField(default=1)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.CharField(max_length=150, blank=True)
    tagged_at = models.DateTimeField(null=True, blank=True)
    clustered_at = models.DateTimeField(null=True, blank=True)
    story = models.ForeignKey(
        Story, models.SET_NULL, null=True, blank=True, related_name="items", db_index=False
    )
    is_placed = models.BooleanField(default=False)
    placed_by = models.CharField(max_length=150, blank=True)
    placed_at = models.DateTimeField(null=True, blank=True)
    copy_of = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="copies")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["feed", "uid"], name="item_unique_in_feed"),
            models.CheckConstraint(
                name="item_removed_by_somebody",
                condition=Q(removed_at=None, removed_by="")
                | (Q(removed_at__isnull=False) & ~Q(removed_by="")),
            ),
        ]
        indexes = [
            models.Index(fields=["canonical_url_hash"], name="item_canonical_url"),
            models.Index(F("listed_at").desc(nulls_last=True), F("id").desc(), name="item_newest"),
            # All that lists of stories ask of every item: they read it alone, without the texts.
            models.Index(
                fields=["story", "listed_at", "id"],
                include=["feed", "first_seen_at", "removed_at"],
                name="item_in_story",
            ),
            # The other end of lists, and days between.
            models.Index(fields=["listed_at"], name="item_listed"),
            # How many items a feed brought, in all and lately.
            models.Index(fields=["feed", "first_seen_at"], name="item_of_feed"),
            models.Index(fields=["changed_at"], name="item_changed"),
            models.Index(fields=["id"], name="item_untagged", condition=Q(tagged_at=None)),
            models.Index(fields=["id"], name="item_unclustered", condition=Q(clustered_at=None)),
            models.Index(
                fields=["id"],
                name="item_changed_untold",
                condition=Q(story=None, changed_at__gt=F("clustered_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Revision(models.Model):
    """What an item said before its title changed: the words that stood until `replaced_at`."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="revisions")
    revision = models.PositiveIntegerField()
    title = models.CharField(max_length=500)
    summary = models.TextField(blank=True)
    replaced_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "revision"], name="revision_unique_of_item")]

    def __str__(self) -> str:
        return self.title


# Of tags: a curator's decision where there is one, else what the rules accepted.
HOLDS = Q(decision="add") | Q(decision__isnull=True, machine="accepted")


class Tag(models.Model):
    """What one item is about: the machine's word, and a curator's, which wins.

    `named` are the exact names as read, with version and variant: "GPT-5.6 Sol" where the product is GPT-5.6.
    """

    class Machine(models.TextChoices):
        """What the rules say of it."""

        ACCEPTED = "accepted"
        SUGGESTED = "suggested"
        REFUSED = "refused"

    class Decision(models.TextChoices):
        """What a curator says of it."""

        ADD = "add"
        REMOVE = "remove"

    item = models.ForeignKey(Item, models.CASCADE, related_name="tags")
    company = models.ForeignKey(Company, models.CASCADE, null=True, blank=True, related_name="tags")
    product = models.ForeignKey(Product, models.CASCADE, null=True, blank=True, related_name="tags")
    machine = models.CharField(max_length=9, choices=Machine, null=True, blank=True)
    decision = models.CharField(max_length=6, choices=Decision, null=True, blank=True)
    rule = models.CharField(max_length=200, blank=True)
    confidence = models.FloatField(default=1.0)
    spans = ArrayField(ArrayField(models.PositiveIntegerField(), size=2), default=list, blank=True)
    named = ArrayField(models.CharField(max_length=160), default=list, blank=True)
    catalogue_digest = models.CharField(max_length=16, blank=True)
    decided_by = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="tag_one_target",
                condition=Q(company__isnull=False, product__isnull=True)
                | Q(company__isnull=True, product__isnull=False),
            ),
            models.UniqueConstraint(fields=["item", "company"], name="tag_unique_company"),
            models.UniqueConstraint(fields=["item", "product"], name="tag_unique_product"),
        ]
        # The items that are about a name, without looking at their tags.
        indexes = [
            models.Index(
                fields=["company", "item"],
                name="tag_of_company",
                condition=Q(company__isnull=False) & HOLDS,
            ),
            models.Index(
                fields=["product", "item"],
                name="tag_of_product",
                condition=Q(product__isnull=False) & HOLDS,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.company or self.product}"
