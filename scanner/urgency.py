"""How urgent a letter is on a day: what its notice is as a rule, and what its days make of that."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from scanner.notice import URGENCIES, Urgency

__all__ = ["urgency_on"]

SOON = 7
"""Days within which a right that dies makes any letter critical."""
LONG_AGO = 90
"""Days after which a letter whose days have all passed is old paper."""


def urgency_on(usual: Urgency, days: Iterable[tuple[date, bool]], today: date) -> Urgency:
    """The notice's own urgency, higher where a right dies within a week, a step lower where all its days have passed,
    low where they did so long ago: an old letter must not stand above one whose days still run.

    `days` are the last days, each with whether it ends a right.
    """
    left = [((day - today).days, is_right) for day, is_right in days]
    if any(0 <= days_left <= SOON and is_right for days_left, is_right in left):
        return "critical"
    latest = max((days_left for days_left, _ in left), default=0)
    if latest < -LONG_AGO:
        return "low"
    if latest < 0:
        return URGENCIES[min(URGENCIES.index(usual) + 1, URGENCIES.index("low"))]
    return usual
