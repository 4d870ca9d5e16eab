"""A letter of the docket as JSON: the contract's report, as seen on a day, with the docket's own keys added."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from scanner.docket.docket import notes_of
from scanner.docket.keep import newest_body

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from scanner.entry import Entry

__all__ = ["docket_json"]


def docket_json(connection: Connection, entry: Entry, today: date) -> dict[str, Any]:
    """The newest report of a letter; what hangs on the day, days left and urgency, is that of `today`."""
    body = newest_body(connection, entry.id)
    for deadline in body.get("deadlines", ()):
        deadline["days_left"] = (date.fromisoformat(deadline["last_day"]) - today).days
    body["urgency"] = entry.urgency
    notes = [{"at": note.at, "by": note.by, "text": note.text} for note in notes_of(connection, entry.id)]
    client = {"name": entry.client, "case_number": entry.case_number, "confirmed": entry.client_sure}
    return body | {
        "letter": entry.id,
        "status": entry.status,
        "assigned_to": entry.assigned_to,
        "client": client if entry.client else None,
        "same_as": entry.same_as,
        "added_at": entry.added_at,
        "notes": notes,
    }
