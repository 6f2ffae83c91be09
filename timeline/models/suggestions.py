"""What machines and readers propose, and the sentences that speak for it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from news.models import Company, Item, Product, Story
from timeline.claims import Role
from timeline.models.choices import choices_of, known
from timeline.models.commitments import Commitment, ordered
from timeline.models.deliverables import Deliverable
from timeline.models.events import Event
from timeline.terms import Channel, EventKind, Precision, Question


class Suggestion(models.Model):
    """A proposal that only a person turns into a fact: by the rules, or by a program with its page.

    Of one story one is open at a time. What the rules read stays as they read it; what a person made of it
    stands in `decision`. The window is [earliest, latest] in `words`, in the `role` it has in the text; the
    previous one is the text's own word for the date that is left. `commitment` is the promise that the
    question is about or that it says again, `event` the event that it tells again. `changes` are the
    Changes of an acceptance, in their order; `record_seq` is the last Change that the rules had seen when
    they asked their question. `page` is the source that a program gives, `passage` its quote, `proposed_by`
    the name of the token. An open one for which a second source is wanted waits until more than
    `wanted_over` outlets claim it. `report` is what a reader tells of in a `note`, `about` the page of this
    site where he did.
    """

    class Kind(models.TextChoices):
        """Who proposes what."""

        EVENT = "event"
        REPORT = "report"

    class Report(models.TextChoices):
        """What a reader tells of."""

        MISTAKE = "mistake", "a mistake"
        MISSING = "missing", "something missing"

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open"
        ACCEPTED = "accepted"
        MERGED = "merged"
        REJECTED = "rejected"

    class Rejection(models.TextChoices):
        """Why it is none."""

        WRONG_KIND = "wrong_kind", "wrong kind"
        WRONG_ENTITY = "wrong_entity", "wrong company or product"
        OLD_DATE = "old_date", "old date"
        NOT_NEWS = "not_news", "not news"
        DUPLICATE = "duplicate", "duplicate"
        SETTLED = "settled", "settled: seen to elsewhere"

    kind = models.CharField(max_length=8, choices=Kind, default=Kind.EVENT)
    story = models.ForeignKey(Story, models.PROTECT, null=True, blank=True, related_name="suggestions")
    company = models.ForeignKey(Company, models.SET_NULL, null=True, blank=True, related_name="suggestions")
    product = models.ForeignKey(Product, models.SET_NULL, null=True, blank=True, related_name="suggestions")
    deliverable = models.ForeignKey(
        Deliverable, models.SET_NULL, null=True, blank=True, related_name="suggestions"
    )
    channel = models.CharField(max_length=10, choices=choices_of(Channel), blank=True)
    noun = models.CharField(max_length=200, blank=True)
    event_kind = models.CharField(max_length=14, choices=choices_of(EventKind), blank=True)
    second_kind = models.CharField(max_length=14, choices=choices_of(EventKind), blank=True)
    question = models.CharField(max_length=15, choices=choices_of(Question), blank=True)
    commitment = models.ForeignKey(
        Commitment, models.SET_NULL, null=True, blank=True, related_name="suggestions"
    )
    event = models.ForeignKey(Event, models.SET_NULL, null=True, blank=True, related_name="suggestions")
    words = models.CharField(max_length=200, blank=True)
    earliest = models.DateField(null=True, blank=True)
    latest = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=8, choices=choices_of(Precision), blank=True)
    role = models.CharField(max_length=8, choices=choices_of(Role), blank=True)
    previous_words = models.CharField(max_length=200, blank=True)
    previous_earliest = models.DateField(null=True, blank=True)
    previous_latest = models.DateField(null=True, blank=True)
    previous_precision = models.CharField(max_length=8, choices=choices_of(Precision), blank=True)
    passage = models.TextField(blank=True)
    cue = models.CharField(max_length=200, blank=True)
    margin = models.FloatField(default=0.0)
    said_on = models.DateField(null=True, blank=True)
    page = models.CharField(max_length=2000, blank=True)
    page_title = models.CharField(max_length=300, blank=True)
    publisher = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    report = models.CharField(max_length=7, choices=Report, blank=True)
    about = models.CharField(max_length=300, blank=True)
    proposed_by = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    rejection = models.CharField(max_length=12, choices=Rejection, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="merged")
    decision = models.JSONField(null=True, blank=True)
    changes = ArrayField(models.BigIntegerField(), default=list, blank=True)
    decided_by = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    wanted_over = models.PositiveIntegerField(null=True, blank=True)
    wanted_by = models.CharField(max_length=150, blank=True)
    wanted_at = models.DateTimeField(null=True, blank=True)
    rules_version = models.CharField(max_length=40, blank=True)
    record_seq = models.BigIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["record_seq"], name="suggestion_open", condition=Q(state="open"))]
        constraints = [
            models.UniqueConstraint(
                fields=["story"],
                condition=Q(kind="event", state="open"),
                name="suggestion_one_open_a_story",
            ),
            known("suggestion_question_known", "question", Question, blank=True),
            known("suggestion_event_kind_known", "event_kind", EventKind, blank=True),
            known("suggestion_second_kind_known", "second_kind", EventKind, blank=True),
            known("suggestion_channel_known", "channel", Channel, blank=True),
            known("suggestion_precision_known", "precision", Precision, blank=True),
            known("suggestion_previous_known", "previous_precision", Precision, blank=True),
            known("suggestion_role_known", "role", Role, blank=True),
            models.CheckConstraint(
                name="suggestion_state_known",
                condition=Q(state__in=["accepted", "merged", "open", "rejected"]),
            ),
            models.CheckConstraint(
                name="suggestion_asks",
                condition=~Q(kind="event") | (~Q(question="") & ~Q(event_kind="")),
            ),
            models.CheckConstraint(
                name="suggestion_report_known",
                condition=Q(report="") | Q(kind="report", report__in=["missing", "mistake"]) & ~Q(note=""),
            ),
            models.CheckConstraint(name="suggestion_window_ordered", condition=ordered("earliest", "latest")),
            models.CheckConstraint(
                name="suggestion_previous_ordered",
                condition=ordered("previous_earliest", "previous_latest"),
            ),
            models.CheckConstraint(name="suggestion_margin", condition=Q(margin__range=(0, 1))),
            models.CheckConstraint(
                name="suggestion_decided",
                condition=Q(state="open", decided_at__isnull=True, decided_by="")
                | (~Q(state="open") & Q(decided_at__isnull=False) & ~Q(decided_by="")),
            ),
            models.CheckConstraint(
                name="suggestion_wanted",
                condition=Q(wanted_over__isnull=True, wanted_at__isnull=True, wanted_by="")
                | Q(state="open", wanted_over__isnull=False, wanted_at__isnull=False) & ~Q(wanted_by=""),
            ),
            models.CheckConstraint(
                name="suggestion_rejection",
                condition=Q(state="rejected") & ~Q(rejection="") | ~Q(state="rejected") & Q(rejection=""),
            ),
            models.CheckConstraint(
                name="suggestion_rejection_known",
                condition=Q(
                    rejection__in=[
                        "",
                        "duplicate",
                        "not_news",
                        "old_date",
                        "settled",
                        "wrong_entity",
                        "wrong_kind",
                    ]
                ),
            ),
            models.CheckConstraint(
                name="suggestion_merged_where",
                condition=Q(state="merged") | Q(merged_into__isnull=True),
            ),
            models.CheckConstraint(
                name="suggestion_not_into_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
            ),
        ]

    def __str__(self) -> str:
        return self.passage[:80] or f"{self.kind} {self.pk}"


class Passage(models.Model):
    """The sentence of one item that speaks for a suggestion; [start, end) in the item's title and text.

    `place` is the item's place among its story's, the lead first; `is_copy` where it repeats another's
    report, `is_claim` unless it claims no event itself: it denies, asks or comments. The words stay as they
    were read, whatever becomes of the item's text.
    """

    suggestion = models.ForeignKey(Suggestion, models.CASCADE, related_name="passages")
    item = models.ForeignKey(Item, models.CASCADE, related_name="passages")
    place = models.PositiveSmallIntegerField(default=0)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    is_copy = models.BooleanField(default=False)
    is_claim = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["suggestion", "item"], name="passage_one_an_item"),
            models.CheckConstraint(name="passage_ordered", condition=Q(start__lte=F("end"))),
        ]

    def __str__(self) -> str:
        return self.text[:80]
