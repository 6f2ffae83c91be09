"""aitracker.logs: one JSON object a line on a server; faults to Sentry where it is asked for."""

import json
import os
import subprocess
import sys
from pathlib import Path

from aitracker.environment import ROOT
from aitracker.local.suite import without_outer_settings
from tests.aitracker.test_environment import PRODUCTION

SAY = """
import logging
import django
django.setup()
logging.getLogger("news").error("two\\nlines of %s", "\u2028 text")
try:
    raise ValueError("why")
except ValueError:
    logging.getLogger("news").exception("failed")
"""


def said(tmp_path: Path, env: dict[str, str], code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={
            **without_outer_settings(os.environ),
            "AITRACKER_STATE": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "aitracker.settings",
            **env,
        },
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout + done.stderr


def test_a_server_logs_one_json_object_a_line(tmp_path: Path) -> None:
    first, second = [json.loads(line) for line in said(tmp_path, PRODUCTION, SAY).splitlines()]

    assert (first["level"], first["logger"], first["request_id"]) == ("ERROR", "news", "")
    assert first["message"] == "two\nlines of \u2028 text"
    assert "ValueError: why" in second["exc_info"]


def test_a_terminal_gets_lines_for_people(tmp_path: Path) -> None:
    assert "ERROR news two\nlines of" in said(tmp_path, {}, SAY)


def test_faults_go_to_sentry_only_where_an_address_is_given(tmp_path: Path) -> None:
    ask = "import sys, django; django.setup(); print('sentry_sdk' in sys.modules)"
    asked = "import sentry_sdk, django; django.setup(); print(sentry_sdk.get_client().dsn)"

    assert said(tmp_path, {}, ask) == "False\n"
    dsn = "https://key@faults.example/1"
    assert said(tmp_path, {"SENTRY_DSN": dsn}, asked) == f"{dsn}\n"
