"""One letter scored: its known answers against what was reported of it, harm by harm.

A known letter is held against the report that shares most of its pages; one that shares none is lost. A last day is held
against the known day of the same term: *late* as soon as any day shown for that term is after the last true one, because
a person acts by what is shown. A *silent* error is anything wrong in a report that says *sure*: nobody will look again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Literal

from scanner.evaluate.known import DATES
from scanner.evidence import Reading
from scanner.report import Failure, Identified, Period, Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from scanner.evaluate.known import KnownFile, KnownLetter

__all__ = ["DayScore", "FieldVerdict", "Given", "IdentityVerdict", "Score", "scores_of"]

IdentityVerdict = Literal["right", "wrong", "left"]
"""*left*: named by nobody, so that a person has to look."""
FieldVerdict = Literal["right", "wrong", "unread", "invented"]
"""*invented*: the letter does not show it, under this name or, for a day, under any."""
DayVerdict = Literal["exact", "early", "late", "missing", "extra"]
"""*extra*: a right with a last day that the known answers hold nowhere, neither as a last day nor as a printed date. A day
that is known under another name (a printed day to ask for a hearing, read as one to answer by) is shown, and is true."""


@dataclass(frozen=True, slots=True)
class DayScore:
    """The last day of one term: the true one (None for an extra), the one shown (None where it is missing)."""

    term: str
    true: date | None
    shown: date | None
    verdict: DayVerdict


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that was given: how sure it was (0 to 1), and whether it is right."""

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Score:
    """How right the report of one letter is. `report` is None where no report has any of its pages.

    `split` says whether the report has just the pages of the letter, `lost` which of its pages no report has.
    """

    path: Path
    known: KnownLetter
    report: Report | None
    identity: IdentityVerdict
    fields: dict[str, FieldVerdict]
    days: tuple[DayScore, ...]
    split: bool
    lost: tuple[int, ...]

    @property
    def file(self) -> str:
        """The name of the file, without the folders it is in."""
        return self.path.name

    @property
    def place(self) -> tuple[Path, int]:
        """The file and the first page of the letter in it: no two letters share both."""
        return self.path, self.known.pages[0]

    @property
    def outcome(self) -> str:
        """The outcome of the report, or *unreadable* where there is none."""
        return self.report.outcome if self.report else "unreadable"

    @property
    def naming(self) -> Given | None:
        """The notice that was named, as an answer; None where none was."""
        identity = self.report.identity if self.report else None
        return Given(identity.confidence, self.identity == "right") if isinstance(identity, Identified) else None

    @property
    def answers(self) -> tuple[Given, ...]:
        """One answer for each field that was read, as sure as the least sure of its values; an invented one is not right."""
        return tuple(
            Given(min(each.confidence for each in read), verdict == "right")
            for field, verdict in self.fields.items()
            if (read := _read(self.report, field))
        )

    @property
    def late(self) -> bool:
        """Whether a last day is shown later than the true one."""
        return any(day.verdict == "late" for day in self.days)

    @property
    def neighbour(self) -> bool:
        """Whether a letter of the IRS that the catalogue lacks was taken for one that it has."""
        return self.known.notice is None and self.known.sender == "irs" and self.identity == "wrong"

    @property
    def quoted(self) -> bool:
        """Whether it was named as a letter that it only names in passing."""
        named = self.report.notice if self.report else None
        return self.identity == "wrong" and named is not None and named.id in self.known.quotes

    @property
    def impostor(self) -> bool:
        """Whether mail of somebody else was taken for the Service's."""
        return self.known.sender != "irs" and self.report is not None and self.report.identity.sender == "irs"

    @property
    def miscut(self) -> bool:
        """Whether it was cut from its file at other pages and nothing says so."""
        return self.outcome == "sure" and not self.split

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong, one sentence each, the gravest first; no text of the letter but dates and names of notices."""
        return tuple(_faults(self))

    @property
    def silent(self) -> bool:
        """Whether the report says *sure* and its notice, a date or a last day is wrong, or a right has none."""
        return self.outcome == "sure" and (
            self.identity != "right"
            or any(self.fields.get(field) in {"wrong", "invented"} for field in DATES)
            or any(day.verdict != "exact" for day in self.days)
        )


def scores_of(known: KnownFile, found: Sequence[Report | Failure]) -> tuple[Score, ...]:
    """The scores of all letters of one file, from what was reported of that file."""
    reports = [each for each in found if isinstance(each, Report)]
    return tuple(_score(known.path, letter, reports) for letter in known.letters)


def _score(path: Path, known: KnownLetter, reports: Sequence[Report]) -> Score:
    pages = set(known.pages)
    report = max(reports, key=lambda each: len(pages & set(each.pages)), default=None)
    if report is None or not pages & set(report.pages):
        report = None
    read = {page for each in reports for page in each.pages}
    return Score(
        path,
        known,
        report,
        _identity(known, report),
        dict(_fields(known, report)),
        tuple(_days(known, report)),
        split=report is not None and set(report.pages) == pages,
        lost=tuple(sorted(pages - read)),
    )


def _identity(known: KnownLetter, report: Report | None) -> IdentityVerdict:
    notice = report.notice if report else None
    if report is not None and (notice.id if notice else None) == known.notice:
        return "right"
    if notice and notice.family == known.notice and _bare(notice.name) == _bare(known.printed_number or ""):
        return "right"  # the version that the paper prints, of a notice that is known by its family's name
    return "wrong" if notice else "left"


def _fields(known: KnownLetter, report: Report | None) -> Iterator[tuple[str, FieldVerdict]]:
    """A verdict for every field that is known, and for every one that was read without being there.

    Of a letter that the catalogue does not describe only the known fields are scored: nobody said which it carries.
    """
    for field, true in known.fields.items():
        values = [each.value for each in _read(report, field)]
        if isinstance(true, str):
            yield field, _verdict(bool(values), any(_same(value, true) for value in values))
        else:
            ends = {value.ends for value in values if isinstance(value, Period)}
            yield field, _verdict(bool(values), ends == {period.value for period in true})
    for field in report.fields if report else ():
        values = [each.value for each in _read(report, field)]
        if known.notice and field not in known.fields and any(value not in _held(known) for value in values):
            yield field, "invented"


def _read(report: Report | None, field: str) -> tuple[Reading[object], ...]:
    """The values of a field that were read."""
    answer = report.fields.get(field) if report else None
    shown = answer if isinstance(answer, tuple) else (answer,)
    return tuple(each for each in shown if isinstance(each, Reading))


def _held(known: KnownLetter) -> set[object]:
    """Every day that the known answers hold, under whatever name."""
    printed = (told for field in DATES if isinstance(told := known.fields.get(field), str))
    return {date.fromisoformat(day) for day in printed} | {day.last_day for day in known.deadlines}


def _verdict(read: bool, right: bool) -> FieldVerdict:
    return "unread" if not read else "right" if right else "wrong"


def _same(value: object, true: str) -> bool:
    """Whether a value is the known one: amounts as numbers, days as days, the rest by its letters and digits."""
    if isinstance(value, Decimal):
        try:
            return value == Decimal(true)
        except InvalidOperation:
            return False
    if isinstance(value, date):
        return value.isoformat() == true
    return _bare(str(value)) == _bare(true)


def _bare(text: str) -> str:
    """Letters and digits alone; a telephone number is the same one with the 1 that is dialled before it."""
    bare = "".join(each for each in text.casefold() if each.isalnum())
    return bare[1:] if bare.isdigit() and len(bare) == len("18005550100") and bare.startswith("1") else bare


def _days(known: KnownLetter, report: Report | None) -> Iterator[DayScore]:
    shown: dict[str, list[date]] = {}
    for deadline in report.deadlines if report else ():
        shown.setdefault(deadline.term, []).append(deadline.last_day)
    latest = {each.id: max(day.last_day for day in known.deadlines if day.id == each.id) for each in known.deadlines}
    for true in known.deadlines:
        days = shown.get(true.id)
        if not days:
            yield DayScore(true.id, true.last_day, None, "missing")
        elif max(days) > latest[true.id]:
            yield DayScore(true.id, true.last_day, max(days), "late")
        elif true.last_day in days:
            yield DayScore(true.id, true.last_day, true.last_day, "exact")
        else:
            yield DayScore(true.id, true.last_day, _nearest(days, true.last_day), "early")
    for deadline in report.deadlines if report else ():
        if deadline.right and deadline.term not in latest and deadline.last_day not in _held(known) and known.notice:
            yield DayScore(deadline.term, None, deadline.last_day, "extra")


def _nearest(days: Iterable[date], to: date) -> date:
    return min(days, key=lambda day: abs((day - to).days))


def _faults(score: Score) -> Iterator[str]:
    for day in sorted(score.days, key=lambda each: ("late", "extra", "missing", "early", "exact").index(each.verdict)):
        match day.verdict:
            case "late" | "early":
                yield f"{day.verdict}: {day.term} shown as {day.shown}, truly {day.true}"
            case "missing":
                yield f"missing: no last day for {day.term}, truly {day.true}"
            case "extra":
                yield f"extra: {day.term} by {day.shown}, which this letter does not start"
            case "exact":
                pass
    if score.identity == "wrong" and score.report and score.report.notice:
        passing = ", which it only names in passing" if score.quoted else ""
        yield f"taken for {score.report.notice.id}{passing}, truly {score.known.notice or 'nothing that is known'}"
    if score.identity == "left":
        yield f"not named, truly {score.known.notice}"
    if score.impostor:
        yield f"taken for the Service's, truly of {score.known.sender}"
    if score.lost:
        yield f"lost: page {', '.join(map(str, score.lost))}"
    elif not score.split:
        yield "cut from its file at other pages"
    for verdict in ("wrong", "invented", "unread"):
        if fields := [field for field, each in score.fields.items() if each == verdict]:
            yield f"{verdict}: {', '.join(fields)}"
