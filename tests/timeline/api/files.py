"""How tests read the files that lists come as."""

import csv
import io
import json
from typing import Any

from tests.timeline.api.asking import Answer


def csv_rows(answer: Answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.text, newline="")))


def ndjson_rows(answer: Answer) -> list[dict[str, Any]]:
    return [json.loads(line) for line in answer.text.splitlines()]
