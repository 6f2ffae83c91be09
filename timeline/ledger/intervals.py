"""The Wilson interval of a share."""

from math import sqrt

Z_95 = 1.959963984540054


def wilson(kept: int, n: int) -> tuple[float, float] | None:
    """The 95 % interval of kept out of n, as shares from 0 to 1; None when n is 0."""
    if n == 0:
        return None
    share = kept / n
    spread = Z_95 * sqrt(share * (1 - share) / n + Z_95**2 / (4 * n**2))
    middle = share + Z_95**2 / (2 * n)
    scale = 1 + Z_95**2 / n
    return (max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale))
