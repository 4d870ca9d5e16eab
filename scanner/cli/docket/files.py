"""The files that `scanner docket` writes: a table for a spreadsheet, a calendar, a print-out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scanner.cli.output import print_text, refuse_unwritable, written

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import Connection

    from scanner.docket import Wanted
    from scanner.entry import Dated
    from scanner.render.docket_groups import By
    from scanner.render.docket_print import Besides
    from scanner.render.voice import Voice

__all__ = ["CsvFile", "Files", "IcsFile", "PrintFile", "XlsxFile"]

CsvFile = Annotated[
    Path | None, typer.Option("--csv", metavar="FILE", help="Write the list as CSV; - is standard output.")
]
XlsxFile = Annotated[Path | None, typer.Option("--xlsx", metavar="FILE", help="Write the list as a workbook.")]
IcsFile = Annotated[
    Path | None, typer.Option("--ics", metavar="FILE", help="Write every open last day as a calendar, without names.")
]
PrintFile = Annotated[
    Path | None,
    typer.Option("--print", metavar="FILE", help="Write the list in large print, as FILE.pdf or FILE.html."),
]
STDOUT = Path("-")


@dataclass(frozen=True, slots=True)
class Files:
    """Which files are to be written. Raises a usage error for a folder that is not there, or a print-out of another kind."""

    csv: Path | None = None
    xlsx: Path | None = None
    ics: Path | None = None
    paper: Path | None = None

    def __post_init__(self) -> None:
        refuse_unwritable(None if self.csv == STDOUT else self.csv, self.xlsx, self.ics, self.paper)
        if self.paper and self.paper.suffix.lower() not in (".pdf", ".html"):
            raise typer.BadParameter(f"{self.paper}: its name must end in .pdf or .html.", param_hint="--print")

    def __bool__(self) -> bool:
        return any((self.csv, self.xlsx, self.ics, self.paper))

    def write(self, connection: Connection, wanted: Wanted, voice: Voice, by: By) -> None:
        """Writes them all from one reading of the docket."""
        from scanner.docket.entries import dated
        from scanner.render.docket_ics import docket_calendar
        from scanner.render.docket_table import docket_csv
        from scanner.render.docket_xlsx import docket_xlsx

        letters = list(dated(connection, wanted, voice.today))
        if self.csv == STDOUT:
            print_text(docket_csv(letters, voice))
        elif self.csv:
            written(self.csv, docket_csv(letters, voice).encode("utf-8-sig"))  # without the mark Excel spoils every ñ
        if self.xlsx:
            written(self.xlsx, docket_xlsx(letters, voice))
        if self.ics:
            written(self.ics, docket_calendar(letters, voice))
        if self.paper:
            besides = _besides(connection, wanted, voice.today)
            written(self.paper, _printed(self.paper, letters, besides, wanted.due, voice, by))


def _printed(paper: Path, letters: Sequence[Dated], besides: Besides, due: int | None, voice: Voice, by: By) -> bytes:
    from scanner.render.docket_html import docket_page
    from scanner.render.docket_pdf import docket_document
    from scanner.render.docket_print import print_out

    told = print_out(letters, voice, besides, by, due)
    if paper.suffix.lower() == ".pdf":
        return docket_document(told, voice.today, voice.say)
    return docket_page(told, voice.today, voice.say).encode()


def _besides(connection: Connection, wanted: Wanted, today: date) -> Besides:
    from scanner.docket.entries import undated, unreadable
    from scanner.docket.ledger import left_over
    from scanner.render.docket_print import Besides

    return Besides(
        undated=undated(connection, wanted, today),
        unreadable=sum(1 for _ in unreadable(connection)),
        unfinished=left_over(connection),
    )
