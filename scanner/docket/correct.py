"""Putting a letter right: what a person says of it, its last days worked out anew at once, all of it kept.

::

    version = correct(docket, understanding, 12, "letter_date", "2026-11-02", by="maria")
    version = confirm(docket, understanding, 12, ("amount_due",), by="maria")
    version = confirm(docket, understanding, 12, (), by="maria")       # the whole letter, as it is shown
    version = confirm(docket, understanding, 12, (), "maria", seen=3)  # only where version 3 is still the newest

Each is a row of `corrections`, a further version of the report and a row of the log, in one transaction. The last word on
a field stands; all of them are kept. The log has the names of fields and never what they say.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from scanner.correction import NOTICE, Correction, value_from, value_of, written
from scanner.docket import audit, tables
from scanner.docket.filed import file_of, filed, is_still
from scanner.docket.keep import keep_version, newest_report
from scanner.docket.moments import moment
from scanner.errors import DocketError, MeanwhileError, UsageError
from scanner.evidence import Reading
from scanner.notice import Notice
from scanner.render.mask import clean
from scanner.report import Identified, Period

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from scanner.correction import Value
    from scanner.docket.docket import Docket
    from scanner.docket.filed import Filed
    from scanner.docket.keep import Told
    from scanner.docket.understanding import Understanding
    from scanner.report import Report

__all__ = [
    "ALL",
    "TRIES",
    "Corrected",
    "as_shown",
    "confirm",
    "correct",
    "correction_of",
    "history",
    "keep_said",
    "said_rows",
    "values_of",
    "whole_row",
]

ALL = tables.WHOLE
"""The field of a row that confirms the letter as a whole; its value are the doubts that were shown, as JSON."""
TRIES = 5
corrections = tables.corrections
Said = Mapping[str, str | None]
Done = tuple[str, int | None, dict[str, object]]
"""An act for the log."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """One thing that a person said of a letter, as the contract writes values; None: the paper does not have it."""

    at: str
    by: str
    field: str
    value: str | None
    before: str | None

    @property
    def is_confirmation(self) -> bool:
        """Whether they said that it is as it was shown."""
        return self.field == ALL or self.value == self.before


def correct(docket: Docket, understanding: Understanding, letter: int, field: str, value: str, by: str) -> int:
    """Puts the notice or one field right, `none` for what the paper does not have; gives the version of the report.

    The notice can be named as people say it (`CP 14`). Raises `UsageError` for what cannot be so, `DocketError` where others
    keep changing the letter.
    """
    if field == NOTICE:
        said: Said = {NOTICE: _notice(understanding, value)}
    else:
        said = {field: written(value_of(field, value, understanding.scan.today))}
    return _put_right(docket, understanding, letter, by, lambda _: said, "correct")


def confirm(
    docket: Docket,
    understanding: Understanding,
    letter: int,
    fields: Sequence[str],
    by: str,
    *,
    seen: int | None = None,
) -> int:
    """Says that these fields are as they are shown; all that was read, and every doubt, where none is named. Gives the
    version of the report. Then the letter is *sure*, unless a last day cannot be told or nobody knows what it is.

    `seen` is the version that was shown: raises `MeanwhileError` where the letter has another one by then.
    """

    def said(report: Report) -> Said:
        shown = as_shown(report)
        for field in fields:
            if field not in shown:
                raise UsageError(
                    f"{field!r} was not read in letter {letter}, so it cannot be confirmed; correct it.",
                    word="not_shown",
                    field=field,
                    letter=letter,
                )
        return {field: shown[field] for field in fields or shown}

    return _put_right(docket, understanding, letter, by, said, "confirm", whole=not fields, seen=seen)


def history(connection: Connection, letter: int) -> tuple[Corrected, ...]:
    """What persons said of a letter, oldest first."""
    query = select(corrections).where(corrections.c.letter_id == letter).order_by(corrections.c.id)
    return tuple(Corrected(row.at, row.by, row.field, row.value, row.before) for row in connection.execute(query))


def correction_of(connection: Connection, letter: int) -> Correction:
    """All of it together: the last word on each field."""
    rows = history(connection, letter)
    settled = (doubt for row in rows if row.field == ALL for doubt in json.loads(row.value or "[]"))
    said = {row.field: value_from(row.field, row.value) for row in rows if row.field != ALL}
    return Correction(said, frozenset(settled))


def _put_right(
    docket: Docket,
    understanding: Understanding,
    letter: int,
    by: str,
    saying: Callable[[Report], Said],
    act: str,
    *,
    whole: bool = False,
    seen: int | None = None,
) -> int:
    for _ in range(TRIES):
        with docket.database.reading() as connection:
            file = filed(connection, file_of(connection, letter))
            report = newest_report(connection, letter, understanding.catalogue, understanding.scan.language)
            before = correction_of(connection, letter)
        if seen not in (None, file.versions.get(letter)):  # which holds to the end: `is_still` compares them once more
            raise MeanwhileError(f"Somebody has changed letter {letter} meanwhile. Nothing was confirmed; look again.")
        said = saying(report)
        now = Correction({**before.said, **values_of(said)}, before.settled)
        told = _understood(docket, understanding, file, letter, now)
        rows = said_rows(said, as_shown(report))
        if whole:
            shown = {clean(doubt) for doubt in report.doubts}
            settled = [doubt for doubt in told.report.doubts if clean(doubt) in shown]
            rows.append(whole_row(settled))
            now = Correction(now.said, now.settled | set(settled))
            told = _understood(docket, understanding, file, letter, now)
        with docket.database.writing() as connection:
            if is_still(connection, file):
                done = keep_said(connection, letter, told, rows, by, act)
                audit.record(connection, by, [done])
                return file.versions[letter] + 1
    raise DocketError(
        f"Others keep changing letter {letter}. Nothing was changed; start again.", word="changing", letter=letter
    )


def said_rows(said: Said, before: Said) -> list[Said]:
    """Rows of `corrections` for what was said of fields."""
    return [{"field": field, "value": value, "before": before.get(field)} for field, value in said.items()]


def whole_row(settled: Sequence[str]) -> Said:
    """The row that confirms a letter as a whole, with the doubts that were shown."""
    return {"field": ALL, "value": json.dumps(settled, ensure_ascii=False), "before": None}


def keep_said(connection: Connection, letter: int, told: Told, rows: Sequence[Said], by: str, act: str) -> Done:
    """Keeps what was said of a letter, and what is understood of it now; gives the act for the log."""
    version = keep_version(connection, letter, told, by)
    here = {"letter_id": letter, "at": moment(), "by": by}
    connection.execute(insert(corrections), [{**here, **row} for row in rows])
    names = [row["field"] for row in rows]
    return act, letter, {"fields": [ALL] if ALL in names else names, "version": version}


def _understood(docket: Docket, understanding: Understanding, file: Filed, letter: int, correction: Correction) -> Told:
    path = docket.vault.path(file.sha256)
    return understanding.of(path, file, file.arrangement, {letter}, {letter: correction})[letter]


def values_of(said: Said) -> dict[str, Value]:
    """What was said, as values."""
    return {field: value_from(field, value) for field, value in said.items()}


def as_shown(report: Report) -> dict[str, str | None]:
    """What the report says, by field, as the contract writes it: what was not read is not in it."""
    shown: dict[str, str | None] = {}
    if isinstance(report.identity, Identified):
        shown[NOTICE] = report.identity.notice.id
    for field, answer in report.fields.items():
        if isinstance(answer, tuple):
            periods = [each.value for each in answer if isinstance(each, Reading) and isinstance(each.value, Period)]
            if periods and len(periods) == len(answer):
                shown[field] = written(tuple(periods))
        elif isinstance(answer, Reading):
            shown[field] = written(answer.value)  # type: ignore[arg-type]
    return shown


def _notice(understanding: Understanding, name: str) -> str | None:
    if name.strip().casefold() == "none":
        return None
    found = understanding.catalogue.find(name)
    if not isinstance(found, Notice):
        raise UsageError(f"{found.name} is a place on the roadmap and no letter.", word="station", name=found.name)
    return found.id
