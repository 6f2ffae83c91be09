"""What a reader fills in, and what is not taken: programs, advertising, and characters that hide."""

import re
import unicodedata
from typing import Any

from django import forms
from django.core import signing
from django.core.validators import URLValidator

from timeline.models import Suggestion

SHORTEST, LONGEST = 10, 1_000
MOST_LINKS = 2
QUICKEST_S, SLOWEST_S = 3, 12 * 60 * 60
SIGNER = signing.TimestampSigner(salt="report")
LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
# Controls besides the ends of lines, and signs that turn the direction of writing or take no room.
HIDING = frozenset({"Cc", "Cf", "Co", "Cs"})
HARMLESS = frozenset("\n\r\t\u200d\u200c\u00ad")


class ReportForm(forms.Form):
    """A report in words. Programs are told by what they put into `website`, and how soon after `opened`."""

    report = forms.ChoiceField(label="What do you tell us of?", choices=Suggestion.Report)
    note = forms.CharField(
        label="In your words",
        help_text=f"Up to {LONGEST:,} characters. What is wrong or missing, and how do you know?",
        min_length=SHORTEST,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    page = forms.CharField(
        label="A page that shows it (optional)",
        help_text="An address beginning with https:// or http://",
        max_length=2_000,
        required=False,
        widget=forms.URLInput(attrs={"inputmode": "url"}),
        validators=[URLValidator(schemes=["http", "https"], message="This is no address of a web page.")],
    )
    website = forms.CharField(label="Leave this empty", max_length=2_000, required=False)
    opened = forms.CharField(widget=forms.HiddenInput, required=False)
    about = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_note(self) -> str:
        """Refuses what hides, says nothing or is full of links."""
        note = str(self.cleaned_data["note"]).replace("\r\n", "\n").strip()
        if any(unicodedata.category(each) in HIDING and each not in HARMLESS for each in note):
            raise forms.ValidationError("It holds a character that cannot be seen: type it anew.")
        if not any(each.isalpha() for each in note):
            raise forms.ValidationError("It says nothing in words.")
        if len(LINK.findall(note)) > MOST_LINKS:
            raise forms.ValidationError(f"It holds more than {MOST_LINKS} links: keep the one that shows it.")
        return note

    def clean_website(self) -> str:
        """Refuses whoever fills in what nobody sees."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(
                "The field “Leave this empty” was filled in: empty it and send again."
            )
        return ""

    def clean(self) -> dict[str, Any]:
        """Refuses what comes sooner than anybody can type, or long after the page was opened."""
        if message := _time_fault(self.data.get("opened", "")):
            raise forms.ValidationError(message)
        return self.cleaned_data


def opened_now() -> str:
    """The moment at which a page is opened, signed, for its form to bring back."""
    return SIGNER.sign("opened")


def is_opened(text: str) -> bool:
    """Whether a form brings back a moment that is still good."""
    try:
        SIGNER.unsign(text, max_age=SLOWEST_S)
    except signing.BadSignature:
        return False
    return True


def _time_fault(opened: str) -> str:
    if not is_opened(opened):
        return "The page was open for too long. What you wrote is below: send it again."
    try:
        SIGNER.unsign(opened, max_age=QUICKEST_S)
    except signing.SignatureExpired:
        return ""
    return "That was very quick. What you wrote is below: wait a moment and send it again."
