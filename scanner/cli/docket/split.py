"""`scanner docket split`: letters of the docket as PDFs of their own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scanner.cli.docket.listing import Client, Closed, Due, Notice, Outcome, Search, Station, Status, Who, wanted_of
from scanner.cli.options import Today, day_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scanner.docket import Docket

__all__ = ["split", "split_letters"]

Letters = Annotated[
    list[int] | None,
    typer.Argument(metavar="[NUMBER]…", help="Letters by their numbers; none: all that the options leave."),
]
Folder = Annotated[Path, typer.Option("--to", metavar="FOLDER", file_okay=False, help="Where the PDFs go.")]


def split(
    to: Folder,
    letter: Letters = None,
    due: Due = None,
    search: Search = None,
    status: Status = None,
    outcome: Outcome = None,
    notice: Notice = None,
    station: Station = None,
    client: Client = None,
    assigned: Who = None,
    closed: Closed = False,
    today: Today = None,
) -> None:
    """Write letters as PDFs of their own, without loss, under names that tell of nobody. No file is ever overwritten."""
    from scanner.docket import Docket
    from scanner.docket.entries import entries

    docket, day = Docket.at(), day_of(today)
    asked = list(letter or ())
    if not asked:
        wanted = wanted_of(due, search, status, outcome, notice, station, client, assigned, closed=closed)
        with docket.database.reading() as connection:
            asked = [each.id for each in entries(connection, wanted, day)]
    if not split_letters(docket, asked, to):
        raise typer.Exit(1)


def split_letters(docket: Docket, asked: Iterable[int], folder: Path) -> bool:
    """Writes these letters and says on standard error what was written; whether all of them could be."""
    from scanner.docket.apart import apart
    from scanner.errors import LetterError
    from scanner.read import Readers

    with docket.database.reading() as connection:
        files = tuple(apart(connection, asked))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise typer.BadParameter(f"{folder}: cannot be made ({error.strerror}).", param_hint="FOLDER") from None
    written, there, whole = 0, 0, True
    with Readers(jobs=1) as readers:
        for file in files:
            try:
                new = readers.cut(docket.vault.path(file.sha256), file.into(folder)).result()
            except LetterError as error:
                typer.echo(f"{file.name}: {error}", err=True)
                whole = False
            else:
                written, there = written + new, there + len(file.parts) - new
    typer.echo(f"{written} PDFs written to {folder}." + (f" {there} were there already." if there else ""), err=True)
    return whole
