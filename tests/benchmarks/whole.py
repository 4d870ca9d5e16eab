"""Whole letters against the naive pipeline: paper in, and out come notice, dates and last days.

The naive pipeline is a first script: one call of pytesseract a page at full resolution (the PDF's own text where it has one),
then the first match of each regular expression (`compare.naive`). Ours is measured twice. *Everything read*: all pages whole,
as the commands do it. *Identity and deadlines*: the bands at the head and foot of each page, and a letter's first page whole only
where the bands leave its notice, its date or all its last days open, for many letters print that in their body. *From the bands*
leaves it open. Everything after the reading is counted too.
"""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any

from compare.naive import numbered, read_off
from compare.text import Texts

from scanner.catalogue import Catalogue
from scanner.evidence import Reading
from scanner.page import Page
from scanner.read import Picture, open_file, read_picture
from scanner.report import Report
from scanner.scan import Scan

from .ledger import TODAY, answered

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scanner.page import Extent
    from scanner.read import Opened

__all__ = ["Told", "everything", "identity_and_deadlines", "naive"]

Told = list[tuple[Any, ...]]
"""Of each letter the notice and its last days."""


class Here:
    """Reads in this process, so that its CPU seconds can be counted."""

    def open(self, path: Path) -> Future[Opened]:
        return answered(open_file(path))

    def read(self, path: Path, number: int, extent: Extent) -> Future[Page]:
        return answered(read_picture(path, number, extent))

    def tables(self, path: Path, number: int) -> Future[tuple[Any, ...]]:
        return answered(())


def naive(catalogue: Catalogue) -> Callable[[Path], Told]:
    """The first script."""
    ids = numbered(catalogue)

    def told(path: Path) -> Told:
        answer = read_off(Texts().of(path), ids)
        return [(answer.notice, answer.first_day)]

    return told


def everything(catalogue: Catalogue) -> Callable[[Path], Told]:
    """Every page whole."""
    scan = Scan(catalogue, Here(), TODAY)
    return lambda path: _told([report for report in scan.file(path) if isinstance(report, Report)])


def identity_and_deadlines(catalogue: Catalogue, *, more: bool = True) -> Callable[[Path], Told]:
    """The bands, and where they are not enough a first page, unless `more` is not wanted."""
    scan = Scan(catalogue, Here(), TODAY)

    def told(path: Path) -> Told:
        opened = open_file(path)
        seen = {page.number for page in opened.pages if isinstance(page, Picture)}
        pages = {
            page.number: read_picture(path, page.number, "bands") if isinstance(page, Picture) else page
            for page in opened.pages
        }

        def reports() -> list[Report]:
            found = scan.understood(path, path.name, opened.sha256, tuple(pages[number] for number in sorted(pages)))
            return [report for _, report in found if isinstance(report, Report)]

        found = reports()
        wanting = {report.pages[0] for report in found if more and _is_wanting(report)} & seen
        for number in wanting:
            pages[number] = read_picture(path, number, "whole")
        return _told(reports() if wanting else found)

    return told


def _is_wanting(report: Report) -> bool:
    return report.notice is None or not isinstance(report.fields.get("letter_date"), Reading) or bool(report.undated)


def _told(reports: Sequence[Report]) -> Told:
    return [
        (report.notice.id if report.notice else None, min((each.last_day for each in report.deadlines), default=None))
        for report in reports
    ]
