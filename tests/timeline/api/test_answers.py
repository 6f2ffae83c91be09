"""Every resource answers the shipped record in its declared shape, in a constant number of queries."""

from typing import Any

import jsonschema_rs
import pytest

from news.models import Company, Feed
from news.models.catalog import MODEL_KINDS
from news.queries import listed_items
from tests.timeline.api.asking import LISTS, META, SEARCHED, Asker
from tests.timeline.api.declared import closed_components, declared
from timeline.api.standing_shapes import deliverable_shape
from timeline.models import Change, Commitment, Deliverable, Event, Outcome
from timeline.queries.addressed import found_companies, found_products
from timeline.queries.deliverables import judge_all
from timeline.queries.entries import entry_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]
OBJECTS = {
    "companies/{slug}": "companies/meta",
    "companies/{slug}/record": "companies/apple/record",
    "products/{slug}": "products/muse-spark",
    "models/{slug}": "models/muse-spark",
    "deliverables/{slug}": "deliverables/muse-spark-api",
    "events/{slug}": "events/muse-spark-open",
    "": "",
    "enumerations": "enumerations",
    "method": "method",
}
SIZES = {
    "companies": lambda: found_companies().count(),
    "products": lambda: found_products().count(),
    "models": lambda: found_products().filter(kind__in=MODEL_KINDS).count(),
    "deliverables": lambda: Deliverable.objects.count(),
    "commitments": lambda: Commitment.objects.count(),
    "events": lambda: Event.objects.count(),
    "restructurings": lambda: Event.objects.filter(kind="restructuring").count(),
    "items": lambda: listed_items().count(),
    "stories": lambda: listed_items().count(),  # the shipped record has sources alone, each its own story
    "sources": lambda: Feed.objects.exclude(kind="record").count(),
    "changes": lambda: Change.objects.filter(public=True).count(),
    "corrections": lambda: Change.objects.filter(public=True, action="correct").count(),
}


def faults(path: str, body: Any) -> list[str]:
    content = declared()["paths"][f"/api/v1/{path}"]["get"]["responses"]["200"]["content"]
    schema = content["application/json"]["schema"] | {"components": closed_components()}
    found = jsonschema_rs.Draft202012Validator(schema, validate_formats=True).iter_errors(body)
    return [f"{error.instance_path}: {error.message}" for error in found]


@pytest.mark.parametrize("resource", LISTS)
def test_every_row_of_a_list_has_the_declared_shape(ask: Asker, resource: str) -> None:
    seen, address = 0, f"{resource}?limit=200"
    while address:
        answer = ask(address)
        assert faults(resource, answer.body) == []
        seen, address = seen + len(answer.data), answer.body["page"]["next"]
    assert seen == SIZES[resource]()


@pytest.mark.parametrize(("path", "address"), OBJECTS.items())
def test_an_object_has_the_declared_shape(ask: Asker, path: str, address: str) -> None:
    answer = ask(address)
    assert faults(path, answer.body) == []
    assert answer.body["meta"] == META


def test_every_deliverable_has_the_declared_shape(ask: Asker) -> None:
    for slug in Commitment.objects.values_list("deliverable__slug", flat=True).distinct():
        assert faults("deliverables/{slug}", ask(f"deliverables/{slug}").body) == []


def test_every_company_has_a_record_of_the_declared_shape(ask: Asker) -> None:
    for slug in Company.objects.values_list("slug", flat=True):
        assert faults("companies/{slug}/record", ask(f"companies/{slug}/record").body) == []


@pytest.mark.parametrize("resource", sorted({*LISTS} - {"sources", "corrections"}))
def test_the_envelope_of_a_list(ask: Asker, resource: str) -> None:
    body = ask(f"{resource}?limit=1").body
    assert body["page"] == {"limit": 1, "next": body["page"]["next"], "previous": None}
    assert body["page"]["next"].startswith(f"/api/v1/{resource}?limit=1&cursor=")
    assert body["meta"] == META


@pytest.mark.parametrize("resource", LISTS)
def test_a_total_is_counted_when_asked_for(ask: Asker, resource: str) -> None:
    assert ask(f"{resource}?limit=1&include=total").body["page"]["total"] == SIZES[resource]()


@pytest.mark.parametrize("resource", LISTS)
def test_one_row_and_two_hundred_take_the_same_queries(ask: Asker, resource: str) -> None:
    order = "sort=-slip" if resource == "deliverables" else "include=total"
    few, many = ask(f"{resource}?{order}&limit=1"), ask(f"{resource}?{order}&limit=200")
    assert few.queries == many.queries <= 8


@pytest.mark.parametrize(
    "resource", ["products", "models", "deliverables", "commitments", "events", "items", "stories", "changes"]
)
def test_a_list_with_every_costly_parameter_takes_eight_queries_at_most(ask: Asker, resource: str) -> None:
    about = "company=meta&product=muse-spark&model=muse-spark&include=total"
    answer = ask(f"{resource}?{about}")
    assert answer.data
    assert answer.queries <= 8


def test_one_deliverable_takes_as_many_queries_as_any_other(ask: Asker) -> None:
    slugs = ["muse-spark-api", "siri-personal", "recall-general", "alexa-plus-us"]
    assert {ask(f"deliverables/{slug}").queries for slug in slugs} == {8}


def test_an_entry_judges_as_the_list_does() -> None:
    day = Event.objects.get(slug="muse-spark-open").latest
    promised = Deliverable.objects.filter(commitments__isnull=False).distinct()
    listed = {row.facts.slug: row for row in judge_all(promised, as_of=day)}
    for slug, row in listed.items():
        entry = entry_of(slug, as_of=day).row
        assert deliverable_shape(entry, evidence_count=0) == deliverable_shape(row, evidence_count=0)


def test_the_first_promise_of_the_muse_spark_api_is_kept_nine_days_late(ask: Asker) -> None:
    data = ask("deliverables/muse-spark-api").data
    assert data["first_promise"] == {
        "earliest": "2026-06-03",
        "latest": "2026-06-30",
        "precision": "month",
        "words": '"this month"',
        "display": "3–30 June 2026",
        "edtf": "2026-06-03/2026-06-30",
    }
    assert data["arrived"] == {"earliest": "2026-07-09", "latest": "2026-07-09", "precision": "day"}
    assert (data["fate"], data["label"], data["lane"]) == ("delivered_late", "+9 d", "official")
    assert (data["slip_min_days"], data["slip_max_days"]) == (9, 36)
    assert [move["shift_days"] for move in data["moves"]] == [None, 53, 30]


@pytest.mark.parametrize(
    ("day", "fate", "label", "slip"),
    [
        pytest.param("2026-06-02", "announced", "no date", None, id="before-the-date"),
        pytest.param("2026-06-20", "pending", "due by 30 June 2026", 0, id="before-the-end"),
        pytest.param("2026-07-05", "overdue", "at least +5 d", 5, id="after-the-end"),
        pytest.param("2026-11-22", "delivered_late", "+9 d", 9, id="today"),
    ],
)
def test_the_muse_spark_api_as_it_stood_on_a_day(
    ask: Asker, day: str, fate: str, label: str, slip: int | None
) -> None:
    slug = "muse-spark-api"
    answer = ask(f"deliverables/{slug}?as_of={day}")
    listed = [row for row in ask(f"deliverables?product=muse-spark&as_of={day}").data if row["slug"] == slug]
    assert answer.body["meta"]["as_of"] == day
    for row in (answer.data, listed[0]):
        assert (row["slug"], row["fate"], row["label"]) == (slug, fate, label)
        assert row["slip_min_days"] == slip


def test_sources_and_outcomes_of_later_days_are_not_told(ask: Asker) -> None:
    data = ask("deliverables/muse-spark-api?as_of=2026-04-20").data
    assert [each["slug"] for each in data["commitments"]] == ["muse-spark-api-1"]
    assert data["outcomes"] == []
    days = [source["published"]["earliest"] for source in data["commitments"][0]["evidence"]]
    assert days
    assert max(days) <= "2026-04-20"
    assert data["evidence_count"] == len(days)


def test_nothing_is_told_of_what_was_not_public_yet(ask: Asker) -> None:
    assert ask("deliverables/muse-spark-api?as_of=2026-01-01").status == 404
    assert ask("events/muse-spark-open?as_of=2026-01-01").status == 404
    assert ask("deliverables?product=muse-spark&channel=api&as_of=2026-01-01").data == []
    assert ask("items?as_of=2001-01-01").data == []


def test_what_is_tied_to_a_deliverable_is_named_with_its_fate(ask: Asker) -> None:
    related = {each["slug"]: each for each in ask("deliverables/muse-spark-api").data["related"]}
    assert related["muse-spark-weights"] == {
        "slug": "muse-spark-weights",
        "name": related["muse-spark-weights"]["name"],
        "relation": "same_product",
        "fate": "delivered_unscored",
        "label": "shipped",
        "links": {"self": "/api/v1/deliverables/muse-spark-weights", "html": "/d/muse-spark-weights/"},
    }


def test_the_record_of_a_company_counts_each_deliverable_once(ask: Asker) -> None:
    data = ask("companies/apple/record").data
    apart = data["open"] + data["unverified"] + data["indeterminate"] + data["partly"]
    assert data["first"]["n"] == data["first"]["kept"] + data["first"]["broken"]
    assert len(data["deliverables"]) == data["first"]["n"] + apart


@pytest.mark.parametrize(
    ("address", "field", "values"),
    [
        pytest.param("companies?kind=regulator", "kind", {"regulator"}, id="kind-of-company"),
        pytest.param("companies?company=meta", "slug", {"meta"}, id="company-with-units"),
        pytest.param(
            "products?kind=device,chip&limit=200", "kind", {"device", "chip"}, id="kinds-of-product"
        ),
        pytest.param("models?company=openai&limit=200", "company", {"openai"}, id="models-of-a-company"),
        pytest.param("deliverables?fate=pending,overdue", "fate", {"pending", "overdue"}, id="fates"),
        pytest.param("deliverables?overdue=true", "fate", {"overdue"}, id="overdue"),
        pytest.param("deliverables?channel=weights", "channel", {"weights"}, id="channel"),
        pytest.param("deliverables?basis=reported", "lane", {"reported"}, id="lane"),
        pytest.param("commitments?basis=reported", "basis", {"reported"}, id="basis"),
        pytest.param("events?kind=funding", "kind", {"funding"}, id="kind-of-event"),
        pytest.param("restructurings", "kind", {"restructuring"}, id="restructurings"),
        pytest.param("restructurings?kind=layoff", "restructuring_kind", {"layoff"}, id="layoffs"),
    ],
)
def test_a_filter_chooses_rows(ask: Asker, address: str, field: str, values: set[str]) -> None:
    found = {row[field] for row in ask(address).data}
    assert found >= values if field == "slug" else found == values


def test_days_choose_what_overlaps_them(ask: Asker) -> None:
    june = ask("commitments?from=2026-06-01&to=2026-06-30&limit=200").data
    assert "muse-spark-api-2" in {row["slug"] for row in june}
    assert all(row["window"]["latest"] >= "2026-06-01" for row in june)
    assert all(row["window"]["earliest"] <= "2026-06-30" for row in june)
    events = ask("events?from=2026-07-09&to=2026-07-09").data
    assert {row["window"]["earliest"] for row in events} == {"2026-07-09"}
    items = ask("items?from=2026-07-09&to=2026-07-09").data
    assert {row["published_on"] for row in items} == {"2026-07-09"}


def test_promises_are_chosen_by_when_they_end_and_when_they_were_said(ask: Asker) -> None:
    due = ask("commitments?due_after=2026-06-30&due_before=2026-06-30&limit=200").data
    assert {row["window"]["latest"] for row in due} == {"2026-06-30"}
    said = ask("commitments?said_after=2026-06-03&sort=said&limit=1").data[0]
    assert (said["said"] or {"latest": said["first_reported_on"]})["latest"] >= "2026-06-03"


def test_a_unit_belongs_to_its_company(ask: Asker) -> None:
    slugs = set(ask("companies?company=meta").slugs)
    assert slugs >= {"meta", "msl", "fair", "reality-labs"}


def test_a_text_finds_other_names(ask: Asker) -> None:
    assert ask("companies?q=facebook").slugs == ["fair", "meta"]


def test_a_selection_may_hold_nothing(ask: Asker) -> None:
    for resource in SEARCHED:
        body = ask(f"{resource}?q=zzzzzz").body
        assert body["data"] == []
        assert body["page"] == {"limit": 50, "next": None, "previous": None}


def test_fields_are_answered_as_asked(ask: Asker) -> None:
    assert ask(
        "deliverables?fields=slug,label&product=muse-spark&fate=delivered_late&basis=official"
    ).data == [{"slug": "muse-spark-api", "label": "+9 d"}]


def test_a_source_of_the_record_has_a_day_and_no_hour(ask: Asker) -> None:
    row = ask("items?from=2026-07-09&to=2026-07-09&limit=1").data[0]
    assert (row["published_on"], row["published_at"], row["excerpt"]) == ("2026-07-09", None, None)
    assert row["first_seen_at"].endswith("Z")


def test_what_was_found_out_later_is_not_told_of_an_earlier_day(ask: Asker) -> None:
    """Neither a curator's remark of today nor the day of a look that was still to come."""
    Deliverable.objects.filter(slug="muse-spark-api").update(last_verified_on="2026-09-05")
    Commitment.objects.filter(deliverable__slug="muse-spark-api").update(note="It came in July.")
    Outcome.objects.filter(deliverable__slug="muse-spark-api").update(note="It came in July.")
    today, before = (ask(f"deliverables/muse-spark-api{query}").data for query in ("", "?as_of=2026-08-01"))
    assert (today["last_verified_on"], before["last_verified_on"]) == ("2026-09-05", None)
    for rows in ("commitments", "outcomes"):
        assert {each["note"] for each in today[rows]} == {"It came in July."}
        assert {each["note"] for each in before[rows]} == {None}
    (event,) = {each["event"] for each in before["outcomes"]}
    assert ask(f"events/{event}?as_of=2026-08-01").data["outcomes"][0]["note"] is None
    assert {row["note"] for row in ask("commitments?sel=muse-spark-api&as_of=2026-08-01").data} == {None}


def test_advice_is_what_can_be_followed(ask: Asker) -> None:
    answers = [ask("events?limit=1&limit=2"), ask("events?company=meta&company=apple")]
    assert [answer.body["errors"][0]["detail"] for answer in answers] == [
        "is given more than once: it takes one value",
        "is given more than once: join the values with commas",
    ]
