"""The tables are brought up beside a site that reads them: the upgrade waits, not the readers."""

import threading
from io import StringIO

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from aitracker.web.management.commands import upgrade


def link() -> psycopg.Connection[tuple[object, ...]]:
    """A connection of somebody else."""
    facts = connection.settings_dict
    return psycopg.connect(dbname=facts["NAME"], host=facts["HOST"], port=facts["PORT"], user=facts["USER"])


@pytest.mark.django_db(transaction=True)
def test_an_upgrade_gives_way_to_who_holds_a_table_and_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upgrade, "PAUSE_S", 0.1)
    said = StringIO()
    with link() as other:
        other.execute("LOCK TABLE django_migrations IN ACCESS EXCLUSIVE MODE")
        threading.Timer(3, other.rollback).start()
        call_command("upgrade", verbosity=0, stderr=said)

    assert said.getvalue().startswith(
        "A table is in use (1 of 15 tries): canceling statement due to lock timeout"
    )


@pytest.mark.django_db(transaction=True)
def test_an_upgrade_that_never_gets_its_turn_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upgrade, "PAUSE_S", 0.0)
    monkeypatch.setattr(upgrade, "TRIES", 2)
    monkeypatch.setattr(upgrade, "PATIENCE", "50ms")
    with link() as other:
        other.execute("LOCK TABLE django_migrations IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(CommandError, match="in use without end: nothing of the step was done"):
            call_command("upgrade", verbosity=0, stderr=StringIO())
