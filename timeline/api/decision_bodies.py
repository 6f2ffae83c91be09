"""What a curator sends to decide: read strictly, an acceptance by the same form as on the desk."""

from collections.abc import Iterator
from typing import Any

from rest_framework import serializers

from aitracker.web.bodies import Body, Fault, bad_fields, unknown_fields
from timeline.api.proposal_bodies import flat_faults
from timeline.desk.acceptance_form import AcceptanceForm
from timeline.desk.prefilled import prefilled
from timeline.models import Suggestion

PLAIN = (str, int, bool, type(None))


def decided_of(form: type[serializers.Serializer[None]], body: Body) -> dict[str, Any]:
    """The valid values of a rejection or merge; raises a problem (422)."""
    read = form(data=body)
    read.is_valid()
    faults = [*unknown_fields(body, read.fields), *_wrong_types(body), *flat_faults(read.errors)]
    if faults:
        raise bad_fields(_each_once(faults))
    return dict(read.validated_data)


def acceptance_of(suggestion: Suggestion, body: Body) -> AcceptanceForm:
    """The desk's form as proposed, with what is sent in its place; valid, or a problem (422) is raised."""
    values = prefilled(suggestion)
    known = AcceptanceForm.base_fields
    faults = [*unknown_fields(body, known), *_wrong_types(body)]
    if not isinstance(body.get("version"), int):
        faults.append(("version", "say which version you have read"))
    if faults:
        raise bad_fields(_each_once(faults))
    data = {name: value for name, value in {**values, **body}.items() if value is not None}
    form = AcceptanceForm(data=data, suggestion=suggestion)
    if not form.is_valid():
        raise form_problem(form)
    return form


def form_problem(form: AcceptanceForm) -> Exception:
    """What the form, or curation, refuses: by field."""
    return bad_fields(
        ("body" if name == "__all__" else name, " ".join(map(str, messages)))
        for name, messages in form.errors.items()
    )


def _wrong_types(body: Body) -> Iterator[Fault]:
    """Texts, numbers and truths stand for themselves; sources alone are a list."""
    for name, value in body.items():
        if name == "sources":
            if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
                yield name, "must be a list of texts"
        elif not isinstance(value, PLAIN):
            yield name, "must be a text, a number, true, false or null"
        elif (name in ("version", "into")) != (type(value) is int) and name != "significance":
            yield name, "must be a whole number" if name in ("version", "into") else "must be no number"


def _each_once(faults: list[Fault]) -> list[Fault]:
    """The first thing that is wrong with each field."""
    return list({name: (name, detail) for name, detail in reversed(faults)}.values())[::-1]
