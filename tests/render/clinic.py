"""A docket that is filled by hand, for what leaves it."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

from sqlalchemy import insert

from scanner.docket import Docket, Wanted, tables
from scanner.docket.entries import dated

__all__ = ["ADDED", "FORMULA", "MONDAY", "SSN", "Clinic", "a_monday", "rows_of"]

MONDAY = date(2026, 11, 23)
ADDED = "2026-11-20T15:00:00Z"
SSN = "900-12-3456"
FORMULA = '=HYPERLINK("http://900.example/","pay")'


class Clinic:
    """A docket that is filled by hand."""

    def __init__(self) -> None:
        self.docket = Docket.at()

    def add(self, table, **values) -> int:
        with self.docket.database.writing() as connection:
            return connection.scalar(insert(table).values(**values).returning(table.c.id))

    def client(self, name, case=None) -> int:
        return self.add(tables.clients, name=name, case_number=case, added_at=ADDED)

    def letter(self, days=(), file=None, **changes) -> int:
        """A letter of one file, with `days`, each (term, days from Monday, leads, is a right)."""
        with self.docket.database.reading() as connection:
            number = len(connection.execute(tables.files.select()).all()) + 1
        file = self.add(
            tables.files, sha256=f"{number:064x}", name=file or f"mail/scan-{number}.pdf", bytes=1, added_at=ADDED
        )
        values = {
            "file_id": file, "ordinal": 1, "pages": "[3, 4, 5]", "notice": "cp504", "name": "CP504", "outcome": "sure",
            "usual_urgency": "high", "station": "balance-due", "sender": "irs", "language": "en",
            "letter_date": MONDAY - timedelta(20), "taxpayer": "JOHN Q DOE", "tin_last4": "3456", "added_at": ADDED,
        }  # fmt: skip
        letter = self.add(tables.letters, **values | changes)
        with self.docket.database.writing() as connection:
            for term, left, leads, is_right in days:
                day = {"letter_id": letter, "term": term, "day": MONDAY + timedelta(left), "leads": leads}
                connection.execute(insert(tables.deadlines).values(**day, is_right=is_right, action="Pay or answer"))
        return letter

    def letters(self, **wanted):
        with self.docket.database.reading() as connection:
            return list(dated(connection, Wanted(**wanted), MONDAY))


def a_monday(clinic):
    """A Monday at the clinic: clients sure and guessed, a copy, a letter with two days, one without any, one that is closed."""
    maria, john = clinic.client("María Peña", "26-0012"), clinic.client("John Doe", "26-0033")
    clinic.letter(
        [("levy-warning", 2, True, False)], client_id=maria, client_sure=True, assigned_to="Ana", status="assigned"
    )
    clinic.letter(
        [("tax-court-deficiency", 4, True, True), ("exam-report", 40, True, False)], file=f"mail/doe {SSN}.pdf",
        name="Letter 3219", notice="letter-3219", usual_urgency="critical", client_id=john, outcome="check", station=None,
    )  # fmt: skip
    clinic.letter([("levy-warning", 2, True, False)], same_as=1, client_id=maria, client_sure=True)
    clinic.letter(
        [("respond-by-printed", -2, True, False), ("respond-by-printed", 6, False, False)], usual_urgency="low"
    )
    clinic.letter(notice=None, name=None, outcome="unknown", usual_urgency="none", taxpayer=None, station=None)
    clinic.letter([("levy-warning", 3, True, True)], status="closed")
    clinic.letter(
        [("levy-warning", -9, True, False)], taxpayer=FORMULA, assigned_to="+ana@example.org", usual_urgency="low"
    )
    return clinic


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))
