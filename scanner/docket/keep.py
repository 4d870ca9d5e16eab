"""Keeping letters: what was understood of a file goes into the docket in one transaction, all of it or nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz
from sqlalchemy import and_, delete, insert, or_, select, update

from scanner.docket import tables
from scanner.docket.moments import moment
from scanner.docket.suggest import suggest
from scanner.docket.texts import forget_text, keep_text, plain, text_of
from scanner.evidence import Reading
from scanner.render.recall import recalled
from scanner.scan import usual_urgency

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from scanner.catalogue import Catalogue
    from scanner.layout import Layout
    from scanner.notice import Language, Urgency
    from scanner.report import Report

__all__ = [
    "Kept",
    "Told",
    "keep_days",
    "keep_letters",
    "keep_version",
    "newest_body",
    "newest_report",
    "told_of",
    "versions_of",
]

ALIKE = 80.0
"""How alike (0 to 100) two texts must be to be the same letter scanned twice. Two scans of one letter were 95 to 99
alike, two letters of one notice to different people 56 to 67 (six notices tried)."""
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


@dataclass(frozen=True, slots=True)
class Kept:
    """One version of a letter's report: when it was made and by whom, and the contract's JSON of it."""

    version: int
    made_at: str
    made_by: str
    body: dict[str, Any]


def told_of(pages: Iterable[Layout], report: Report, body: Mapping[str, Any]) -> Told:
    """A letter with its pages, as it is kept."""
    return Told(report, body, "\n".join(layout.text for layout in pages), usual_urgency(report.identity))


def keep_letters(connection: Connection, file: int, told: Sequence[Told], by: str, *, behind: int = 0) -> Sequence[int]:
    """Keeps the letters of a file in their order, behind as many as it has already; gives their ids."""
    ids = []
    for ordinal, letter in enumerate(told, behind + 1):
        number = connection.scalar(
            insert(letters)
            .values(file_id=file, ordinal=ordinal, added_at=moment(), **_columns(letter))
            .returning(letters.c.id)
        )
        assert number is not None
        _keep_report(connection, number, 1, letter, by)
        keep_days(connection, number, letter.report)
        keep_text(connection, number, letter.print)
        same = _same_as(connection, number, letter)
        if same is not None:
            connection.execute(update(letters).where(letters.c.id == number).values(same_as=same))
        ids.append(number)
    suggest(connection, ids)
    return tuple(ids)


def keep_version(connection: Connection, letter: int, told: Told, by: str, *, other_pages: bool = False) -> int:
    """Keeps what is understood of a letter now, as a further version of its report; gives the version.

    What the clinic does with the letter stays: its status, whose it is, what was noted. `other_pages` says that its print
    is another one too.
    """
    before = select(letters.c.version).where(letters.c.id == letter).with_for_update()
    version = int(connection.scalars(before).one()) + 1
    connection.execute(update(letters).where(letters.c.id == letter).values(version=version, **_columns(told)))
    _keep_report(connection, letter, version, told, by)
    keep_days(connection, letter, told.report)
    if other_pages:
        forget_text(connection, letter)
        keep_text(connection, letter, told.print)
    _settle_copies(connection, letter, told)
    suggest(connection, [letter])
    return version


def _keep_report(connection: Connection, letter: int, version: int, told: Told, by: str) -> None:
    body = json.dumps(told.body, ensure_ascii=False)
    connection.execute(
        insert(reports).values(letter_id=letter, version=version, made_at=moment(), made_by=by, body=body)
    )


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


def newest_report(connection: Connection, letter: int, catalogue: Catalogue, language: Language = "en") -> Report:
    """The newest report of a letter, as it was kept."""
    second = select(deadlines.c.term, deadlines.c.day).where(
        deadlines.c.letter_id == letter, deadlines.c.leads.is_(False)
    )
    days = {(row.term, row.day) for row in connection.execute(second)}
    return recalled(newest_body(connection, letter), catalogue, days, language)


def newest_body(connection: Connection, letter: int) -> dict[str, Any]:
    """The contract's JSON of the newest report of a letter."""
    newest = select(reports.c.body).where(reports.c.letter_id == letter).order_by(reports.c.version.desc()).limit(1)
    body: dict[str, Any] = json.loads(connection.scalar(newest) or "{}")
    return body


def versions_of(connection: Connection, letter: int, version: int | None = None) -> Iterator[Kept]:
    """The versions of a letter's report as they were kept, the oldest first; or the one of that number, if there is one."""
    query = select(reports).where(reports.c.letter_id == letter).order_by(reports.c.version)
    if version is not None:
        query = query.where(reports.c.version == min(version, 2**31 - 1))
    for row in connection.execute(query):
        yield Kept(row.version, row.made_at, row.made_by, json.loads(row.body))


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
        if _agree(newest_body(connection, candidate), letter.body) and _alike(
            text_of(connection, candidate), plain(letter.print)
        ):
            return int(candidate)
    return None


def _settle_copies(connection: Connection, letter: int, told: Told) -> None:
    """Looks again which letter this one is another copy of, and which are copies of it, now that it says something else."""
    own = _columns(told)
    theirs = connection.execute(select(letters).where(letters.c.same_as == letter)).all()
    alike = [
        row.id
        for row in theirs
        if None not in (own["notice"], own["letter_date"])
        and (own["notice"], own["letter_date"]) == (row.notice, row.letter_date)
        and own["tin_last4"] in (None, row.tin_last4)
        and _agree(newest_body(connection, row.id), told.body)
        and _alike(text_of(connection, row.id), plain(told.print))
    ]
    parted = [row.id for row in theirs if row.id not in alike]
    same = None if alike else _same_as(connection, letter, told)  # of several copies one is the first, and stays it
    connection.execute(update(letters).where(letters.c.id.in_(parted)).values(same_as=None))
    connection.execute(update(letters).where(letters.c.id == letter).values(same_as=same))


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
