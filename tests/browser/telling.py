"""A story beside the shipped record: two outlets, one a copy; tagged, refused, cited, under review."""

from news.models import Company, Product, Story
from tests.timeline.reports import NOON, proposal, report, story, tag
from timeline.models import Evidence

HEADLINE = "Heron opens its lab"


def tell_story() -> int:
    """Make it, once for a record, and a report alone before it; returns the id of the story."""
    found = Story.objects.filter(headline=HEADLINE).first()
    if found is not None:
        return found.pk
    told = story(HEADLINE)
    first = report("Heron opens its lab beside Meta", of=told, summary="Doors opened at nine. " * 30)
    second = report("Lab of Heron opened near Meta", "The Wire", of=told, hours=1, copy_of=first)
    report("Heron rests", "Evening Example", hours=-1)
    for item in (first, second):
        tag(item, Company.objects.get(slug="meta"))
    tag(first, Product.objects.get(slug="muse-spark"), None, decision="add", decided_at=NOON)
    tag(first, Company.objects.get(slug="openai"), "refused", rule='"Open" without its context')
    Evidence.objects.filter(pk=Evidence.objects.exclude(commitment=None).earliest("pk").pk).update(item=first)
    proposal(told)
    return told.pk
