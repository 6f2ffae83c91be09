"""validate_catalogue says what rests on a person's judgement."""

from io import StringIO

import time_machine
from django.core.management import call_command

from tests.conftest import NOW


def test_the_shipped_catalogue_has_no_fault_and_its_judgements_are_listed() -> None:
    printed = StringIO()
    with time_machine.travel(NOW, tick=False):
        call_command("validate_catalogue", stdout=printed)
    lines = printed.getvalue().splitlines()
    assert lines[-1] == "614 company, 1161 product, 298 deliverable, 117 commitment, 432 event: no faults"
    assert sum(line.endswith(": unconfirmed") for line in lines) == 35 + 26
    assert "deliverable grok-3-weights: window passed, not checked since 10 February 2026" in lines
    assert 'commitment oss-2: read by a person: "later this summer but not June"' in lines
