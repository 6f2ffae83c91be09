"""news.tasks: every nudge of the schedule is a task, and each asks the database what is left to do."""

import pytest
from celery import current_app
from django.conf import settings
from pytest_httpserver import HTTPServer

from news import tasks
from news.ingest import SourceFacts
from news.models import Alias, Company, Feed, Fetch, Item, Tag
from tests.news.publishing import cited, feed_at, rss


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of tasks that would have gone to the broker, which tests do without."""
    names: list[str] = []

    def note(name: str) -> None:
        names.append(name)

    for task in (tasks.fetch_due, tasks.parse_spooled, tasks.tag_items, tasks.cluster_items):
        monkeypatch.setattr(task, "apply_async", lambda name=task.name, **options: note(name))
    return names


def test_every_task_of_the_schedule_is_registered() -> None:
    from aitracker.celery import app

    app.loader.import_default_modules()

    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert scheduled <= set(current_app.tasks)


@pytest.mark.django_db
def test_the_tasks_lead_a_feed_to_items_in_stories(publisher: HTTPServer, sent: list[str]) -> None:
    publisher.expect_request("/feed").respond_with_data(rss(("one", "Otter 3 is out")))
    feed_at(publisher)
    tasks.fetch_due()
    spooled = Fetch.objects.get().body is not None
    tasks.parse_spooled()
    tasks.tag_items()
    tasks.cluster_items()

    item = Item.objects.get()
    assert (spooled, item.tagged_at is not None, item.story is not None) == (True, True, True)
    assert sent == ["news.tasks.parse_spooled", "news.tasks.tag_items", "news.tasks.cluster_items"]


@pytest.mark.django_db
def test_a_name_that_was_given_is_followed_without_anybody_asking(sent: list[str]) -> None:
    heron = Company.objects.create(slug="heron", name="Heron AI", kind=Company.Kind.COMPANY)
    cited(SourceFacts(url="https://press.example/1", title="Ardea opens an office"))
    for task in (tasks.tag_items, tasks.retag_items):
        task()
    before = Tag.objects.count()
    Alias.objects.create(text="Ardea", folded="ardea", company=heron)
    tasks.retag_items()

    assert (before, Tag.objects.get().company) == (0, heron)


@pytest.mark.django_db
def test_nothing_due_sends_nothing(sent: list[str]) -> None:
    tasks.fetch_due()

    assert sent == []


@pytest.mark.django_db
def test_a_lost_attempt_is_cleared_by_the_sweep_task() -> None:
    feed = Feed.objects.create(url="https://a.example/", name="A", host_key="a.example")
    Fetch.objects.create(feed=feed)
    Feed.objects.update(lease_until="2026-01-01T00:00:00Z")
    tasks.sweep()

    assert Fetch.objects.get().outcome == Fetch.Outcome.LOST


def test_running_out_of_memory_is_an_ordinary_failure() -> None:
    @tasks._bounded
    def hungry() -> None:
        raise MemoryError

    with pytest.raises(tasks.TaskTooBigError, match="hungry ran out of memory"):
        hungry()
