"""A company's on-time record in words."""

from timeline.ledger.records import ENOUGH_TO_RANK, Tally


def share_text(tally: Tally) -> str:
    """Under a record: the share kept with its likely range, or why there is none."""
    if tally.n < ENOUGH_TO_RANK:
        return "too few to rank"
    share = round(100 * tally.kept / tally.n)
    low, high = round(100 * (tally.wilson_low or 0)), round(100 * (tally.wilson_high or 0))
    return f"{share}%, likely range {low} to {high}%"
