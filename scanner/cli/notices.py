"""`scanner notices`: all that the catalogue knows, and whether its data is sound."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

__all__ = ["notices"]


def notices(
    as_json: Annotated[bool, typer.Option("--json", help="One object per notice.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Validate the catalogue; status 1 where it is at fault.")
    ] = False,
) -> None:
    """List every notice that the program knows."""
    from rich.console import Console
    from rich.table import Table

    from scanner.catalogue import load

    catalogue = load()
    found = sorted(catalogue.notices.values(), key=lambda notice: notice.id)
    if as_json:
        for notice in found:
            row = {
                "id": notice.id,
                "name": notice.name,
                "title": notice.title,
                "full": notice.record == "full",
                "checked": not notice.unchecked,
            }
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        return
    if check:
        for notice in found:
            if notice.unchecked:
                typer.echo(f"{notice.name}: nobody could confirm {', '.join(notice.unchecked)}")
        typer.echo(
            f"{len(found)} notices, {len(catalogue.law)} terms, {len(catalogue.stations)} stations: the catalogue is sound."
        )
        return
    table = Table("Notice", "Title", "Record", "Confirmed", box=None, pad_edge=False)
    for notice in found:
        table.add_row(notice.name, notice.title, notice.record, "yes" if not notice.unchecked else "in part")
    Console().print(table)
