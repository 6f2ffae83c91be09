"""The invented feeds of `make demo`, from loopback through the pipeline to a moved date, and out again."""

import socket
import time
from collections.abc import Iterator
from contextlib import closing
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from aitracker.local.refusal import Refusal
from aitracker.local.samples import served_samples
from news.models import Company, Feed, Item, Story
from news.pipeline import read_now
from news.stories import merge_stories
from tests.conftest import NOW
from timeline.curation import Act
from timeline.documents import TABLES, read_documents
from timeline.models import Suggestion
from timeline.samples import script as samples
from timeline.samples.record import put_in
from timeline.samples.script import dates_of, read_script
from timeline.tasks import screen_stories

SCRIPT = read_script(NOW.date())
SAMPLES = Act(actor="samples", at=NOW)


@pytest.fixture(autouse=True)
def port(monkeypatch: pytest.MonkeyPatch) -> None:
    """A port of its own, so that several runs, and a demo, can stand beside each other."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        monkeypatch.setattr(samples, "HOST", f"127.0.0.1:{listener.getsockname()[1]}")


@pytest.fixture
def told(db: None, port: None, settings: Any) -> Iterator[None]:
    """Every invented item fetched over loopback, tagged, in its story, screened."""
    settings.FEED_ALLOW_HOSTS = frozenset({samples.HOST})
    settings.FEED_HOST_SPACING = 0.0
    with time_machine.travel(NOW), served_samples(SCRIPT, started=time.time() - 600):
        feeds = put_in(SAMPLES, SCRIPT)
        list(read_now([feed.pk for feed in feeds]))
        screen_stories()
        yield


def record() -> dict[str, Any]:
    """Every table of the record as documents."""
    return {name: read_documents(table) for name, table in TABLES.items()}


def test_each_invented_story_asks_what_it_was_written_for(told: None) -> None:
    assert Item.objects.filter(feed__name__endswith="(sample)").count() == len(SCRIPT.items)
    asked = Suggestion.objects.exclude(deliverable=None).values_list("question", "deliverable__slug")
    assert sorted(asked) == [
        ("dropped", "sample-quillpad-app"),
        ("fulfilled", "sample-lantern-1-weights"),
        ("slip", "sample-quill-2-api"),
    ]
    assert not Suggestion.objects.filter(story__headline__startswith="Opinion").exists()


def test_accepting_the_delay_moves_the_date_and_clearing_takes_all_of_it_out(told: None) -> None:
    curator = Client()
    curator.force_login(User.objects.create_superuser("ada", password="x" * 12))
    slip = Suggestion.objects.get(question="slip")
    desk = curator.get(reverse("timeline:suggestion", args=[slip.pk]))
    values = {**desk.context["form"].data, "decision": "accept"}
    curator.post(reverse("timeline:decide", args=[slip.pk]), values)
    address = "/api/v1/deliverables/sample-quill-2-api"
    moved = Client().get(address).json()["data"]["current_promise"]["words"]

    said = StringIO()
    call_command("demo_clear", stdout=said)

    assert dates_of(NOW.date())["later"] in moved
    sources = 3  # the pages on which the promises were made
    assert f"{len(SCRIPT.items) + sources} items, {len(SCRIPT.feeds)} feeds" in said.getvalue()
    assert Client().get(address).status_code == 404
    assert not any(documents for documents in record().values())
    left = [model.objects.count() for model in (Item, Story, Suggestion)]
    assert (left, Feed.objects.exclude(kind=Feed.Kind.RECORD).count()) == ([0, 0, 0], 0)


def test_what_was_there_before_stays_and_a_second_clearing_finds_nothing(told: None) -> None:
    Company.objects.create(slug="acme", name="Acme", kind="company")
    call_command("demo_clear", stdout=StringIO())
    said = StringIO()
    call_command("demo_clear", stdout=said)
    assert said.getvalue().startswith("0 changes undone; deleted: 0 suggestions, 0 stories, 0 items, 0 feeds")
    assert list(Company.objects.values_list("slug", flat=True)) == ["acme"]


def test_a_second_demo_adds_nothing_twice_and_finds_the_port_taken(told: None) -> None:
    before = record()
    put_in(SAMPLES, SCRIPT)
    with pytest.raises(Refusal, match="is taken"), served_samples(SCRIPT):
        pass
    assert (record(), Feed.objects.exclude(kind="record").count()) == (before, len(SCRIPT.feeds))


def test_clearing_takes_out_the_stories_too_that_were_merged_into_others(told: None) -> None:
    slip, other = Suggestion.objects.get(question="slip"), Suggestion.objects.get(question="dropped")
    merge_stories(slip.story, other.story, by="ada", at=NOW)

    call_command("demo_clear", stdout=StringIO())

    assert not Story.objects.exists()
    assert not Suggestion.objects.exists()
