"""Driving from a command: a driver over the docket's ledger, a bar of pages while it works, and what came of it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from datetime import date

    from scanner.docket import Docket
    from scanner.docket.work import Driver
    from scanner.entry import Unreadable
    from scanner.notice import Language
    from scanner.scan import Reader

    Window = int | Callable[[], int]
    Hired = AbstractContextManager[tuple[Reader, Window]]

__all__ = ["driving", "failures", "here", "told", "worked"]

GLANCE = 2.0
"""Seconds between two looks at how far the work is: at a million rows, counting them takes a fifth of one."""


@contextmanager
def here(jobs: int) -> Iterator[tuple[Reader, Window]]:
    """Readers on this machine, and how many rows they may have under way."""
    from scanner.read import Readers

    with Readers(jobs=jobs) as readers:
        yield readers, 4 * jobs


@contextmanager
def driving(docket: Docket, today: date, language: Language, hired: Hired) -> Iterator[Driver]:
    """A driver whose reports are in this language, with what reads for it as long as the block lasts."""
    from scanner.catalogue import load
    from scanner.cli.mail import what_was_learned
    from scanner.docket.work import Driver
    from scanner.explain import explain_report
    from scanner.render.contract import report_json
    from scanner.scan import Scan

    catalogue = load()
    with ThreadPoolExecutor(1, thread_name_prefix="learned") as beside, hired as (readers, window):
        learning = beside.submit(what_was_learned)
        scan = Scan(catalogue, readers, today, language, learned=learning.result)
        yield Driver(
            docket,
            readers,
            scan,
            lambda report: report_json(report, explain_report(report, catalogue, language), today),
            window=window,
        )


def worked(docket: Docket, driver: Driver) -> None:
    """Runs the driver with a bar of pages on standard error."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from scanner.docket import ledger

    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("", total=None)

        looked = 0.0

        def move() -> None:
            nonlocal looked
            if not bar.disable and time.monotonic() - looked > GLANCE:
                with docket.database.reading() as connection:
                    now = ledger.progress(connection)
                bar.update(task, completed=now.done + now.aside, total=now.total)
                looked = time.monotonic()

        driver.told = move
        try:
            driver.run()
        except KeyboardInterrupt:
            bar.stop()
            typer.echo("Stopped. What was read is in the docket; the same command goes on with the rest.", err=True)
            raise


def told(docket: Docket, files: list[int], today: date, language: Language, *, as_json: bool) -> None:
    """Prints the letters of these files and the proof of their pages; ends with status 1 where a page is astray."""
    from rich.console import Console

    from scanner.catalogue import load
    from scanner.cli.output import print_json
    from scanner.docket.body import docket_json
    from scanner.docket.entries import Wanted, entries
    from scanner.docket.proof import proved
    from scanner.render.docket import Listed, proof_told
    from scanner.render.words import words

    say = words(language)
    with docket.database.reading() as connection:
        proof = proved(connection, files)
        rows = list(entries(connection, Wanted(files=tuple(files), closed=True), today))
        if as_json:
            print_json(docket_json(connection, row, today) for row in rows)
        else:
            Console().print(Listed(rows, failures(docket, files), today, say, law=load().law))
    for line in proof_told(proof, say):
        typer.echo(line, err=True)
    if proof.astray:
        raise typer.Exit(1)


def failures(docket: Docket, files: list[int]) -> list[Unreadable]:
    """Those of the files that could not be read."""
    from scanner.docket.entries import unreadable

    with docket.database.reading() as connection:
        return list(unreadable(connection, files))
