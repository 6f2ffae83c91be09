"""How tests ask the API: one address in, status, headers and JSON out."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

LISTS = (
    "companies",
    "products",
    "models",
    "deliverables",
    "commitments",
    "events",
    "restructurings",
    "items",
    "stories",
    "sources",
    "changes",
    "corrections",
)
# Those whose rows are known by slugs, and those that can be chosen by words.
NAMED = LISTS[:7]
SEARCHED = LISTS[:10]
META = {"as_of": "2026-11-22", "record_through": "2026-10-29", "schema_version": 1, "licence": "CC-BY-4.0"}


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    text: str
    queries: int

    @property
    def body(self) -> Any:
        """The JSON of the answer."""
        return json.loads(self.text)

    @property
    def data(self) -> Any:
        """What is inside the envelope."""
        return self.body["data"]

    @property
    def slugs(self) -> list[str]:
        """The slugs of the rows of a list."""
        return [row["slug"] for row in self.data]


@dataclass(frozen=True)
class Asker:
    """Asks by addresses below /api/v1/, or by whole paths as answers give them."""

    client: Client = field(default_factory=Client)

    def __call__(self, address: str, *, method: str = "GET", body: bytes = b"", **headers: str) -> Answer:
        path = address if address.startswith("/") else f"/api/v1/{address}"
        with CaptureQueriesContext(connection) as queries:
            response = self.client.generic(
                method,
                path,
                body,
                content_type="application/json",
                headers={name.replace("_", "-"): value for name, value in headers.items()},
            )
            # What is sent piece by piece asks the database while it is read.
            text = response.getvalue().decode()
        return Answer(response.status_code, dict(response.headers), text, len(queries))
