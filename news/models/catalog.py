"""Companies, products and the names they go by: the part of the record that tagging needs."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Origin(models.TextChoices):
    """Whether a row came with the shipped record or from a curator."""

    SHIPPED = "shipped"
    CURATED = "curated"


class RecordPart(models.Model):
    """A row of the record: who owns it, and how often it changed."""

    origin = models.CharField(max_length=8, choices=Origin, default=Origin.CURATED)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class RecordRow(RecordPart):
    """A row of the record with a public, stable name of its own."""

    slug = models.SlugField(max_length=80, unique=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(getattr(self, "name", "") or getattr(self, "title", "") or self.slug)


class Company(RecordRow):
    """A company, lab, unit, regulator or foundation; a unit's parent is the company it belongs to."""

    class Kind(models.TextChoices):
        """What sort of body it is."""

        COMPANY = "company"
        LAB = "lab"
        UNIT = "unit"
        REGULATOR = "regulator"
        FOUNDATION = "foundation"

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    country = models.CharField(max_length=2, blank=True)
    ticker = models.CharField(max_length=24, blank=True)
    homepage = models.CharField(max_length=300, blank=True)
    fiscal_year_start_month = models.PositiveSmallIntegerField(default=1)

    class Meta:
        verbose_name_plural = "companies"
        constraints = [
            models.CheckConstraint(
                name="company_fiscal_month", condition=Q(fiscal_year_start_month__range=(1, 12))
            ),
        ]


class Product(RecordRow):
    """What news can be about: a family, a model, an app, a device, a law."""

    class Kind(models.TextChoices):
        """What sort of thing it is; the interface calls family and model a model."""

        FAMILY = "family"
        MODEL = "model"
        APP = "app"
        AGENT = "agent"
        FEATURE = "feature"
        DEVICE = "device"
        CHIP = "chip"
        PLATFORM = "platform"
        INFRASTRUCTURE = "infrastructure"
        LAW = "law"

    name = models.CharField(max_length=120)
    company = models.ForeignKey(Company, models.PROTECT, related_name="products")
    kind = models.CharField(max_length=14, choices=Kind)
    family = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="members")


MODEL_KINDS = (Product.Kind.FAMILY, Product.Kind.MODEL)


class Alias(RecordPart):
    """One name of a company or product, and when it counts."""

    class Kind(models.TextChoices):
        """What sort of name it is."""

        NAME = "name"
        FORMER_NAME = "former_name"
        CODENAME = "codename"
        ABBREVIATION = "abbreviation"
        TICKER = "ticker"
        FOREIGN = "foreign"

    class Tier(models.TextChoices):
        """Plain names always count, strong ones by exact case, weak ones only beside their context."""

        PLAIN = "plain"
        STRONG = "strong"
        WEAK = "weak"

    class VersionPolicy(models.TextChoices):
        """Whether a version must, may or cannot follow the name."""

        NONE = "none"
        OPTIONAL = "optional"
        REQUIRED = "required"

    text = models.CharField(max_length=120)
    folded = models.CharField(max_length=120)
    company = models.ForeignKey(Company, models.PROTECT, null=True, blank=True, related_name="aliases")
    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True, related_name="aliases")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.NAME)
    tier = models.CharField(max_length=6, choices=Tier, default=Tier.PLAIN)
    case_sensitive = models.BooleanField(default=False)
    version_policy = models.CharField(max_length=8, choices=VersionPolicy, default=VersionPolicy.NONE)
    context = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    negative_context = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "aliases"
        constraints = [
            models.CheckConstraint(
                name="alias_one_target",
                condition=Q(company__isnull=False, product__isnull=True)
                | Q(company__isnull=True, product__isnull=False),
            ),
            models.UniqueConstraint(fields=["folded", "company"], name="alias_unique_company"),
            models.UniqueConstraint(fields=["folded", "product"], name="alias_unique_product"),
        ]

    def __str__(self) -> str:
        return self.text
