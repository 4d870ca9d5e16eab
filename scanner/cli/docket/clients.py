"""The clinic's clients: the list, their way in and out as CSV, and whose letter a letter is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scanner.cli.docket.acts import Letter
from scanner.cli.options import Today, day_of
from scanner.cli.output import refuse_unwritable, written

__all__ = ["client", "clients", "clients_export", "clients_import", "letters_export"]

CsvIn = Annotated[
    Path, typer.Argument(metavar="FILE.csv", exists=True, dir_okay=False, readable=True, show_default=False)
]
CsvOut = Annotated[Path, typer.Argument(metavar="FILE.csv", dir_okay=False, show_default=False)]
Case = Annotated[str, typer.Argument(metavar="CASE_NUMBER", help="Nobody's: an empty case number.", show_default=False)]
Closed = Annotated[bool, typer.Option("--closed", help="Closed letters too.")]


def clients() -> None:
    """List the clients, with how many letters each has and how many of these somebody should confirm."""
    from rich.console import Console
    from rich.table import Table

    from scanner.docket import Docket
    from scanner.docket.clients import all_clients, letters_of
    from scanner.render.mask import clean

    with Docket.at().database.reading() as connection:
        known, letters = list(all_clients(connection)), letters_of(connection)
    if not known:
        typer.echo("There are no clients in the docket. `scanner docket clients-import FILE.csv` takes them in.")
        return
    table = Table("Case", "Name", "Language", "Letters", "To confirm", box=None, pad_edge=False)
    for each in known:
        count, unsure = letters.get(each.id, (0, 0))
        table.add_row(each.case_number or "–", clean(each.name), each.language, str(count), str(unsure or ""))
    Console(markup=False, highlight=False).print(table)


def clients_import(file: CsvIn) -> None:
    """Take clients in from CSV, as LegalServer exports them; the same case number again brings a client up to date."""
    from scanner.docket import Docket
    from scanner.docket.client_csv import import_clients
    from scanner.docket.docket import whoever

    done = import_clients(Docket.at(), file.read_bytes(), whoever())
    for fault in done.faults:
        typer.echo(f"Line {fault.line}: {fault.why}", err=True)
    typer.echo(f"{done.added} added, {done.changed} brought up to date, {done.unchanged} as before, "
               f"{len(done.faults)} at fault. Letters whose suggestion changed: {done.suggested}.")  # fmt: skip
    if done.faults:
        raise typer.Exit(1)


def clients_export(file: CsvOut) -> None:
    """Write the clients as CSV, with the last four digits of their numbers."""
    from scanner.docket import Docket, audit
    from scanner.docket.client_csv import clients_csv
    from scanner.docket.clients import all_clients
    from scanner.docket.docket import whoever

    refuse_unwritable(file)
    with Docket.at().database.writing() as connection:
        known = list(all_clients(connection))
        audit.record(connection, whoever(), [("clients-exported", None, {"clients": len(known)})])
    written(file, clients_csv(known))


def letters_export(file: CsvOut, closed: Closed = False, today: Today = None) -> None:
    """Write the letters as CSV with the headings of LegalServer; case and client only where somebody confirmed them."""
    from scanner.docket import Docket, Wanted, audit
    from scanner.docket.docket import whoever
    from scanner.docket.entries import entries
    from scanner.docket.letter_csv import letters_csv

    refuse_unwritable(file)
    day = day_of(today)
    with Docket.at().database.writing() as connection:
        rows = list(entries(connection, Wanted(closed=closed), day))
        audit.record(connection, whoever(), [("letters-exported", None, {"letters": len(rows)})])
    written(file, letters_csv(rows, day))


def client(letter: Letter, case_number: Case) -> None:
    """Say whose letter it is, by case number; an empty one takes a client back."""
    from scanner.docket import Docket
    from scanner.docket.clients import confirm, take_back
    from scanner.docket.docket import whoever

    if case_number.strip():
        confirm(Docket.at(), letter, case_number.strip(), whoever())
    else:
        take_back(Docket.at(), letter, whoever())
