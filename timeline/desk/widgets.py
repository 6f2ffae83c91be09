"""The fields of the desk's forms that browsers or Django alone show badly: days, and long lists."""

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

SELECTED = SafeString(" selected")


def day_input() -> forms.DateInput:
    """A day as every browser shows it in the curator's own order, and as 2026-06-30 without a picker."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class LongSelect(forms.Select):
    """A list of a thousand rows, written at once: with a template for each the page takes twice as long."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The list as any other, without groups."""
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((row, SELECTED if str(row) == str(value) else "", text) for row, text in self.choices),
        )
        given = self.build_attrs(self.attrs, {"name": name, **(attrs or {})})
        return format_html("<select{}>{}</select>", flatatt(given), options)
