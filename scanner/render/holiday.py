"""The name of a legal holiday, in English or Spanish: the days by which IRC 7503 moves a last day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.workdays import legal_holiday

if TYPE_CHECKING:
    from datetime import date

    from scanner.render.words import Words

__all__ = ["holiday_on"]

OBSERVED = " (observed)"


def holiday_on(day: date, say: Words) -> str:
    """What a day is, or nothing; a name that no word is known for stays as the calendar has it."""
    found = legal_holiday(day)
    if found is None:
        return ""
    name = found.partition(";")[0]
    key = "holiday." + "_".join(
        "".join(sign for sign in name.removesuffix(OBSERVED) if sign not in ".'").lower().split()
    )
    told = say(key) if say.has(key) else name.removesuffix(OBSERVED)
    return say("holiday.observed", name=told) if name.endswith(OBSERVED) else told
