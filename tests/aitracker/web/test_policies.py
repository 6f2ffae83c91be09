"""Each address is sent the content policy of its prefix."""

import pytest
from django.test import Client

from aitracker.web.policies import policy_for

STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' blob:; "
REST = "connect-src 'self'; form-action 'self'; base-uri 'none'; "


@pytest.mark.parametrize("path", ["/", "/timeline/", "/api/v1/deliverables", "/administration/"])
def test_pages_and_api_take_nothing_from_elsewhere_and_are_not_framed(path: str) -> None:
    assert policy_for(path) == f"{STRICT}{REST}frame-ancestors 'none'"


def test_embeds_may_be_framed_by_anybody() -> None:
    assert policy_for("/embed/d/muse-spark-api/") == f"{STRICT}{REST}frame-ancestors *"


@pytest.mark.parametrize("path", ["/admin/", "/api/v1/docs"])
def test_admin_and_docs_may_set_styles_but_run_no_script_of_elsewhere(path: str) -> None:
    policy = policy_for(path)
    assert "script-src 'self';" in policy
    assert "style-src 'self' 'unsafe-inline'" in policy
    assert "frame-ancestors 'none'" in policy


def test_every_answer_carries_its_headers() -> None:
    answer = Client().get("/healthz")
    assert answer.headers["Content-Security-Policy"] == policy_for("/healthz")
    wanted = {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Frame-Options": "DENY",
    }
    assert {name: answer.headers[name] for name in wanted} == wanted
