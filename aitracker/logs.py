"""What the processes write to standard error, and to Sentry where it is asked for."""

from typing import Any


def logging_of(*, as_json: bool) -> dict[str, Any]:
    """The configuration of logging: lines for people, or one JSON object a line for programs.

    An object has the instant, the level, who logs, the message, and the number of the request.
    """
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"number": {"()": "aitracker.web.numbers.NumberFilter"}},
        "formatters": {
            "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
            "json": {
                "()": "pythonjsonlogger.json.JsonFormatter",
                "format": "%(asctime)s %(levelname)s %(name)s %(message)s %(request_id)s",
                "rename_fields": {"asctime": "at", "levelname": "level", "name": "logger"},
                "datefmt": "%Y-%m-%dT%H:%M:%S%z",
            },
        },
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "json" if as_json else "line",
                "filters": ["number"],
            }
        },
        "root": {"handlers": ["stderr"], "level": "INFO"},
        # Celery tells of every task, several times a minute; fontTools of every glyph that it keeps.
        "loggers": {name: {"level": "WARNING"} for name in ("celery", "kombu", "fontTools")},
    }


def report_faults_to(dsn: str, *, release: str) -> None:
    """Send unexpected exceptions to a Sentry server: without bodies, cookies, addresses or tokens."""
    import sentry_sdk

    sentry_sdk.init(
        dsn=dsn,
        release=release,
        send_default_pii=False,
        max_request_body_size="never",
        traces_sample_rate=0.0,
    )
