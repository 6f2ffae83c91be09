"""The connection of a thread to the database, as Django's setting ENGINE names it."""

from select import POLLIN, poll

from django.db.backends.postgresql.base import DatabaseWrapper as PostgresqlWrapper


class DatabaseWrapper(PostgresqlWrapper):
    """Spares every request a question: a server that goes away says so, or closes the connection."""

    def is_usable(self) -> bool:
        """Asks the server only where something came over the idle connection."""
        connection = self.connection
        if connection is None or connection.closed:
            return False
        arrived = poll()
        arrived.register(connection.fileno(), POLLIN)
        return not arrived.poll(0) or super().is_usable()
