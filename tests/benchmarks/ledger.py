"""The driver and the store without the reading: `PYTHONPATH=tests python -m benchmarks.ledger --rows 1000000 [--database URL]`.

A reader that answers at once stands in for the children or the cluster; the window, the ledger, the store of letters and
the search index are the real ones, on print of the sample letters: thirty words a page, so that a letter of eight pages says
as much as a usual one. Each file is such a letter, half of its pages pictures: ten rows of the ledger. Prints rows a second, the driver's memory, the size of the database and
the time to list and to search, at a hundredth, a tenth, a half and all of the rows. It prints and never fails.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import func, insert, select, text

from scanner.catalogue import load
from scanner.docket import Docket, Wanted, tables
from scanner.docket.entries import entries, matching
from scanner.docket.ledger import OPEN
from scanner.docket.moments import moment
from scanner.docket.proof import proved
from scanner.docket.work import Driver
from scanner.evidence import Reading
from scanner.explain import explain_report
from scanner.page import Box, Page, Pages, Word
from scanner.read import Opened, Picture, open_file
from scanner.render.contract import report_json
from scanner.report import Report
from scanner.scan import Scan

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "letters"
TODAY = date(2026, 11, 22)
PAGES, WORDS = 8, 30
ROWS = 1 + PAGES + 1
"""Of one file: opening it, its pages, its letters."""
TOGETHER = 5000


def samples(most: int = 40) -> list[tuple[Page, Report, dict[str, Any]]]:
    """Real first pages, what is understood of them, and that as JSON."""
    catalogue, found = load(), []
    for path in sorted(SAMPLES.glob("*-digital.pdf")):
        page = open_file(path).pages[0]
        if isinstance(page, Page):
            ((_, report),) = Scan(catalogue, Reader([]), TODAY).understood(path, path.name, "", (page,))
            if isinstance(report, Report) and report.notice and isinstance(report.fields.get("letter_date"), Reading):
                told = report_json(report, explain_report(report, catalogue, "en"), TODAY)
                found.append((page, report, told))
        if len(found) == most:
            break
    return found


class Reader:
    """Answers at once. A file's number is its name; the page differs from file to file in one made-up word."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.pages = pages
        self.rows = 0

    def open(self, path: Path) -> Future[Opened]:
        self.rows += 1 + PAGES // 2
        pages = (
            self.page(path, number) if number % 2 else Picture(number, 612, 792, "no text layer")
            for number in range(1, PAGES + 1)
        )
        return answered(Opened(path.name, tuple(pages)))

    def read(self, path: Path, number: int, extent: str) -> Future[Page]:
        self.rows += 1
        return answered(self.page(path, number))

    def tables(self, path: Path, number: int) -> Future[tuple[Any, ...]]:
        return answered(())

    def page(self, path: Path, number: int) -> Page:
        chance = int(path.name[:8], 16)
        page = self.pages[(chance + number) % len(self.pages)]
        name = Word(f"quill{chance % 100_000}", Box(72, 770, 120, 780))
        first = chance % max(1, len(page.words) - WORDS)
        return replace(page, number=number, words=(*page.words[first : first + WORDS], name))


class Understood:
    """Stands in for `Scan`: the report of a sample letter, with a day and a taxpayer of its own."""

    def __init__(self, reader: Reader, reports: Sequence[Report]) -> None:
        self.reader = reader
        self.reports = reports

    def understood(
        self, path: Path, name: str, sha: str, pages: Pages, unread: Sequence[int] = ()
    ) -> Sequence[tuple[Pages, Report]]:
        self.reader.rows += 1
        return [(pages, self.report(pages, int(sha[:8], 16)))]

    def report(self, pages: Pages, chance: int) -> Report:
        """One of the samples', moved to another day."""
        report = self.reports[chance % len(self.reports)]
        day = TODAY + timedelta(days=chance % 1500 - 1400)
        dated, last4 = report.fields["letter_date"], report.fields.get("tin_last4")
        assert isinstance(dated, Reading)
        fields = report.fields | {"letter_date": replace(dated, value=day)}
        if isinstance(last4, Reading):
            fields["tin_last4"] = replace(last4, value=f"{chance // 7 % 10_000:04}")
        deadlines = tuple(
            replace(each, last_day=day + timedelta(30 + 10 * at)) for at, each in enumerate(report.deadlines)
        )
        return replace(report, pages=tuple(page.number for page in pages), fields=fields, deadlines=deadlines)


def answered(value: Any) -> Future[Any]:
    future: Future[Any] = Future()
    future.set_result(value)
    return future


def enrolled(docket: Docket, count: int) -> None:
    """So many files, without their bytes: nobody will open them."""
    with docket.database.reading() as connection:
        there = connection.scalar(select(func.count()).select_from(tables.files)) or 0
    for first in range(there + 1, count + 1, TOGETHER):
        numbers = range(first, min(first + TOGETHER, count + 1))
        with docket.database.writing() as connection:
            connection.execute(insert(tables.files), [
                {"id": number, "sha256": sha256(str(number).encode()).hexdigest(), "name": f"mail/{number:07}.pdf",
                 "bytes": 1, "added_at": moment()} for number in numbers
            ])  # fmt: skip
            connection.execute(insert(tables.ledger), [
                {"file_id": number, "page": OPEN, "state": "waiting"} for number in numbers
            ])  # fmt: skip


def megabytes() -> float:
    """The memory that this process holds now; 0 where that is not told."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0) / 1024


def gigabytes(docket: Docket) -> float:
    """The size of the database."""
    if docket.database.is_sqlite:
        place = docket.database.engine.url.database or ""
        return sum(file.stat().st_size for file in (Path(place), Path(place + "-wal")) if file.exists()) / 1e9
    with docket.database.reading() as connection:
        return int(connection.scalar(text("select pg_database_size(current_database())")) or 0) / 1e9


def milliseconds(docket: Docket, wanted: Wanted, *, count: bool = False) -> float:
    """The best of five: the first page of a list, or how many there are."""
    best = float("inf")
    for _ in range(5):
        start = time.perf_counter()
        with docket.database.reading() as connection:
            if count:
                matching(connection, wanted, TODAY)
            else:
                list(entries(connection, wanted, TODAY))
        best = min(best, time.perf_counter() - start)
    return 1000 * best


def lists(docket: Docket) -> str:
    """How long lists and searches take now, in milliseconds."""
    asked = {
        "list": Wanted(most=200),
        "due": Wanted(due=7, most=200),
        "rare word": Wanted(words="quill4388", most=200),
        "common word": Wanted(words="penalty", most=200),
    }
    told = [f"{name} {milliseconds(docket, wanted):.0f}" for name, wanted in asked.items()]
    told += [f"count {milliseconds(docket, Wanted(), count=True):.0f}"]
    return ", ".join(told)


def run(docket: Docket, rows: int) -> None:
    """Works through so many rows and prints the table."""
    drawn = samples()
    reader = Reader([page for page, _, _ in drawn])
    bodies = {report.notice.id: body for _, report, body in drawn if report.notice}

    def body(report: Report) -> Mapping[str, Any]:
        assert report.notice
        return bodies[report.notice.id]

    print(f"{'rows':>9}{'letters':>9}{'rows/s':>8}{'MB':>6}{'GB':>7}   milliseconds")
    marks = [rows // 100, rows // 10, rows // 2, rows]
    begun, before = time.perf_counter(), 0
    for mark in marks:
        enrolled(docket, mark // ROWS)
        begun, before = time.perf_counter(), reader.rows
        Driver(docket, reader, Understood(reader, [report for _, report, _ in drawn]), body, window=96).run()  # type: ignore[arg-type]
        rate = (reader.rows - before) / (time.perf_counter() - begun)
        letters = reader.rows // ROWS
        print(
            f"{reader.rows:9}{letters:9}{rate:8.0f}{megabytes():6.0f}{gigabytes(docket):7.2f}   {lists(docket)}",
            flush=True,
        )
    start = time.perf_counter()
    with docket.database.reading() as connection:
        proof = proved(connection)
    print(
        f"{proof.pages} pages in {proof.letters} letters, {len(proof.astray)} astray ({time.perf_counter() - start:.0f} s)"
    )


def main() -> None:
    """Runs it in a folder of its own."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rows", type=int, default=100_000)
    asked.add_argument("--database", help="an empty PostgreSQL database by its URL; default: SQLite")
    asked.add_argument("--folder", type=Path, help="where SQLite's file lies; default: a temporary folder")
    told = asked.parse_args()
    with tempfile.TemporaryDirectory(dir=told.folder) as folder:
        os.environ["SCANNER_HOME"] = folder
        docket = Docket.at(told.database)
        run(docket, told.rows)
        docket.database.close()


if __name__ == "__main__":
    main()
