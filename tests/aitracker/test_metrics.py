"""aitracker.metrics: what waits and what was asked, in the format that Prometheus reads."""

import pytest
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from news.ingest import SourceFacts
from news.models import Heartbeat
from news.pulse import leave_sign
from tests.news.publishing import cited


def figures() -> dict[tuple[str, tuple[str, ...]], float]:
    text = Client().get("/metrics").content.decode()
    return {
        (sample.name, tuple(sorted(sample.labels.values()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@pytest.mark.django_db
def test_what_waits_is_counted() -> None:
    cited(SourceFacts(url="https://press.example/1", title="Otter 3 is out"))
    leave_sign(Heartbeat.Part.BEAT)

    found = figures()

    assert found["aitracker_waiting", ("tag",)] == 1
    assert found["aitracker_database_up", ()] == 1
    assert found["aitracker_silence_seconds", ("beat",)] < 5
    assert found["aitracker_feeds", ("ok",)] == 0


@pytest.mark.django_db
def test_requests_are_counted_by_the_name_of_their_address() -> None:
    count = "aitracker_request_duration_seconds_count"
    label = ("2xx", "GET", "healthz")
    before = figures().get((count, label), 0)

    Client().get("/healthz")
    Client().get("/d/of-no-such-slug/")

    after = figures()
    assert after[count, label] == before + 1
    assert not any("of-no-such-slug" in value for _, labels in after for value in labels)
