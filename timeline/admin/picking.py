"""How a row is picked in a form: by typing, and whatever else is sent is refused instead of looked up."""

from typing import Any

from django.contrib.admin.widgets import AutocompleteSelect

LONGEST_KEY = 18


class RowSelect(AutocompleteSelect):
    """Django's own, which fails on a forged key that is no number when its form is shown again."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        """Keys alone are looked up."""
        keys = [each for each in value if str(each).isdecimal() and len(str(each)) <= LONGEST_KEY]
        return super().optgroups(name, keys, attr)
