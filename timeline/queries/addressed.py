"""Which rows have a page worth finding: those on which something is recorded."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from news.models import Company, Product
from timeline.models import Deliverable, Event, EventParty


def found_deliverables() -> QuerySet[Deliverable]:
    """Every deliverable that goes on as itself, by slug."""
    return Deliverable.objects.filter(merged_into=None).order_by("slug")


def found_events(*, today: date) -> QuerySet[Event]:
    """Every event that has happened, by slug."""
    return Event.objects.filter(latest__lte=today).order_by("slug")


def found_products() -> QuerySet[Product]:
    """Products with a deliverable or a part in an event, by slug."""
    promised = Deliverable.objects.filter(product=OuterRef("pk"))
    took_part = EventParty.objects.filter(product=OuterRef("pk"))
    return Product.objects.filter(Exists(promised) | Exists(took_part)).order_by("slug")


def found_companies() -> QuerySet[Company]:
    """Companies with a deliverable or a part in an event, by slug."""
    promised = Deliverable.objects.filter(product__company=OuterRef("pk"))
    took_part = EventParty.objects.filter(Q(company=OuterRef("pk")) | Q(product__company=OuterRef("pk")))
    return Company.objects.filter(Exists(promised) | Exists(took_part)).order_by("slug")
