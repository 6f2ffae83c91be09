"""The connection of a thread to the database, as Django's setting ENGINE names it."""

import re
import time
from collections.abc import Sequence
from select import POLLIN, poll
from typing import Any

import psycopg
from django.core.exceptions import EmptyResultSet
from django.db import NotSupportedError, connection
from django.db.backends.postgresql.base import DatabaseWrapper as PostgresqlWrapper
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.utils import CursorWrapper
from django.db.models import QuerySet
from django.db.models.utils import create_namedtuple_class

# What is said while a server is started anew; a full one, or a wrong password, says something else.
IS_AWAY = re.compile(
    r"Connection refused|No such file or directory|closed the connection|database system is "
)
# As long as a start takes. Longer, and every thread would wait for a server that is gone.
PATIENCE_S = 3.0
PAUSE_S = 0.1
# What comes the third time over one connection is prepared there. After five more times PostgreSQL keeps one
# plan for all values, if that promises to be no slower.
PREPARE_AFTER = 2


class Absence:
    """Since when the server has been away, for all threads of this process (monotonic seconds)."""

    since: float | None = None

    @classmethod
    def is_bearable(cls) -> bool:
        """Whether it began so short a time ago that the server may be back at once; it begins here."""
        if cls.since is None:
            cls.since = time.monotonic()
        return time.monotonic() - cls.since < PATIENCE_S


class DatabaseWrapper(PostgresqlWrapper):
    """Spares every request a question, and who asks while the server is started anew an error."""

    def get_connection_params(self) -> dict[str, Any]:
        """Of what Django reads here, nothing is prepared: only what `prepared_cursor` is given."""
        return super().get_connection_params() | {"prepare_threshold": PREPARE_AFTER}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Waits for a server that has just gone; psycopg.OperationalError where it stays away."""
        while True:
            try:
                made = super().get_new_connection(conn_params)
            except psycopg.OperationalError as error:
                if not IS_AWAY.search(str(error)) or not Absence.is_bearable():
                    raise
                time.sleep(PAUSE_S)
            else:
                Absence.since = None
                return made

    def is_usable(self) -> bool:
        """Asks the server only where something came over it, for one that goes away says so, or closes it."""
        connection = self.connection
        if connection is None or connection.closed:
            return False
        arrived = poll()
        arrived.register(connection.fileno(), POLLIN)
        return not arrived.poll(0) or super().is_usable()

    def prepared_cursor(self) -> CursorWrapper:
        """Its statements and their values go to the server apart."""
        self.close_if_health_check_failed()
        self.ensure_connection()
        with self.wrap_database_errors:
            made = ServerBindingCursor(self.connection)  # type: ignore[call-arg]
            prepared: CursorWrapper = self._prepare_cursor(made)  # type: ignore[attr-defined]
            return prepared


def prepared_cursor() -> CursorWrapper:
    """A cursor for long statements that always read alike, whatever their values.

    The server keeps the plan of what comes again, which otherwise takes it as long as the reading: half of
    the time of a page of a list. A plan for any values does harm where few values hold for much.
    """
    wrapper: DatabaseWrapper = connection  # type: ignore[assignment]
    return wrapper.prepared_cursor()


def prepared_rows(query: QuerySet[Any, Any]) -> Sequence[Any]:
    """The rows of a query of named values, read by a prepared cursor."""
    try:
        return _read(*query.query.sql_with_params())
    except EmptyResultSet:
        return []
    except NotSupportedError:
        # A column that is read has another type since a migration: what was prepared for it is of no use.
        with connection.cursor() as cursor:
            cursor.execute("DEALLOCATE ALL")
        return list(query)


def _read(sql: str, values: Sequence[Any]) -> list[Any]:
    with prepared_cursor() as cursor:
        cursor.execute(sql, values)
        row = create_namedtuple_class(*(column.name for column in cursor.description))
        return [row._make(each) for each in cursor.fetchall()]
