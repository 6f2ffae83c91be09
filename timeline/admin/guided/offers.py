"""Which guided changes each table of the record offers."""

from collections.abc import Mapping
from types import MappingProxyType

from timeline.admin.guided.happening import BringBackForm, DeliverForm, EndForm, VerifyForm
from timeline.admin.guided.naming import MergeForm, RenameForm, SplitForm
from timeline.admin.guided.parts import GuidedForm
from timeline.admin.guided.promising import (
    RedateForm,
    RestateForm,
    RetractForm,
    StateForm,
    WithdrawDateForm,
)
from timeline.documents import COMMITMENT, COMPANY, DELIVERABLE, EVENT, PRODUCT, Table

OFFERS: Mapping[str, tuple[type[GuidedForm], ...]] = MappingProxyType(
    {
        DELIVERABLE.name: (
            *(StateForm, RedateForm, WithdrawDateForm),
            *(DeliverForm, EndForm, BringBackForm, VerifyForm),
            *(MergeForm, SplitForm, RenameForm),
        ),
        COMMITMENT.name: (RestateForm, RetractForm, RenameForm),
        EVENT.name: (RetractForm, RenameForm),
        COMPANY.name: (RenameForm,),
        PRODUCT.name: (RenameForm,),
    }
)


def find_offer(table: Table, name: str) -> type[GuidedForm] | None:
    """The guided change of a table by its name in addresses."""
    return next((form for form in OFFERS[table.name] if form.name == name), None)
