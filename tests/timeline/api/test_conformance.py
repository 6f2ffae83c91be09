"""What the OpenAPI document promises holds for requests made from it, good ones and bad ones."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, seed, settings
from schemathesis import Case, GenerationMode
from schemathesis.config import (
    CoveragePhaseConfig,
    GenerationConfig,
    PhasesConfig,
    ProjectConfig,
    ProjectsConfig,
    SchemathesisConfig,
)

from aitracker.web.exports import MEDIA_TYPES, OF_PAGES
from tests.timeline.api.declared import PATH
from tests.timeline.api.serving import application

SEED = 20261122
# Rows of the shipped record, for what a stranger cannot guess.
KNOWN = {
    "company": ["meta", "openai", "msl", "apple"],
    "product": ["muse-spark", "gpt", "siri", "chatgpt"],
    "model": ["muse-spark", "gpt", "llama"],
}
SLUGS = {
    "companies": ["meta", "apple", "nobody"],
    "products": ["muse-spark", "siri", "nothing"],
    "models": ["muse-spark", "gpt", "nothing"],
    "deliverables": ["muse-spark-api", "siri-personal", "nothing"],
    "events": ["muse-spark-open", "msl-created", "nothing"],
}
EARLIER, LATER = ("from", "due_after"), ("to", "due_before")
LAST_DAY = "2026-11-22"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped", "in_process")]


def document(*, is_thorough: bool) -> Any:
    """The checked-in document, its requests sent to this very process."""
    phases = PhasesConfig(coverage=CoveragePhaseConfig(enabled=is_thorough))
    project = ProjectConfig(generation=GenerationConfig(modes=list(GenerationMode)), phases=phases)
    config = SchemathesisConfig(projects=ProjectsConfig(default=project), seed=SEED)
    found = schemathesis.openapi.from_path(PATH, config=config)
    found.app = application
    return found


def send(case: Case[Any]) -> None:
    """Send one request; every check of schemathesis judges the answer."""
    if case.meta and case.meta.generation.mode is GenerationMode.POSITIVE:
        make_answerable(case)
    # The WSGI transport of schemathesis does not decompress.
    case.call_and_validate(headers={"Accept-Encoding": "identity"})


def make_answerable(case: Case[Any]) -> None:
    """Give a good request what its document cannot say: slugs that are known, days in their order."""
    query = dict(case.query or {})
    query.pop("cursor", None)
    for name, slugs in KNOWN.items():
        if name in query:
            query[name] = ",".join(slugs[: 1 + len(query[name]) % len(slugs)])
    for first, last in zip(EARLIER, LATER, strict=True):
        if first in query and last in query:
            query[first], query[last] = sorted((query[first], query[last]))
    if "sel" in query:
        query["sel"] = SLUGS["deliverables"][len(query["sel"]) % 2]
    if "as_of" in query:
        query["as_of"] = min(query["as_of"], LAST_DAY)
    refused = (*OF_PAGES, "fields") if query.get("format") in MEDIA_TYPES else ()
    case.query = {name: value for name, value in query.items() if name not in refused}
    if "slug" in (case.path_parameters or {}):
        slugs = SLUGS[case.operation.path.split("/")[3]]
        case.path_parameters = {"slug": slugs[len(case.path_parameters["slug"]) % len(slugs)]}


SETTINGS = {
    "deadline": None,
    "database": None,
    "suppress_health_check": list(HealthCheck),
    "phases": [Phase.explicit, Phase.generate],
}
SHORT = document(is_thorough=False)
WHOLE = document(is_thorough=True)


@SHORT.parametrize()
@seed(SEED)
@settings(max_examples=10, **SETTINGS)
def test_a_few_requests_of_every_address_are_answered_as_declared(case: Case[Any]) -> None:
    send(case)


@pytest.mark.deep
@WHOLE.parametrize()
@seed(SEED)
@settings(max_examples=300, **SETTINGS)
def test_many_requests_of_every_address_are_answered_as_declared(case: Case[Any]) -> None:
    send(case)
