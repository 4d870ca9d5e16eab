"""Keeping letters: what was understood of a file goes into the docket in one transaction, all of it or nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz
from sqlalchemy import and_, delete, insert, or_, select, text, update

from scanner.docket import tables
from scanner.docket.moments import moment
from scanner.evidence import Reading

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from scanner.notice import Urgency
    from scanner.report import Report

__all__ = ["Told", "keep_days", "keep_letters", "newest_body"]

ALIKE = 80.0
"""How alike (0 to 100) two texts must be to be the same letter scanned twice. Two scans of one letter are above 90; a
second letter of the same notice and day, about another year, differs in the values that are compared first."""
COMPARED = 6000
"""Characters of each text that are compared."""

letters, reports, deadlines = tables.letters, tables.reports, tables.deadlines


@dataclass(frozen=True, slots=True)
class Told:
    """One letter as it is kept: its report, the contract's JSON of it, all its print, and how urgent its notice is."""

    report: Report
    body: Mapping[str, Any]
    print: str
    usual: Urgency


def keep_letters(connection: Connection, file: int, told: Sequence[Told], by: str) -> Sequence[int]:
    """Keeps the letters of a file in their order; gives their ids."""
    ids = []
    for ordinal, letter in enumerate(told, 1):
        number = connection.scalar(
            insert(letters)
            .values(file_id=file, ordinal=ordinal, added_at=moment(), **_columns(letter))
            .returning(letters.c.id)
        )
        assert number is not None
        connection.execute(
            insert(reports).values(
                letter_id=number,
                version=1,
                made_at=moment(),
                made_by=by,
                body=json.dumps(letter.body, ensure_ascii=False),
            )
        )
        keep_days(connection, number, letter.report)
        connection.execute(
            text("insert into texts (rowid, text) values (:id, :print)"), {"id": number, "print": letter.print}
        )
        same = _same_as(connection, number, letter)
        if same is not None:
            connection.execute(update(letters).where(letters.c.id == number).values(same_as=same))
        ids.append(number)
    return tuple(ids)


def keep_days(connection: Connection, letter: int, report: Report) -> None:
    """The days of a letter, in place of those that it had."""
    connection.execute(delete(deadlines).where(deadlines.c.letter_id == letter))
    rows = [
        {"letter_id": letter, "term": deadline.term, "day": day, "leads": leads, "is_right": deadline.right,
         "action": deadline.action["en"]}
        for deadline in report.deadlines
        for day, leads in (
            (deadline.last_day, True),
            *(((deadline.other.last_day, False),) if deadline.other and deadline.other_counts else ()),
        )
    ]  # fmt: skip
    if rows:
        connection.execute(insert(deadlines), rows)


def newest_body(connection: Connection, letter: int) -> dict[str, Any]:
    """The contract's JSON of the newest report of a letter."""
    newest = select(reports.c.body).where(reports.c.letter_id == letter).order_by(reports.c.version.desc()).limit(1)
    body: dict[str, Any] = json.loads(connection.scalar(newest) or "{}")
    return body


def _columns(letter: Told) -> dict[str, object]:
    report = letter.report
    return {
        "pages": json.dumps(list(report.pages)),
        "notice": report.notice.id if report.notice else None,
        "name": report.notice.name if report.notice else report.identity.printed_number,
        "outcome": report.outcome,
        "usual_urgency": letter.usual,
        "station": report.station,
        "sender": report.identity.sender,
        "language": report.identity.language,
        "letter_date": _value(report, "letter_date", date),
        "taxpayer": _value(report, "taxpayer_name", str),
        "tin_last4": _value(report, "tin_last4", str),
    }


def _value(report: Report, field: str, kind: type) -> object:
    answer = report.fields.get(field)
    return answer.value if isinstance(answer, Reading) and isinstance(answer.value, kind) else None


def _same_as(connection: Connection, number: int, letter: Told) -> int | None:
    """The earlier letter that this one is another copy of: same notice, day, taxpayer and values, and much the same print."""
    own = _columns(letter)
    if own["notice"] is None or own["letter_date"] is None:
        return None
    whose = [
        letters.c.tin_last4 == own["tin_last4"],
        and_(letters.c.tin_last4.is_(None), letters.c.taxpayer == own["taxpayer"]),
    ]
    if own["tin_last4"] is None:
        whose = [letters.c.taxpayer == own["taxpayer"]]
    earlier = (
        select(letters.c.id)
        .where(
            letters.c.id < number,
            letters.c.same_as.is_(None),
            letters.c.notice == own["notice"],
            letters.c.letter_date == own["letter_date"],
            or_(*whose),
        )
        .order_by(letters.c.id)
    )
    for candidate in connection.scalars(earlier).all():
        print_ = connection.scalar(text("select text from texts where rowid = :id"), {"id": candidate}) or ""
        if _agree(newest_body(connection, candidate), letter.body) and _alike(print_, letter.print):
            return int(candidate)
    return None


def _agree(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether no value that both letters give differs."""
    return all(
        _said(one, field) == _said(other, field)
        for field in ("amount_due", "tax_periods", "respond_by", "pay_by")
        if _said(one, field) and _said(other, field)
    )


def _said(body: Mapping[str, Any], field: str) -> frozenset[str]:
    answers = body.get("fields", {}).get(field)
    listed: list[Any] = answers if isinstance(answers, list) else [answers] if answers else []
    return frozenset(answer["value"] for answer in listed if answer.get("value"))


def _alike(one: str, other: str) -> bool:
    return fuzz.token_sort_ratio(one[:COMPARED], other[:COMPARED]) >= ALIKE
