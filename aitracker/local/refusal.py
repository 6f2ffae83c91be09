"""The one error a person sees: what is wrong and the way out, in one line."""


class Refusal(Exception):
    """Raised with a single line that names the cause and what to do about it."""
