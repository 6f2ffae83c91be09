"""Sums of money and numbers of people as a reader writes them."""

SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
NAMES = {"CNY": "yuan", "KRW": "won", "INR": "rupees", "CHF": "francs"}


def amount_text(low: int | None, high: int | None, currency: str) -> str:
    """$14.3 billion; $1–1.5 billion; 10 billion yuan; one of two unknown ends is left out."""
    ends = [end for end in (low, high) if end is not None]
    if not ends:
        return ""
    size, scale = next((each for each in SCALES if ends[-1] >= each[0]), (1, ""))
    numbers = "–".join(dict.fromkeys(_number(end / size) for end in ends))
    text = f"{SIGNS.get(currency, '')}{numbers} {scale}".strip()
    return text if currency in SIGNS else f"{text} {NAMES.get(currency, currency)}".strip()


def headcount_text(low: int | None, high: int | None) -> str:
    """600; 3,000–4,000; one of two unknown ends is left out."""
    return "–".join(dict.fromkeys(f"{end:,}" for end in (low, high) if end is not None))


def _number(value: float) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".")
