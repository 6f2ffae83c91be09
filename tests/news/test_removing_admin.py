"""The admin of items: taken off the site and put back, by whom, and what they said before."""

from datetime import UTC, datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from news.ingest import SourceFacts
from news.models import Item
from tests.news.publishing import cited

pytestmark = pytest.mark.django_db
ITEMS = "admin:news_item_changelist"


def signed_in(client: Client, *permissions: str) -> Client:
    ada = User.objects.create_user("ada", is_staff=True)
    ada.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client.force_login(ada)
    return client


def choose(client: Client, action: str, item: Item) -> str:
    chosen = {"action": action, "_selected_action": [item.pk]}
    return client.post(reverse(ITEMS), chosen, follow=True).content.decode()


def test_items_are_taken_off_the_site_and_put_back(client: Client) -> None:
    item = cited(SourceFacts(url="https://press.example/1", title="Otter 3 is out"))
    curator = signed_in(client, "view_item", "change_tag")
    said = choose(curator, "remove", item), choose(curator, "remove", item)
    item.refresh_from_db()
    removed_by = item.removed_by
    choose(curator, "restore", item)
    item.refresh_from_db()

    assert ["1 items were taken off" in said[0], "0 items were taken off" in said[1]] == [True, True]
    assert (removed_by, item.removed_by, item.removed_at) == ("ada", "", None)
    assert list(LogEntry.objects.order_by("pk").values_list("change_message", flat=True)) == [
        "Taken off the site.",
        "Put back on the site.",
    ]


def test_whoever_may_only_look_takes_nothing_off(client: Client) -> None:
    item = cited(SourceFacts(url="https://press.example/1", title="Otter 3 is out"))
    choose(signed_in(client, "view_item"), "remove", item)
    item.refresh_from_db()

    assert item.removed_at is None


def test_an_item_shows_what_it_said_before(client: Client) -> None:
    item = cited(SourceFacts(url="https://press.example/1", title="Otter 3 is out"))
    item.revisions.create(
        revision=1, title="Otter 3 comes soon", replaced_at=datetime(2026, 11, 3, tzinfo=UTC)
    )
    curator = signed_in(client, "view_item", "view_revision")
    page = curator.get(reverse("admin:news_item_change", args=[item.pk])).content.decode()

    assert "Otter 3 comes soon" in page
