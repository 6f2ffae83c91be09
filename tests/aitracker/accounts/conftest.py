"""A record with one row of every table, and somebody of each role."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.test import Client

from aitracker.accounts.roles import Role
from news.models import Alias, Company, Feed, Fetch, Host, Item, Product, Retagging, Story, Tag
from tests.aitracker.accounts.rules import ANYBODY
from tests.conftest import NOW
from tests.timeline.acme import (
    company_document,
    deliverable_document,
    item_of,
    product_document,
    said,
    source,
)
from timeline.curation import Act, add, deliver, state
from timeline.curation.inputs import Happened
from timeline.documents import COMPANY, DELIVERABLE, PRODUCT
from timeline.models import (
    Change,
    Commitment,
    Deliverable,
    Event,
    EventParty,
    Evidence,
    Outcome,
    Suggestion,
)
from timeline.tokens import make_token

TABLES = (
    *(Alias, Company, Feed, Fetch, Host, Item, Product, Retagging, Story, Tag),
    *(Change, Commitment, Deliverable, Event, EventParty, Evidence, Outcome, Suggestion),
)
NAME = {"text": "Lutra", "folded": "lutra", "kind": "codename", "tier": "plain", "case_sensitive": False}
RULES_OF_NAME = {"version_policy": "none", "context": [], "negative_context": []}
AUTOCOMPLETE = "app_label=news&model_name=product&field_name=company"
DAYS = {"valid_from": None, "valid_to": None}


@pytest.fixture
def record(db: None, act: Act) -> None:
    """Acme, whose phone was promised and came, in one row of every table at least."""
    add(act, COMPANY, company_document())
    add(act, PRODUCT, product_document(kind="model", aliases=[NAME | RULES_OF_NAME | DAYS]))
    add(act, DELIVERABLE, deliverable_document())
    state(act, "phone-api", said(), [source()])
    came = Happened(title="Acme opens it", earliest=NOW.date(), latest=NOW.date(), slug="came")
    deliver(act, "phone-api", came, [source("came", NOW.date())])
    story = Story.objects.create(headline="Acme opens it")
    item = item_of({"machine": "accepted", "product": Product.objects.get()})
    Item.objects.filter(pk=item.pk).update(story=story)
    Fetch.objects.create(feed=item.feed)
    Host.objects.create(host_key="daily.example")
    Retagging.objects.get_or_create()
    Suggestion.objects.create(kind=Suggestion.Kind.REPORT, note="It came a day sooner.")


@pytest.fixture
def samples(record: None) -> dict[str, Any]:
    """A sample for every argument of an address: by the route before it, else by its name."""
    owner = User.objects.create_user("grace")
    token, _ = make_token("Robot", scopes=[], owner=owner, expires_at=NOW + timedelta(days=9), at=NOW)
    rows: dict[Any, Any] = {model: model._default_manager.order_by("pk")[0] for model in TABLES} | {
        type(token): token
    }
    rows |= {User: owner, Feed: Feed.objects.get(name="The Daily Example")}
    objects = {f"admin/{m._meta.app_label}/{m._meta.model_name}/": row.pk for m, row in rows.items()}
    deliverable = Deliverable.objects.get()
    return objects | {
        "p/": "phone",
        "c/": "acme",
        "d/": "phone-api",
        "embed/d/": "phone-api",
        "e/": "came",
        "api/v1/companies/": "acme",
        "api/v1/products/": "phone",
        "api/v1/models/": "phone",
        "api/v1/deliverables/": "phone-api",
        "api/v1/events/": "came",
        "news/": rows[Story].pk,
        "api/v1/stories/": rows[Story].pk,
        "api/v1/suggestions/": rows[Suggestion].pk,
        "review/": rows[Suggestion].pk,
        "sources/": rows[Feed].pk,
        "section": "company",
        "action": "rename",
        "app_label": "news",
        "content_type_id": ContentType.objects.get_for_model(Deliverable).pk,
        "object_id": deliverable.pk,
        "whole": {
            "admin/autocomplete/": f"/admin/autocomplete/?{AUTOCOMPLETE}",
            r"admin/(?P<url>.*)$": "/admin/nothing/",
            r"^api(/|/v1)?$": "/api",
            r"^api/": "/api/nothing",
        },
    }


@pytest.fixture
def people(record: None) -> dict[str, Client]:
    """A browser of each role, and one that has not signed in."""
    return {ANYBODY: Client()} | {role.value: signed_in(role) for role in Role}


def signed_in(role: Role) -> Client:
    """Somebody of this role."""
    user = User.objects.create_user(f"a-{role}", is_staff=True)
    user.groups.set([Group.objects.get(name=role.value)])
    client = Client()
    client.force_login(user)
    return client
