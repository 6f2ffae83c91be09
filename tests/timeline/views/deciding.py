"""What tests of the desk do there: tell a story, open its suggestion, type, decide."""

import re
from typing import Any

from django.contrib.auth.models import User
from django.test import Client

from tests.conftest import NOW
from tests.timeline.telling import tell
from timeline.curation import screen_stories
from timeline.models import Suggestion
from timeline.queries.desk import find_suggestion
from timeline.views.review.page import acceptance_form

LATE = "Acme delays its Phone API to August"
DESK = "/review/"
MARKED = re.compile(r"<mark[^>]*>(.*?)</mark>")
READ = re.compile(r'<(?:mark|strong) class="read">(.*?)</')
KEY = re.compile(r'data-key="([^"]*)"')


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser(name, password="x" * 12))
    return client


def suggested(title: str = LATE, text: str = "", **values: Any) -> Suggestion:
    item = tell(title, text, **values)
    screen_stories(at=NOW)
    return Suggestion.objects.get(story=item.story)


def address(suggestion: Suggestion) -> str:
    return f"{DESK}{suggestion.pk}/"


def page(client: Client, suggestion: Suggestion) -> Any:
    return client.get(address(suggestion))


def send(client: Client, suggestion: Suggestion, name: str, **values: Any) -> Any:
    """The answer to a decision; one that is taken leads to the next page."""
    data = {"version": suggestion.version} | values | {"decision": name}
    return client.post(f"{address(suggestion)}decide/", data, follow=True)


def typed(suggestion: Suggestion, **values: Any) -> dict[str, Any]:
    """The form as the page was made for it, with what a curator typed."""
    found = find_suggestion(suggestion.pk)
    assert found is not None
    return {**acceptance_form(found).data, **values}


def accept(client: Client, suggestion: Suggestion, **values: Any) -> Any:
    return send(client, suggestion, "accept", **typed(suggestion, **values))
