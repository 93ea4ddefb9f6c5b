"""Medians of ratios, round by round, with how sure they are.

Every round measures all sides on the same submissions right after each other, so that a machine whose speed
drifts slows them alike; a ratio is taken within a round, and rounds are put together by their median.
"""

import random
import statistics
from collections.abc import Sequence

_RESAMPLED = 1000
LEAST_ROUNDS = 5


def spread(ratios: Sequence[float]) -> float:
    """Return half the 90 % bootstrap interval of the median, over the median; infinite for too few rounds."""
    if len(ratios) < LEAST_ROUNDS:
        return float("inf")
    choose = random.Random(1)  # noqa: S311 - the same table from the same figures
    medians = sorted(statistics.median(choose.choices(ratios, k=len(ratios))) for _ in range(_RESAMPLED))
    low, high = medians[_RESAMPLED // 20], medians[-_RESAMPLED // 20]
    return (high - low) / 2 / statistics.median(ratios)


def written(values: Sequence[float], digits: int = 2) -> str:
    """Write the median of some rounds with its spread, as ``1.08 ± 2 %``."""
    if not values:
        return ""
    sure = spread(values)
    beside = f" ± {100 * abs(sure):.0f} %" if sure < float("inf") else " (too few rounds)"
    return f"{statistics.median(values):.{digits}f}{beside}"
