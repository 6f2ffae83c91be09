"""timeline.queries.looks: how much needs a look, as every page of the desk shows it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.conftest import NOW
from tests.timeline.views.reading import words_of
from timeline.models import Deliverable
from timeline.queries.looks import look_counts
from timeline.wording.looks import LookKind

# A minute in which no other test of the process counts.
LATER = NOW + timedelta(hours=3)


def test_the_head_of_the_desk_tells_how_many_of_each_kind(
    admin_client: Client, promised: Deliverable
) -> None:
    assert "Window passed, not checked since: 1" in words_of(admin_client.get("/review/"))


@pytest.mark.django_db(transaction=True)
def test_they_are_counted_once_a_minute(promised: Deliverable) -> None:
    first = look_counts(now=LATER)
    with CaptureQueriesContext(connection) as queries:
        again = look_counts(now=LATER + timedelta(seconds=59))
    web = Deliverable.objects.create(
        slug="phone-web", product=promised.product, channel="web", name="Phone Web"
    )
    Deliverable.objects.filter(pk=promised.pk).update(merged_into=web)
    later = look_counts(now=LATER + timedelta(seconds=60))

    assert (first, again, len(queries)) == ({LookKind.UNVERIFIED: 1}, first, 0)
    assert later == {}
