"""How wide a chart label runs: advances of the condensed sans at weight 500, in thousandths of its size."""

LABEL_SIZE = 12.5
DELTA_SIZE = 11.5
# Bold is a little wider than the weight the advances were taken at.
BOLD = 1.04

DEFAULT = 540
ADVANCES = {
    **dict.fromkeys(" ", 212),
    **dict.fromkeys("ijl'|", 246),
    **dict.fromkeys(".,:;![]", 280),
    **dict.fromkeys('frt()"/-', 330),
    **dict.fromkeys("Icsvxyz", 460),
    **dict.fromkeys("JLaegkonphubdq?", 510),
    **dict.fromkeys("EFPSTVXYZ", 545),
    **dict.fromkeys("ABCDGHKNOQRU", 620),
    **dict.fromkeys("Mm@W&%w", 760),
    **dict.fromkeys("…", 766),
}


def text_width(text: str, *, size: float = LABEL_SIZE, bold: bool = False) -> float:
    """Pixels that the text takes at the size (pixels)."""
    units = sum(ADVANCES.get(character, DEFAULT) for character in text)
    return units * size / 1000 * (BOLD if bold else 1.0)


def shortened(text: str, room: float, *, size: float = LABEL_SIZE) -> str:
    """The text, cut at a character with an ellipsis where it is wider than the room (pixels)."""
    if text_width(text, size=size) <= room:
        return text
    while text and text_width(text + "…", size=size) > room:
        text = text[:-1]
    return text.rstrip(" ,:;(") + "…"
