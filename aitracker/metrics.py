"""What Prometheus reads: requests as the web processes counted them, the pipeline as the database has it."""

from collections.abc import Iterable, Iterator

from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from aitracker.web.measuring import add_counts
from news import pulse
from timeline.queries.suggestions import last_change, on_desk


class Pipeline(Collector):
    """What waits and how old it is, read at each request."""

    def collect(self) -> Iterable[Metric]:
        """One query a figure; nothing at all while the database is away."""
        try:
            yield from list(_figures())
        except (DatabaseError, InterfaceError):
            yield GaugeMetricFamily("aitracker_database_up", "Whether the database answers", 0)


def metrics(request: HttpRequest) -> HttpResponse:
    """Every figure in Prometheus' text format."""
    registry = CollectorRegistry()
    add_counts(registry)
    registry.register(Pipeline())
    return HttpResponse(
        generate_latest(registry), content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"}
    )


def _figures() -> Iterator[Metric]:
    due, waited = pulse.waiting_feeds()
    yield GaugeMetricFamily("aitracker_database_up", "Whether the database answers", 1)
    yield GaugeMetricFamily("aitracker_feeds_due", "Feeds that could be asked and are not", due)
    yield GaugeMetricFamily("aitracker_oldest_due_feed_seconds", "How long the first of them waits", waited)
    yield _by("aitracker_feeds", "Feeds by state", "state", pulse.feeds_by_state())
    yield _by("aitracker_waiting", "What waits for a stage of the pipeline", "stage", pulse.waiting_work())
    yield _by("aitracker_recent_fetches", "Ended attempts of an hour", "outcome", pulse.recent_fetches())
    yield _by("aitracker_silence_seconds", "Since the last sign of life", "part", _silences())
    yield GaugeMetricFamily("aitracker_open_suggestions", "Suggestions nobody decided", on_desk().count())
    yield CounterMetricFamily("aitracker_changes", "Changes of the record", last_change())


def _silences() -> dict[str, float]:
    return {part.value: silence for part, silence in pulse.silences().items() if silence is not None}


def _by(name: str, meaning: str, label: str, values: dict[str, float]) -> Metric:
    family = GaugeMetricFamily(name, meaning, labels=[label])
    for value, number in sorted(values.items()):
        family.add_metric([value], number)
    return family
