"""Accepting many letters at once: those that are *sure* and that nobody has confirmed yet, each as it was shown.

::

    standing_of(connection, wanted, today)                     # 92 sure, 8 to check, of the sure ones 90 unconfirmed
    accepted = accept(docket, understanding, {12: 1, 13: 2}, by="maria")      # letter 12 as its version 1 was, 13 as 2

It is `confirm` for a heap: the same rows, versions and acts, file by file, for the letters of one file are understood
together. What is no longer as it was shown, down to its last days, is left out and named. Doing it twice does it once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from sqlalchemy import func, select, update

from scanner.correction import Correction
from scanner.docket import audit, tables
from scanner.docket.correct import (
    ALL,
    TRIES,
    as_shown,
    correction_of,
    history,
    keep_said,
    said_rows,
    values_of,
    whole_row,
)
from scanner.docket.entries import of_the_list
from scanner.docket.filed import filed, is_still
from scanner.docket.keep import newest_report
from scanner.docket.shown import letters_shown
from scanner.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

    from scanner.docket.correct import Done
    from scanner.docket.docket import Docket
    from scanner.docket.entries import Wanted
    from scanner.docket.filed import Filed
    from scanner.docket.keep import Told
    from scanner.docket.understanding import Understanding
    from scanner.report import Report

__all__ = ["Accepted", "Standing", "Why", "accept", "standing_of"]

letters = tables.letters

Why = Literal["confirmed", "changed", "gone"]
"""Why a letter was left out: somebody confirmed it meanwhile, or it is not as it was shown, or it is no more."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How many letters of a list are how sure; `open` are the sure ones that nobody has confirmed yet."""

    sure: int
    check: int
    unknown: int
    open: int


@dataclass(frozen=True, slots=True)
class Accepted:
    """The letters that were accepted now, and those that were left out."""

    done: tuple[int, ...] = ()
    left: Mapping[int, Why] = field(default_factory=dict)


def standing_of(connection: Connection, wanted: Wanted, today: date) -> Standing:
    """What a list holds. Of the closed letters none is left to accept."""
    query = (
        select(letters.c.outcome, func.count())
        .where(*of_the_list(connection, wanted, today))
        .group_by(letters.c.outcome)
    )
    count = {row[0]: row[1] for row in connection.execute(query)}
    unsaid = select(func.count(letters.c.id)).where(*of_the_list(connection, replace(wanted, unconfirmed=True), today))
    unsaid = unsaid.where(letters.c.outcome == "sure", letters.c.status != "closed")
    return Standing(
        count.get("sure", 0), count.get("check", 0), count.get("unknown", 0), connection.scalar(unsaid) or 0
    )


def accept(docket: Docket, understanding: Understanding, seen: Mapping[int, int], by: str) -> Accepted:
    """Confirms letters as they were shown, each by the version that was `seen`; new ones are *checked* then.

    Each file is a transaction of its own: where the machine goes off in the midst, saying it again does the rest.
    """
    with docket.database.reading() as connection:
        query = select(letters.c.id, letters.c.file_id).where(
            tables.among(letters.c.id, seen), letters_shown(connection)
        )
        file_of = {row.id: row.file_id for row in connection.execute(query)}
    files: defaultdict[int, dict[int, int]] = defaultdict(dict)
    left: dict[int, Why] = {letter: "gone" for letter in seen if letter not in file_of}
    for letter, file in file_of.items():
        files[file][letter] = seen[letter]
    done: list[int] = []
    for file, own in files.items():
        some = _of_file(docket, understanding, file, own, by)
        done += some.done
        left |= some.left
    return Accepted(tuple(done), left)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A letter as the docket has it."""

    report: Report
    before: Correction

    @property
    def now(self) -> Correction:
        """All that was said of it, with what it says now."""
        return Correction({**self.before.said, **values_of(as_shown(self.report))}, self.before.settled)


def _of_file(docket: Docket, understanding: Understanding, file: int, seen: Mapping[int, int], by: str) -> Accepted:
    for _ in range(TRIES):
        with docket.database.reading() as connection:
            try:
                here = filed(connection, file)
            except UsageError:  # it is being read again
                break
            left = _left(connection, here, seen)
            ready = {each: _kept(connection, each, understanding) for each in seen if each not in left}
        told = _understood(docket, understanding, here, ready)
        left |= {each: "changed" for each in ready if not _is_as_shown(ready[each].report, told[each].report)}
        with docket.database.writing() as connection:
            done = tuple(each for each in ready if each not in left)
            if is_still(connection, here) and not _closed(connection, done, lock=True):
                acts = [act for each in done for act in _keep(connection, each, ready[each], told[each], by)]
                audit.record(connection, by, acts)  # last, for whoever holds the log must not wait for a letter
                return Accepted(done, left)
    return Accepted(left=dict.fromkeys(seen, "changed"))


def _left(connection: Connection, file: Filed, seen: Mapping[int, int]) -> dict[int, Why]:
    """The letters that are not as they were seen."""
    closed = _closed(connection, seen)
    left: dict[int, Why] = {}
    for letter, version in seen.items():
        now = file.versions.get(letter)
        if now is None:
            left[letter] = "gone"
        elif now <= version + 1 and any(each.field == ALL for each in history(connection, letter)):
            left[letter] = "confirmed"  # and nothing else has happened to it
        elif now != version or letter in closed:
            left[letter] = "changed"
    return left


def _closed(connection: Connection, ids: Iterable[int], *, lock: bool = False) -> set[int]:
    """Those that are closed; under lock the others stay open for this transaction."""
    query = select(letters.c.id, letters.c.status).where(tables.among(letters.c.id, ids)).order_by(letters.c.id)
    rows = connection.execute(query.with_for_update() if lock else query)
    return {row.id for row in rows if row.status == "closed"}


def _kept(connection: Connection, letter: int, understanding: Understanding) -> _Kept:
    report = newest_report(connection, letter, understanding.catalogue, understanding.scan.language)
    return _Kept(report, correction_of(connection, letter))


def _understood(
    docket: Docket, understanding: Understanding, file: Filed, ready: Mapping[int, _Kept]
) -> Mapping[int, Told]:
    if not ready:
        return {}
    said = {letter: kept.now for letter, kept in ready.items()}
    return understanding.of(docket.vault.path(file.sha256), file, file.arrangement, ready.keys(), said)


def _is_as_shown(shown: Report, now: Report) -> bool:
    """Whether a letter is sure still, and its days are those that were shown: the law may have been put right meanwhile."""
    return shown.outcome == now.outcome == "sure" and _days(shown) == _days(now)


def _days(report: Report) -> set[tuple[str, date]]:
    return {(each.term, each.last_day) for each in report.deadlines}


def _keep(connection: Connection, letter: int, kept: _Kept, told: Told, by: str) -> Iterator[Done]:
    shown = as_shown(kept.report)
    yield keep_said(connection, letter, told, [*said_rows(shown, shown), whole_row(())], by, "confirm")
    fresh = update(letters).where(letters.c.id == letter, letters.c.status == "new").values(status="checked")
    if connection.execute(fresh).rowcount:
        yield "status", letter, {"from": "new", "to": "checked"}
