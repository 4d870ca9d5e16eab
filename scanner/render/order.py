"""Reports with the most urgent first, so that a volunteer who opens ten letters a day opens the right ones.

The order: urgency class, then whether anything can still be done in time, then the next last day, then file and page.
A letter that nobody could name stands after *high* and before *medium*: it may be the worst of the pile (a statutory
notice from an office the catalogue lacks), so it must not sink to the bottom beside letters known to want nothing; but
letters known to be critical must not wait behind it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.report import Unidentified

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from scanner.report import Deadline, Report

__all__ = ["by_urgency", "is_open", "next_open", "open_day"]

CLASSES = {"critical": 0, "high": 1, "medium": 3, "low": 4, "none": 5}
UNKNOWN = 2


def by_urgency(reports: Iterable[Report], today: date) -> tuple[Report, ...]:
    """The reports, the most urgent first as seen on `today`."""
    return tuple(sorted(reports, key=lambda report: _place(report, today)))


def is_open(deadline: Deadline, today: date) -> bool:
    """Whether the last day, or the other date that the deadline has, is still to come or is today."""
    return open_day(deadline, today) is not None


def open_day(deadline: Deadline, today: date) -> date | None:
    """The day to act by: the last day; once that has passed, the other date if acting by it can be in time; else None."""
    other = (deadline.other.last_day,) if deadline.other and deadline.other_counts else ()
    return next((day for day in (deadline.last_day, *other) if day >= today), None)


def next_open(report: Report, today: date) -> Deadline | None:
    """The open deadline whose last day comes first."""
    live = [deadline for deadline in report.deadlines if is_open(deadline, today)]
    return min(live, key=lambda deadline: (deadline.last_day, not deadline.right), default=None)


def _place(report: Report, today: date) -> tuple[int, int, int, str, tuple[int, ...]]:
    unknown = isinstance(report.identity, Unidentified)
    rank = min(UNKNOWN, CLASSES[report.urgency]) if unknown else CLASSES[report.urgency]
    coming = next_open(report, today)
    if coming:
        life, day = 0, coming.last_day.toordinal()
    elif report.undated:
        life, day = 1, 0
    elif not report.deadlines:
        life, day = 2, 0
    else:
        life, day = 3, -max(deadline.last_day for deadline in report.deadlines).toordinal()
    return rank, life, day, report.file, report.pages
