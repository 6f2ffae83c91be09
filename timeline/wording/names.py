"""Names beside other names."""


def part_name(name: str, whole: str) -> str:
    """A name without the name of the whole before it: "public API (preview)" beside "Muse Spark"."""
    rest = name.removeprefix(whole)
    if rest == name or not rest.startswith((":", ",", " ")):
        return name
    return rest.lstrip(":, ") or name
