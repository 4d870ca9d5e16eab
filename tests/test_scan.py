"""The whole, with a reader that answers from memory: what one bad page or one slip of ours may cost, and what not."""

from __future__ import annotations

from concurrent.futures import Future
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from paper import box, foot, lines, page, paragraph

import scanner.scan
from scanner.catalogue import load
from scanner.errors import EngineError, LetterError
from scanner.page import Page
from scanner.read.opened import Opened, Picture
from scanner.report import Failure, Report
from scanner.scan import Scan

TODAY = date(2024, 3, 20)


def done(result: Any) -> Future[Any]:
    future: Future[Any] = Future()
    if isinstance(result, Exception):
        future.set_exception(result)
    else:
        future.set_result(result)
    return future


class Memory:
    """A reader whose files are pages in memory; an exception among them is what reading that page raises."""

    def __init__(self, files: dict[str, list[Page | Exception]], tables: Any = ()) -> None:
        self.files, self.found = files, tables

    def open(self, path: Path) -> Future[Opened]:
        entries = self.files[path.name]
        if len(entries) == 1 and isinstance(entries[0], LetterError):
            return done(entries[0])
        digital = all(isinstance(each, Page) and each.origin == "text-layer" for each in entries)
        stands = [each if digital else Picture(at, 612.0, 792.0, "picture file") for at, each in enumerate(entries, 1)]
        return done(Opened("0" * 64, tuple(stands)))  # type: ignore[arg-type]

    def read(self, path: Path, number: int, extent: str) -> Future[Page]:
        return done(self.files[path.name][number - 1])

    def tables(self, path: Path, number: int) -> Future[Any]:
        return done(self.found)


def scanned(files: dict[str, list[Page | Exception]], **changes: Any) -> list[Report | Failure]:
    scan = Scan(load(), Memory(files, changes.pop("tables", ())), TODAY, **changes)
    return [report for _, found in scan.files(Path(name) for name in files) for report in found]


def levy(number: int = 1, **changes: Any) -> Page:
    printed = (
        lines("Department of the Treasury", "Internal Revenue Service", top=40),
        box({"Notice": "LT11", "Notice date": "March 4, 2024"}),
        paragraph("Notice of Intent to Levy and Your Collection Due Process Right to a Hearing", 240),
        foot("LT11"),
    )
    return page(*printed, number=number, **changes)


def test_a_file_that_cannot_be_read_leaves_the_others_alone() -> None:
    first, second = scanned({"a.pdf": [LetterError("damaged", "The PDF is damaged.")], "b.pdf": [levy()]})
    assert isinstance(first, Failure)
    assert isinstance(second, Report)
    assert second.notice is not None


def test_a_page_that_no_engine_reads_is_a_doubt_about_its_letter() -> None:
    (report,) = scanned({"a.pdf": [levy(origin="ocr"), EngineError("No engine.")]})
    assert isinstance(report, Report)
    assert any("Page 2" in doubt for doubt in report.doubts)


def test_a_machine_without_any_engine_says_so_for_the_picture_and_reads_the_rest() -> None:
    first, second = scanned({"a.png": [EngineError("There is no OCR engine.")], "b.pdf": [levy()]})
    assert isinstance(first, Failure)
    assert first.message == "There is no OCR engine."
    assert isinstance(second, Report)


def test_tables_that_cannot_be_read_cost_nothing_but_themselves() -> None:
    (report,) = scanned({"a.pdf": [levy()]}, tables=LetterError("timed-out", "Too long."))
    assert isinstance(report, Report)
    assert report.notice is not None


def test_a_slip_of_ours_on_one_letter_does_not_lose_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    real = scanner.scan.understand

    def slips(letter: Any, *rest: Any) -> Report:
        if "UNLUCKY" in letter.first.text:
            raise ValueError("123-45-6789")
        return real(letter, *rest)

    monkeypatch.setattr(scanner.scan, "understand", slips)
    first, second = scanned({"a.pdf": [page(lines("UNLUCKY", top=300))], "b.pdf": [levy()]})
    assert isinstance(first, Failure)
    assert "ValueError" in first.message
    assert "6789" not in first.message
    assert isinstance(second, Report)


def test_a_number_that_the_body_repeats_three_times_is_still_a_quoted_one() -> None:
    body = [lines("CP90", top=top, left=72) for top in (400, 450, 500)]
    (report,) = scanned({"a.pdf": [page(lines("Internal Revenue Service", top=40), *body)]})
    assert isinstance(report, Report)
    assert report.outcome != "sure"


def test_a_letter_whose_days_passed_long_ago_stands_below_one_whose_days_still_run() -> None:
    (now,), (later,), (old,) = (
        [each for each in reports if isinstance(each, Report)]
        for reports in (
            [r for _, rs in Scan(load(), Memory({"a.pdf": [levy()]}), day).files([Path("a.pdf")]) for r in rs]
            for day in (date(2024, 3, 10), date(2025, 4, 1), date(2026, 1, 5))
        )
    )
    assert (now.urgency, later.urgency, old.urgency) == ("critical", "high", "low")
