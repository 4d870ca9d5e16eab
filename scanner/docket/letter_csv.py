"""The letters of the docket as CSV, with the headings that LegalServer and its like give to notices and deadlines.

The case number and the client stand in their columns only once a person has confirmed them: whoever loads the table into
another system would file a suggestion as a fact. Suggestions have columns of their own. Nothing of a taxpayer's number is in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.docket.client_csv import table_csv
from scanner.render.mask import hidden

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from scanner.entry import Entry

__all__ = ["letters_csv"]

HEADINGS = (
    "Case ID", "Client Name", "Notice", "Notice Date", "Deadline", "Deadline Description", "Days Left", "Last Day Passed",
    "Outcome", "Urgency", "Status", "Assigned To", "Taxpayer Name", "Suggested Case ID", "Suggested Client",
    "Language", "Letter", "File", "Pages", "Copy Of", "Date Added",
)  # fmt: skip
SECOND = "second date; the first has passed"


def letters_csv(entries: Iterable[Entry], today: date) -> bytes:
    """The letters in their order, as seen on `today`. Days are YYYY-MM-DD."""
    return table_csv(HEADINGS, (_row(entry, today) for entry in entries))


def _row(entry: Entry, today: date) -> tuple[str, ...]:
    due, left = entry.due, entry.days_left(today)
    told = "" if due is None else due.action if due.leads else f"{due.action} ({SECOND})"
    whose = (entry.case_number or "", hidden(entry.client or ""))  # a case number may look like an employer's
    confirmed, suggested = (whose, ("", "")) if entry.client_sure else (("", ""), whose)
    return (
        *confirmed, hidden(entry.name or ""), _day(entry.letter_date), _day(due.day if due else None), told,
        "" if left is None else str(left), _day(entry.last_past), entry.outcome, entry.urgency, entry.status,
        entry.assigned_to or "", hidden(entry.taxpayer or ""), *suggested,
        "Spanish" if entry.language == "es" else "English", str(entry.id), hidden(entry.file), " ".join(map(str, entry.pages)),
        "" if entry.same_as is None else str(entry.same_as), entry.added_at[:10],
    )  # fmt: skip


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
