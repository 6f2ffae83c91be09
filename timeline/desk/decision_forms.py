"""The forms of the decisions that take no facts: reject with a reason, merge into another."""

from django import forms

from timeline.desk.offered import choices
from timeline.models import Suggestion
from timeline.terms import RightKind
from timeline.wording.terms import RIGHT_KINDS


class RejectionForm(forms.Form):
    """Why it is none, and what it is instead where that is known."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    rejection = forms.ChoiceField(
        label="Because it is",
        choices=Suggestion.Rejection.choices,
        error_messages={"required": "choose a reason", "invalid_choice": "choose one of the reasons"},
    )
    right_kind = forms.ChoiceField(
        label="It is rather",
        choices=choices(RightKind, RIGHT_KINDS, blank=True),
        required=False,
    )
    reason = forms.CharField(label="In words", max_length=200, required=False)


class MergeForm(forms.Form):
    """Which other suggestion tells of the same."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    into = forms.IntegerField(
        label="Into suggestion",
        min_value=1,
        error_messages={"required": "give the number of the other suggestion"},
    )


class PlainForm(forms.Form):
    """A decision that needs nothing but the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
