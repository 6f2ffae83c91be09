"""Names in the admin: edited through curation, tried before they are saved."""

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from news.ingest import SourceFacts
from news.models import Alias, Company, Item, Product, Tag
from news.retagging import take_step
from news.tagging import tag_items
from tests.news.publishing import cited
from tests.timeline.acme import company_document, product_document
from timeline import rehearsal
from timeline.curation import Act, add
from timeline.documents import COMPANY, PRODUCT
from timeline.models import Change

RULES = {
    "text": "Lutra",
    "kind": "codename",
    "tier": "plain",
    "version_policy": "none",
    "context": "",
    "negative_context": "",
    "valid_from": "",
    "valid_to": "",
    "reason": "misread",
}
NAME = {
    "text": "Lutra",
    "folded": "lutra",
    "kind": "codename",
    "tier": "plain",
    "case_sensitive": False,
    "version_policy": "none",
    "context": [],
    "negative_context": [],
    "valid_from": None,
    "valid_to": None,
}


@pytest.fixture
def phone(db: None, act: Act) -> Product:
    """A phone that is called Lutra too, and two items, tagged."""
    add(act, COMPANY, company_document())
    add(act, PRODUCT, product_document(kind="app", aliases=[NAME]))
    for title in ("Lutra is out", "Mink is out"):
        cited(SourceFacts(url=f"https://press.example/{title}", title=title, publisher="The Press"))
    tag_items()
    follow()
    return Product.objects.get()


@pytest.fixture
def curator(phone: Product) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("ada", password="x" * 12))
    return client


def follow() -> None:
    while take_step():
        continue


def send(client: Client, **typed: object) -> str:
    """Send the form of the name Lutra as a browser does; returns the page that comes of it."""
    name = Alias.objects.get(text="Lutra")
    values = RULES | {"read_version": name.product.version} | typed
    address = reverse("admin:news_alias_change", args=[name.pk])
    return client.post(address, values, follow=True).content.decode()


def send_new(client: Client, **typed: object) -> str:
    return client.post(reverse("admin:news_alias_add"), RULES | typed, follow=True).content.decode()


def state() -> tuple[object, ...]:
    tables = (Alias, Change, Company, Item, Product, Tag)
    return tuple([*table._default_manager.order_by("pk").values()] for table in tables)


def test_a_name_is_edited_through_its_row_with_a_change(curator: Client) -> None:
    page = send(curator, text="Mink", context="river, bank")
    change = Change.objects.order_by("-seq")[0]
    name = Alias.objects.get()
    follow()

    assert "tagged again within a minute" in page
    assert (name.text, name.folded, name.context, name.origin) == (
        "Mink",
        "mink",
        ["river", "bank"],
        "curated",
    )
    assert (change.actor, change.action, change.target_key, change.reason) == (
        "ada",
        "correct",
        "phone",
        "misread",
    )
    assert {tag.item.title for tag in Tag.objects.filter(product__slug="phone")} == {"Mink is out"}


def test_a_name_is_given_and_taken_away(curator: Client, phone: Product) -> None:
    send_new(curator, text=" Mink ", product=phone.pk)
    both = set(Alias.objects.values_list("text", "product__slug"))
    send(curator, is_taken_away="on")

    assert both == {("Lutra", "phone"), ("Mink", "phone")}
    assert set(Alias.objects.values_list("text", flat=True)) == {"Mink"}
    assert Change.objects.filter(action="correct").count() == 2


def test_a_try_shows_the_tags_that_would_change_and_writes_nothing(curator: Client) -> None:
    before = state()
    page = send(curator, text="Mink", _rehearse="")

    assert state() == before
    assert "2 of 2 items hold a name that changes" in page
    assert "2 added, 2 removed" in page.replace("\n", " ").replace("  ", "")
    assert "named &quot;Mink&quot;" in page
    assert "Mink is out" in page
    assert 'value="Apply"' in page
    assert 'name="text" value="Mink"' in page


def test_a_new_name_and_one_to_be_taken_away_are_tried_too(curator: Client, phone: Product) -> None:
    before = state()
    given = send_new(curator, text="Mink", product=phone.pk, _rehearse="")
    taken = send(curator, is_taken_away="on", _rehearse="")

    assert state() == before
    assert "Tags added" in given
    assert "Tags removed" not in given
    assert "Tags removed" in taken


def test_another_owner_of_a_product_is_tried_on_its_page(curator: Client, phone: Product, act: Act) -> None:
    add(act, COMPANY, company_document("egret"))
    egret = Company.objects.get(slug="egret")
    typed = {"name": "Phone", "company": egret.pk, "kind": "app", "read_version": phone.version}
    formset = {"aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0}
    before = state()
    address = reverse("admin:news_product_change", args=[phone.pk])
    page = curator.post(address, typed | formset | {"reason": "misread", "_rehearse": ""}).content.decode()

    assert state() == before
    assert "<td>Egret</td>" in page
    assert "<td>Acme</td>" in page


def test_a_try_shows_how_the_score_would_change_and_which_headline(curator: Client, phone: Product) -> None:
    page = send_new(curator, text="OpenAI", company=phone.company_id, _rehearse="")

    assert "<td>companies f1</td>" in page
    assert "Read rightly then: OpenAI opens an office in Lisbon" in page


def test_a_try_of_nothing_says_so(curator: Client) -> None:
    assert "there is nothing to save" in send(curator, _rehearse="")


def test_a_try_ends_with_its_time_and_says_so(curator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("news.retagging.reading.BLOCK", 1)
    monkeypatch.setattr(rehearsal, "BUDGET_S", 0.0)
    page = send(curator, text="Mink", _rehearse="")

    assert "only the newest 1 of 2 items were looked at" in page


@pytest.mark.parametrize("sent", [{}, {"_rehearse": ""}], ids=["saved", "tried"])
@pytest.mark.parametrize(
    ("typed", "message"),
    [
        pytest.param({"text": " "}, "This field is required", id="empty"),
        pytest.param({"text": "Kit"}, "kit stands twice", id="a name it has already"),
        pytest.param({"tier": "sure"}, "Select a valid choice", id="no such tier"),
        pytest.param({"read_version": 7}, "Somebody changed phone since", id="stale"),
        pytest.param({"reason": ""}, "This field is required", id="without a reason"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_is_kept(
    curator: Client, phone: Product, typed: dict[str, object], message: str, sent: dict[str, object]
) -> None:
    send_new(curator, text="Kit", product=phone.pk)
    before = state()
    page = send(curator, negative_context="river", **typed, **sent)

    assert message in page
    assert 'value="river"' in page
    assert state() == before


def test_a_new_name_stands_for_one_thing(curator: Client, phone: Product) -> None:
    neither = send_new(curator, text="Mink")
    both = send_new(curator, text="Mink", product=phone.pk, company=phone.company_id)

    assert neither.count("one company or one product") == both.count("one company or one product") == 1


def test_nobody_without_the_permission_edits_or_tries_a_name(phone: Product) -> None:
    reader = User.objects.create_user("bob", password="x" * 12, is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_alias"))
    client = Client()
    client.force_login(reader)
    address = reverse("admin:news_alias_change", args=[Alias.objects.get().pk])
    before = state()

    assert client.get(address).status_code == 200
    assert b"_rehearse" not in client.get(address).content
    assert client.post(address, RULES | {"_rehearse": ""}).status_code == 403
    assert client.post(address, RULES).status_code == 403
    assert client.get(reverse("admin:news_alias_add")).status_code == 403
    assert state() == before


def test_a_try_needs_the_token_of_the_form(phone: Product) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.create_superuser("ada", password="x" * 12))
    address = reverse("admin:news_alias_change", args=[Alias.objects.get().pk])

    assert client.post(address, RULES | {"_rehearse": ""}).status_code == 403


def test_items_are_tagged_again_by_those_who_may_decide_on_tags(curator: Client, phone: Product) -> None:
    address = reverse("admin:news_item_changelist")
    chosen = {
        "action": "tag_again",
        "_selected_action": [str(pk) for pk in Item.objects.values_list("pk", flat=True)],
    }
    page = curator.post(address, chosen, follow=True).content.decode()
    untagged = Item.objects.filter(tagged_at=None).count()
    reader = User.objects.create_user("bob", password="x" * 12, is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_item"))
    other = Client()
    other.force_login(reader)
    Item.objects.update(tagged_at="2026-11-22T12:00:00Z")
    other.post(address, chosen, follow=True)

    assert "2 items are tagged again within a minute" in page
    assert untagged == 2
    assert Item.objects.filter(tagged_at=None).count() == 0
