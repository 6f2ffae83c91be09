"""Guided changes of promises: stated, moved, left without a date, said again, retracted."""

from django import forms

from timeline.admin.guided.parts import GuidedForm, SaidPart, SourcePart
from timeline.curation import Act, redate, restate, retract, state, withdraw_date
from timeline.desk.widgets import day_input
from timeline.models import Change


class StateForm(GuidedForm, SourcePart, SaidPart):
    """A promise that is new."""

    name = "state"
    label = "State a promise"
    will = "Records a promise about it, beside those that stand."

    def perform(self, act: Act) -> Change:
        """One commitment more."""
        return state(act, self.slug, self.said(), [self.source()])


class RedateForm(GuidedForm, SourcePart, SaidPart):
    """A date in the place of an earlier one."""

    name = "redate"
    label = "Move the date"
    will = "Records a new date. The old one stays: what was promised first is what lateness is counted from."

    def perform(self, act: Act) -> Change:
        """One commitment more, which moves the date."""
        return redate(act, self.slug, self.said(), [self.source()])


class WithdrawDateForm(GuidedForm, SourcePart, SaidPart):
    """Words without a date in the place of one."""

    name = "withdraw-date"
    label = "Withdraw the date"
    will = "Records that the date was left for none, as “soon”. The clock of the dated promise goes on."

    def perform(self, act: Act) -> Change:
        """One commitment more, without a date."""
        return withdraw_date(act, self.slug, self.said(), [self.source()])


class RestateForm(GuidedForm, SourcePart):
    """The same promise, said again."""

    name = "restate"
    label = "Add a source that says it again"
    will = "Adds a page to this promise. No date moves."

    def perform(self, act: Act) -> Change:
        """One source more."""
        return restate(act, self.slug, self.source())


class RetractForm(GuidedForm, SourcePart):
    """A report that was taken back."""

    name = "retract"
    label = "Retract"
    will = "Keeps the report and takes it out of every score, from a day on."

    on = forms.DateField(label="Retracted on", widget=day_input())

    def perform(self, act: Act) -> Change:
        """The day and the source of the retraction."""
        return retract(act, self.table, self.slug, on=self.cleaned_data["on"], source=self.source())
