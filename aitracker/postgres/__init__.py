"""Django's way to PostgreSQL, with a look at an idle connection that asks the server nothing."""
