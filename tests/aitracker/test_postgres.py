"""The connection to the database: an idle one is looked at, and asked only where something came over it."""

import pytest
from django.db import close_old_connections, connection
from django.test.utils import CaptureQueriesContext

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


def test_what_the_server_only_remarks_leaves_it_good() -> None:
    with connection.cursor() as cursor:
        cursor.execute("LISTEN remark")
        cursor.execute("NOTIFY remark")
    assert connection.is_usable()
