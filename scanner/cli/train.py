"""`scanner train`: learns from letters that a person has corrected, or takes the last learning back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scanner.cli.options import Jobs, Today, day_of, jobs_of

if TYPE_CHECKING:
    from scanner.train.teach import Taught

__all__ = ["train"]

Corrected = Annotated[
    Path | None,
    typer.Option(
        "--with", metavar="FOLDER", help="Corrected letters, each with its known answers beside it: NAME.truth.json.",
        show_default=False,
    ),
]  # fmt: skip
Restore = Annotated[bool, typer.Option("--restore", help="Put back what was in use before the last learning.")]


def train(corrected: Corrected = None, restore: Restore = False, today: Today = None, jobs: Jobs = None) -> None:
    """Learn from corrected letters. The new classifier is used only if no figure of the evaluation gets worse."""
    from scanner.classifier.load import TAUGHT, shipped
    from scanner.home import home

    target = home() / TAUGHT
    if restore == (corrected is not None):
        raise typer.BadParameter("give either --with FOLDER or --restore.", param_hint="--with")
    if corrected is None:
        from scanner.train.teach import restore as put_back

        typer.echo(
            "The classifier of before is in use again." if put_back(target) else "Nothing was ever learned here."
        )
        return

    from scanner.catalogue import load
    from scanner.classifier import learned
    from scanner.read import Readers
    from scanner.train.drawn import read_known
    from scanner.train.teach import teach

    with Readers(jobs=jobs_of(jobs)) as readers:
        letters = list(read_known(corrected, readers))
    taught = teach(
        letters, load(), day_of(today), shipped=shipped(), in_use=learned(), target=target,
        say=lambda text: typer.echo(text, err=True),
    )  # fmt: skip
    _tell(taught)
    if not taught.taken:
        raise typer.Exit(1)


def _tell(taught: Taught) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("figure", "before", "after", box=None)
    for before, after in zip(taught.before, taught.after, strict=True):
        mark = "  worse" if after.name in taught.worse else ""
        table.add_row(after.name, f"{before.count} of {before.of}", f"{after.count} of {after.of}{mark}")
    Console().print(table)
    if taught.taken:
        typer.echo("Taken. `scanner train --restore` puts back what was in use before.")
    else:
        typer.echo("Not taken: a figure got worse. What was in use stays in use.")
