"""The database refuses by itself what the record must never hold."""

import re
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from tests.timeline.acme import said, source
from timeline.curation import Act, state
from timeline.models import Change, Deliverable


def run(statement: str, *parameters: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(statement, parameters)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_sql_cannot_add_a_commitment_without_evidence(promised: Deliverable) -> None:
    columns = (
        "deliverable_id, basis, voice, speaker, words, precision, ruleset, condition, note, origin, version"
    )
    flags = "retro_disclosed, verified, said_earliest, said_latest"
    with pytest.raises(DatabaseError, match="has no evidence"):
        run(
            f"INSERT INTO timeline_commitment (slug, {columns}, {flags}) SELECT 'bare', {columns}, {flags} "
            "FROM (SELECT deliverable_id, basis, voice, speaker, words, 'vague' AS precision, ruleset, "
            "condition, note, origin, version, retro_disclosed, verified, said_earliest, said_latest "
            "FROM timeline_commitment) AS old"
        )


def test_sql_cannot_take_the_last_evidence_away(promised: Deliverable) -> None:
    with pytest.raises(DatabaseError, match="would lose its last evidence"):
        run("DELETE FROM timeline_evidence")


def test_sql_cannot_add_an_event_without_evidence(promised: Deliverable) -> None:
    with pytest.raises(DatabaseError, match="has no evidence"):
        run(
            "INSERT INTO timeline_event (slug, kind, title, summary, earliest, latest, precision, basis, "
            "significance, restructuring_kind, currency, verified, origin, version) VALUES "
            "('bare', 'launch', 'Bare', '', '2026-01-01', '2026-01-01', 'day', 'official', 2, '', '', true, "
            "'curated', 1)"
        )


@pytest.mark.parametrize(
    "statement", ["UPDATE timeline_change SET actor = 'eve'", "DELETE FROM timeline_change"]
)
def test_history_is_neither_edited_nor_deleted(promised: Deliverable, statement: str) -> None:
    with pytest.raises(DatabaseError, match=re.compile("neither edited nor deleted")):
        run(statement)
    assert Change.objects.count() == 4


@pytest.mark.parametrize("table", ["timeline_deliverable", "news_product", "news_company"])
def test_what_is_cited_cannot_be_deleted(promised: Deliverable, table: str) -> None:
    with pytest.raises(DatabaseError, match="violates foreign key constraint"):
        run(f"DELETE FROM {table}")


def test_two_promises_may_share_words_but_not_a_slug(promised: Deliverable, act: Act) -> None:
    change = state(act, promised.slug, said(), [source("two")])
    assert (change.target_key, change.after and change.after["words"]) == ("phone-api-2", "in June")
