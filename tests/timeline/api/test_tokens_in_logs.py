"""A token that a program sends, in a header, a body or a query, stands in no line of the log."""

import logging
from urllib.parse import quote

import pytest

from tests.timeline.api.asking import Asker
from tests.timeline.api.proposing import PROPOSAL, secret_of, send

pytestmark = pytest.mark.usefixtures("promised")


def test_no_token_is_ever_logged(ask: Asker, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    secret = secret_of("propose")
    unknown = f"{secret[:-1]}~"
    for each in (secret, unknown):
        answers = (
            send(ask, "suggestions", PROPOSAL, each),
            send(ask, "suggestions", PROPOSAL | {"token": each}, each),
            send(ask, "suggestions", each.encode(), each),
            ask(f"items?token={quote(each)}"),
            ask(f"items?q={quote(each)}", authorization=each),
            ask("items", authorization=f"Token {each}", cookie=f"token={each}"),
        )
        sent = [201, 422, 400] if each == secret else [401, 401, 401]
        assert [answer.status for answer in answers] == [*sent, 400, 200, 200]
    assert "Bad Request: /api/v1/items" in caplog.text
    assert secret[4:-1] not in caplog.text
