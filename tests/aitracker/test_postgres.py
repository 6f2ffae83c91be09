"""The connection to the database: an idle one is looked at, a server started anew is waited for."""

from contextlib import suppress

import psycopg
import pytest
from django.db import ProgrammingError, close_old_connections, connection
from django.db.backends.postgresql.base import DatabaseWrapper as PostgresqlWrapper
from django.test.utils import CaptureQueriesContext

from aitracker.postgres import base
from news.models import Feed

pytestmark = pytest.mark.django_db(transaction=True)


def ended_by_the_server() -> None:
    """The server ends the connection of this thread, as it does when it stops."""
    with connection.copy().cursor() as other:
        connection.ensure_connection()
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid])
        other.connection.close()


def test_an_idle_connection_is_good_without_a_question() -> None:
    connection.ensure_connection()
    with CaptureQueriesContext(connection) as queries:
        assert connection.is_usable()
    assert len(queries) == 0


def test_one_that_the_server_ended_is_noticed_and_made_anew() -> None:
    ended_by_the_server()
    assert not connection.is_usable()
    close_old_connections()  # as before each request
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


def test_one_that_the_server_ended_prepares_nothing() -> None:
    ended_by_the_server()
    close_old_connections()
    with base.prepared_cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


def test_what_the_server_only_remarks_leaves_it_good() -> None:
    with connection.cursor() as cursor:
        cursor.execute("LISTEN remark")
        cursor.execute("NOTIFY remark")
    assert connection.is_usable()


@pytest.mark.parametrize(
    ("said", "refusals", "tries"),
    [
        pytest.param("Connection refused", 3, 4, id="started-anew"),
        pytest.param("FATAL:  the database system is starting up", 3, 4, id="starting"),
        pytest.param("FATAL:  sorry, too many clients already", 3, 1, id="full"),
        pytest.param("FATAL:  password authentication failed", 3, 1, id="refused-for-good"),
    ],
)
def test_a_server_that_is_started_anew_is_waited_for_and_no_other(
    monkeypatch: pytest.MonkeyPatch, said: str, refusals: int, tries: int
) -> None:
    asked = refusing(monkeypatch, said, times=refusals)
    with suppress(psycopg.OperationalError):
        connection.copy().get_new_connection({})
    assert len(asked) == tries


def planned() -> list[str]:
    """The statements whose plans the server keeps for this connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return [statement for (statement,) in cursor]


def test_the_plan_of_what_comes_again_is_kept_and_of_nothing_else() -> None:
    for number in range(5):
        with CaptureQueriesContext(connection) as queries, base.prepared_cursor() as cursor:
            cursor.execute("SELECT %s::int + 1", [number])
            assert cursor.fetchone() == (number + 1,)
        assert len(queries) == 1
        Feed.objects.filter(pk=number).first()
    assert planned() == ["SELECT $1::int + 1"]


def test_rows_are_read_by_name_as_django_reads_them() -> None:
    Feed.objects.create(name="one", url="https://one.example/feed")
    query = Feed.objects.values_list("pk", "name", "next_check_at", named=True)
    assert [row._asdict() for row in base.prepared_rows(query)] == [row._asdict() for row in query]
    assert base.prepared_rows(query.filter(pk=0)) == base.prepared_rows(query.filter(pk__in=[])) == []


def test_a_column_may_change_its_type_meanwhile() -> None:
    query = Feed.objects.values_list("name", named=True)
    assert [base.prepared_rows(query) for _ in range(10)] == [[]] * 10
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE news_feed ALTER name TYPE varchar(201)")
    try:
        assert base.prepared_rows(query) == []
        assert planned() == []
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE news_feed ALTER name TYPE varchar(200)")


def test_a_faulty_statement_is_an_error_of_djangos() -> None:
    with pytest.raises(ProgrammingError), base.prepared_cursor() as cursor:
        cursor.execute("SELECT FROM nowhere")


def test_one_that_stays_away_is_waited_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "PATIENCE_S", 0.3)
    asked = refusing(monkeypatch, "Connection refused", times=1_000)
    with pytest.raises(psycopg.OperationalError):
        connection.copy().get_new_connection({})
    waited = len(asked)
    with pytest.raises(psycopg.OperationalError):
        connection.copy().get_new_connection({})
    assert (waited > 1, len(asked)) == (True, waited + 1)


def refusing(monkeypatch: pytest.MonkeyPatch, said: str, *, times: int) -> list[object]:
    """Let so many connections be refused in these words; returns what fills with each that is asked for."""
    asked: list[object] = []

    def connect(wrapper: object, conn_params: object) -> object:
        asked.append(wrapper)
        if len(asked) <= times:
            raise psycopg.OperationalError(said)
        return object()

    monkeypatch.setattr(PostgresqlWrapper, "get_new_connection", connect)
    monkeypatch.setattr(base.Absence, "since", None)
    return asked
