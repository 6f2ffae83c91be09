"""Guided changes of what a row is: the same as another, parted, under another address."""

from typing import Any

from django import forms
from django.contrib import admin

from timeline.admin.guided.parts import GuidedForm
from timeline.admin.picking import RowSelect
from timeline.curation import Act, merge, rename, split
from timeline.models import Change, Deliverable


class MergeForm(GuidedForm):
    """Two rows that are one thing."""

    name = "merge"
    label = "Merge into another"
    will = "Says that this one is the same as another. Its address leads there for good."

    into = forms.ModelChoiceField(
        Deliverable.objects.filter(merged_into=None),
        label="Into",
        widget=RowSelect(Deliverable._meta.get_field("merged_into"), admin.site),
    )

    def perform(self, act: Act) -> Change:
        """The one that leads to the other."""
        return merge(act, self.slug, into=self.cleaned_data["into"].slug)


class SplitForm(GuidedForm):
    """A part of it that is a thing of its own."""

    name = "split"
    label = "Part off a region or a scope"
    will = "Makes a part of it a deliverable of its own, as a region that was carved out."

    to = forms.CharField(label="Address of the part", max_length=80, help_text="As “phone-api-eu”.")
    part = forms.CharField(label="Name of the part", max_length=160)
    regions = forms.CharField(label="Its regions, with commas", max_length=200, required=False)
    scope_note = forms.CharField(label="Its scope, in words", max_length=400, required=False)

    def perform(self, act: Act) -> Change:
        """The part as a row of its own."""
        given = self.cleaned_data
        regions = [each.strip() for each in given["regions"].split(",") if each.strip()]
        return split(
            act,
            self.slug,
            slug=given["to"],
            name=given["part"],
            regions=regions,
            scope_note=given["scope_note"],
        )


class RenameForm(GuidedForm):
    """Another address."""

    name = "rename"
    label = "Change the address"
    will = "Gives it another address. The old one leads there for good and is given to nothing else."

    to = forms.CharField(label="New address", max_length=80, help_text="Small letters, digits and hyphens.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].initial = self.slug

    def perform(self, act: Act) -> Change:
        """The row under its new slug."""
        return rename(act, self.table, self.slug, to=self.cleaned_data["to"])
