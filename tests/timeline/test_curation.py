"""Every change of the record goes through curation: checked, versioned, written down, reversible."""

from dataclasses import replace
from datetime import date

import pytest

from news.models import Company
from tests.timeline.acme import deliverable_document, said, source
from timeline.curation import (
    Act,
    Refused,
    StaleVersion,
    UnknownRow,
    add,
    correct,
    deliver,
    end,
    merge,
    note_closed_windows,
    pull,
    record_event,
    redate,
    rename,
    restate,
    restore,
    restructure,
    retract,
    split,
    state,
    undo,
    verify,
    withdraw_date,
)
from timeline.curation.inputs import Happened, Reading
from timeline.documents import COMMITMENT, COMPANY, DELIVERABLE, EVENT, TABLES, read_documents, replay
from timeline.models import Change, Commitment, Deliverable, Event
from timeline.queries.deliverables import row_of
from timeline.terms import Action, Effect, EventKind, PartyRole, Precision, RestructuringKind

TODAY = date(2026, 11, 22)
ROUND = Happened(title="Acme raises", earliest=date(2026, 7, 9), latest=date(2026, 7, 9))
ARRIVAL = Happened(title="Acme opens its phone API", earliest=date(2026, 7, 9), latest=date(2026, 7, 9))


def fate(slug: str, as_of: date = TODAY) -> str:
    return str(row_of(slug, as_of=as_of).standing.fate)


def record_now() -> dict[str, dict[str, dict[str, object]]]:
    return {name: read_documents(table) for name, table in TABLES.items()}


def record_replayed() -> dict[str, dict[str, dict[str, object]]]:
    rows = Change.objects.order_by("seq").values_list("target_table", "before", "after")
    return replay(rows)


def test_a_stated_promise_is_read_by_the_rules(acme: str, act: Act) -> None:
    change = state(act, acme, said("in June"), [source()])
    row = Commitment.objects.get(slug="phone-api-1")
    assert (row.earliest, row.latest, row.precision) == (date(2026, 6, 1), date(2026, 6, 30), "month")
    assert (change.action, change.actor, change.before, row.rule is not None) == ("state", "ada", None, True)


def test_words_that_no_rule_reads_need_a_window(acme: str, act: Act) -> None:
    with pytest.raises(Refused, match="no rule reads these words"):
        state(act, acme, said("when the moon is right"), [source()])
    reading = Reading(earliest=date(2026, 6, 1), latest=date(2026, 6, 2), precision=Precision.RANGE)
    state(act, acme, said("when the moon is right", reading=reading), [source()])
    assert Commitment.objects.get().rule is None


def test_a_promise_without_a_source_is_refused(acme: str, act: Act) -> None:
    with pytest.raises(Refused, match="nothing is recorded without a source"):
        state(act, acme, said(), [])
    assert Commitment.objects.count() == 0


def test_a_new_date_is_a_promise_of_its_own(promised: Deliverable, act: Act) -> None:
    change = redate(act, promised.slug, said("in August", date(2026, 6, 20)), [source("two")])
    moves = row_of(promised.slug, as_of=TODAY).standing.moves
    assert [(move.kind, move.shift_days) for move in moves] == [("slip", 62)]
    assert change.action == Action.REDATE


def test_re_dating_needs_an_earlier_date(acme: str, act: Act) -> None:
    with pytest.raises(Refused, match="no dated official promise to replace"):
        redate(act, acme, said("in August"), [source()])


def test_withdrawing_a_date_takes_words_without_one(promised: Deliverable, act: Act) -> None:
    with pytest.raises(Refused, match="re-date the promise instead"):
        withdraw_date(act, promised.slug, said("in August", date(2026, 6, 20)), [source("two")])
    withdraw_date(act, promised.slug, said("soon", date(2026, 6, 20)), [source("two")])
    assert Commitment.objects.get(slug="phone-api-2").precision == "vague"


def test_the_same_promise_again_is_evidence(promised: Deliverable, act: Act) -> None:
    restate(act, "phone-api-1", source("again", date(2026, 4, 1)))
    roles = Commitment.objects.get().evidence.order_by("published_latest").values_list("role", flat=True)
    assert list(roles) == ["states", "restates"]


def test_an_arrival_decides_the_fate(promised: Deliverable, act: Act) -> None:
    deliver(act, promised.slug, ARRIVAL, [source("open", date(2026, 7, 9))])
    standing = row_of(promised.slug, as_of=TODAY).standing
    assert (standing.fate, standing.label, standing.slip_min_days) == ("delivered_late", "+9 d", 9)


def test_an_arrival_in_the_future_is_refused(promised: Deliverable, act: Act) -> None:
    later = replace(ARRIVAL, earliest=date(2026, 12, 1), latest=date(2026, 12, 1))
    with pytest.raises(Refused, match="has not come yet"):
        deliver(act, promised.slug, later, [source("open")])
    assert Event.objects.count() == 0


def test_a_cancellation_by_the_company_ends_a_promise(promised: Deliverable, act: Act) -> None:
    stopped = replace(ARRIVAL, title="Acme drops its phone API")
    end(act, promised.slug, stopped, [source("drop", date(2026, 7, 9))], effect=Effect.CANCELLED)
    assert fate(promised.slug) == "cancelled"
    assert fate(promised.slug, date(2026, 6, 20)) == "pending"


def test_what_arrived_can_be_pulled_and_restored(promised: Deliverable, act: Act) -> None:
    gone = replace(ARRIVAL, title="Acme pulls it", earliest=date(2026, 8, 1), latest=date(2026, 8, 1))
    back = replace(ARRIVAL, title="Acme brings it back", earliest=date(2026, 9, 1), latest=date(2026, 9, 1))
    with pytest.raises(Refused, match="has not arrived"):
        pull(act, promised.slug, gone, [source("gone")])
    deliver(act, promised.slug, ARRIVAL, [source("open", date(2026, 7, 9))])
    with pytest.raises(Refused, match="was not withdrawn"):
        restore(act, promised.slug, back, [source("back")])
    pull(act, promised.slug, gone, [source("gone", date(2026, 8, 1))])
    restore(act, promised.slug, back, [source("back", date(2026, 9, 1))])
    days = [date(2026, 7, 10), date(2026, 8, 2), date(2026, 9, 2)]
    assert [fate(promised.slug, day) for day in days] == ["delivered_late", "withdrawn", "delivered_late"]


def test_a_restructuring_names_its_parties(acme: str, act: Act) -> None:
    happened = replace(ARRIVAL, title="Acme founds a lab", slug="acme-lab")
    restructure(
        act,
        happened,
        [source("lab")],
        kind=RestructuringKind.CREATED,
        parties=[("acme", PartyRole.SUBJECT)],
        headcount=(600, 800),
    )
    event = Event.objects.get(slug="acme-lab")
    assert (event.restructuring_kind, event.headcount_low, event.parties.count()) == ("created", 600, 1)


def test_a_retracted_report_leaves_the_scores(promised: Deliverable, act: Act) -> None:
    retract(act, COMMITMENT, "phone-api-1", on=date(2026, 5, 1), source=source("sorry", date(2026, 5, 1)))
    assert fate(promised.slug, date(2026, 4, 30)) == "pending"
    assert fate(promised.slug, date(2026, 5, 2)) == "announced"
    with pytest.raises(Refused, match="retracted on 2026-05-01 already"):
        retract(act, COMMITMENT, "phone-api-1", on=date(2026, 5, 2), source=source("again"))


def test_a_look_moves_only_forward(promised: Deliverable, act: Act) -> None:
    assert fate(promised.slug) == "unverified"
    verify(act, promised.slug, on=date(2026, 11, 3))
    assert fate(promised.slug) == "overdue"
    with pytest.raises(Refused, match="looked at on 2026-11-03 already"):
        verify(act, promised.slug, on=date(2026, 11, 2))


def test_a_correction_overwrites_and_says_why(promised: Deliverable, act: Act) -> None:
    why = replace(act, reason="misread")
    change = correct(why, COMMITMENT, "phone-api-1", values={"speaker": "Ann Example"}, version=1)
    row = Commitment.objects.get()
    assert (row.speaker, row.version, change.reason) == ("Ann Example", 2, "misread")


@pytest.mark.parametrize(
    ("reason", "values", "message"),
    [
        ("because", {"speaker": "x"}, "must be one of"),
        ("typo", {"fate": "late"}, "is not a field of commitment"),
        ("typo", {"latest": "2026-05-01"}, "before it begins"),
        ("typo", {"deliverable": "nothing"}, "nothing is not in the record"),
        ("typo", {"evidence": []}, "nothing is recorded without a source"),
    ],
)
def test_a_bad_correction_is_refused(
    promised: Deliverable, act: Act, reason: str, values: dict[str, object], message: str
) -> None:
    before = record_now()
    with pytest.raises(Refused, match=message):
        correct(replace(act, reason=reason), COMMITMENT, "phone-api-1", values=values)
    assert record_now() == before


def test_a_stale_save_is_refused_with_both_sides(promised: Deliverable, act: Act) -> None:
    why = replace(act, reason="typo")
    correct(why, COMMITMENT, "phone-api-1", values={"speaker": "Ann"}, version=1)
    with pytest.raises(StaleVersion) as refusal:
        correct(why, COMMITMENT, "phone-api-1", values={"speaker": "Bob"}, version=1)
    mine, theirs = refusal.value.mine, refusal.value.theirs
    assert (mine and mine["speaker"], theirs["speaker"], theirs["version"]) == ("Bob", "Ann", 2)


def test_a_merged_deliverable_leads_to_the_other(promised: Deliverable, act: Act) -> None:
    add(act, DELIVERABLE, deliverable_document("phone-cloud"))
    merge(act, promised.slug, into="phone-cloud")
    assert fate(promised.slug) == "superseded"
    with pytest.raises(Refused, match="comes back to itself"):
        merge(act, "phone-cloud", into=promised.slug)


def test_a_region_carved_out_is_a_deliverable_of_its_own(promised: Deliverable, act: Act) -> None:
    split(act, promised.slug, slug="phone-api-eu", name="Phone API in the EU", regions=["EU"])
    part = Deliverable.objects.get(slug="phone-api-eu")
    assert (part.split_from, part.regions, part.product) == (promised, ["EU"], promised.product)


def test_a_renamed_row_keeps_what_points_to_it(promised: Deliverable, act: Act) -> None:
    rename(act, COMPANY, "acme", to="acme-labs")
    assert Company.objects.get(slug="acme-labs").products.get().slug == "phone"
    with pytest.raises(Refused, match="is taken"):
        rename(act, DELIVERABLE, "phone-api", to="phone-api")
    with pytest.raises(Refused, match="is not a slug"):
        rename(act, DELIVERABLE, "phone-api", to="Phone API")


def test_undo_sets_a_row_back(promised: Deliverable, act: Act) -> None:
    before = record_now()
    change = correct(replace(act, reason="typo"), COMMITMENT, "phone-api-1", values={"speaker": "Ann"})
    undo(act, change.seq)
    after = record_now()
    assert after["commitment"]["phone-api-1"] == before["commitment"]["phone-api-1"] | {"version": 3}


def test_undo_of_an_addition_takes_the_row_away_and_can_be_undone(promised: Deliverable, act: Act) -> None:
    change = Change.objects.get(target_key="phone-api-1")
    removal = undo(act, change.seq)
    assert Commitment.objects.count() == 0
    undo(act, removal.seq)
    assert Commitment.objects.get().words == "in June"


def test_undo_of_a_rename_brings_the_old_slug_back(promised: Deliverable, act: Act) -> None:
    change = rename(act, DELIVERABLE, "phone-api", to="phone-cloud")
    undo(act, change.seq)
    assert Deliverable.objects.get().slug == "phone-api"
    assert record_replayed() == record_now()


def test_undo_of_what_was_changed_since_is_refused(promised: Deliverable, act: Act) -> None:
    why = replace(act, reason="typo")
    first = correct(why, COMMITMENT, "phone-api-1", values={"speaker": "Ann"})
    correct(why, COMMITMENT, "phone-api-1", values={"speaker": "Bob"})
    with pytest.raises(StaleVersion):
        undo(act, first.seq)


def test_undo_of_a_row_in_use_is_refused(promised: Deliverable, act: Act) -> None:
    addition = Change.objects.get(target_table="deliverable")
    with pytest.raises(Refused, match="is used by other rows"):
        undo(act, addition.seq)


def test_what_does_not_exist_cannot_be_changed(db: None, act: Act) -> None:
    with pytest.raises(UnknownRow, match="there is no deliverable nothing"):
        state(act, "nothing", said(), [source()])
    with pytest.raises(UnknownRow):
        undo(act, 10**9)


def test_a_closed_window_is_noted_once(promised: Deliverable, act: Act) -> None:
    assert (note_closed_windows(act), note_closed_windows(act)) == (1, 0)
    notice = Change.objects.get(action="window_closed")
    assert (notice.target_key, notice.reason) == ("phone-api-1", "The window ended on 2026-06-30.")


def test_the_changes_replayed_from_empty_are_the_record(promised: Deliverable, act: Act) -> None:
    why = replace(act, reason="typo")
    add(act, DELIVERABLE, deliverable_document("phone-cloud"))
    redate(act, promised.slug, said("in August", date(2026, 6, 20)), [source("two")])
    restate(act, "phone-api-2", source("again", date(2026, 6, 25)))
    correct(why, COMMITMENT, "phone-api-1", values={"speaker": "Ann"})
    deliver(act, promised.slug, ARRIVAL, [source("open", date(2026, 7, 9))])
    rename(act, COMPANY, "acme", to="acme-labs")
    merge(act, "phone-cloud", into=promised.slug)
    note_closed_windows(act)
    undo(act, Change.objects.filter(action="deliver").get().seq)
    assert record_replayed() == record_now()


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"basis": "rumour"}, "basis: Value 'rumour' is not a valid choice"),
        ({"words": "x" * 201}, "words: Ensure this value has at most 200 characters"),
        ({"latest": "soonish"}, "latest: .*must be in YYYY-MM-DD format"),
        ({"latest": date(2026, 6, 29)}, "latest: .*must be written as '2026-06-29'"),
        ({"verified": "true"}, "verified: .*must be either True or False"),
    ],
)
def test_values_that_fit_no_column_are_refused(
    promised: Deliverable, act: Act, values: dict[str, object], message: str
) -> None:
    with pytest.raises(Refused, match=message):
        correct(replace(act, reason="typo"), COMMITMENT, "phone-api-1", values=values)


def test_chains_that_come_back_to_themselves_are_refused_however_they_are_made(
    promised: Deliverable, act: Act
) -> None:
    why = replace(act, reason="scope")
    add(act, DELIVERABLE, deliverable_document("phone-cloud"))
    correct(why, DELIVERABLE, "phone-api", values={"merged_into": "phone-cloud"})
    with pytest.raises(Refused, match="comes back to itself"):
        correct(why, DELIVERABLE, "phone-cloud", values={"merged_into": "phone-api"})


def test_a_former_slug_is_given_to_no_other_row(promised: Deliverable, act: Act) -> None:
    rename(act, DELIVERABLE, "phone-api", to="phone-cloud")
    rename(act, COMMITMENT, "phone-api-1", to="phone-june")
    with pytest.raises(Refused, match="was the name of another row"):
        add(act, DELIVERABLE, deliverable_document("phone-api"))
    change = state(act, "phone-cloud", said("soon"), [source("two")])
    assert change.target_key == "phone-cloud-1"


def test_a_renamed_promise_is_not_noted_as_closed_again(promised: Deliverable, act: Act) -> None:
    note_closed_windows(act)
    rename(act, COMMITMENT, "phone-api-1", to="phone-june")
    assert note_closed_windows(act) == 0


def test_a_window_that_had_ended_before_it_was_recorded_is_no_news(promised: Deliverable, act: Act) -> None:
    note_closed_windows(act)
    assert Change.objects.get(action="window_closed").public is False


def test_a_stale_rename_is_refused(promised: Deliverable, act: Act) -> None:
    with pytest.raises(StaleVersion):
        rename(act, DELIVERABLE, "phone-api", to="phone-cloud", version=7)


def test_a_corrected_window_is_read_again(promised: Deliverable, act: Act) -> None:
    values = {"words": "on 9 June", "earliest": "2026-06-09", "latest": "2026-06-09", "precision": "day"}
    correct(replace(act, reason="misread"), COMMITMENT, "phone-api-1", values=values)
    assert Commitment.objects.get().rule == "day"


def test_an_event_is_retracted_with_its_source(promised: Deliverable, act: Act) -> None:
    deliver(act, promised.slug, ARRIVAL, [source("open", date(2026, 7, 9))])
    event = Event.objects.get().slug
    retract(act, EVENT, event, on=date(2026, 8, 1), source=source("sorry", date(2026, 8, 1)))
    assert (fate(promised.slug, date(2026, 7, 20)), fate(promised.slug)) == ("delivered_late", "unverified")
    with pytest.raises(Refused, match="needs its day and a source"):
        correct(replace(act, reason="typo"), EVENT, event, values={"retracted_on": None})


def test_two_fundings_of_one_day_are_two_events(acme: str, act: Act) -> None:
    slugs = [
        record_event(act, ROUND, [source(name)], kind=EventKind.FUNDING, companies=["acme"]).target_key
        for name in ("one", "two")
    ]
    assert slugs == ["acme-funding-2026-07-09", "acme-funding-2026-07-09-2"]
