"""How many requests came, to which address, how they ended, and how long they took."""

import os
from collections.abc import Callable, Iterable
from time import perf_counter

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from prometheus_client import REGISTRY, CollectorRegistry, Histogram
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
# The processes of one web server count into files of one folder where this names it, else each for itself.
FOLDER = "PROMETHEUS_MULTIPROC_DIR"
DURATION = Histogram(
    "aitracker_request_duration_seconds",
    "Time to an answer, by the name of the address, the method and the class of the status",
    ["view", "method", "status"],
    buckets=BUCKETS,
)
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})


class MeasuringMiddleware:
    """Counts every request; static files are answered before it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        began = perf_counter()
        response = self.get_response(request)
        method = request.method if request.method in METHODS else "other"
        status = f"{response.status_code // 100}xx"
        DURATION.labels(_view(request), method, status).observe(perf_counter() - began)
        return response


def add_counts(registry: CollectorRegistry) -> None:
    """Let the registry tell what all processes of this web server have counted."""
    if os.environ.get(FOLDER):
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        registry.register(_OwnCounts())


class _OwnCounts(Collector):
    """What this process has counted."""

    def collect(self) -> Iterable[Metric]:
        """Everything of the process-wide registry."""
        return REGISTRY.collect()


def _view(request: HttpRequest) -> str:
    """The name of the address, of which there are few; never the path, of which there is no end."""
    match = request.resolver_match
    return (match.view_name or "unnamed") if match else "none"
