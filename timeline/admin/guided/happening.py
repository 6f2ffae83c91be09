"""Guided changes by what happened: it arrived, it ended, it came back, somebody looked."""

from django import forms

from timeline.admin.guided.parts import GuidedForm, HappenedPart, SourcePart
from timeline.curation import Act, deliver, end, pull, restore, verify
from timeline.desk.offered import Choices
from timeline.desk.widgets import day_input
from timeline.models import Change
from timeline.terms import Effect
from timeline.wording.terms import EFFECTS


def effects(*offered: Effect) -> Choices:
    """These effects in words."""
    return [(effect.value, EFFECTS[effect]) for effect in offered]


class DeliverForm(GuidedForm, SourcePart, HappenedPart):
    """An arrival, whole or in part."""

    name = "deliver"
    label = "Record an arrival"
    will = "Records that it arrived: the promise is kept or broken from then on."

    effect = forms.ChoiceField(
        label="It was",
        choices=effects(
            Effect.DELIVERED, Effect.DELIVERED_PARTLY, Effect.ROLLOUT_STARTED, Effect.ROLLOUT_COMPLETED
        ),
    )

    def perform(self, act: Act) -> Change:
        """An event with its outcome."""
        effect = Effect(self.cleaned_data["effect"])
        return deliver(act, self.slug, self.happened(), [self.source()], effect=effect)


class EndForm(GuidedForm, SourcePart, HappenedPart):
    """An end: by the company's word, by a report, or in silence."""

    name = "end"
    label = "Record an end"
    will = "Records that it was cancelled, withdrawn, retired, or that nobody speaks of it any more."

    effect = forms.ChoiceField(
        label="It was",
        choices=effects(Effect.CANCELLED, Effect.WITHDRAWN, Effect.RETIRED, Effect.DORMANT),
    )

    def perform(self, act: Act) -> Change:
        """An event with its outcome; only what arrived can be withdrawn."""
        effect = Effect(self.cleaned_data["effect"])
        if effect == Effect.WITHDRAWN:
            return pull(act, self.slug, self.happened(), [self.source()])
        return end(act, self.slug, self.happened(), [self.source()], effect=effect)


class BringBackForm(GuidedForm, SourcePart, HappenedPart):
    """A return of what was withdrawn."""

    name = "bring-back"
    label = "Record a return"
    will = "Records that what was withdrawn is there again."

    def perform(self, act: Act) -> Change:
        """An event with its outcome."""
        return restore(act, self.slug, self.happened(), [self.source()])


class VerifyForm(GuidedForm):
    """A look that found it still missing."""

    name = "verify"
    label = "Note that you looked"
    will = "Notes a day on which somebody looked and it was not there: lateness is claimed up to that day."

    on = forms.DateField(label="Looked on", widget=day_input())

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["why"].required = True
        self.fields["why"].label = "What was looked at, and what was there"

    def perform(self, act: Act) -> Change:
        """The day of the look."""
        return verify(act, self.slug, on=self.cleaned_data["on"])
