"""Text for documents that cannot hold every character."""

import re

# XML holds none of these, nor does a calendar.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """The text without what XML and calendars refuse."""
    return UNPRINTABLE.sub("", text)
