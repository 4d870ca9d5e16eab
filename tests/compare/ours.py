"""The program itself, as its commands run it, in one reading process."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from compare.answer import NOTHING, Answer
from scanner.catalogue import Catalogue
from scanner.evaluate import KnownFile, Score, scores_of
from scanner.evidence import Reading
from scanner.read import Readers
from scanner.report import Report
from scanner.scan import Scan

__all__ = ["Ours"]


class Ours:
    """The program."""

    name = "scanner"
    how = "one reading process; a letter that it names and marks *check* is named, but not stated as sure."

    def __init__(self, catalogue: Catalogue, readers: Readers, today: date) -> None:
        self._scan = Scan(catalogue, readers, today)

    def answers(self, file: KnownFile) -> tuple[Answer, ...]:
        """Of each letter what its report says."""
        return tuple(map(_answer, scores_of(file, self._scan.file(file.path))))


def _answer(score: Score) -> Answer:
    report = score.report
    if report is None:
        return NOTHING
    day, amount = _value(report, "letter_date"), _value(report, "amount_due")
    return Answer(
        report.notice.id if report.notice else None,
        irs=report.identity.sender == "irs",
        letter_date=day if isinstance(day, date) else None,
        first_day=min((each.last_day for each in report.deadlines), default=None),
        amount=amount if isinstance(amount, Decimal) else None,
        sure=report.outcome == "sure",
    )


def _value(report: Report, field: str) -> object:
    answer = report.fields.get(field)
    return answer.value if isinstance(answer, Reading) else None
