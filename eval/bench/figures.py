"""Percentiles of measured times."""

from __future__ import annotations

from collections.abc import Sequence


def percentile(times: Sequence[float], share: float) -> float:
    """The smallest measured value that at least ``share`` of the values do not exceed (nearest rank).

    >>> [percentile([4, 1, 3, 2], share) for share in (0.5, 0.95, 1.0)]
    [2, 4, 4]
    """
    ordered = sorted(times)
    rank = -int(-share * len(ordered) // 1)
    return ordered[max(0, rank - 1)]


def in_ms(times: Sequence[float]) -> list[str]:
    """p50, p95 and p99 of times in seconds, printed in milliseconds."""
    return [f"{percentile(times, share) * 1000:.1f}" for share in (0.5, 0.95, 0.99)]
