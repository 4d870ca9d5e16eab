"""Letters that a person has put right, as files with known answers: what `scanner train --with FOLDER` learns from.

Only a letter of which a person has said which notice it is: what the machine named alone would teach it its own mistakes.
Each is a PDF of its own pages with its answers beside it (samples/README.md), under a name that tells nothing. The values
are those that a person gave or confirmed, and no others; the last days stand where the letter is *sure*.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import func, select

from scanner.correction import NOTICE, written
from scanner.docket import audit, tables
from scanner.docket.correct import correction_of
from scanner.docket.keep import newest_report
from scanner.errors import DocketError, LetterError
from scanner.evaluate import KnownLetter
from scanner.evaluate.known import KnownDeadline, KnownPeriod
from scanner.report import Identified

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from scanner.catalogue import Catalogue
    from scanner.correction import Correction
    from scanner.docket.docket import Docket
    from scanner.report import Report

__all__ = ["Cutter", "Written", "waiting", "write_known"]

letters, files, corrections = tables.letters, tables.files, tables.corrections
ENDING = ".truth.json"
WRITTEN = "letters-for-training"
"""What the log calls it."""


class Cutter(Protocol):
    """What cuts pages out of a file, somewhere else."""

    def cut(self, path: Path, parts: tuple[tuple[Path, tuple[int, ...]], ...]) -> Future[int]:
        """Writes each part, a target and the numbers of its pages, as a PDF."""


@dataclass(frozen=True, slots=True)
class Written:
    """How many letters were written, how many could not be, and the numbers of those of which nobody said what they are."""

    letters: int
    failed: int
    unnamed: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Lesson:
    letter: int
    path: Path
    pages: tuple[int, ...]
    known: KnownLetter


def write_known(docket: Docket, catalogue: Catalogue, cutter: Cutter, folder: Path, by: str) -> Written:
    """Writes every letter that was put right into `folder`, which only we can read; what is there of it is written over.

    Raises `DocketError` where the folder cannot be written to.
    """
    with docket.database.reading() as connection:
        found = list(_put_right(connection, docket, catalogue))
    done = failed = 0
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for lesson in (each for each in found if isinstance(each, _Lesson)):
            try:
                _write(lesson, cutter, folder)
                done += 1
            except LetterError:
                failed += 1
    except OSError as error:
        raise DocketError(f"{folder}: cannot be written to ({error.strerror}).") from None
    with docket.database.writing() as connection:
        audit.record(connection, by, [(WRITTEN, None, {"letters": done})])
    return Written(done, failed, tuple(each for each in found if isinstance(each, int)))


def waiting(connection: Connection) -> int:
    """How many letters somebody has named since letters were last written to be learned from."""
    acts = tables.audit
    last = select(func.coalesce(func.max(acts.c.at), "")).where(acts.c.what == WRITTEN).scalar_subquery()
    named = select(func.count(corrections.c.letter_id.distinct()))
    return connection.scalar(named.where(corrections.c.field == NOTICE, corrections.c.at > last)) or 0


def _put_right(connection: Connection, docket: Docket, catalogue: Catalogue) -> Iterator[_Lesson | int]:
    """What can be learned from, and the bare numbers of letters that were put right without being named."""
    query = (
        select(letters.c.id, files.c.sha256)
        .join(files, files.c.id == letters.c.file_id)
        .where(letters.c.id.in_(select(corrections.c.letter_id)))
        .order_by(letters.c.id)
    )
    for row in connection.execute(query).all():
        said, report = correction_of(connection, row.id), newest_report(connection, row.id, catalogue)
        if NOTICE in said.said:
            yield _Lesson(row.id, docket.vault.path(row.sha256), report.pages, _known(report, said))
        else:
            yield row.id


def _known(report: Report, correction: Correction) -> KnownLetter:
    """Its pages are counted from 1, as they will be in a file of their own."""
    identity = report.identity
    notice = identity.notice if isinstance(identity, Identified) else None
    days = report.deadlines if report.outcome == "sure" else ()
    return KnownLetter(
        pages=tuple(range(1, len(report.pages) + 1)),
        notice=notice.id if notice else None,
        sender=identity.sender,
        fields=dict(_fields(correction)),
        deadlines=tuple(KnownDeadline(id=each.term, last_day=each.last_day) for each in days),
        language=identity.language,
        kind="form" if notice and notice.kind == "form" else "letter",
        printed_number=identity.printed_number,
        layout="clinic",
        damage="clinic",
    )


def _fields(correction: Correction) -> Iterator[tuple[str, Any]]:
    for field, value in correction.said.items():
        if isinstance(value, tuple):
            yield field, tuple(KnownPeriod(value=each.ends, form=each.form) for each in value)
        elif field != NOTICE and value is not None:
            yield field, written(value)


def _write(lesson: _Lesson, cutter: Cutter, folder: Path) -> None:
    """The answers last: what has no answers beside it is not learned from."""
    name = f"letter-{lesson.letter:06}"
    paper, truth = folder / f"{name}.pdf", folder / f"{name}{ENDING}"
    for old in (truth, paper):  # a file that is there is never overwritten
        old.unlink(missing_ok=True)
    try:
        cutter.cut(lesson.path, ((paper, lesson.pages),)).result()
    except LetterError:
        paper.unlink(missing_ok=True)
        raise
    told = {"file": paper.name, "letters": [lesson.known.model_dump(mode="json")]}
    truth.touch(mode=0o600)
    truth.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
